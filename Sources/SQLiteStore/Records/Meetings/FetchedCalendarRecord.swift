internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// A row of `fetched_calendar`: what was last fetched from a practitioner's address, byte for byte.
struct FetchedCalendarRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "fetched_calendar"

    enum Columns {
        static let practitioner = Column("practitioner")
        static let content = Column("content")
    }

    var practitioner: Practitioner.ID
    var content: Data

    /// Those of practitioners of the last import: nobody plans for others, or has reason to hold their diary.
    static func files(_ db: Database) throws -> [CalendarFile] {
        let current = try PractitionerRecord.current(db)
        return try CalendarAddressRecord.fetchAll(db).map(\.calendar).compactMap { calendar in
            guard current.contains(calendar.practitioner), let row = try fetchOne(db, key: calendar.practitioner.text)
            else { return nil }
            return CalendarFile(
                name: calendar.name, content: Array(row.content), source: .address(zone: calendar.zone))
        }
    }
}

extension FetchedCalendarRecord {
    init(row: Row) throws {
        practitioner = try row.value(Columns.practitioner)
        content = try row.value(Columns.content)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.practitioner] = practitioner
        container[Columns.content] = content
    }
}
