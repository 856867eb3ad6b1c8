internal import Casework
internal import GRDB

/// A row of `proposal`.
struct ProposalRecord: ListedRecord {
    static let databaseTableName = "proposal"

    enum Columns {
        static let nominal = Column("nominal")
        static let proposal = Column("proposal")
        static let raisedOn = Column("raised_on")
        static let raisedBy = Column("raised_by")
        static let note = Column("note")
    }

    var proposal: Proposal
}

extension ProposalRecord {
    init(row: Row) throws {
        proposal = Proposal(
            nominal: try row.value(Columns.nominal), kind: try row.value(Columns.proposal),
            raisedOn: try row.value(Columns.raisedOn), raisedBy: try row.valueIfAny(Columns.raisedBy),
            note: try row.valueIfAny(Columns.note))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = proposal.nominal
        container[Columns.proposal] = proposal.kind
        container[Columns.raisedOn] = proposal.raisedOn
        container[Columns.raisedBy] = proposal.raisedBy
        container[Columns.note] = proposal.note
    }
}
