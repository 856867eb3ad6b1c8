internal import Casework
internal import GRDB
internal import Operations

/// Puts the latest plan together again, with the contacts of its weeks as the ledger has them now.
struct PlanReader {
    let db: Database

    func latest() throws -> StoredPlan? {
        guard let row = try PlanRecord.latest(db), let id = row.plan else { return nil }
        let meetings = try Agendas(db: db).meetings(of: id)
        let contacts = try Ledger(db: db).contacts(in: row.weeks.days)
            .filter(\.contact.status.countsAsOffered)
        let plan = Plan(
            weeks: row.weeks, timezone: row.timezone, meetings: meetings.map(\.meeting),
            contacts: contacts.map(\.contact).sorted(by: Contact.inOrder),
            shortfalls: try Shortfalls(db: db).shortfalls(of: id), score: row.score)
        let stamps =
            contacts.map { ($0.contact.id.text, $0.stamp) } + meetings.map { ($0.meeting.id.text, $0.stamp) }
        return StoredPlan(
            plan: plan, storedAt: row.storedAt, stamps: Dictionary(stamps, uniquingKeysWith: { first, _ in first }))
    }
}
