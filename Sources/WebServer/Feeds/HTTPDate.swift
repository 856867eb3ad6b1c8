internal import Casework
internal import Operations

/// A second as headers write it: `Mon, 30 Nov 2026 09:00:00 GMT` (RFC 9110, 5.6.7).
enum HTTPDate {
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    static func text(_ time: Timestamp) -> String {
        // `2026-11-30T09:00:00Z`
        let iso = time.description
        let day = Moment(minutes: time.seconds / 60).day
        let month = day.components.month
        return "\(day.weekday.name.prefix(3)), \(iso.dropFirst(8).prefix(2)) \(months[month - 1]) "
            + "\(iso.prefix(4)) \(iso.dropFirst(11).prefix(8)) GMT"
    }

    /// Nil for what is written in another way; the two obsolete ones among them, which no program sends any more.
    static func seconds(_ text: String) -> Int? {
        let form = /[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d) GMT/
        guard let parts = text.wholeMatch(of: form)?.output, let month = months.firstIndex(of: String(parts.2)),
            let number = Int(parts.1), let year = Int(parts.3), let hour = Int(parts.4), let minute = Int(parts.5),
            let second = Int(parts.6), let day = Day(year: year, month: month + 1, day: number)
        else { return nil }
        return (day.start.minutes + hour * 60 + minute) * 60 + second
    }
}
