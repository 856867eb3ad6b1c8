internal import Casework

/// One week's contacts to book, in numbers: what the search works on.
///
/// Times are minutes from the start of the week's Monday. Nominals, practitioners, places and kinds are numbers.
/// The rules of a nominal's own day, of crews and of places are worked into the options and the demands; those
/// that depend on what else is booked (routes, rooms, keeping apart, contacts a day) are kept by `Bookings`.
struct BookingProblem: Sendable {
    /// A stretch of work of one practitioner at one place.
    struct Block: Sendable {
        var practitioner: Int
        var start: Int
        var end: Int
        var place: Int
    }

    /// Something on a route: a contact, or commitments that cannot be moved and overlap each other.
    struct Stop: Sendable {
        var start: Int
        var end: Int
        /// Where one has to be to begin it.
        var arrival: Int
        /// Where one is when it ends.
        var departure: Int
        /// The booked contact's number; nil: fixed.
        var visit: Int?
    }

    /// A way to have one contact: its kind, place and crew.
    struct Option: Sendable {
        var kind: Int
        /// Nil: online, which is spent at the block's own place.
        var place: Int?
        var minutes: Int
        var crew: [Int]
        /// How many of the crew are neither the nominal's leads nor involved with them.
        var cover: Int
        var isJoint: Bool
        var isHome: Bool
        /// The first day of the week on which it may not be had, 7 if none: probation contact suspended.
        var untilDay: Int
    }

    /// What one nominal is to be offered in the week, and what limits it.
    struct Demand: Sendable {
        var contacts: Int
        var isJointDue: Bool
        var isHomeDue: Bool
        /// The one day on which a joint visit counts, if it is tied to a day.
        var jointOn: Int?
        var weight: Int
        /// Days on which the nominal may be seen at all.
        var days: [Bool]
        /// The nominal's own commitments.
        var unavailable: [Range<Int>]
        /// Contacts that stand whatever is planned.
        var fixed: [FixedContact] = []
    }

    struct FixedContact: Sendable {
        /// Nil: of a kind that the policy no longer has, which counts towards nothing.
        var kind: Int?
        var place: Int?
        var start: Int
        var end: Int
        var isJoint: Bool
        var isHome: Bool

        var day: Int { start / Moment.minutesPerDay }
    }

    /// A contact that was planned before: staying as it is costs nothing.
    struct Original: Sendable {
        var id: Contact.ID
        var nominal: Int
        /// The option it is an instance of, or nil if it may not be had so any more.
        var option: Int?
        var start: Int
    }

    var week: Day
    var grid: Int
    var maxPerDay: Int
    var keepApartMinutes: Int
    var travel: TravelMatrix
    /// For each kind, how many count in a week.
    var kindLimits: [Int]
    var kinds: [ContactKind]
    var nominals: [Nominal.ID]
    var practitioners: [Practitioner.ID]
    /// By practitioner, then time.
    var blocks: [Block]
    /// For each practitioner and day (practitioner × 7 + day), their blocks.
    var blocksOfDay: [Range<Int>]
    /// For each block, what cannot be moved, in order.
    var fixedStops: [[Stop]]
    var demands: [Demand]
    /// For each nominal, all ways to have a contact: those without cover first.
    var options: [[Option]]
    /// For each nominal, how many of the options need no cover.
    var ownOptions: [Int]
    var originals: [Original]
    var originalsOf: [[Int]]
    /// For each place, how many contacts fit at once; nil: any number.
    var rooms: [Int?]
    var keepApart: [[Int]]
    var preferences: Preferences

    static let days = 7
}
