internal import Foundation
internal import GRDB

/// The file a diary is kept in: how it is told from others, and opened.
struct DiaryFile {
    var path: String

    /// How long one process waits for another's transaction.
    private static let patience = 15.0

    static var configuration: Configuration {
        var configuration = Configuration()
        configuration.label = "diary"
        configuration.foreignKeysEnabled = true
        configuration.busyMode = .timeout(patience)
        configuration.publicStatementArguments = false
        return configuration
    }

    func open() throws -> DatabasePool {
        do {
            try makeRoom()
            try recognise()
            let pool = try DatabasePool(path: path, configuration: Self.configuration)
            // With write-ahead logging the default is to lose the last transactions when power is lost.
            try pool.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA synchronous = FULL") }
            try migrate(pool)
            return pool
        } catch let error as DatabaseError {
            throw StoreError(error, opening: path)
        }
    }

    /// Creates the file if there is none, for its owner alone; SQLite gives its companions the same permissions.
    private func makeRoom() throws {
        let files = FileManager.default
        if let type = try? files.attributesOfItem(atPath: path)[.type] as? FileAttributeType {
            if type == .typeDirectory { throw StoreError.notAFile(path: path) }
            return
        }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        guard files.fileExists(atPath: folder) else { throw StoreError.noFolder(path: path) }
        guard files.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]) else {
            throw StoreError.cannotOpen(path: path, why: "the file cannot be created")
        }
    }

    /// Reads before anything is written, so that a file which is not ours stays as it is, to the byte.
    private func recognise() throws {
        var configuration = Self.configuration
        configuration.readonly = true
        try DatabaseQueue(path: path, configuration: configuration).read { db in
            let application = try Int.fetchOne(db, sql: "PRAGMA application_id") ?? 0
            // What a diary holds whose first opening was cut short: nothing, or the migrator's own empty table.
            let isEmpty = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM sqlite_master WHERE name NOT LIKE '%grdb_migrations%'") == 0
            guard application == Schema.applicationID || application == 0 && isEmpty else {
                throw StoreError.foreignDatabase(path: path)
            }
            if try Schema.migrator.hasBeenSuperseded(db) { throw StoreError.newerSchema(path: path) }
        }
    }

    private func migrate(_ pool: DatabasePool) throws {
        do {
            try Schema.migrator.migrate(pool)
        } catch let error as DatabaseError {
            // Another process may have opened the new file at the same moment, and done it first.
            guard try pool.read(Schema.migrator.hasCompletedMigrations) else { throw error }
        }
    }
}
