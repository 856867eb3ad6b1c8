internal import Casework
internal import GRDB

/// A row of `location`.
struct LocationRecord: ReferencedRecord {
    static let databaseTableName = "location"

    enum Columns {
        static let location = Column("location")
        static let name = Column("name")
        static let kind = Column("kind")
        static let latitude = Column("latitude")
        static let longitude = Column("longitude")
        static let rooms = Column("rooms")
        static let current = Column("current")
    }

    var location: Location
    var isCurrent: Bool

    var reference: String { location.id.text }
}

extension LocationRecord {
    init(row: Row) throws {
        location = Location(
            id: try row.value(Columns.location), name: try row.value(Columns.name),
            kind: try row.value(Columns.kind), latitude: try row.value(Columns.latitude),
            longitude: try row.value(Columns.longitude), rooms: try row.valueIfAny(Columns.rooms))
        isCurrent = try row.value(Columns.current)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.location] = location.id
        container[Columns.name] = location.name
        container[Columns.kind] = location.kind
        container[Columns.latitude] = location.latitude
        container[Columns.longitude] = location.longitude
        container[Columns.rooms] = location.rooms
        container[Columns.current] = isCurrent
    }
}
