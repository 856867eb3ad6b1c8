internal import Foundation
internal import GRDB
package import Operations

extension SQLiteStore {
    /// Copies the diary as it stands at one moment, while others go on writing, and looks whether the copy is sound.
    ///
    /// It is never written over a file. A copy whose history is not as it was written is kept, and that is told: it is
    /// as good as the diary.
    package func backUp(to path: String) throws -> HistoryCheck {
        let file = DiaryFile(path: path)
        try file.make()
        do {
            let copy = try DatabaseQueue(path: path, configuration: DiaryFile.configuration)
            try database.backup(to: copy)
            // One file, which can be carried elsewhere by itself.
            try copy.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            let check = try copy.read { db in
                try SQLiteStore.lookWhetherSound(db, path: path)
                return try HistoryVerifier(db).check(expecting: nil)
            }
            try copy.close()
            return check
        } catch {
            file.discard()
            guard let error = error as? DatabaseError else { throw error }
            throw StoreError(error)
        }
    }

    /// Puts a backup where a diary is to be, once it has been found sound and its history as it was written.
    ///
    /// - Parameters:
    ///   - replacing: Whether a diary that is there may be set aside; it is kept beside, with `mark` after its name.
    /// - Returns: What its history came to; and where the diary that was there is now.
    package static func restore(_ backup: String, to path: String, replacing: Bool, mark: String) throws -> (
        check: HistoryCheck, former: String?
    ) {
        let files = FileManager.default
        guard files.fileExists(atPath: backup) else { throw StoreError.noBackup(path: backup) }
        let isThere = files.fileExists(atPath: path)
        guard !isThere || replacing else { throw StoreError.exists(path: path) }
        let former = isThere ? path + mark : nil
        if let former, files.fileExists(atPath: former) { throw StoreError.exists(path: former) }

        let copy = DiaryFile(path: path + ".restoring-" + UUID().uuidString)
        let check = try taken(from: backup, to: copy)
        do {
            if let former { try setAside(path, as: former) }
            try files.moveItem(atPath: copy.path, toPath: path)
        } catch {
            copy.discard()
            throw error
        }
        return (check, former)
    }

    /// A sound copy, of this version.
    private static func taken(from backup: String, to copy: DiaryFile) throws -> HistoryCheck {
        do {
            try DiaryFile(path: backup).recognise()
            try copy.make()
            var configuration = DiaryFile.configuration
            configuration.readonly = true
            let source = try DatabaseQueue(path: backup, configuration: configuration)
            let target = try DatabaseQueue(path: copy.path, configuration: DiaryFile.configuration)
            try source.backup(to: target)
            try target.read { db in try lookWhetherSound(db, path: backup) }
            try Schema.migrator.migrate(target)
            let check = try target.read { db in try HistoryVerifier(db).check(expecting: nil) }
            try target.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA journal_mode = DELETE") }
            try target.close()
            if let flaw = check.flaw { throw StoreError.unsound(path: backup, why: flaw.description) }
            return check
        } catch {
            copy.discard()
            guard let error = error as? DatabaseError else { throw error }
            throw StoreError(error, opening: backup)
        }
    }

    /// Moves a diary, which may be damaged, unless another program is using it.
    private static func setAside(_ path: String, as former: String) throws {
        do {
            var configuration = DiaryFile.configuration
            configuration.busyMode = .immediateError
            let old = try DatabaseQueue(path: path, configuration: configuration)
            try old.writeWithoutTransaction { db in
                // What is still in the log goes into the file; in exclusive mode it is taken only if nobody else has
                // the file open.
                try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT")
                try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
            }
            try old.close()
        } catch let error as DatabaseError {
            if error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED { throw StoreError.busy }
        }
        for ending in ["", "-wal", "-shm"] where FileManager.default.fileExists(atPath: path + ending) {
            try FileManager.default.moveItem(atPath: path + ending, toPath: former + ending)
        }
    }

    private static func lookWhetherSound(_ db: Database, path: String) throws {
        // An empty file would be taken for a diary that has just begun.
        guard try Int.fetchOne(db, sql: "PRAGMA application_id") == Schema.applicationID else {
            throw StoreError.foreignDatabase(path: path)
        }
        let faults = try String.fetchAll(db, sql: "PRAGMA integrity_check(1)")
        guard faults == ["ok"], try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").isEmpty else {
            throw StoreError.unsound(path: path, why: "the file is damaged")
        }
    }
}
