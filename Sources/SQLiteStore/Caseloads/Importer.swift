internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// Takes in one export, and counts what came of each row.
///
/// Nothing is written that is already there, so an export that says nothing new leaves the diary as it was.
struct Importer {
    let db: Database
    let now: Timestamp
    private(set) var summary = ImportSummary()

    init(db: Database, now: Timestamp) {
        self.db = db
        self.now = now
    }

    mutating func merge(_ caseload: Caseload, _ calendars: [CalendarFile]) throws {
        let before = try Surroundings(db)
        try yield(to: caseload.agencies)
        try mergeReferenced(caseload.agencies.map { AgencyRecord(agency: $0, isCurrent: true) })
        try mergeReferenced(caseload.locations.map { LocationRecord(location: $0, isCurrent: true) })
        try mergeReferenced(caseload.practitioners.map { PractitionerRecord(practitioner: $0, isCurrent: true) })
        try yield(to: caseload.nominals)
        try mergeReferenced(caseload.nominals.map { NominalRecord(nominal: $0, isCurrent: true) })
        try replaceLists(caseload)
        try mergeContacts(caseload.contacts)
        try mergeReviews(caseload.reviews)
        try mergeActions(caseload.actions)
        try mergePolicy(caseload.policy)
        try mergeCalendars(calendars)
        let today = Day(number: now.seconds / (Moment.minutesPerDay * 60))
        try MembershipRecord.follow(db, on: today)
        let log = EventLog(db: db)
        try log.followNominals(from: today, at: now)
        try log.noteRestated(in: EventHistory.window(around: today), since: before, at: now)
    }

    private mutating func mergeReferenced<Record: ReferencedRecord>(_ rows: [Record]) throws {
        let stored = try Record.fetchAll(db)
        var known = Dictionary(stored.map { ($0.reference, $0) }, uniquingKeysWith: { first, _ in first })
        for row in rows {
            try keep(row, insteadOf: known.removeValue(forKey: row.reference))
        }
        for var row in known.values where row.isCurrent {
            row.isCurrent = false
            try row.update(db)
        }
        summary.missing += known.count
    }

    /// What was changed of an agreement in the diary holds until an export says something new of the same.
    private mutating func yield(to agencies: [Agency]) throws {
        let new = Dictionary(agencies.map { ($0.id, $0) }) { first, _ in first }
        let old = Dictionary(try AgencyRecord.fetchAll(db).map { ($0.agency.id, $0.agency) }) { first, _ in first }
        summary.agreementsOvertaken = try AgreementChangeRecord.overtake(db, at: now) { change in
            guard let new = new[change.agency], let old = old[change.agency] else { return false }
            return new.term(like: change.term) != old.term(like: change.term)
        }.sorted()
    }

    /// What the diary was told of someone's custody, and what was decided about them, holds until an export says
    /// something new about it.
    private func yield(to nominals: [Nominal]) throws {
        let now = Dictionary(nominals.map { ($0.id, $0) }) { first, _ in first }
        let before = Dictionary(try NominalRecord.fetchAll(db).map { ($0.nominal.id, $0.nominal) }) { first, _ in first
        }
        for var row in try NoticeRecord.inForce(db) {
            guard let nominal = row.notice.custodyOf, let old = before[nominal], let new = now[nominal],
                old.rag != new.rag || old.releaseOn != new.releaseOn, !row.notice.agrees(with: new)
            else { continue }
            row.withdrawnAt = self.now
            try row.update(db)
        }
        for var row in try DecisionRecord.inForce(db) where row.overtakenAt == nil {
            guard let old = before[row.decision.nominal], let new = now[row.decision.nominal],
                row.isOvertaken(by: new, after: old)
            else { continue }
            row.overtakenAt = self.now
            try row.update(db)
        }
    }

    private mutating func keep<Record: PersistableRecord & Equatable>(
        _ row: Record, insteadOf stored: Record?
    ) throws {
        if let stored {
            guard stored != row else {
                summary.unchanged += 1
                return
            }
            try row.update(db)
            summary.updated += 1
        } else {
            try row.insert(db)
            summary.added += 1
        }
    }

    private mutating func replaceLists(_ caseload: Caseload) throws {
        let legs = caseload.travel.known.map { TravelRecord(from: $0.from, to: $0.to, minutes: $1) }
        try replace(legs.sorted { ($0.from, $0.to) < ($1.from, $1.to) })
        try replace(caseload.workingPatterns.map(WorkingPatternRecord.init(block:)))
        try replace(caseload.variations.map(VariationRecord.init(variation:)))
        try replace(caseload.exceptions.map(ExceptionRecord.init(exception:)))
        try replace(caseload.involvements.map(InvolvementRecord.init(involvement:)))
        try replace(caseload.unavailability.map(UnavailabilityRecord.init(unavailability:)))
        try replace(caseload.keepApart.map(KeepApartRecord.init(pair:)))
        try replace(caseload.proposals.map(ProposalRecord.init(proposal:)))
    }

    /// A row that a list says twice is kept once.
    private mutating func replace<Record: ListedRecord>(_ rows: [Record]) throws {
        var seen: Set<Record> = []
        let rows = rows.filter { seen.insert($0).inserted }
        let stored = try Record.order(Column.rowID).fetchAll(db)
        let known = Set(stored)
        let unchanged = rows.count { known.contains($0) }
        summary.unchanged += unchanged
        summary.added += rows.count - unchanged
        guard rows != stored else { return }
        try Record.deleteAll(db)
        for row in rows { try row.insert(db) }
    }

    private mutating func mergeContacts(_ contacts: [Contact]) throws {
        let ledger = Ledger(db: db)
        let dropped = try DroppedContactRecord.lastSequences(db)
        var known = Dictionary(try ledger.all().map { ($0.contact.id, $0) }, uniquingKeysWith: { first, _ in first })
        for contact in contacts {
            let stored = known[contact.id]
            let kept: ContactRecord
            switch ContactMerge.outcome(of: contact, against: stored, wasDropped: dropped[contact.id] != nil) {
            case .keep(let outcomeKept):
                summary.unchanged += 1
                summary.outcomesKept += outcomeKept ? 1 : 0
                continue
            case .add:
                let sequence = dropped[contact.id].map { $0 + 1 } ?? 0
                kept = ContactRecord(
                    contact: contact, detailsFrom: .import, statusFrom: .import,
                    stamp: StoredPlan.Stamp(sequence: sequence, changedAt: now))
                try ledger.insert(kept)
                summary.added += 1
            case .update:
                guard let stored else { continue }
                kept = stored.changed(to: contact, detailsFrom: .import, statusFrom: .import, at: now)
                try ledger.update(kept, from: stored)
                summary.updated += 1
            }
            known[contact.id] = kept
        }
    }

    private mutating func mergeReviews(_ reviews: [Review]) throws {
        var known = Set(try ReviewRecord.fetchAll(db))
        for row in reviews.map(ReviewRecord.init(review:)) {
            if known.insert(row).inserted {
                try row.insert(db)
                summary.added += 1
            } else {
                summary.unchanged += 1
            }
        }
    }

    private mutating func mergeActions(_ actions: [Action]) throws {
        let stored = try ActionRecord.fetchAll(db)
        let known = Dictionary(stored.map { ($0.action.id, $0) }, uniquingKeysWith: { first, _ in first })
        for action in actions {
            let stored = known[action.id]
            if let stored, ActionMerge.keepsStored(stored, against: action) {
                summary.unchanged += 1
                continue
            }
            try keep(
                ActionRecord(action: action, detailsFrom: stored?.detailsFrom ?? .import), insteadOf: stored)
        }
    }

    private mutating func mergePolicy(_ policy: Policy) throws {
        let stored = try PolicyRecord.fetchOne(db)
        if let before = try stored.map({ try PolicyDocument(json: $0.content).policy() }) {
            summary.settingsOvertaken = try PolicyChangeRecord.overtake(db, at: now) {
                $0.setting.value(in: before) != $0.setting.value(in: policy)
            }
        }
        try keep(PolicyRecord(content: try PolicyDocument(policy).json()), insteadOf: stored)
    }

    private mutating func mergeCalendars(_ calendars: [CalendarFile]) throws {
        let stored = try CalendarRecord.fetchAll(db)
        var known = Dictionary(stored.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        for calendar in calendars {
            let old = known.removeValue(forKey: calendar.name)
            var row = CalendarRecord(name: calendar.name, content: Data(calendar.content), importedAt: now)
            if let old, old.content == row.content { row.importedAt = old.importedAt }
            try keep(row, insteadOf: old)
        }
        for row in known.values { try row.delete(db) }
    }
}
