import Casework
import GRDB
import Operations
import Publishing
import SQLiteStore
import Testing

/// What is held about somebody, held against a search of the whole file.
struct SubjectRecordsTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.fillEveryTable()
    }

    private func held(_ nominal: String, naming names: @escaping (String) -> Bool = { _ in false }) throws -> [String:
        HeldTable]
    {
        let tables = try store.read {
            try $0.everything(about: .init(nominal), naming: names) { $0.replacing("Winifreda", with: "n002") }
        }
        return Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
    }

    @Test(arguments: ["n001", "n002"])
    func `Every row of the file that has a nominal's reference, or a contact's of theirs, is in it`(nominal: String)
        throws
    {
        let held = try held(nominal)
        let contacts = try store.caseload().contacts.filter { $0.nominal.text == nominal }.map(\.id.text)
        let references = [nominal] + contacts
        try DatabaseQueue(path: folder.path("diary.sqlite")).read { db in
            for table in try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master
                    WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT LIKE 'grdb%'
                    """)
            {
                let rows = try Row.fetchAll(db, sql: "SELECT * FROM \(table)").filter { row in
                    row.databaseValues.contains { value in
                        String.fromDatabaseValue(value).map { text in
                            references.contains { reference in
                                text.ranges(of: reference).contains { range in
                                    let before = text[..<range.lowerBound].last, after = text[range.upperBound...].first
                                    return [before, after].allSatisfy {
                                        $0.map { !$0.isLetter && !$0.isNumber } ?? true
                                    }
                                }
                            }
                        } ?? false
                    }
                }
                #expect((held[table]?.rows.count ?? 0) >= rows.count, "\(table)")
            }
        }
    }

    @Test func `What hangs on a row of theirs is in it, though it does not say whose it is`() throws {
        let held = try held("n002")
        for table in ["slot_matter", "slot_attendee", "contact_practitioner"] {
            #expect(held[table]?.rows.isEmpty == false, "\(table)")
        }
    }

    @Test func `Nobody else's reference is in it`() throws {
        for (nominal, other) in [("n001", "n002"), ("n002", "n001")] {
            for table in try held(nominal).values {
                #expect(!table.rows.joined().contains { $0?.contains(other) ?? false }, "\(table.name)")
            }
        }
    }

    @Test func `Accounts are not in it, be they called like a nominal`() throws {
        var account = Samples.account
        account.account.id = .init("n001")
        account.account.name = "Winifreda Hale"
        (account.email, account.subject) = (nil, nil)
        try store.write { try $0.keep(account) }
        let held = try held("n001") { $0.contains("Winifreda") }
        #expect(Set(held.keys).isDisjoint(with: ["account", "recovery_code", "failed_sign_in"]))
        #expect(held["nominal"] != nil)
    }

    @Test func `The tables that are nobody's are not in it`() throws {
        #expect(try Set(held("n001").keys).isDisjoint(with: ["policy", "agency", "practitioner", "working_pattern"]))
    }

    @Test func `A text that names them is in it, without whoever else it is about`() throws {
        try store.write { diary in
            for detail in ["Zebedee rang", "Zebedee and n002", "Zebedee and Winifreda", "Winifreda alone"] {
                try diary.record(.init(at: Samples.noon, actor: "una", act: .alteration, detail: detail))
            }
        }
        let history = try #require(try held("n001") { $0.contains("Zebedee") }["history"])
        let column = try #require(history.columns.firstIndex(of: "detail"))
        let details = history.rows.compactMap { $0[column] }
        #expect(details.contains("Zebedee rang"))
        #expect(details.filter { $0 == "Zebedee and another person" }.count == 2)
        #expect(!details.contains { $0.contains("Winifreda") })
    }

    /// A new table that mentions nominals fails here until what somebody is given says what it is.
    @Test func `Every table that mentions nominals is in what they are given, under a heading`() throws {
        let told = Set(SubjectAccess.headings.map(\.table))
        let found = try Set(held("n001").keys).union(held("n002").keys)
        let mentioning = try DatabaseQueue(path: folder.path("diary.sqlite")).read { db in
            var keys: [String: Set<String>] = [:]
            for table in try String.fetchAll(db, sql: "SELECT name FROM sqlite_master WHERE type = 'table'") {
                keys[table] = try Set(db.foreignKeys(on: table).map(\.destinationTable))
            }
            var mentioning: Set<String> = ["nominal"]
            while let next = keys.first(where: { table, parents in
                !mentioning.contains(table) && !parents.isDisjoint(with: mentioning)
            }) {
                mentioning.insert(next.key)
            }
            return mentioning
        }
        #expect(mentioning.count > 20)
        #expect(mentioning.subtracting(told) == [], "no heading")
        #expect(mentioning.subtracting(found) == [], "not found")
        #expect(found.subtracting(told) == [], "no heading")
    }

    @Test func `Of a nominal nobody knows nothing is held`() throws {
        #expect(try held("n999").isEmpty)
    }
}
