import Casework
import Foundation
import Operations
import SQLiteStore
import Testing

/// The links that calendar programs subscribe by.
struct FeedLinkTests {
    private let folder: TemporaryFolder
    private let store: SQLiteStore
    private let digest = String(repeating: "d", count: 44)

    init() throws {
        folder = try TemporaryFolder()
        store = try SQLiteStore(path: folder.path("diary.sqlite"))
        try store.merge(try Samples.caseload())
    }

    /// Asks by a link for a calendar that tells of nobody, on the evening.
    private func fetch(_ digest: String, after seconds: Int = 0) throws -> FetchFeed.Fetch? {
        try store.write { diary in
            try FetchFeed(diary)(digest: digest, at: Samples.evening.later(by: seconds)) { _, _, _ in .calendar([]) }
        }
    }

    @Test func `A link comes back as it was made, with a number`() throws {
        let made = try store.write { try $0.make(Samples.feedLink, digest: digest) }
        var expected = Samples.feedLink
        expected.number = made.number
        #expect(made.number > 0)
        #expect(try store.read { try $0.feedLinks() } == [expected])
        #expect(try store.read { try $0.feedLink(digest: digest) } == expected)
        #expect(try store.read { try $0.feedLink(digest: String(repeating: "e", count: 44)) } == nil)
    }

    @Test func `Making, fetching and revoking leave the revision as it is`() throws {
        let before = try store.read { try $0.revision() }
        let made = try MakeFeedLink(store)(
            for: .init("po1"), at: .busy, label: nil, digest: digest, owner: .init("una"), by: "una", at: Samples.noon)
        let fetch = try fetch(digest)
        #expect(fetch?.state == .inForce)
        #expect(fetch?.revision == before)
        try RevokeFeedLink(store)(made.number, of: .init("una"), by: "una", at: Samples.evening)
        #expect(try store.read { try $0.revision() } == before)
        let kept = try #require(try ListFeedLinks(store)().first)
        #expect(kept.lastFetchedAt == Samples.evening)
        #expect(kept.revokedAt == Samples.evening)
        let acts = try store.read { try $0.history(limit: 3) }.map(\.act)
        #expect(acts == [.erasure, .disclosure, .disclosure])
    }

    @Test func `A link is another's business to nobody`() throws {
        let made = try MakeFeedLink(store)(
            for: .init("po1"), at: .busy, label: nil, digest: digest, owner: .init("una"), by: "una", at: Samples.noon)
        #expect(throws: FeedLinkRefusal.self) {
            try RevokeFeedLink(store)(made.number, of: .init("bert"), by: "bert", at: Samples.noon)
        }
        #expect(throws: FeedLinkRefusal.self) {
            try ReplaceFeedLink(store)(
                made.number, of: .init("bert"), digest: String(repeating: "e", count: 44), by: "bert", at: Samples.noon)
        }
        #expect(try ListFeedLinks(store)(of: .init("bert")) == [])
        #expect(try ListFeedLinks(store)(of: .init("una")) == [made])
    }

    @Test func `Another address in place of one revokes it, and is the same besides`() throws {
        let made = try MakeFeedLink(store)(
            for: .init("po1"), at: .reference, label: "phone", digest: digest, owner: .init("una"), by: "una",
            at: Samples.noon)
        let other = String(repeating: "e", count: 44)
        let new = try ReplaceFeedLink(store)(
            made.number, of: .init("una"), digest: other, by: "una", at: Samples.evening)
        #expect(new.number != made.number)
        #expect(new.level == .reference)
        #expect(new.label == "phone")
        #expect(try fetch(digest)?.state == .revoked)
        #expect(try fetch(other)?.state == .inForce)
        #expect(throws: FeedLinkRefusal.self) {
            try ReplaceFeedLink(store)(
                made.number, of: .init("una"), digest: String(repeating: "f", count: 44), by: "una", at: Samples.noon)
        }
    }

    @Test func `All links of an account are revoked at once, and nobody else's`() throws {
        for (character, owner) in [("a", "una"), ("b", "una"), ("c", "bert")] {
            _ = try MakeFeedLink(store)(
                for: .init("po1"), at: .busy, label: nil, digest: String(repeating: character, count: 44),
                owner: .init(owner), by: owner, at: Samples.noon)
        }
        #expect(try RevokeFeedLink(store).revokeAll(of: .init("una"), by: "admin", at: Samples.evening) == 2)
        #expect(try ListFeedLinks(store)().map(\.revokedAt) == [Samples.evening, Samples.evening, nil])
    }

    @Test func `Who is nobody's practitioner gets no link, and nobody gets links without end`() throws {
        #expect(throws: DiaryRefusal.self) {
            try MakeFeedLink(store)(
                for: .init("nobody"), at: .busy, label: nil, digest: digest, owner: .init("una"), by: "una",
                at: Samples.noon)
        }
        let make = MakeFeedLink(store)
        for number in 0..<MakeFeedLink.most {
            let digest = String((String(number) + digest).prefix(44))
            _ = try make(
                for: .init("po1"), at: .busy, label: nil, digest: digest, owner: .init("una"), by: "una",
                at: Samples.noon)
        }
        #expect(throws: FeedLinkRefusal.self) {
            try make(
                for: .init("po1"), at: .busy, label: nil, digest: digest, owner: .init("una"), by: "una",
                at: Samples.noon)
        }
    }

    // MARK: Whose they are

    /// Una, who is po1, and may sign in.
    private func keepUna(_ change: (inout KeptAccount) -> Void = { _ in }) throws {
        var una = KeptAccount(account: Samples.account.account, madeAt: Samples.morning)
        change(&una)
        try store.write { try $0.keep(una) }
    }

    private func make(for practitioner: String = "po1") throws -> FeedLink {
        try MakeFeedLink(store)(
            for: .init(practitioner), at: .reference, label: nil, digest: digest, owner: .init("una"), by: "una",
            at: Samples.noon)
    }

    @Test func `An account has links to the calendar of its own practitioner, and to no other`() throws {
        try keepUna()
        #expect(throws: FeedLinkRefusal.self) { try make(for: "pp1") }
        try keepUna { $0.account.role = .manager }
        #expect(throws: FeedLinkRefusal.self) { try make() }
        try keepUna { $0.disabledAt = Samples.noon }
        #expect(throws: FeedLinkRefusal.self) { try make() }
        try keepUna()
        #expect(try make().owner == .init("una"))
    }

    @Test(arguments: ["role", "practitioner", "nobody", "disabled"])
    func `Whose right is gone without a word gets an empty calendar for thirty days, and then nothing`(
        what: String
    ) throws {
        try keepUna()
        _ = try make()
        #expect(try fetch(digest)?.state == .inForce)
        try keepUna { una in
            switch what {
            case "role": una.account.role = .manager
            case "practitioner": una.account.practitioner = .init("pp1")
            case "nobody": una.account.practitioner = nil
            default: una.disabledAt = Samples.noon
            }
        }
        #expect(try fetch(digest, after: 1)?.state == .revoked)
        let revoked = try #require(try ListFeedLinks(store)().first)
        #expect(revoked.revokedAt == Samples.evening.later(by: 1))
        #expect(try fetch(digest, after: 30 * 86_400)?.state == .revoked)
        #expect(try fetch(digest, after: 30 * 86_400 + 1)?.state == .gone)
        // Whoever becomes it again makes another.
        try keepUna()
        #expect(try fetch(digest, after: 2)?.state == .revoked)
    }

    @Test func `What is not made yet goes out to nobody, and is on nobody's record`() throws {
        let link = try make()
        let before = try store.read { try $0.history(limit: 100) }
        let fetch = try store.write { diary in
            try FetchFeed(diary)(digest: digest, at: Samples.evening) { asked, state, _ in
                #expect(asked.number == link.number && state == .inForce)
                return .notMade
            }
        }
        #expect(fetch?.isRecorded == false)
        #expect(try store.read { try $0.history(limit: 100) } == before)
        #expect(try ListFeedLinks(store)().first?.lastFetchedAt == nil)
    }

    @Test func `What goes out is found by whom it tells of, with the owner's agency`() throws {
        try keepUna()
        _ = try make()
        for handing in [FetchFeed.Handing.calendar([.init("n001")]), .nothingNew] {
            _ = try store.write { diary in
                try FetchFeed(diary)(digest: digest, at: Samples.evening) { _, _, _ in handing }
            }
        }
        var query = AuditQuery()
        query.nominal = .init("n001")
        query.act = .disclosure
        let found = try store.read { try $0.history(query) }.filter { $0.entry.route == "/feeds" }
        #expect(found.map(\.entry.actor) == ["una"])
        #expect(found.first?.entry.agency == .init("pol"))
        #expect(try store.read { try $0.history(limit: 1) }.first?.detail.hasPrefix("told that nothing is new") == true)
    }
}
