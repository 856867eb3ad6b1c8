import Casework
import Foundation

/// When something was made, as a page says it.
package enum Prepared {
    /// Seconds of UTC since 1970 on the team's own clock, or in UTC where its zone is not known.
    package static func inWords(_ asOf: Int, _ timezone: String) -> String { words(asOf, timezone) { $0.inWords } }

    /// `2 December 2026, 09:06`, of the same.
    package static func inShort(_ asOf: Int, _ timezone: String) -> String { words(asOf, timezone) { $0.date } }

    private static func words(_ asOf: Int, _ timezone: String, _ day: (Day) -> String) -> String {
        let zone = TimeZone(identifier: timezone)
        let offset = zone?.secondsFromGMT(for: Date(timeIntervalSince1970: TimeInterval(asOf))) ?? 0
        let moment = Day(number: 0).start + Int((Double(asOf + offset) / 60).rounded(.down))
        return "\(day(moment.day)), \(moment.clock)\(zone == nil ? " UTC" : "")"
    }
}
