import Casework
import ICalendar

/// When one practitioner can be met, for others to plan around: times, and nothing that says what they are for.
///
/// Meetings and confirmed contacts are busy, planned ones busy for now; time that is not worked, bank holidays and
/// absences noted are unavailable. What their own calendar holds is not in it: it was given to plan by, and their own
/// program publishes it.
struct AvailabilityCalendar: Sendable {
    let practitioner: Practitioner
    /// Their own.
    let workingPattern: [WorkingBlock]
    let feeds: FeedSet

    func document(
        _ contacts: [[EventHistory.Version<Contact>]], _ meetings: [[EventHistory.Version<PlannedMeeting>]]
    ) throws -> Document {
        let days = feeds.today..<(feeds.today + FeedSet.daysOfAvailability)
        let contacts = contacts.compactMap(\.last?.subject).filter {
            $0.status.countsAsOffered && $0.practitioners.contains(practitioner.id)
        }
        let windows = meetings.compactMap { $0.last?.subject?.expected(practitioner.id) }
        // Later ones go over those before: who is away cannot be met, but for what is promised all the same.
        let layers: [(OutgoingFreeBusy.Kind, [Range<Moment>])] = [
            (.tentative, contacts.filter { $0.status == .planned }.map(\.interval)),
            (.unavailable, feeds.absences[practitioner.id, default: []] + timeOff(on: days)),
            (.busy, windows + contacts.filter { $0.status != .planned }.map(\.interval)),
        ]
        let freeBusy = OutgoingFreeBusy(
            uid: "\(practitioner.id).availability@\(feeds.host)",
            // It moves on with the day.
            stamp: max(
                try ZoneClock(feeds.caseload.policy.timezone).utc(of: WallTime(feeds.today.start)),
                WallTime(seconds: feeds.changedAt)),
            organizer: "mailto:\(practitioner.id)@\(feeds.host)",
            comment: "Working hours and the appointments of the IOM diary; not what is in the person's own calendar.",
            span: WallTime(days.lowerBound.start)..<WallTime(days.upperBound.start),
            periods: periods(of: layers, within: days.lowerBound.start..<days.upperBound.start))
        return Document(
            path: "availability/\(practitioner.id).ics",
            content: try feeds.calendar(
                "IOM diary \(practitioner.id) availability",
                about:
                    "When the IOM diary has \(practitioner.id) booked or not at work. Their own calendar says the rest.",
                freeBusy: freeBusy
            ).text())
    }

    /// What of the days is outside working hours; nothing where nobody's are known.
    private func timeOff(on days: Range<Day>) -> [Range<Moment>] {
        if feeds.caseload.workingPatterns.isEmpty { return [] }
        var off: [Range<Moment>] = []
        var free = days.lowerBound.start
        for day in days where !feeds.bankHolidays.contains(day) {
            for block in workingPattern.filter({ $0.holds(on: day) }).sorted(by: { $0.start < $1.start }) {
                if free < day.at(block.start) { off.append(free..<day.at(block.start)) }
                free = max(free, day.at(block.end))
            }
        }
        if free < days.upperBound.start { off.append(free..<days.upperBound.start) }
        return off
    }

    /// The layers laid over each other, the later ones on top, cut at every change.
    private func periods(
        of layers: [(kind: OutgoingFreeBusy.Kind, intervals: [Range<Moment>])], within span: Range<Moment>
    ) -> [OutgoingFreeBusy.Period] {
        let first = span.lowerBound
        var minutes = [OutgoingFreeBusy.Kind?](repeating: nil, count: span.minutes)
        for (kind, intervals) in layers {
            for interval in intervals.map({ $0.clamped(to: span) }) where !interval.isEmpty {
                for minute in (interval.lowerBound - first)..<(interval.upperBound - first) { minutes[minute] = kind }
            }
        }
        var periods: [OutgoingFreeBusy.Period] = []
        var start = 0
        for minute in 1...minutes.count where minute == minutes.count || minutes[minute] != minutes[start] {
            if let kind = minutes[start] {
                periods.append(.init(WallTime(first + start)..<WallTime(first + minute), kind))
            }
            start = minute
        }
        return periods
    }
}
