import Casework
import HTTPTypes
import Operations
import Planning
import Publishing
import SQLiteStore
import Testing

@testable import WebServer

/// A refusal says why, and nothing of what else is in the diary.
@Suite struct RefusalTests {
    private static let colleague = Account(
        id: Account.ID("pp"), name: "Jo Turner", role: .practitioner, agency: Person.probation,
        practitioner: Practitioner.ID("pp1"))

    /// Contacts ahead of nominals whom a reader may not know of.
    private static func hidden(_ caseload: Caseload, from account: Account) -> [Contact] {
        let sight = Sight(caseload, for: account, on: Team.monday)
        return caseload.contacts.filter { contact in
            contact.start > Team.clock && contact.status == .planned && !sight.nominals.contains(contact.nominal)
                && !sight.isOwn(contact)
        }
    }

    /// What nobody may be told of a contact that is not theirs to know.
    private static func secrets(_ contact: Contact, _ caseload: Caseload) -> Set<String> {
        let home = caseload.nominals.first { $0.id == contact.nominal }?.home
        return Set([contact.id.text, contact.nominal.text] + [home?.text].compactMap(\.self))
    }

    @Test(arguments: [Person.practitioner, colleague])
    func `moving a contact into a colleague's visit says that they are busy, and not with whom or where`(
        account: Account
    ) async throws {
        try await Service.run(accounts: [account]) { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let own = try #require(account.practitioner)
            let led = Set(caseload.nominals.filter { $0.leads.contains(own) }.map(\.id))
            let contact = try #require(
                caseload.contacts.sorted(by: Contact.inOrder).first {
                    $0.start > Team.clock && $0.status == .planned && led.contains($0.nominal)
                })
            let hidden = Self.hidden(caseload, from: account)
            try #require(!hidden.isEmpty)
            let browser = await service.browser(account)
            for visit in hidden.prefix(12) {
                for other in visit.practitioners {
                    let page = try await browser.send(
                        "/contacts/\(contact.id)/time",
                        [("start", "\(visit.start)"), ("place", "\(contact.place)"), ("with", other.text)],
                        from: try await browser.get("/contacts/\(contact.id)"))
                    #expect(page.status == .unprocessableContent)
                    let words = ReferenceWords.all(in: page.text)
                    #expect(words.isDisjoint(with: Self.secrets(visit, caseload)), "\(visit.id)")
                    let name = try #require(caseload.practitioners.first { $0.id == other }).name
                    #expect(page.text.contains("\(name) is busy then"))
                    let entry = try #require(
                        try service.store.read { try $0.history(limit: 5) }.first { $0.detail.hasPrefix("asked to") })
                    #expect(entry.act == .consultation && entry.actor == account.id.text)
                    #expect(
                        entry.detail.hasPrefix(
                            "asked to move \(contact.id) of \(contact.nominal) to \(visit.start) at \(contact.place) "
                                + "with \(other): refused (R"))
                }
            }
            #expect(try service.store.read { try $0.caseload() }?.contacts == caseload.contacts)
        }
    }

    @Test func `booking what cannot be is on record, and nothing of what was typed that is no reference`() async throws
    {
        try await Service.run { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let nominal = try #require(caseload.nominals.first { $0.policeLead == Practitioner.ID("po1") }).id
            let browser = await service.browser(Person.practitioner)
            let form = try await browser.get("/find?nominal=\(nominal)")
            let page = try await browser.send(
                "/contacts",
                [
                    ("nominal", nominal.text), ("kind", "office"), ("start", "2026-12-01T22:00"),
                    ("place", "Mr Bickerstaff's"), ("with", "po1;Bickerstaff"),
                ], from: form)
            #expect(page.status == .conflict)
            let entry = try #require(
                try service.store.read { try $0.history(limit: 5) }.first { $0.detail.hasPrefix("asked to") })
            #expect(entry.detail.contains("asked to book a contact of \(nominal) to 2026-12-01T22:00"))
            #expect(entry.detail.contains("with po1 1 not on record: refused"))
            #expect(!entry.detail.contains("Bickerstaff"))
        }
    }

    @Test func `every refusal about a contact that the reader may not know of keeps it to itself`() async throws {
        try await Service.run { service in
            let caseload = try #require(try service.store.read { try $0.caseload() })
            let weeks = try #require(try service.store.read { try $0.latestPlan() }).plan.weeks
            let contact = try #require(Self.hidden(caseload, from: Person.practitioner).first)
            let po2 = try #require(contact.practitioners.first)
            let secrets = Self.secrets(contact, caseload).union([po2.text])
            let violation = Violation(
                "R13", "\(po2) cannot be at \(contact.place) for \(contact.id): \(contact.nominal)", of: po2)
            let refusals: [any Error] = [
                DiaryRefusal.outdated([violation]), DiaryRefusal.noSuchContact(contact.id),
                DiaryRefusal.notYet(contact),
                DiaryRefusal.cannotBecome(contact.id, from: .planned, to: .attended),
                DiaryRefusal.noSuchSlot(contact.nominal, PlannedMeeting.ID("map-2026-12-02")),
                DiaryRefusal.noSuchPractitioner(po2), DiaryRefusal.noSuchNominal(contact.nominal),
                DiaryRefusal.notArranged("\(contact.id) is as it was"), DiaryRefusal.over(contact),
                DiaryRefusal.begun(contact), DiaryRefusal.outsidePlan(contact, weeks),
                DiaryRefusal.notInvited(po2, contact), DiaryRefusal.inCustody(contact.nominal, on: Team.monday),
                DiaryRefusal.notInCustody(contact.nominal),
                DiaryRefusal.against(contact, [violation], nearest: [contact]),
                DiaryRefusal.isPromised(contact), DiaryRefusal.wouldNotStay(contact),
                DiaryRefusal.noCalendarAddress(po2), DiaryRefusal.notOnCohort(contact.nominal, on: Team.monday),
                DiaryRefusal.cannotBeKept(
                    [violation.message],
                    SettledOrder(pins: [SlotPin(nominal: contact.nominal, place: .position(1))], isByHand: true)),
                DiaryRefusal.isPinned(SlotPin(nominal: contact.nominal, place: .position(1)), moving: contact.nominal),
                DiaryRefusal.contactsStay([contact], PlannedMeeting.ID("map-2026-12-02")),
                DiaryRefusal.notIssued(PlannedMeeting.ID("map-2026-12-02")), NotesRefusal.inCustody(contact.nominal),
                NotesRefusal.notThere(po2), NotesRefusal.nothingToIssue(po2.text),
                VariationRefusal.waits(contact.nominal, 1),
            ]
            for refusal in refusals {
                let words = try #require(try await service.visit(by: Person.practitioner).words(for: refusal))
                #expect(!words.isEmpty && words.hasSuffix("."), "\(words)")
                #expect(ReferenceWords.all(in: words).isDisjoint(with: secrets), "\(words)")
            }
        }
    }

    @Test func `each rule of contacts has a sentence of its own`() async throws {
        try await Service.run { service in
            let contact = try #require(try service.store.read { try $0.caseload() }?.contacts.first)
            var sentences: [String] = []
            for rule in 1...15 {
                let refusal = DiaryRefusal.against(
                    contact, [Violation("R\(rule)", "v-123456", of: Practitioner.ID("po2"))], nearest: [])
                sentences.append(
                    try #require(try await service.visit(by: Person.supportWorker).words(for: refusal)))
            }
            #expect(!sentences.contains("That would break a rule of planning."))
            // That a place is not known is no other answer than that it is not for this kind.
            #expect(Set(sentences).count == 14)
        }
    }
}

extension Service {
    fileprivate func visit(by account: Account) -> Visit {
        Visit(
            account: account, now: now, clock: Team.clock, site: site, query: Form(""), form: Form(""), files: [],
            path: "/", session: "", parameters: [:])
    }
}
