import GRDB

extension StoreError {
    /// What SQLite reported while the diary was in use.
    ///
    /// SQLite's own message names tables and columns; the values stay out of it.
    init(_ error: DatabaseError) {
        let message = error.message ?? "SQLite error \(error.resultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        case .SQLITE_CONSTRAINT: self = .refused(constraint: message)
        default: self = .failed(why: message)
        }
    }

    /// What SQLite reported when the file was opened.
    init(_ error: DatabaseError, opening path: String) {
        switch error.resultCode {
        case .SQLITE_NOTADB, .SQLITE_CORRUPT: self = .notADatabase(path: path)
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy
        case .SQLITE_FULL: self = .full
        case .SQLITE_READONLY: self = .readOnly
        default: self = .cannotOpen(path: path, why: error.message ?? "SQLite error \(error.resultCode.rawValue)")
        }
    }
}
