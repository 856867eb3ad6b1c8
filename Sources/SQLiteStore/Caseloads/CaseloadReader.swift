internal import Casework
internal import GRDB
internal import Operations

/// Puts the caseload together again: what the last import had, and the contacts, reviews and actions that hang on
/// it.
///
/// A practitioner or place that has left is still in it while a contact of a nominal who has not refers to it;
/// such a practitioner has no working pattern, so nothing can be planned for them.
struct CaseloadReader {
    let db: Database

    func caseload() throws -> Caseload? {
        guard let policy = try PolicyRecord.fetchOne(db) else { return nil }
        var caseload = Caseload()
        caseload.policy = try PolicyDocument(json: policy.content).policy()
        for row in try PolicyChangeRecord.inForce(db) { row.change.setting.set(row.change.value, in: &caseload.policy) }
        try readLists(into: &caseload)
        try readLedger(into: &caseload)
        try readReferenced(into: &caseload)
        caseload.take(try changes())
        return caseload
    }

    /// What the diary was told, what meetings have decided and managers approved, by the day it is of: what was noted late does not undo
    /// what is of a later day.
    private func changes() throws -> [CaseloadChange] {
        let notices = try NoticeRecord.inForce(db).map { row in
            let noted = Day(number: row.notedAt.seconds / (Moment.minutesPerDay * 60))
            return (
                day: row.notice.custodyChangesOn ?? noted, at: row.notedAt, change: CaseloadChange.notice(row.notice)
            )
        }
        let decisions = try Notebook(db: db).decisions().map {
            (day: $0.decided.day, at: $0.at, change: CaseloadChange.decision($0.decided))
        }
        let approved = try VariationRequestRecord.fetchAll(db).compactMap { row in
            row.request.variation.map {
                (day: $0.agreedOn, at: row.answeredAt ?? row.askedAt, change: CaseloadChange.approved($0))
            }
        }
        return (notices + decisions + approved).enumerated()
            .sorted {
                ($0.element.day, $0.element.at, $0.offset) < ($1.element.day, $1.element.at, $1.offset)
            }
            .map(\.element.change)
    }

    private func readLists(into caseload: inout Caseload) throws {
        let legs = try list(TravelRecord.self).map { (Travel.Leg(from: $0.from, to: $0.to), $0.minutes) }
        caseload.travel = Travel(known: Dictionary(legs, uniquingKeysWith: { first, _ in first }))
        caseload.workingPatterns = try list(WorkingPatternRecord.self).map(\.block)
        caseload.variations = try list(VariationRecord.self).map(\.variation)
        caseload.exceptions = try list(ExceptionRecord.self).map(\.exception)
        caseload.involvements = try list(InvolvementRecord.self).map(\.involvement)
        caseload.unavailability = try list(UnavailabilityRecord.self).map(\.unavailability)
        caseload.keepApart = try list(KeepApartRecord.self).map(\.pair)
        caseload.proposals = try list(ProposalRecord.self).map(\.proposal)
    }

    /// In the order in which the last import gave them.
    private func list<Record: ListedRecord>(_ type: Record.Type) throws -> [Record] {
        try type.order(Column.rowID).fetchAll(db)
    }

    private func readLedger(into caseload: inout Caseload) throws {
        let nominals = try referenced(NominalRecord.self).filter(\.isCurrent).map(\.nominal)
        let known = Set(nominals.map(\.id))
        caseload.nominals = nominals
        caseload.contacts = try Ledger(db: db).all().map(\.contact)
            .filter { known.contains($0.nominal) }
            .sorted(by: Contact.inOrder)
        var seen: Set<Review> = []
        caseload.reviews = try
            (ReviewRecord.order(Column.rowID).fetchAll(db).map(\.review)
            + Notebook(db: db).reviews())
            .filter { known.contains($0.nominal) && seen.insert($0).inserted }
        caseload.actions = try ActionRecord.order(ActionRecord.Columns.action).fetchAll(db).map(\.action)
            .filter { action in action.nominal.map(known.contains) ?? true }
    }

    private func readReferenced(into caseload: inout Caseload) throws {
        let crews = Set(caseload.contacts.flatMap(\.practitioners))
        caseload.practitioners = try referenced(PractitionerRecord.self)
            .filter { $0.isCurrent || crews.contains($0.practitioner.id) }
            .map(\.practitioner)
        let agencies = Set(caseload.practitioners.map(\.agency))
        caseload.agencies = try AgreementChangeRecord.agencies(db)
            .filter { $0.isCurrent || agencies.contains($0.agency.id) }
            .map(\.agency)
        let places = Set(caseload.contacts.compactMap(\.place.location)).union(caseload.practitioners.map(\.base))
        caseload.locations = try referenced(LocationRecord.self)
            .filter { $0.isCurrent || places.contains($0.location.id) }
            .map(\.location)
    }

    /// By reference, so that the order does not tell in which import something first came.
    private func referenced<Record: ReferencedRecord>(_ type: Record.Type) throws -> [Record] {
        try type.order(Column(Record.databaseTableName)).fetchAll(db)
    }
}
