import Casework
import Planning

/// A MAP at the office with what the test gives it; its figures of waiting are nought unless it says otherwise.
func map(
    _ interval: Range<Moment>, slots: [PlannedMeeting.Slot] = [], breaks: [PlannedMeeting.Pause] = [],
    attendance: [PlannedMeeting.Attendance] = [], noted: [Nominal.ID] = [], deferred: [PlannedMeeting.Deferral]? = nil,
    waiting: Int = 0, bound: Int? = nil, optimal: Bool = true
) -> PlannedMeeting {
    // Who has no slot and is not noted is deferred, so that everyone due is accounted for.
    let listed = slots.map(\.nominal) + noted
    let others = (["n001", "n002"] as [Nominal.ID]).filter { !listed.contains($0) }
    return PlannedMeeting(
        id: PlannedMeeting.id(.map, on: interval.lowerBound.day), series: .map, interval: interval, place: "office",
        slots: slots, breaks: breaks, attendance: attendance, noted: noted,
        deferred: deferred ?? others.map { .init(nominal: $0, due: interval.lowerBound.day + 7) },
        minutesNeeded: slots.reduce(0) { $0 + $1.minutes }, minutesAvailable: interval.minutes - 15,
        waitingMinutes: waiting, waitingLowerBound: bound ?? waiting, proven: optimal ? [.absences, .waiting] : [])
}

/// A slot of a MAP with everyone needed for n001 or n002.
func slot(
    _ nominal: Nominal.ID, at start: Moment, minutes: Int = 5, _ reason: SlotReason = .red,
    attendees: [Practitioner.ID]? = nil, absent: [Practitioner.ID] = []
) -> PlannedMeeting.Slot {
    let usual: [Practitioner.ID] = nominal == "n001" ? ["po1", "pp1", "pw1"] : ["po2", "pp2"]
    return PlannedMeeting.Slot(
        nominal: nominal, reason: reason, matters: [], start: start, minutes: minutes,
        attendees: attendees ?? usual.filter { !absent.contains($0) }, absent: absent)
}

/// Who is expected exactly for the slots they are at.
func attendance(_ slots: PlannedMeeting.Slot...) -> [PlannedMeeting.Attendance] {
    Set(slots.flatMap(\.attendees)).sorted().compactMap { practitioner in
        let mine = slots.filter { $0.attendees.contains(practitioner) }
        guard let first = mine.map(\.start).min(), let last = mine.map(\.end).max() else { return nil }
        return .init(practitioner: practitioner, interval: first..<last)
    }
}
