internal import Casework
internal import GRDB
internal import Operations

/// Puts the latest plan together again, with the contacts of its weeks as the ledger has them now.
struct PlanReader {
    let db: Database

    func latest() throws -> StoredPlan? {
        guard let row = try PlanRecord.latest(db), let id = row.plan else { return nil }
        let agendas = Agendas(db: db)
        let meetings = try agendas.meetings(of: id)
        let days = row.weeks.days
        let current = try Nominal.ID.fetchSet(db, sql: "SELECT nominal FROM nominal WHERE current")
        // A feed goes on showing what lies before and after the weeks of the latest plan.
        let shown = (days.lowerBound - StoredPlan.daysBefore)..<(days.upperBound + StoredPlan.daysAfter)
        let booked = try Ledger(db: db).contacts(in: shown).filter { row in
            row.contact.status.countsAsOffered && current.contains(row.contact.nominal)
        }
        let contacts = booked.filter { days.contains($0.contact.day) }
        let beside = booked.filter { !days.contains($0.contact.day) }
        let meetingsBeside =
            try agendas.inForce(in: shown.lowerBound..<days.lowerBound)
            + agendas.inForce(in: days.upperBound..<shown.upperBound)
        let plan = Plan(
            weeks: row.weeks, timezone: row.timezone, meetings: meetings.map(\.meeting),
            contacts: contacts.map(\.contact).sorted(by: Contact.inOrder),
            shortfalls: try Shortfalls(db: db).shortfalls(of: id), score: row.score)
        let stamps =
            booked.map { ($0.contact.id.text, $0.stamp) }
            + (meetings + meetingsBeside).map { ($0.meeting.id.text, $0.stamp) }
        return StoredPlan(
            plan: plan, storedAt: row.storedAt, stamps: Dictionary(stamps, uniquingKeysWith: { first, _ in first }),
            beside: EarlierPlans(
                meetings: meetingsBeside.map(\.meeting),
                contacts: beside.map(\.contact).sorted(by: Contact.inOrder)))
    }

    /// What plans said of how short the weeks of these days would fall; of each week the latest plan that has it.
    func shortfalls(in days: Range<Day>) throws -> PlannedShortfalls {
        var found = PlannedShortfalls()
        for row in try PlanRecord.order(PlanRecord.Columns.plan.desc).fetchAll(db) {
            guard let id = row.plan else { continue }
            let weeks = row.weeks.mondays.filter { days.contains($0) && !found.weeks.contains($0) }
            guard !weeks.isEmpty else { continue }
            found.weeks.formUnion(weeks)
            found.shortfalls += try Shortfalls(db: db).shortfalls(of: id).filter { weeks.contains($0.week) }
        }
        return found
    }
}
