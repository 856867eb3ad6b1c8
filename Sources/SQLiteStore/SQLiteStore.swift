internal import Foundation
internal import GRDB
package import Operations

/// The diary in one SQLite file.
///
/// Readers see the last committed state and never wait for a writer; writers run one at a time, across processes
/// too, and what they have committed survives the loss of power.
package struct SQLiteStore: DiaryStore {
    let database: any DatabaseWriter
    private var attribution = Attribution()

    /// Opens the diary at `path`, or starts one there.
    ///
    /// Open each file once in a process.
    ///
    /// - Parameter mustExist: A mistyped name is no wish for a new diary.
    package init(path: String, mustExist: Bool = false) throws {
        if mustExist, !FileManager.default.fileExists(atPath: path) { throw StoreError.noDiary(path: path) }
        database = try DiaryFile(path: path).open()
    }

    private init(database: any DatabaseWriter) {
        self.database = database
    }

    /// A diary that is gone with the process.
    package static func inMemory() throws -> SQLiteStore {
        let queue = try DatabaseQueue(configuration: DiaryFile.configuration)
        try Schema.migrator.migrate(queue)
        return SQLiteStore(database: queue)
    }

    package func attributed(to attribution: Attribution) -> any DiaryStore {
        var store = self
        store.attribution = attribution
        return store
    }

    package func overwriteErased() throws -> Bool {
        try database.writeWithoutTransaction { db in
            do {
                // Zeros stand where rows were deleted since the file was opened with our settings; whatever is older
                // goes with the pages it was in, and with the log.
                try db.execute(sql: "VACUUM")
                return try Bool.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)") == false
            } catch is DatabaseError {
                return false
            }
        }
    }

    /// Shows the last committed state, and no change that is made meanwhile.
    ///
    /// Not from within another `read` or `write`.
    package func read<Answer>(_ body: (any DiaryReading) throws -> Answer) throws -> Answer {
        do {
            return try database.read { db in try body(DiaryReader(db: db)) }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }

    /// Takes the write lock first, so that what `body` reads cannot change before it writes.
    ///
    /// Not from within another `read` or `write`.
    package func write<Answer>(_ body: (any DiaryWriting) throws -> Answer) throws -> Answer {
        do {
            return try database.write { db in
                let before = db.totalChangesCount
                let writer = DiaryWriter(db: db, attribution: attribution)
                let answer = try body(writer)
                // That someone looked is written down, and changes nothing anyone could plan from.
                let changes = db.totalChangesCount - before - writer.entries.count
                if changes > 0 { try DiaryRecord.raiseRevision(db) }
                return answer
            }
        } catch let error as DatabaseError {
            throw StoreError(error)
        }
    }
}
