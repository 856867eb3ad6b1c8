internal import Casework
internal import GRDB

/// Reads that throw where a file has been tampered with, and say which column it was but not what it holds.
extension Row {
    func value<Value: DatabaseValueConvertible>(_ column: Column) throws -> Value {
        guard let value: Value = try valueIfAny(column) else { throw StoreError.damaged(column: column.name) }
        return value
    }

    func valueIfAny<Value: DatabaseValueConvertible>(_ column: Column) throws -> Value? {
        guard let stored = self[column] as DatabaseValue?, !stored.isNull else { return nil }
        guard let value = Value.fromDatabaseValue(stored) else { throw StoreError.damaged(column: column.name) }
        return value
    }

    /// A place is kept as its location, and `online` as none, so that a foreign key can vouch for it.
    func place(_ column: Column) throws -> Place {
        let location: Location.ID? = try valueIfAny(column)
        return location.map(Place.at) ?? .online
    }

    func interval(_ start: Column, _ end: Column) throws -> Range<Moment> {
        let (from, until): (Moment, Moment) = (try value(start), try value(end))
        guard from <= until else { throw StoreError.damaged(column: end.name) }
        return from..<until
    }
}
