package import Casework
internal import Planning

/// Gives practitioners a sheet of their own week or day, and writes down who got one.
package struct HandOutSheets {
    private let store: any DiaryStore
    private let diaries: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.diaries = diaries
    }

    /// What sheets are made from.
    package struct Material {
        package var caseload: Caseload
        /// As they are planned now.
        package var meetings: [PlannedMeeting]
        package var journeys: [Journey]
        package var storedAt: Timestamp
    }

    /// - Parameters:
    ///   - practitioners: Who is to get one; empty: everyone with anything in those days.
    ///   - days: Within the week that they are planned in.
    ///   - make: Makes the sheets, and says whose they are and whom they tell of.
    /// - Throws: `DiaryRefusal` if the diary knows one of them not, or has no plan.
    package func callAsFunction<Papers>(
        for practitioners: [Practitioner.ID], in days: Range<Day>, of week: Weeks, by actor: String, at now: Timestamp,
        make: (Material) throws -> (papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])])
    ) throws -> (papers: Papers, recipients: [(Practitioner.ID, about: [Nominal.ID])]) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard let stored = try diary.latestPlan() else { throw DiaryRefusal.noPlan }
            let known = Set(caseload.practitioners.map(\.id))
            if let stranger = practitioners.first(where: { !known.contains($0) }) {
                throw DiaryRefusal.noSuchPractitioner(stranger)
            }
            let meetings = try diary.meetings(in: week.days)
            let journeys = try diary.journeys(in: week, to: meetings, caseload, reading: self.diaries)
            let made = try make(
                Material(caseload: caseload, meetings: meetings, journeys: journeys, storedAt: stored.storedAt))
            if !made.recipients.isEmpty {
                let when = days.count == 1 ? "\(days.lowerBound)" : "the week from \(days.lowerBound)"
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .disclosure,
                        detail: "handed out the sheets of \(when) to \(ToldInWords.of(made.recipients))"))
            }
            return made
        }
    }
}

extension DiaryReading {
    /// Everybody's ways of a week, to its contacts and these meetings.
    package func journeys(
        in week: Weeks, to meetings: [PlannedMeeting], _ caseload: Caseload, reading: PlanWeeks.DiaryReading
    ) throws -> [Journey] {
        Planner(caseload, try diaries(for: week, caseload, reading: reading))
            .journeys(in: week, meetings: meetings, contacts: caseload.contacts)
    }
}
