internal import Casework
internal import GRDB
internal import Operations

/// Makes a plan the one in force: checks it against the ledger, then books, moves and drops its contacts.
struct PlanWriter {
    let db: Database
    let now: Timestamp

    private var ledger: Ledger { Ledger(db: db) }

    func save(_ plan: Plan, seed: UInt64) throws {
        let booked = try ledger.contacts(in: plan.weeks.days)
        let stored = try ledgersWord(on: plan, booked)
        try check(plan, against: stored)
        try checkNothingIsLeftOut(of: plan, booked)

        var row = PlanRecord(
            plan: nil, weeks: plan.weeks, timezone: plan.timezone, seed: String(seed), storedAt: now,
            score: plan.score)
        try row.insert(db)
        guard let id = row.plan else { throw StoreError.failed(why: "a plan was not numbered") }
        try drop(booked, notIn: plan, id)
        try book(plan, over: stored)
        for contact in plan.contacts { try PlanContactRecord(plan: id, contact: contact).insert(db) }
        try keepMeetings(of: plan, id)
        try Shortfalls(db: db).insert(plan.shortfalls, of: id)
    }

    /// What the ledger has under the references of the plan's contacts, in whatever week.
    private func ledgersWord(on plan: Plan, _ booked: [ContactRecord]) throws -> [Contact.ID: ContactRecord] {
        var stored = Dictionary(booked.map { ($0.contact.id, $0) }, uniquingKeysWith: { first, _ in first })
        for contact in plan.contacts where stored[contact.id] == nil {
            stored[contact.id] = try ledger.contact(contact.id)
        }
        return stored
    }

    private func check(_ plan: Plan, against stored: [Contact.ID: ContactRecord]) throws {
        var seen: Set<Contact.ID> = []
        for contact in plan.contacts {
            guard seen.insert(contact.id).inserted else { throw StoreError.listedTwice(contact: contact.id.text) }
            guard plan.weeks.days.contains(contact.day) else {
                throw StoreError.outsidePlan(contact: contact.id.text)
            }
            let known = stored[contact.id]?.contact
            let isPlanned = contact.status == .planned && (known?.status ?? .planned) == .planned
            guard isPlanned || known.map(contact.looksLike) ?? false else {
                throw StoreError.planDisagrees(contact: contact.id.text)
            }
        }
    }

    /// A plan holds what is confirmed or has an outcome, or it was made before that was known.
    ///
    /// Contacts of nominals who have left the caseload are no concern of a plan.
    private func checkNothingIsLeftOut(of plan: Plan, _ booked: [ContactRecord]) throws {
        let planned = Set(plan.contacts.map(\.id))
        let current = try Nominal.ID.fetchSet(db, sql: "SELECT nominal FROM nominal WHERE current")
        for contact in booked.map(\.contact)
        where contact.status != .planned && contact.status.countsAsOffered && current.contains(contact.nominal) {
            guard planned.contains(contact.id) else { throw StoreError.planDisagrees(contact: contact.id.text) }
        }
    }

    private func drop(_ booked: [ContactRecord], notIn plan: Plan, _ id: Int64) throws {
        let planned = Set(plan.contacts.map(\.id))
        for var row in booked where row.contact.status == .planned && !planned.contains(row.contact.id) {
            row.stamp = StoredPlan.Stamp(sequence: row.stamp.sequence + 1, changedAt: now)
            try DroppedContactRecord(
                contact: row.contact, detailsFrom: row.detailsFrom, sequence: row.stamp.sequence, droppedBy: id,
                droppedAt: now
            ).insert(db)
            try ledger.delete(row)
        }
    }

    private func book(_ plan: Plan, over stored: [Contact.ID: ContactRecord]) throws {
        let dropped = try DroppedContactRecord.lastSequences(db)
        for contact in plan.contacts where contact.status == .planned {
            if let old = stored[contact.id] {
                guard !old.contact.looksLike(contact) else { continue }
                try ledger.update(
                    old.changed(to: contact, detailsFrom: .plan, statusFrom: .plan, at: now), from: old)
            } else {
                let sequence = dropped[contact.id].map { $0 + 1 } ?? 0
                try ledger.insert(
                    ContactRecord(
                        contact: contact, detailsFrom: .plan, statusFrom: .plan,
                        stamp: StoredPlan.Stamp(sequence: sequence, changedAt: now)))
            }
        }
    }

    private func keepMeetings(of plan: Plan, _ id: Int64) throws {
        let (agendas, log) = (Agendas(db: db), EventLog(db: db))
        for (position, meeting) in plan.meetings.enumerated() {
            let last = try log.latest(meeting.id)
            var stamp = StoredPlan.Stamp(sequence: last.map { $0.stamp.sequence + 1 } ?? 0, changedAt: now)
            if let last, !last.hasFallenAway,
                try agendas.meeting(meeting.id, in: last.plan)?.looksLike(meeting) ?? false
            {
                stamp = last.stamp
            }
            try agendas.insert(MeetingRecord(plan: id, position: position, meeting: meeting, stamp: stamp))
            if stamp != last?.stamp {
                try MeetingVersionRecord(meeting: meeting.id, stamp: stamp, plan: id).insert(db)
            }
        }
        try log.noteMeetingsFallenAway(in: plan.weeks.days, but: Set(plan.meetings.map(\.id)), at: now)
    }
}
