/// Reads a calendar: everything that touches `window`, as wall time in `zone`.
///
/// Takes whatever Outlook, Exchange, Google and their like publish. What cannot be taken as written is never
/// guessed: it is among the reading's problems, and an event that is somewhere in time, but not known where,
/// has occurrences of `Availability.unknown`.
///
/// - Parameters:
///   - bytes: the file, of one or several VCALENDARs.
///   - window: wall time in `zone`. An event belongs when any part of it does.
///   - zone: an IANA name such as `Europe/London`.
///   - floatingZone: an IANA name: of times that have no zone, in a calendar that names none for them; nil: `zone`.
///   - limits: how much to take on.
/// - Returns: occurrences in order, and whatever could not be taken as written.
/// - Throws: when there is no calendar to speak of, or more of it than `limits` allow.
package func readCalendar(
    _ bytes: [UInt8],
    window: Range<WallTime>,
    zone: String,
    floatingZone: String? = nil,
    limits: ReadingLimits = .default
) throws(CalendarError) -> CalendarReading {
    guard let target = Zone(iana: zone) else { throw .unknownZone(zone) }
    let floatingName = floatingZone ?? zone
    guard let floating = Zone(iana: floatingName) else { throw .unknownZone(floatingName) }
    let outline = try CalendarOutline(bytes, limits: limits)
    var reader = CalendarReader(outline, window: window, target: target, floating: floating, limits: limits)
    return try reader.reading()
}

/// Reads a calendar as `readCalendar` does: here, or in a `CalendarProcess`.
package typealias ReadCalendar =
    @Sendable (_ bytes: [UInt8], _ window: Range<WallTime>, _ zone: String, _ floatingZone: String?)
    throws(CalendarError) -> CalendarReading

/// Reads a calendar in this process.
package let readCalendarHere: ReadCalendar = { (bytes, window, zone, floatingZone) throws(CalendarError) in
    try readCalendar(bytes, window: window, zone: zone, floatingZone: floatingZone)
}
