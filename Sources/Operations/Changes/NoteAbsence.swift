package import Casework

/// Notes that a practitioner is away, and books what they cannot do then anew.
package struct NoteAbsence {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ practitioner: Practitioner.ID, _ interval: Range<Moment>, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        try store.noting(.absence(practitioner, interval), reading, by: actor, at: now, clock: clock)
    }
}

/// Takes back that a practitioner is away, or that a nominal cannot be seen.
package struct WithdrawNotice {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ number: Int, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        var withdrawn: RecordedNotice?
        let plan = try store.changing(reading, by: actor, at: now, clock: clock) { diary, _, _, _ in
            guard let notice = try diary.notices().first(where: { $0.number == number }),
                try diary.withdraw(notice, at: now)
            else { throw DiaryRefusal.noSuchNotice(number) }
            withdrawn = notice
            return "withdrew notice \(number): \(notice.notice)"
        }
        guard let withdrawn else { throw DiaryRefusal.noSuchNotice(number) }
        return (withdrawn, plan)
    }
}

extension DiaryStore {
    /// Keeps a notice about somebody on record, and plans again around it.
    func noting(
        _ notice: Notice, _ reading: @escaping PlanWeeks.DiaryReading, by actor: String, at now: Timestamp,
        clock: Moment,
        checking check: (any DiaryWriting, Nominal?) throws -> Void = { _, _ in }
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        var recorded = RecordedNotice(number: 0, notice: notice)
        let plan = try changing(reading, by: actor, at: now, clock: clock) { diary, caseload, _, _ in
            switch notice {
            case .absence(let practitioner, _):
                guard caseload.practitioners.contains(where: { $0.id == practitioner }) else {
                    throw DiaryRefusal.noSuchPractitioner(practitioner)
                }
                try check(diary, nil)
            case .unavailable(let id, _), .recalled(let id, _), .released(let id, _):
                guard let nominal = caseload.nominals.first(where: { $0.id == id }) else {
                    throw DiaryRefusal.noSuchNominal(id)
                }
                try check(diary, nominal)
            }
            recorded = try diary.note(notice, at: now)
            return "notice \(recorded.number): \(notice)"
        }
        return (recorded, plan)
    }
}
