import Casework
import Operations
import SQLiteStore
import Testing

extension SQLiteStore {
    @discardableResult
    func merge(_ caseload: Caseload, at now: Timestamp = Samples.morning) throws -> ImportSummary {
        try write { diary in try diary.merge(caseload, calendars: Samples.calendars, at: now) }
    }

    func save(_ plan: Plan, at now: Timestamp = Samples.noon) throws {
        try write { diary in try diary.save(plan, seed: .max, at: now) }
    }

    func setStatus(_ status: Contact.Status, of contact: String, at now: Timestamp = Samples.noon) throws -> Bool {
        try write { diary in try diary.setStatus(status, of: .init(contact), at: now) }
    }

    func caseload() throws -> Caseload { try #require(try read { try $0.caseload() }) }
    func latestPlan() throws -> StoredPlan { try #require(try read { try $0.latestPlan() }) }
    func revision() throws -> Int { try read { try $0.revision() } }

    func contact(_ id: String) throws -> Contact? {
        try caseload().contacts.first { $0.id.text == id }
    }
}
