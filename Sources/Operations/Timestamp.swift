internal import Casework

/// A second of universal time: when something was recorded.
package struct Timestamp: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Seconds since 1970-01-01T00:00:00Z.
    package var seconds: Int

    package init(seconds: Int) {
        self.seconds = seconds
    }

    /// `2026-11-30T09:30:00Z`.
    package var description: String {
        let minute = Moment(minutes: seconds >= 0 ? seconds / 60 : (seconds - 59) / 60)
        let second = String(seconds - minute.minutes * 60)
        return "\(minute):\(second.count < 2 ? "0" : "")\(second)Z"
    }

    package static func < (left: Self, right: Self) -> Bool { left.seconds < right.seconds }
}
