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
        let fetch = try store.write { try FetchFeed($0)(digest: digest, at: Samples.evening) }
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
        #expect(try store.write { try FetchFeed($0)(digest: digest, at: Samples.evening) }?.state == .revoked)
        #expect(try store.write { try FetchFeed($0)(digest: other, at: Samples.evening) }?.state == .inForce)
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
}
