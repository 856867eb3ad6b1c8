internal import Casework
internal import GRDB

/// A row of `equality`: one protected characteristic of one nominal.
struct EqualityRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "equality"

    enum Columns {
        static let nominal = Column("nominal")
        static let characteristic = Column("characteristic")
        static let value = Column("value")
    }

    var nominal: Nominal.ID
    var characteristic: Equalities.Characteristic
    var value: String
}

extension EqualityRecord {
    init(row: Row) throws {
        nominal = try row.value(Columns.nominal)
        characteristic = try row.value(Columns.characteristic)
        value = try row.value(Columns.value)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = nominal
        container[Columns.characteristic] = characteristic
        container[Columns.value] = value
    }
}
