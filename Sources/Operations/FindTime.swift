package import Casework
package import Planning

/// Finds times for one contact in the latest plan, and writes down that somebody looked; nothing is changed.
package struct FindTime {
    private let store: any DiaryStore
    private let diaries: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    package struct Outcome: Sendable {
        package var caseload: Caseload
        package var plan: Plan
        /// Nil: the week is not planned, and what will be free in it is unknown.
        package var openings: Openings?
        /// Since when each file of the last import has read as it does, by its name.
        package var importDates: [String: Timestamp]
        package var published: [PublishedCalendar]
        /// Where calendars end.
        package var knownUntil: [Practitioner.ID: Moment]
    }

    /// - Parameters:
    ///   - week: Its Monday.
    ///   - given: The planned contact that gives way, where the one who asks knows which.
    /// - Throws: `DiaryRefusal` if there is no such nominal, kind or planned contact.
    package func callAsFunction(
        _ kind: ContactKind, with nominal: Nominal.ID, week: Day, insteadOf given: Contact.ID? = nil, limit: Int,
        by actor: String, at now: Timestamp, clock: Moment? = nil
    ) throws -> Outcome {
        let (caseload, plan, diaries, importDates, published) = try store.read { diary in
            let (caseload, plan) = try diary.onRecord()
            return (
                caseload, plan, try diary.diaries(for: plan.weeks, caseload, at: clock, reading: self.diaries),
                try diary.importDates(), try diary.publishedCalendars()
            )
        }
        guard let person = caseload.nominals.first(where: { $0.id == nominal }) else {
            throw DiaryRefusal.noSuchNominal(nominal)
        }
        guard caseload.policy.contacts[kind] != nil else {
            throw DiaryRefusal.noSuchKind(kind, caseload.policy.contacts.keys.sorted())
        }
        if let given, !plan.contacts.contains(where: { $0.id == given && $0.nominal == nominal }) {
            throw DiaryRefusal.noSuchContact(given)
        }
        let openings =
            plan.weeks.mondays.contains(week)
            ? Planner(caseload, diaries).openTimes(
                for: person, kind: kind, week: week, in: plan, insteadOf: given, limit: limit) : nil
        try store.write { diary in
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "looked for a time for \(kind) with \(nominal) in the week of \(week)"))
        }
        return Outcome(
            caseload: caseload, plan: plan, openings: openings, importDates: importDates, published: published,
            knownUntil: diaries.knownUntil)
    }
}
