package import Casework

/// Fetches published calendars; plugged in, because operations know nothing of networks.
package protocol CalendarFetcher: Sendable {
    /// Asks for a calendar, and waits no longer than a rule allows.
    ///
    /// - Parameter known: What was said of the content that is there already.
    /// - Throws: `FetchFailure`, or `CancellationError`.
    func fetch(_ address: CalendarAddress, unlessStill known: PublishedCalendar.Validators) async throws -> Fetched
}

/// What an address gave.
package enum Fetched: Hashable, Sendable {
    case unchanged
    /// Whole, but not looked into.
    case content([UInt8], PublishedCalendar.Validators)
}

/// Why a calendar could not be had: nothing follows from it about anybody's time.
package struct FetchFailure: Error, Hashable, Sendable {
    /// A clause without the address: `the server answers 404 (Not Found)`.
    package var reason: String
    /// Whether it may be over in a moment.
    package var mayPass: Bool

    package init(_ reason: String, mayPass: Bool = false) {
        self.reason = reason
        self.mayPass = mayPass
    }
}
