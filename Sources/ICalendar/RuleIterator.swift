internal import CLibical

/// Owns one of libical's iterators over a repeat rule, on a wall without zones.
///
/// Only to be used inside `Libical.exclusively`.
@safe struct RuleIterator: ~Copyable {
    private let raw: OpaquePointer

    /// Beyond this libical looks for no instance (`ICALTIMEZONE_MAX_YEAR`, 3.0).
    static let end = WallTime(year: 2582, month: 1, day: 1)

    /// Nil when libical knows no instance of the rule.
    init?(_ rule: RecurrenceRule, from start: WallTime) {
        guard let raw = unsafe clibical_iterator_new(rule.text, clibical_civil_time(start)) else { return nil }
        unsafe self.raw = raw
    }

    deinit { unsafe icalrecur_iterator_free(raw) }

    mutating func next() -> WallTime? {
        let civil = unsafe clibical_iterator_next(raw)
        guard civil.year > 0 else { return nil }
        return WallTime(
            year: Int(civil.year),
            month: Int(civil.month),
            day: Int(civil.day),
            hour: Int(civil.hour),
            minute: Int(civil.minute),
            second: Int(civil.second)
        )
    }
}

extension clibical_civil_time {
    init(_ wall: WallTime) {
        let date = wall.date
        self.init(
            year: CInt(date.year),
            month: CInt(date.month),
            day: CInt(date.day),
            hour: CInt(wall.hour),
            minute: CInt(wall.minute),
            second: CInt(wall.second)
        )
    }
}
