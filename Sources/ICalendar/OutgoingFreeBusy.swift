/// When somebody can be met, to publish: times, and nothing that says what they are for (RFC 5545, 3.6.4).
package struct OutgoingFreeBusy: Hashable, Sendable {
    package enum Kind: String, Hashable, Sendable {
        case busy = "BUSY"
        case tentative = "BUSY-TENTATIVE"
        case unavailable = "BUSY-UNAVAILABLE"
    }

    package struct Period: Hashable, Sendable {
        /// On the wall of the calendar's zone.
        package var interval: Range<WallTime>
        package var kind: Kind

        package init(_ interval: Range<WallTime>, _ kind: Kind) {
            self.interval = interval
            self.kind = kind
        }
    }

    /// Unique in the world, as `<id>@<host>`.
    package var uid: String
    /// When this was made, in UTC; not "now", so that the same content gives the same bytes.
    package var stamp: WallTime
    /// Whose time it is, as a calendar address; RFC 5546, 3.3.1 asks for one.
    package var organizer: String
    /// What the periods leave out and what not, for whoever reads the file.
    package var comment: String?
    /// The time spoken of, on the wall of the calendar's zone: what of it is in no period is free.
    package var span: Range<WallTime>
    /// In order, within the span, none over another.
    package var periods: [Period]

    package init(
        uid: String, stamp: WallTime, organizer: String, comment: String? = nil, span: Range<WallTime>,
        periods: [Period]
    ) {
        self.uid = uid
        self.stamp = stamp
        self.organizer = organizer
        self.comment = comment
        self.span = span
        self.periods = periods
    }
}
