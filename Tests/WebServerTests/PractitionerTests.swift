import Casework
import Foundation
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing
import WebServer

/// What practitioners and partners see of the diary, and do with it; the diary, read through the store, is the oracle.
@Suite struct PractitionerTests {
    private static let partner = Account(
        id: Account.ID("da"), name: "Dee Ash", role: .partner, agency: Agency.ID("drug_alcohol"),
        practitioner: Practitioner.ID("da1"))
    /// Of an agency that shares nothing.
    private static let stranger = Account(
        id: Account.ID("em"), name: "Em Reed", role: .partner, agency: Agency.ID("employment"),
        practitioner: Practitioner.ID("em1"))
    private static let colleague = Account(
        id: Account.ID("pp"), name: "Jo Turner", role: .practitioner, agency: Agency.ID("probation"),
        practitioner: Practitioner.ID("pp1"))
    private static let all = [partner, stranger, colleague] + Person.all

    private static func run(
        clock: TestClock = TestClock(), _ body: @escaping @Sendable (Service) async throws -> Void
    ) async throws {
        try await Service.run(accounts: all, clock: clock, body)
    }

    private static func references(in page: Browser.Page) -> Set<String> {
        Set(page.text.matches(of: /\bn0\d\d\b/).map { String($0.output) })
    }

    // MARK: Who sees what

    @Test(arguments: [Person.practitioner, partner, stranger])
    func `A week has one's own contacts and nobody else's`(account: Account) async throws {
        try await Self.run { service in
            let page = try await service.browser(account).get("/week")
            #expect(page.status == .ok)
            let (caseload, days) = (try service.caseload(), Team.monday..<(Team.monday + 7))
            let own = caseload.contacts.filter { contact in
                days.contains(contact.day) && contact.status.countsAsOffered
                    && account.practitioner.map(contact.practitioners.contains) ?? false
            }
            let linked = Set(page.text.matches(of: /href="\/contacts\/([^"]+)"/).map { String($0.output.1) })
            #expect(linked == Set(own.map(\.id.text)))
            let day = try await service.browser(account).get("/day?on=\(Team.monday + 1)")
            let onDay = Set(day.text.matches(of: /href="\/contacts\/([^"]+)"/).map { String($0.output.1) })
            #expect(onDay == Set(own.filter { $0.day == Team.monday + 1 }.map(\.id.text)))
        }
    }

    @Test(arguments: [Person.practitioner, colleague, partner, stranger, Person.manager, Person.supportWorker])
    func `Pages of nominals, of contacts and of finding a time tell of nobody whom the reader may not know`(
        account: Account
    ) async throws {
        try await Self.run { service in
            let caseload = try service.caseload()
            let sight = Sight(caseload, for: account, on: Team.monday)
            let seen = Set(sight.nominals.map(\.text))
            let browser = await service.browser(account)
            let list = try await browser.get("/nominals")
            #expect(Self.references(in: list) == seen)
            for nominal in caseload.nominals {
                let page = try await browser.get("/nominals/\(nominal.id)")
                #expect(page.status == (seen.contains(nominal.id.text) ? .ok : .notFound), "\(nominal.id)")
                #expect(Self.references(in: page).isSubset(of: seen))
                for name in [nominal.familyName] { #expect(!page.text.contains(name) || name.count < 4) }
            }
            let own = caseload.contacts.filter { sight.isOwn($0) }.map(\.nominal.text)
            let contacts = try await browser.get("/contacts")
            #expect(Self.references(in: contacts).isSubset(of: seen.union(own)))
            for contact in caseload.contacts.filter({ $0.start >= Team.clock }).prefix(60) {
                let page = try await browser.get("/contacts/\(contact.id)")
                let knows = seen.contains(contact.nominal.text) || sight.isOwn(contact)
                #expect(page.status == (knows ? .ok : .notFound))
            }
        }
    }

    @Test
    func `Of a nominal who is not theirs a colleague sees contacts and leads, and not rating, actions or reasons`()
        async throws
    {
        try await Self.run { service in
            let caseload = try service.caseload()
            let sight = Sight(caseload, for: Self.colleague, on: Team.monday)
            let other = try #require(caseload.nominals.first { sight.standing(to: $0.id) == .colleague })
            let own = try #require(caseload.nominals.first { sight.standing(to: $0.id) == .lead })
            let browser = await service.browser(Self.colleague)
            let (page, mine) = (
                try await browser.get("/nominals/\(other.id)"), try await browser.get("/nominals/\(own.id)")
            )
            #expect(!page.text.contains("class=\"rag"))
            #expect(!page.text.contains("Open actions") && !page.text.contains("Cohort"))
            #expect(page.text.contains("Leads"))
            #expect(mine.text.contains("class=\"rag") && mine.text.contains("Cohort"))
        }
    }

    @Test func `Whom a page shows is on record before it goes out`() async throws {
        try await Self.run { service in
            let nominal = try #require(
                try service.caseload().nominals.first { $0.policeLead == Practitioner.ID("po1") })
            _ = try await service.browser(Person.practitioner).get("/nominals/\(nominal.id)")
            let entry = try #require(try service.store.read { try $0.history(limit: 1) }.first)
            #expect(entry.act == .consultation && entry.actor == "po")
            #expect(entry.detail == "looked at \(nominal.id)")
            #expect(entry.route == "/nominals/\(nominal.id)" && entry.agency == Person.police)
        }
    }

    // MARK: Outcomes

    @Test func `An outcome is recorded in two clicks from home, and can be corrected`() async throws {
        let clock = TestClock()
        try await Self.run(clock: clock) { service in
            let contact = try service.own("po1")
            clock.putOn(seconds: (contact.start - Team.clock) * 60)
            let browser = await service.browser(Person.practitioner, at: clock)
            let home = try await browser.get("/")
            #expect(home.text.contains("action=\"/contacts/\(contact.id)/status\""))
            let after = try await browser.send(
                "/contacts/\(contact.id)/status", [("status", "attended"), ("back", "home")], from: home)
            #expect(after.status == .ok)
            #expect(!after.text.contains("action=\"/contacts/\(contact.id)/status\""))
            #expect(try service.contact(contact.id).status == .attended)
            let page = try await browser.get("/contacts/\(contact.id)")
            try await browser.send("/contacts/\(contact.id)/status", [("status", "failed_to_attend")], from: page)
            #expect(try service.contact(contact.id).status == .failedToAttend)
        }
    }

    @Test func `What has not begun has no outcome, and nonsense is none`() async throws {
        try await Self.run { service in
            let contact = try service.own("po1")
            let browser = await service.browser(Person.practitioner)
            let page = try await browser.get("/contacts/\(contact.id)")
            #expect(!page.text.contains("value=\"attended\""))
            for status in ["attended", "nonsense", ""] {
                let page = try await browser.get("/contacts/\(contact.id)")
                let answer = try await browser.send(
                    "/contacts/\(contact.id)/status", [("status", status)], from: page)
                #expect(answer.status == .unprocessableContent)
            }
            #expect(try service.contact(contact.id).status == contact.status)
        }
    }

    @Test func `Nobody records, moves or declines what they may not know of`() async throws {
        let clock = TestClock()
        try await Self.run(clock: clock) { service in
            let caseload = try service.caseload()
            let sight = Sight(caseload, for: Self.partner, on: Team.monday)
            let others = caseload.contacts.filter { $0.start >= Team.clock && !sight.isOwn($0) }
            let hidden = try #require(others.first { !sight.nominals.contains($0.nominal) })
            clock.putOn(seconds: (hidden.start - Team.clock) * 60)
            let browser = await service.browser(Self.partner, at: clock)
            for change in ["status", "refusal"] {
                let home = try await browser.get("/")
                let answer = try await browser.send(
                    "/contacts/\(hidden.id)/\(change)", [("status", "attended")], from: home)
                #expect(answer.status == .notFound)
            }
            let home = try await browser.get("/")
            let moved = try await browser.send("/contacts/\(hidden.id)/time", [("day", "2026-12-02")], from: home)
            #expect(moved.status == .forbidden)
            // Of whom they know, but whose contact is another's to hold.
            if let known = others.first(where: { sight.nominals.contains($0.nominal) && $0.start <= clock.time.office })
            {
                let page = try await browser.get("/contacts/\(known.id)")
                let answer = try await browser.send(
                    "/contacts/\(known.id)/status", [("status", "attended")], from: page)
                #expect(answer.status == .unprocessableContent)
            }
            #expect(try service.caseload().contacts == caseload.contacts)
        }
    }

    // MARK: Changes

    @Test func `Declining finds somebody else or another time, and says so of those the reader knows`() async throws {
        try await Self.run { service in
            let contact = try service.own("po1")
            let browser = await service.browser(Person.practitioner)
            let page = try await browser.get("/contacts/\(contact.id)")
            let after = try await browser.send("/contacts/\(contact.id)/refusal", [], from: page)
            #expect(after.text.contains("You declined it"))
            let sight = Sight(try service.caseload(), for: Person.practitioner, on: Team.monday)
            let own = try service.caseload().contacts.filter { sight.isOwn($0) }.map(\.nominal.text)
            #expect(Self.references(in: after).isSubset(of: Set(sight.nominals.map(\.text) + own)))
            let standing = try service.caseload().contacts.filter { other in
                other.status.countsAsOffered && other.practitioners.contains(Practitioner.ID("po1"))
                    && other.interval.overlaps(contact.interval)
            }
            #expect(standing == [])
        }
    }

    @Test func `A contact is moved to a time that is offered, with a button`() async throws {
        try await Self.run { service in
            let contact = try service.own("po1")
            let browser = await service.browser(Person.practitioner)
            let page = try await browser.get("/contacts/\(contact.id)/times")
            #expect(page.status == .ok)
            let offers = page.text.matches(
                of:
                    /name="start" value="([^"]+)"><input type="hidden" name="place" value="([^"]+)"><input type="hidden" name="with" value="([^"]+)"/
            )
            let offer = try #require(offers.first?.output)
            let fields = [("start", offer.1), ("place", offer.2), ("with", offer.3)].map { ($0.0, String($0.1)) }
            let after = try await browser.send("/contacts/\(contact.id)/time", fields, from: page)
            #expect(after.status == .ok)
            let moved = try service.contact(contact.id)
            #expect(moved.start.description == String(offer.1))
            #expect(moved.status == .confirmed)
            #expect(moved.practitioners.map(\.text).joined(separator: ";") == String(offer.3))
        }
    }

    @Test func `A time that breaks a rule is refused beside its field, and the nearest that would do are offered`()
        async throws
    {
        try await Self.run { service in
            let contact = try service.own("po1")
            let browser = await service.browser(Person.practitioner)
            var page = try await browser.get("/contacts/\(contact.id)")
            page = try await browser.send(
                "/contacts/\(contact.id)/time", [("day", contact.day.description), ("time", "22:00")], from: page)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("<title>Error: "))
            #expect(page.text.contains("href=\"#move-day\"") && page.text.contains("id=\"move-error\""))
            #expect(page.text.contains("value=\"22:00\""))
            page = try await browser.send("/contacts/\(contact.id)/time", [("day", "soon")], from: page)
            #expect(page.status == .unprocessableContent)
            #expect(try service.contact(contact.id) == contact)
        }
    }

    @Test func `Calling off takes a reason, which stays with the contact`() async throws {
        try await Self.run { service in
            let contact = try service.own("po1")
            let browser = await service.browser(Person.practitioner)
            var page = try await browser.get("/contacts/\(contact.id)")
            page = try await browser.send("/contacts/\(contact.id)/cancellation", [("why", " ")], from: page)
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("id=\"why-error\""))
            page = try await browser.send("/contacts/\(contact.id)/cancellation", [("why", "Fire drill")], from: page)
            #expect(page.text.contains("Called off for the service"))
            #expect(try service.contact(contact.id).status == .cancelledByService)
        }
    }

    @Test func `Times are found for a nominal whom one knows, and for nobody else`() async throws {
        try await Self.run { service in
            let caseload = try service.caseload()
            let sight = Sight(caseload, for: Person.practitioner, on: Team.monday)
            let own = try #require(
                caseload.nominals.first { $0.policeLead == Practitioner.ID("po1") && $0.rag != .blue })
            let browser = await service.browser(Person.practitioner)
            let page = try await browser.get("/find?nominal=\(own.id)&kind=office&week=\(Team.monday)")
            #expect(page.status == .ok)
            #expect(page.text.contains("keep every rule") || page.text.contains("No time"))
            let hidden = try #require(caseload.nominals.first { !sight.nominals.contains($0.id) })
            let refused = try await browser.get("/find?nominal=\(hidden.id)&kind=office&week=\(Team.monday)")
            #expect(refused.status == .unprocessableContent)
            let unknown = try await browser.get("/find?nominal=nobody&kind=office&week=\(Team.monday)")
            #expect(refused.text.replacing(hidden.id.text, with: "nobody").count == unknown.text.count)
        }
    }

    // MARK: Feed links

    @Test func `A feed link's address is shown once, works, and is its owner's alone to revoke`() async throws {
        try await Self.run { service in
            let browser = await service.browser(Person.practitioner)
            let empty = try await browser.get("/feeds")
            let wrong = try await browser.send("/feeds", [("label", "tablet")], from: empty)
            #expect(wrong.status == .unprocessableContent)
            let made = try await browser.send("/feeds", [("level", "busy"), ("label", "tablet")], from: wrong)
            let address = try #require(
                made.text.firstMatch(of: /value="http:\/\/127.0.0.1:8080(\/feeds\/[a-z2-7]{32}\.ics)"/))
            let path = String(address.output.1)
            #expect(made.text.contains("webcal://127.0.0.1:8080\(path)"))
            // The button is of use with scripts alone, which show it.
            #expect(made.text.contains("data-copy=\"address\" hidden>Copy the address</button>"))
            let feed = try await service.fetch(path)
            #expect(feed.text.contains("VEVENT"))
            let list = try await browser.get("/feeds")
            #expect(list.text.contains("tablet") && !list.text.contains(path))
            let number = try #require(try ListFeedLinks(service.store)(of: Account.ID("po")).first?.number)

            let other = await service.browser(Self.colleague)
            #expect(try await other.get("/feeds/\(number)/revocation").status == .notFound)
            let theirs = try await other.get("/feeds")
            #expect(!theirs.text.contains("tablet"))
            #expect(try await other.send("/feeds/\(number)/revocation", [], from: theirs).status == .notFound)

            let check = try await browser.get("/feeds/\(number)/revocation")
            #expect(check.text.contains("Revoke this link?"))
            let after = try await browser.send("/feeds/\(number)/revocation", [], from: check)
            #expect(after.text.contains("Revoked"))
            let ended = try await service.fetch(path)
            #expect(ended.text.hasPrefix("BEGIN:VCALENDAR") && !ended.text.contains("VEVENT"))
        }
    }

    @Test func `A link that is replaced has another address`() async throws {
        try await Self.run { service in
            let browser = await service.browser(Person.practitioner)
            _ = try await browser.send("/feeds", [("level", "reference")], from: try await browser.get("/feeds"))
            let number = try #require(try ListFeedLinks(service.store)().first?.number)
            let check = try await browser.get("/feeds/\(number)/replacement")
            let made = try await browser.send("/feeds/\(number)/replacement", [], from: check)
            let path = try #require(made.text.firstMatch(of: /(\/feeds\/[a-z2-7]{32}\.ics)"/)).output.1
            let feed = try await service.fetch(String(path))
            #expect(feed.text.contains("VEVENT"))
            #expect(try ListFeedLinks(service.store)().map { $0.revokedAt == nil } == [false, true])
        }
    }

    @Test func `Who is nobody of the caseload is told so`() async throws {
        try await Self.run { service in
            let browser = await service.browser(Person.supportWorker)
            for path in ["/week", "/day", "/feeds"] {
                let page = try await browser.get(path)
                #expect(page.text.contains("not linked to a practitioner"))
            }
        }
    }
}

extension Service {
    fileprivate func caseload() throws -> Caseload {
        try #require(try store.read { try $0.caseload() })
    }

    fileprivate func contact(_ id: Contact.ID) throws -> Contact {
        try #require(try caseload().contacts.first { $0.id == id })
    }

    /// The first contact of somebody's that is planned, of a nominal whom they lead.
    fileprivate func own(_ practitioner: String) throws -> Contact {
        let (caseload, id) = (try caseload(), Practitioner.ID(practitioner))
        let led = Set(caseload.nominals.filter { $0.leads.contains(id) }.map(\.id))
        return try #require(
            caseload.contacts.sorted(by: Contact.inOrder).first {
                $0.start >= Team.clock + 60 && $0.status == .planned && $0.practitioners.contains(id)
                    && led.contains($0.nominal)
            })
    }

    /// Somebody who is signed in when the clock has been put on.
    fileprivate func browser(_ account: Account, at clock: TestClock) async -> Browser {
        Browser(client: client, cookie: await site.sessions.begin(account.id, at: clock.time.now))
    }
}
