package import Casework

/// Notes that a nominal is back in custody: contacts from that day on are off, and the next MAP discusses the recall.
///
/// People rate, and this is their word: the nominal is `blue` from here on, until an export says something new.
package struct RecallNominal {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ nominal: Nominal.ID, on day: Day, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        try store.noting(.recalled(nominal, on: day), reading, by: actor, at: now, clock: clock) { diary, known in
            guard day <= clock.day else { throw DiaryRefusal.ahead(day) }
            guard let known, !known.isInCustody(on: day) else { throw DiaryRefusal.inCustody(nominal, on: day) }
            // What is planned gives way by itself; what is confirmed is called off here, by the same person's word.
            for var contact in try diary.caseload()?.contacts ?? []
            where contact.nominal == nominal && contact.status == .confirmed && contact.day >= day
                && contact.start >= clock
            {
                contact.status = .cancelledByService
                _ = try diary.change(contact, why: "recalled on \(day)", at: now)
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .alteration,
                        detail: "\(contact.id) of \(nominal), \(contact.start): called off, recalled on \(day)"))
            }
        }
    }
}

/// Notes the day on which a nominal leaves custody, brought forward or put back, and books the contacts due then.
package struct ReleaseNominal {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ nominal: Nominal.ID, on day: Day, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        try store.noting(.released(nominal, on: day), reading, by: actor, at: now, clock: clock) { _, known in
            guard let known, known.rag == .blue else { throw DiaryRefusal.notInCustody(nominal) }
        }
    }
}
