import Casework
import Foundation
import GRDB
import Operations
import SQLiteStore
import Testing

struct FileTests {
    private let folder: TemporaryFolder
    private var path: String { folder.path("diary.sqlite") }

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func `A new diary belongs to its owner alone, and says whose file it is`() throws {
        _ = try SQLiteStore(path: path)
        let permissions = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(permissions == 0o600)
        try DatabaseQueue(path: path).read { (db: Database) throws -> Void in
            #expect(try Int.fetchOne(db, sql: "PRAGMA application_id") == 0x494F_4D44)
            #expect(try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal")
        }
    }

    @Test func `An empty file becomes a diary`() throws {
        try Data().write(to: URL(fileURLWithPath: path))
        #expect(try SQLiteStore(path: path).revision() == 0)
    }

    @Test(arguments: [1, 50, 600, 5000])
    func `A file that is not a database is refused, and left as it is`(length: Int) throws {
        let content = Data(repeating: UInt8(ascii: "x"), count: length)
        try content.write(to: URL(fileURLWithPath: path))
        #expect(throws: StoreError.notADatabase(path: path)) { try SQLiteStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
    }

    @Test(arguments: ["CREATE TABLE player (name TEXT)", "PRAGMA application_id = 7; CREATE TABLE nominal (n TEXT)"])
    func `A database of another program is refused, and left as it is`(sql: String) throws {
        try DatabaseQueue(path: path).write { db in try db.execute(sql: sql) }
        let content = try Data(contentsOf: URL(fileURLWithPath: path))
        #expect(throws: StoreError.foreignDatabase(path: path)) { try SQLiteStore(path: path) }
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == content)
    }

    @Test func `A diary of a newer version is refused`() throws {
        _ = try SQLiteStore(path: path)
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "INSERT INTO grdb_migrations (identifier) VALUES ('v99')")
        }
        #expect(throws: StoreError.newerSchema(path: path)) { try SQLiteStore(path: path) }
    }

    @Test func `A folder that does not exist is not made up`() {
        let path = folder.path("nowhere/diary.sqlite")
        #expect(throws: StoreError.noFolder(path: path)) { try SQLiteStore(path: path) }
        #expect(!FileManager.default.fileExists(atPath: folder.path("nowhere")))
    }

    @Test func `A folder is not a diary`() {
        let path = folder.url.path
        #expect(throws: StoreError.notAFile(path: path)) { try SQLiteStore(path: path) }
    }

    @Test func `Readers see one state while a writer of another process changes it`() throws {
        let store = try SQLiteStore(path: path)
        let other = try SQLiteStore(path: path)
        try store.read { diary in
            let before = try diary.revision()
            try other.merge(try Samples.caseload())
            #expect(try diary.revision() == before)
            #expect(try diary.caseload() == nil)
        }
        #expect(try store.revision() == other.revision())
        #expect(try store.caseload().nominals.count == 2)
    }

    @Test func `Two writers of one file take turns`() async throws {
        let path = path
        _ = try SQLiteStore(path: path)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 1...2 {
                group.addTask {
                    let store = try SQLiteStore(path: path)
                    for _ in 1...50 {
                        try store.write { diary in
                            let count = try diary.history(limit: 1000).count
                            try diary.record(
                                .init(at: Samples.noon, actor: "w\(writer)", act: .alteration, detail: "\(count)"))
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
        let details = try SQLiteStore(path: path).read { try $0.history(limit: 1000).map(\.detail) }
        #expect(details == (0..<100).reversed().map(String.init))
    }

    @Test func `What a file holds against the schema is reported without saying what it is`() throws {
        let store = try SQLiteStore(path: path)
        try store.merge(try Samples.caseload())
        try DatabaseQueue(path: path).write { db in
            try db.execute(sql: "PRAGMA ignore_check_constraints = ON; UPDATE nominal SET rag = 'mauve'")
        }
        let error = #expect(throws: StoreError.damaged(column: "rag")) { try store.caseload() }
        #expect(error?.description.contains("mauve") == false)
    }
}
