internal import Casework
internal import GRDB
internal import Operations

/// A row of `decision`.
struct DecisionRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "decision"

    enum Columns {
        static let number = Column("decision")
        static let meeting = Column("meeting")
        static let nominal = Column("nominal")
        static let matter = Column("matter")
        static let rag = Column("rag")
        static let cohort = Column("cohort")
        static let contacts = Column("contacts")
        static let jointEveryWeeks = Column("joint_every_weeks")
        static let homeEveryWeeks = Column("home_every_weeks")
        static let from = Column("from_day")
        static let until = Column("until_day")
        static let text = Column("text")
        static let agreedByPolice = Column("agreed_by_police")
        static let agreedByProbation = Column("agreed_by_probation")
        static let dissent = Column("dissent")
        static let notedAt = Column("noted_at")
        static let replacedAt = Column("replaced_at")
        static let overtakenAt = Column("overtaken_at")
    }

    /// Nil until it is kept.
    var number: Int64?
    var meeting: PlannedMeeting.ID
    var decision: Decision
    var notedAt: Timestamp
    var replacedAt: Timestamp?
    var overtakenAt: Timestamp?

    enum Matter: String, DatabaseValueConvertible {
        case select, deselect
        case changeRAG = "change_rag"
        case changeCohort = "change_cohort"
        case changeContacts = "change_contacts"
        case other

        init(_ matter: Decision.Matter) {
            self =
                switch matter {
                case .select: .select
                case .deselect: .deselect
                case .changeRAG: .changeRAG
                case .changeCohort: .changeCohort
                case .changeContacts: .changeContacts
                case .other: .other
                }
        }
    }

    mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }

    /// Those that no later one of the same meeting has replaced, in the order in which they came.
    static func inForce(_ db: Database) throws -> [DecisionRecord] {
        try filter(Columns.replacedAt == nil).order(Columns.number).fetchAll(db)
    }

    /// Whether an export says something new of what was decided, which is not what was decided.
    func isOvertaken(by new: Nominal, after old: Nominal) -> Bool {
        switch decision.matter {
        case .changeRAG(let rag): old.rag != new.rag && new.rag != rag
        case .changeCohort(let cohort): old.cohort != new.cohort && new.cohort != cohort
        case .select, .deselect: old.selectedOn != new.selectedOn
        case .changeContacts, .other: false
        }
    }
}

extension DecisionRecord {
    init(row: Row) throws {
        var target: Target?
        if let contacts: Int = try row.valueIfAny(Columns.contacts) {
            target = Target(
                contacts: contacts, jointEveryWeeks: try row.value(Columns.jointEveryWeeks),
                homeEveryWeeks: try row.value(Columns.homeEveryWeeks))
        }
        let matter: Decision.Matter
        switch try row.value(Columns.matter) as Matter {
        case .select: matter = .select
        case .deselect: matter = .deselect(from: try row.value(Columns.from))
        case .changeRAG: matter = .changeRAG(try row.value(Columns.rag))
        case .changeCohort: matter = .changeCohort(try row.value(Columns.cohort))
        case .changeContacts:
            guard let target else { throw StoreError.damaged(column: Columns.contacts.name) }
            matter = .changeContacts(target, from: try row.value(Columns.from), until: try row.value(Columns.until))
        case .other: matter = .other
        }
        var before: Target?
        if case .deselect = matter { before = target }
        decision = Decision(
            nominal: try row.value(Columns.nominal), matter: matter, text: try row.value(Columns.text),
            agreedByPolice: try row.valueIfAny(Columns.agreedByPolice),
            agreedByProbation: try row.valueIfAny(Columns.agreedByProbation),
            dissent: try row.valueIfAny(Columns.dissent), targetBefore: before)
        number = try row.value(Columns.number)
        meeting = try row.value(Columns.meeting)
        notedAt = try row.value(Columns.notedAt)
        replacedAt = try row.valueIfAny(Columns.replacedAt)
        overtakenAt = try row.valueIfAny(Columns.overtakenAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.number] = number
        container[Columns.meeting] = meeting
        container[Columns.nominal] = decision.nominal
        container[Columns.matter] = Matter(decision.matter)
        container[Columns.text] = decision.text
        container[Columns.agreedByPolice] = decision.agreedByPolice
        container[Columns.agreedByProbation] = decision.agreedByProbation
        container[Columns.dissent] = decision.dissent
        container[Columns.notedAt] = notedAt
        container[Columns.replacedAt] = replacedAt
        container[Columns.overtakenAt] = overtakenAt
        var target: Target?
        switch decision.matter {
        case .select, .other: break
        case .deselect(let from):
            container[Columns.from] = from
            target = decision.targetBefore
        case .changeRAG(let rag): container[Columns.rag] = rag
        case .changeCohort(let cohort): container[Columns.cohort] = cohort
        case .changeContacts(let new, let from, let until):
            container[Columns.from] = from
            container[Columns.until] = until
            target = new
        }
        container[Columns.contacts] = target?.contacts
        container[Columns.jointEveryWeeks] = target?.jointEveryWeeks
        container[Columns.homeEveryWeeks] = target?.homeEveryWeeks
    }
}
