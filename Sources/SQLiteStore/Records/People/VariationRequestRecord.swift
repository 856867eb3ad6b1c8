internal import Casework
internal import GRDB
internal import Operations

/// A row of `variation_request`.
struct VariationRequestRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "variation_request"

    enum Columns {
        static let number = Column("request")
        static let nominal = Column("nominal")
        static let from = Column("from_day")
        static let until = Column("until_day")
        static let contacts = Column("contacts")
        static let jointEveryWeeks = Column("joint_every_weeks")
        static let homeEveryWeeks = Column("home_every_weeks")
        static let reason = Column("reason")
        static let askedOn = Column("asked_on")
        static let askedBy = Column("asked_by")
        static let askedAt = Column("asked_at")
        static let isApproved = Column("is_approved")
        static let answeredOn = Column("answered_on")
        static let answeredBy = Column("answered_by")
        static let answeredAt = Column("answered_at")
        static let answer = Column("answer")
    }

    /// Nil until it is kept.
    var number: Int64?
    var request: VariationRequest
    var askedAt: Timestamp
    var answeredAt: Timestamp?

    mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }

    var recorded: RecordedVariationRequest {
        RecordedVariationRequest(number: Int(number ?? 0), request: request)
    }
}

extension VariationRequestRecord {
    init(row: Row) throws {
        let answer = try (row.valueIfAny(Columns.isApproved) as Bool?).map { isApproved in
            VariationRequest.Answer(
                isApproved: isApproved, on: try row.value(Columns.answeredOn), by: try row.value(Columns.answeredBy),
                why: try row.valueIfAny(Columns.answer))
        }
        request = VariationRequest(
            nominal: try row.value(Columns.nominal), from: try row.value(Columns.from),
            until: try row.value(Columns.until),
            target: Target(
                contacts: try row.value(Columns.contacts), jointEveryWeeks: try row.value(Columns.jointEveryWeeks),
                homeEveryWeeks: try row.value(Columns.homeEveryWeeks)),
            reason: try row.value(Columns.reason), askedOn: try row.value(Columns.askedOn),
            askedBy: try row.value(Columns.askedBy), answer: answer)
        number = try row.value(Columns.number)
        askedAt = try row.value(Columns.askedAt)
        answeredAt = try row.valueIfAny(Columns.answeredAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.number] = number
        container[Columns.nominal] = request.nominal
        container[Columns.from] = request.from
        container[Columns.until] = request.until
        container[Columns.contacts] = request.target.contacts
        container[Columns.jointEveryWeeks] = request.target.jointEveryWeeks
        container[Columns.homeEveryWeeks] = request.target.homeEveryWeeks
        container[Columns.reason] = request.reason
        container[Columns.askedOn] = request.askedOn
        container[Columns.askedBy] = request.askedBy
        container[Columns.askedAt] = askedAt
        container[Columns.isApproved] = request.answer?.isApproved
        container[Columns.answeredOn] = request.answer?.on
        container[Columns.answeredBy] = request.answer?.by
        container[Columns.answeredAt] = answeredAt
        container[Columns.answer] = request.answer?.why
    }
}
