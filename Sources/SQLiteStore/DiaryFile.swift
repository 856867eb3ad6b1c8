internal import Foundation
internal import GRDB

/// The file a diary is kept in: how it is told from others, and opened.
struct DiaryFile {
    var path: String

    /// How long one process waits for another's transaction.
    private static let patience = 15.0

    /// The bytes of the smallest file SQLite ever writes.
    private static let smallest = 512

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "diary"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.publicStatementArguments = false
        configuration.prepareDatabase { db in
            // What is erased is not to be found in the file, nor in a file beside it.
            try db.execute(sql: "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY")
        }
        return configuration
    }

    func open() throws -> DatabasePool {
        let deadline = ContinuousClock.now + .seconds(Self.patience)
        while true {
            do {
                return try openOnce()
            } catch let error as DatabaseError {
                // Where processes open a new diary at the same moment, all but one can be told without any wait
                // that the file is busy: SQLite does not queue for the change to write-ahead logging.
                let isBusy = error.resultCode == .SQLITE_BUSY || error.resultCode == .SQLITE_LOCKED
                guard isBusy, ContinuousClock.now < deadline else { throw StoreError(error, opening: path) }
                Thread.sleep(forTimeInterval: 0.02)
            }
        }
    }

    private func openOnce() throws -> DatabasePool {
        try makeRoom()
        try recognise()
        let pool = try DatabasePool(path: path, configuration: Self.configuration)
        // With write-ahead logging the default is to lose the last transactions when power is lost.
        try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
        try migrate(pool)
        // A connection that looked before the tables were changed would take new columns for the old ones.
        pool.invalidateReadOnlyConnections()
        return pool
    }

    /// Creates the file if there is none, for its owner alone; SQLite gives its companions the same permissions.
    private func makeRoom() throws {
        let files = FileManager.default
        if let attributes = try? files.attributesOfItem(atPath: path) {
            if attributes[.type] as? FileAttributeType == .typeDirectory { throw StoreError.notAFile(path: path) }
            // SQLite takes some short files for empty ones, and would write over them. The file's size tells:
            // were it opened to look, closing it would take away the locks this process has on it.
            let size = attributes[.size] as? Int ?? 0
            if size > 0 && size < Self.smallest { throw StoreError.notADatabase(path: path) }
            // SQLite would say no more than that it cannot open it; the files beside it are written in the folder.
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
            guard files.isWritableFile(atPath: path), files.isWritableFile(atPath: folder) else {
                throw StoreError.readOnly
            }
            return
        }
        do {
            try make()
        } catch StoreError.exists {
            // Another process has made it in the meantime.
        }
    }

    /// Creates the file, for its owner alone, and never over another.
    func make() throws {
        let files = FileManager.default
        let file = URL(fileURLWithPath: path)
        guard files.fileExists(atPath: file.deletingLastPathComponent().path) else {
            throw StoreError.noFolder(path: path)
        }
        do {
            try Data().write(to: file, options: .withoutOverwriting)
            try files.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
        } catch let error as CocoaError {
            if error.code == .fileWriteFileExists { throw StoreError.exists(path: path) }
            throw StoreError.cannotOpen(path: path, why: "the file cannot be created")
        }
    }

    /// Takes the file away again, with its companions.
    func discard() {
        for ending in ["", "-journal", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + ending) }
    }

    /// Reads before anything is written, so that a file which is not ours stays as it is, to the byte.
    func recognise() throws {
        var configuration = Self.configuration
        configuration.readonly = true
        try DatabaseQueue(path: path, configuration: configuration).read { db in
            let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            // What a diary holds whose first opening was cut short: nothing, or the migrator's own empty table.
            let tables = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE '%grdb_migrations%'")
            guard application == Schema.applicationID || application == 0 && tables == 0 else {
                throw StoreError.foreignDatabase(path: path)
            }
            if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
        }
    }

    private func migrate(_ pool: DatabasePool) throws {
        while true {
            let before = try pool.read(Schema.migrator.appliedMigrations).count
            do {
                return try Schema.migrator.migrate(pool)
            } catch let error as DatabaseError {
                // Another process that opens the file at the same moment may have made this version first: then the
                // file has got further since we looked, and there is only the rest left to do.
                guard try pool.read(Schema.migrator.appliedMigrations).count > before else { throw error }
            }
        }
    }
}
