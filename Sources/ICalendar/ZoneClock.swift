/// Turns wall times of one IANA zone into UTC, and back.
package struct ZoneClock: Hashable, Sendable {
    private let zone: Zone

    /// Throws `unknownZone` when IANA has no zone of that name.
    package init(_ name: String) throws(CalendarError) {
        guard let zone = Zone(iana: name) else { throw .unknownZone(name) }
        self.zone = zone
    }

    /// The UTC wall time at which a wall in the zone shows `wall` (RFC 5545, 3.3.5): of a time that comes twice,
    /// the first; a time that is skipped counts with the offset before the gap.
    package func utc(of wall: WallTime) -> WallTime {
        WallTime(seconds: zone.instant(of: wall))
    }

    /// What a wall in the zone shows when a wall in UTC shows `utc`.
    package func wall(atUTC utc: WallTime) -> WallTime {
        zone.wall(at: utc.seconds)
    }
}
