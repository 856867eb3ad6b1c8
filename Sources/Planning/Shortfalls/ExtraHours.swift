package import Casework

/// Working time of a practitioner beyond their pattern: overtime to ask for.
package struct ExtraHours: Hashable, Sendable {
    package var practitioner: Practitioner.ID
    /// Of one day.
    package var interval: Range<Moment>

    package init(practitioner: Practitioner.ID, interval: Range<Moment>) {
        self.practitioner = practitioner
        self.interval = interval
    }

    package var day: Day { interval.lowerBound.day }
    package var minutes: Int { interval.minutes }

    /// `po2 Thu 3 Dec 17:00 to 20:00`.
    package var inWords: String { "\(practitioner) \(interval.lowerBound.inShort) to \(ending)" }

    /// The same hours of one day, or of each such weekday of the weeks.
    package static func hours(
        of practitioner: Practitioner.ID, on days: Unavailability.Recurrence, from: ClockTime, until: ClockTime,
        in weeks: Weeks
    ) -> [ExtraHours] {
        let days: [Day] =
            switch days {
            case .weekly(let weekday): weeks.mondays.map { $0 + weekday.rawValue }
            case .on(let day): weeks.days.contains(day) ? [day] : []
            }
        return days.map { ExtraHours(practitioner: practitioner, interval: $0.at(from)..<$0.at(until)) }
    }

    private var ending: ClockTime { ClockTime(minutes: interval.upperBound - day.start) }
}

extension Caseload {
    /// The same caseload with extra hours worked: they widen the block of that day that they adjoin, or fill the gap
    /// between two at one place; apart from any block they are spent at the practitioner's base.
    package func working(_ extra: [ExtraHours]) -> Caseload {
        extra.reduce(self) { $0.working($1) }
    }

    private func working(_ extra: ExtraHours) -> Caseload {
        let base = practitioners.first { $0.id == extra.practitioner }?.base
        var from = ClockTime(minutes: extra.interval.lowerBound - extra.day.start)
        var until = ClockTime(minutes: extra.interval.upperBound - extra.day.start)
        let touched = workingPatterns.filter { block in
            block.practitioner == extra.practitioner && block.holds(on: extra.day) && block.start <= until
                && from <= block.end
        }.sorted { $0.start < $1.start }
        let place = touched.first.map { $0.location ?? base } ?? base
        let joined = touched.filter { ($0.location ?? base) == place }
        // Where the block that follows is at another place, the time up to it is spent at the first.
        for other in touched where (other.location ?? base) != place { until = min(until, max(from, other.start)) }
        for block in joined { (from, until) = (min(from, block.start), max(until, block.end)) }

        var caseload = self
        caseload.workingPatterns = workingPatterns.flatMap { block in
            joined.contains(block) ? block.apart(from: extra.day) : [block]
        }
        caseload.workingPatterns.append(
            WorkingBlock(
                practitioner: extra.practitioner, weekday: extra.day.weekday, start: from, end: until,
                location: joined.first?.location, from: extra.day, until: extra.day))
        return caseload
    }
}

extension WorkingBlock {
    /// The block on all its days but one.
    fileprivate func apart(from day: Day) -> [WorkingBlock] {
        var (before, after) = (self, self)
        before.until = until.map { min($0, day - 1) } ?? (day - 1)
        after.from = from.map { max($0, day + 1) } ?? (day + 1)
        return [before, after].filter { block in
            guard let from = block.from, let until = block.until else { return true }
            return from <= until
        }
    }
}
