/// What a VCALENDAR says that its events go by.
struct CalendarContext: Sendable {
    /// Its place in the file, from 0.
    var number: Int
    /// X-WR-TIMEZONE, as written.
    var zoneName: String?
    /// The zone of X-WR-TIMEZONE, or the one that stands in where there is none; nil when nobody knows its name.
    var zone: Zone?
    /// Where its dates, and times without a zone, are shown.
    var floatingZone: Zone
    /// Whether a program of Microsoft's wrote it.
    var isMicrosoft: Bool
}
