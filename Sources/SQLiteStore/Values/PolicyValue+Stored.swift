internal import Casework
internal import GRDB

/// A number is kept as one, and words as text, so that nothing of the one is ever taken for the other.
extension PolicyValue: DatabaseValueConvertible {
    var databaseValue: DatabaseValue {
        switch self {
        case .number(let number): number.databaseValue
        case .words(let words): words.databaseValue
        }
    }

    static func fromDatabaseValue(_ value: DatabaseValue) -> PolicyValue? {
        switch value.storage {
        case .int64(let number): .number(Int(number))
        case .string(let words): .words(words)
        case .null, .double, .blob: nil
        }
    }
}
