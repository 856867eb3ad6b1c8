import Casework
import Operations
import SQLiteStore
import Testing

struct AccountTests {
    private let store: SQLiteStore

    init() throws {
        store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
    }

    @Test func `An account comes back as it was, and changes nothing that is planned from`() throws {
        let before = try store.revision()
        var bare = KeptAccount(
            account: Account(id: .init("aud"), name: "Ada Quill", role: .auditor), madeAt: Samples.noon)
        try store.write { diary in
            try diary.keep(Samples.account)
            try diary.keep(bare)
        }
        #expect(try store.read { try $0.accounts() } == [bare, Samples.account])
        bare.account.role = .administrator
        var changed = Samples.account
        changed.recoveryCodes = ["two"]
        changed.subject = nil
        try store.write { diary in
            try diary.keep(changed)
            try diary.keep(bare)
        }
        #expect(try store.read { try $0.account(.init("una")) } == changed)
        #expect(try store.read { try $0.account(.init("aud")) } == bare)
        #expect(try store.read { try $0.account(.init("nobody")) } == nil)
        #expect(try store.revision() == before)
    }

    @Test func `An address or a subject lets in one account alone`() throws {
        var other = KeptAccount(
            account: Account(id: .init("aud"), name: "Ada Quill", role: .auditor), madeAt: Samples.noon,
            email: EmailAddress("UNA@police.example"))
        try store.write { try $0.keep(Samples.account) }
        #expect(throws: StoreError.self) { try store.write { try $0.keep(other) } }
        other.email = nil
        other.subject = Samples.account.subject
        #expect(throws: StoreError.self) { try store.write { try $0.keep(other) } }
        other.subject?.issuer = "https://other.example"
        try store.write { try $0.keep(other) }
    }

    @Test func `What failed comes back until it is forgotten, with what is older`() throws {
        let failed = FailedSignIns(count: 3, lastAt: Samples.noon, waitsUntil: Samples.noon)
        try store.write { try $0.keep(failed, under: "a", forgettingBefore: Samples.morning) }
        #expect(try store.read { try $0.failedSignIns(under: "a") } == failed)
        try store.write { try $0.keep(nil, under: "b", forgettingBefore: Samples.noon) }
        #expect(try store.read { try $0.failedSignIns(under: "a") } == failed)
        let after = Timestamp(seconds: Samples.noon.seconds + 1)
        try store.write { try $0.keep(failed, under: "b", forgettingBefore: after) }
        #expect(try store.read { try $0.failedSignIns(under: "a") } == nil)
        try store.write { try $0.keep(nil, under: "b", forgettingBefore: Samples.noon) }
        #expect(try store.read { try $0.failedSignIns(under: "b") } == nil)
    }
}
