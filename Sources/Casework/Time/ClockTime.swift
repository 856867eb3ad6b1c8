/// A time of day on the office's clock, in minutes after midnight; 24:00 ends a day.
package struct ClockTime: Hashable, Comparable, Sendable, CustomStringConvertible {
    package var minutes: Int

    package init(minutes: Int) {
        self.minutes = minutes
    }

    /// Reads `09:30`, exactly in that form; `24:00` is the end of the day.
    package init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 5, bytes[2] == UInt8(ascii: ":"), let hour = decimal(bytes[0..<2]),
            let minute = decimal(bytes[3..<5]), minute < 60, hour * 60 + minute <= Moment.minutesPerDay
        else { return nil }
        minutes = hour * 60 + minute
    }

    package var description: String { "\(padded(minutes / 60, to: 2)):\(padded(minutes % 60, to: 2))" }

    package static func < (left: Self, right: Self) -> Bool { left.minutes < right.minutes }
}
