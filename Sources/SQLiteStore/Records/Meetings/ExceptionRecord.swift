internal import Casework
internal import GRDB

/// A row of `exception`.
struct ExceptionRecord: ListedRecord {
    static let databaseTableName = "exception"

    enum Columns {
        static let nominal = Column("nominal")
        static let on = Column("on_day")
        static let kind = Column("kind")
        static let note = Column("note")
    }

    var exception: ReviewException
}

extension ExceptionRecord {
    init(row: Row) throws {
        exception = ReviewException(
            nominal: try row.value(Columns.nominal), on: try row.value(Columns.on),
            kind: try row.value(Columns.kind), note: try row.valueIfAny(Columns.note))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = exception.nominal
        container[Columns.on] = exception.on
        container[Columns.kind] = exception.kind
        container[Columns.note] = exception.note
    }
}
