/// A calendar to publish, for clients to subscribe to.
///
/// The same value always gives the same bytes, so that a web server can tell whether it has changed.
package struct OutgoingCalendar: Hashable, Sendable {
    /// Shown by clients.
    ///
    /// Commas and semicolons become dashes: clients read X-WR-CALNAME with and without escapes.
    package var name: String
    /// Who wrote the calendar, as `-//Organisation//Product 1.0//EN`.
    package var productID: String
    /// The zone of all events.
    ///
    /// Only `Europe/London` is written.
    package var zone: String
    /// How often clients are asked to look again.
    ///
    /// Whole minutes, at least one.
    package var refresh: Duration
    /// In what colour clients show it.
    package var colour: Colour?
    /// What the calendar holds, in a sentence or two.
    ///
    /// Commas and semicolons become dashes, as in the name.
    package var about: String?
    /// Written in this order.
    package var events: [OutgoingEvent]
    /// When somebody can be met.
    package var freeBusy: OutgoingFreeBusy?

    /// A colour, in the two ways that clients know.
    package struct Colour: Hashable, Sendable {
        /// A CSS3 name (RFC 7986).
        package var name: String
        /// As `#008080` (Apple).
        package var hex: String

        package init(name: String, hex: String) {
            self.name = name
            self.hex = hex
        }

        package static let teal = Colour(name: "teal", hex: "#008080")
    }

    package init(
        name: String,
        productID: String,
        zone: String = "Europe/London",
        refresh: Duration = .seconds(3_600),
        colour: Colour? = nil,
        about: String? = nil,
        events: [OutgoingEvent] = [],
        freeBusy: OutgoingFreeBusy? = nil
    ) {
        self.name = name
        self.productID = productID
        self.zone = zone
        self.refresh = refresh
        self.colour = colour
        self.about = about
        self.events = events
        self.freeBusy = freeBusy
    }

    /// The calendar as iCalendar text (RFC 5545), with CRLF line ends and lines of at most 75 octets.
    ///
    /// - Throws: for a zone other than Europe/London, and for events without identifier, with one already used,
    ///   or with an end before their start.
    package func text() throws(CalendarError) -> String {
        guard zone == LondonZone.name else { throw .unsupportedOutgoingZone(zone) }
        var identifiers: Set<String> = []
        for event in events {
            try event.check()
            guard identifiers.insert(event.uid).inserted else { throw .repeatedIdentifier(event.uid) }
        }
        let clock = try ZoneClock(zone)
        let written: Result<String, CalendarError> = Libical.exclusively {
            do throws(CalendarError) {
                return .success(try CalendarWriter.component(self, clock).text())
            } catch {
                return .failure(error)
            }
        }
        return try written.get()
    }
}
