internal import Casework

/// When a mail was written, as its header says it.
enum MailDate {
    /// `Fri, 27 Nov 2026 09:00:00 +0000` (RFC 5322, 3.3).
    static func text(_ seconds: Int) -> String {
        let minute = Moment(minutes: (seconds - (seconds % 60 + 60) % 60) / 60)
        let (year, month, day) = minute.day.components
        let second = (seconds % 60 + 60) % 60
        let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
        return "\(minute.day.weekday.name.prefix(3)), \(day) \(months[month - 1]) \(year) \(minute.clock):"
            + "\(second < 10 ? "0" : "")\(second) +0000"
    }
}
