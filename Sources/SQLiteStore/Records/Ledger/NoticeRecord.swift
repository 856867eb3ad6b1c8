internal import Casework
internal import GRDB
internal import Operations

/// A row of `notice`: something the diary was told between two exports.
struct NoticeRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "notice"

    enum Columns {
        static let number = Column("notice")
        static let kind = Column("kind")
        static let practitioner = Column("practitioner")
        static let nominal = Column("nominal")
        static let start = Column("start")
        static let end = Column("end")
        static let notedAt = Column("noted_at")
        static let withdrawnAt = Column("withdrawn_at")
    }

    /// Nil until it is kept.
    var number: Int64?
    var notice: Notice
    var notedAt: Timestamp
    var withdrawnAt: Timestamp?

    private enum Kind: String, DatabaseValueConvertible {
        case absence, unavailable, recalled, released
    }

    mutating func didInsert(_ inserted: InsertionSuccess) { number = inserted.rowID }

    /// Those that hold, in the order in which they came.
    static func inForce(_ db: Database) throws -> [NoticeRecord] {
        try filter(Columns.withdrawnAt == nil).order(Columns.number).fetchAll(db)
    }
}

extension NoticeRecord {
    init(row: Row) throws {
        let start: Moment = try row.value(Columns.start)
        switch try row.value(Columns.kind) as Kind {
        case .absence:
            notice = .absence(try row.value(Columns.practitioner), try row.interval(Columns.start, Columns.end))
        case .unavailable:
            notice = .unavailable(try row.value(Columns.nominal), try row.interval(Columns.start, Columns.end))
        case .recalled: notice = .recalled(try row.value(Columns.nominal), on: start.day)
        case .released: notice = .released(try row.value(Columns.nominal), on: start.day)
        }
        number = try row.value(Columns.number)
        notedAt = try row.value(Columns.notedAt)
        withdrawnAt = try row.valueIfAny(Columns.withdrawnAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.number] = number
        container[Columns.notedAt] = notedAt
        container[Columns.withdrawnAt] = withdrawnAt
        switch notice {
        case .absence(let practitioner, let interval):
            container[Columns.kind] = Kind.absence
            container[Columns.practitioner] = practitioner
            container[Columns.start] = interval.lowerBound
            container[Columns.end] = interval.upperBound
        case .unavailable(let nominal, let interval):
            container[Columns.kind] = Kind.unavailable
            container[Columns.nominal] = nominal
            container[Columns.start] = interval.lowerBound
            container[Columns.end] = interval.upperBound
        case .recalled(let nominal, let day):
            container[Columns.kind] = Kind.recalled
            container[Columns.nominal] = nominal
            container[Columns.start] = day.start
        case .released(let nominal, let day):
            container[Columns.kind] = Kind.released
            container[Columns.nominal] = nominal
            container[Columns.start] = day.start
        }
    }
}
