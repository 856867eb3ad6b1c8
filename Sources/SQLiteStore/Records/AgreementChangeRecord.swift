internal import Casework
internal import GRDB
internal import Operations

/// A row of `agreement_change`.
struct AgreementChangeRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "agreement_change"

    enum Columns {
        static let number = Column("change")
        static let agency = Column("agency")
        static let term = Column("term")
        static let was = Column("was")
        static let value = Column("value")
        static let madeOn = Column("made_on")
        static let madeBy = Column("made_by")
        static let madeAt = Column("made_at")
        static let reason = Column("reason")
        static let overtakenAt = Column("overtaken_at")
    }

    private var number: Int64?
    var change: AgreementChange
    private var madeAt: Timestamp
    private var overtakenAt: Timestamp?

    init(change: AgreementChange, madeAt: Timestamp) {
        self.change = change
        self.madeAt = madeAt
    }

    mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }

    static func inForce(_ db: Database) throws -> [AgreementChangeRecord] {
        try filter(Columns.overtakenAt == nil).order(Columns.number).fetchAll(db)
    }

    /// The agencies on record, current or not, with what was changed of their agreements.
    static func agencies(_ db: Database) throws -> [AgencyRecord] {
        let changes = Dictionary(grouping: try inForce(db).map(\.change), by: \.agency)
        return try AgencyRecord.order(AgencyRecord.Columns.agency).fetchAll(db).map { row in
            var row = row
            for change in changes[row.agency.id] ?? [] { row.agency.take(change.term) }
            return row
        }
    }

    /// Marks changes that something later goes before, and says which agencies they were of.
    @discardableResult
    static func overtake(
        _ db: Database, at now: Timestamp, _ isOvertaken: (AgreementChange) -> Bool
    ) throws -> Set<Agency.ID> {
        Set(
            try inForce(db).filter { isOvertaken($0.change) }.map { row in
                var row = row
                row.overtakenAt = now
                try row.update(db)
                return row.change.agency
            })
    }
}

extension AgreementChangeRecord {
    init(row: Row) throws {
        number = try row.value(Columns.number)
        madeAt = try row.value(Columns.madeAt)
        overtakenAt = try row.valueIfAny(Columns.overtakenAt)
        let isSharing = try row.value(Columns.term) == Code.sharing
        func term(_ column: Column) throws -> AgreementTerm {
            isSharing ? .sharing(try row.value(column)) : .until(try row.valueIfAny(column))
        }
        change = AgreementChange(
            agency: try row.value(Columns.agency), was: try term(Columns.was), term: try term(Columns.value),
            madeOn: try row.value(Columns.madeOn), madeBy: try row.value(Columns.madeBy),
            reason: try row.value(Columns.reason), isOvertaken: overtakenAt != nil)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.number] = number
        container[Columns.agency] = change.agency
        (container[Columns.term], container[Columns.was]) = AgreementChangeRecord.stored(change.was)
        container[Columns.value] = AgreementChangeRecord.stored(change.term).value
        container[Columns.madeOn] = change.madeOn
        container[Columns.madeBy] = change.madeBy
        container[Columns.madeAt] = madeAt
        container[Columns.reason] = change.reason
        container[Columns.overtakenAt] = overtakenAt
    }

    private enum Code {
        static let sharing = "sharing"
        static let until = "agreement_until"
    }

    /// As the caseload's files write it.
    private static func stored(_ term: AgreementTerm) -> (term: String, value: String?) {
        switch term {
        case .sharing(let sharing): (Code.sharing, sharing.rawValue)
        case .until(let day): (Code.until, day?.stored)
        }
    }
}
