internal import Foundation
internal import GRDB
internal import Operations

/// A row of `calendar`: a published calendar, byte for byte.
struct CalendarRecord: FetchableRecord, PersistableRecord, Equatable {
    static let databaseTableName = "calendar"

    enum Columns {
        static let name = Column("name")
        static let content = Column("content")
        static let importedAt = Column("imported_at")
    }

    var name: String
    var content: Data
    var importedAt: Timestamp
}

extension CalendarRecord {
    init(row: Row) throws {
        name = try row.value(Columns.name)
        content = try row.value(Columns.content)
        importedAt = try row.value(Columns.importedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.name] = name
        container[Columns.content] = content
        container[Columns.importedAt] = importedAt
    }
}
