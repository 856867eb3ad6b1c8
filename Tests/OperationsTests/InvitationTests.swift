import Casework
import Operations
import Planning
import SQLiteStore
import Testing

/// Who is told what, and whose answers are taken, on a diary with two practitioners.
struct InvitationTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)
    private static let clock = moment("2026-11-27T09:00")
    private static let uid = "v1@iom-diary.invalid"

    private let store: SQLiteStore
    private let caseload: Caseload

    init() throws {
        store = try SQLiteStore.inMemory()
        var caseload = Caseload()
        caseload.agencies = [Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = ["po1", "po2"].map { id in
            Practitioner(
                id: .init(id), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"), email: "\(id)@prob.example")
        }
        self.caseload = caseload
        _ = try store.write { try $0.merge(caseload, calendars: [], at: Self.noon) }
        let monday = try #require(Day(iso: "2026-11-30"))
        let plan = Plan(
            weeks: try #require(Weeks(from: monday, count: 1)), timezone: caseload.policy.timezone, meetings: [],
            contacts: [], shortfalls: [], score: Score())
        try store.write { try $0.save(plan, seed: 1, at: Self.noon) }
    }

    private static func moment(_ iso: String) -> Moment { Moment(iso: iso) ?? Moment(minutes: 0) }

    private func invitation(
        _ who: String = "po1", _ contact: String = "v1", at start: String = "2026-12-01T10:00",
        place: String = "Mill House"
    ) -> Invitation {
        let start = Self.moment(start)
        return Invitation(
            uid: "\(contact)@iom-diary.invalid", practitioner: .init(who), event: .contact(.init(contact)),
            interval: start..<(start + 45), summary: "Office · n001", place: place, details: "OFFICIAL-SENSITIVE")
    }

    /// Sends what there is, as this test says that things stand, and answers with each letter in a line.
    private func send(_ wanted: Invitation..., failingAfter most: Int = .max) throws -> [String] {
        var letters: [InvitationLetter] = []
        let verb = SendInvitations(store) { _, _, _, _ in wanted }
        struct Full: Error {}
        do {
            _ = try verb(by: "una", at: Self.noon, clock: Self.clock) { letter in
                guard letters.count < most else { throw Full() }
                letters.append(letter)
            }
        } catch is Full {}
        return letters.map {
            "\($0.method) \($0.sequence) \($0.invitation.event) \($0.invitation.interval.lowerBound) to \($0.to)"
        }
    }

    private func sent(_ who: String = "po1", _ uid: String = InvitationTests.uid) throws -> SentInvitation {
        try #require(try store.read { try $0.invitation(uid, to: .init(who)) })
    }

    private func history() throws -> [String] { try store.read { try $0.history(limit: 100) }.map(\.detail) }

    // MARK: Sending

    @Test func `what is new is asked, what has changed asked again, what is off cancelled, and the rest left alone`()
        throws
    {
        #expect(try send(invitation()) == ["request 0 v1 2026-12-01T10:00 to po1@prob.example"])
        #expect(try send(invitation()) == [])
        #expect(
            try send(invitation(at: "2026-12-01T11:00")) == ["request 1 v1 2026-12-01T11:00 to po1@prob.example"])
        #expect(
            try send(invitation(at: "2026-12-01T11:00", place: "Home visit")) == [
                "request 2 v1 2026-12-01T11:00 to po1@prob.example"
            ])
        #expect(try send() == ["cancel 3 v1 2026-12-01T11:00 to po1@prob.example"])
        #expect(try send() == [])
        #expect(try send(invitation()) == ["request 4 v1 2026-12-01T10:00 to po1@prob.example"])
        #expect(
            try history().first == "sent po1 REQUEST 4 of v1, Tue 1 Dec 10:00 to 10:45")
    }

    @Test func `each person is told their own part`() throws {
        #expect(try send(invitation("po1"), invitation("po2")).count == 2)
        #expect(try send(invitation("po1")) == ["cancel 1 v1 2026-12-01T10:00 to po2@prob.example"])
        #expect(try sent("po1").sequence == 0 && sent("po2").isOff)
    }

    @Test func `who is not to come any more is told whether the others still meet`() throws {
        func why(_ wanted: Invitation...) throws -> [InvitationLetter.Cancellation?] {
            let verb = SendInvitations(store) { _, _, _, _ in wanted }
            return try verb.rehearsed(.all, at: Self.noon, clock: Self.clock).letters.map(\.cancellation)
        }
        #expect(try send(invitation("po1"), invitation("po2")).count == 2)
        #expect(try why(invitation("po1")) == [.goesAheadWithoutThem])
        // Also where the word goes to them alone.
        let verb = SendInvitations(store) { _, _, _, _ in [self.invitation("po1")] }
        let own = InvitationScope(practitioners: [.init("po2")])
        let letters = try verb.rehearsed(own, at: Self.noon, clock: Self.clock).letters
        #expect(letters.map(\.cancellation) == [.goesAheadWithoutThem])
        #expect(try why() == [.off, .off])
        #expect(try sent("po1").sequence == 0)
    }

    @Test func `of all there is to tell, only what was asked for is sent`() throws {
        let all = [invitation(), invitation("po1", "v2"), invitation("po2", "v2")]
        let verb = SendInvitations(store) { _, _, _, _ in all }
        func told(_ scope: InvitationScope) throws -> [String] {
            try verb(scope, by: "una", at: Self.noon, clock: Self.clock) { _ in }.letters.map {
                "\($0.invitation.practitioner) \($0.invitation.event)"
            }
        }
        #expect(try told(InvitationScope(practitioners: [.init("po1")], event: .contact(.init("v2")))) == ["po1 v2"])
        #expect(try told(InvitationScope(event: .contact(.init("v2")))) == ["po2 v2"])
        #expect(try told(.all) == ["po1 v1"])
        #expect(throws: DiaryRefusal.self) { try told(InvitationScope(practitioners: [.init("po9")])) }
        let round = try SendInvitations(store) { _, _, _, _ in [all[0]] }.round(at: Self.clock)
        #expect(try round.stillAsks(sent()) && !round.stillAsks(sent("po2", "v2@iom-diary.invalid")))
    }

    @Test func `what is over is not cancelled`() throws {
        let verb = SendInvitations(store) { _, _, _, _ in [] }
        #expect(try send(invitation()).count == 1)
        let later = try verb(by: "una", at: Self.noon, clock: Self.moment("2026-12-01T10:01")) { _ in }
        #expect(later.letters.isEmpty)
    }

    @Test func `a run that is cut short sends the rest the next time, and nothing twice`() throws {
        let all = [invitation(), invitation("po1", "v2"), invitation("po2", "v3")]
        #expect(try send(all[0], all[1], all[2], failingAfter: 2).count == 2)
        #expect(try store.read { try $0.invitations() }.count == 2)
        #expect(try send(all[0], all[1], all[2]) == ["request 0 v3 2026-12-01T10:00 to po2@prob.example"])
    }

    @Test func `two runs at once do not both send`() throws {
        let verb = SendInvitations(store) { _, _, _, _ in [self.invitation(), self.invitation("po1", "v2")] }
        var isFirst = true
        var letters = 0
        #expect(throws: DiaryRefusal.self) {
            _ = try verb(by: "una", at: Self.noon, clock: Self.clock) { _ in
                letters += 1
                guard isFirst else { return }
                isFirst = false
                throw DiaryRefusal.changedMeanwhile
            }
        }
        #expect(letters == 1)
        #expect(try store.read { try $0.invitations() }.isEmpty)
        // Somebody else's answer comes between the look and the sending.
        _ = try send(invitation())
        let moving = SendInvitations(store) { _, _, _, _ in
            [self.invitation(at: "2026-12-01T11:00"), self.invitation("po2", "v2")]
        }
        var answered = try sent()
        answered.answer = .accepted
        let round = try moving.round(at: Self.clock)
        #expect(round.waiting == [.init("po1"), .init("po2")])
        try store.write { try $0.keep(answered) }
        #expect(try moving(by: "una", at: Self.noon, clock: Self.clock) { _ in }.letters.count == 2)
        #expect(try sent().answer == nil && sent().sequence == 1)
    }

    @Test func `what somebody was invited to does not stand in its own way when their calendar comes back`() throws {
        let invited = invitation()
        _ = try send(invited, invitation("po2", "v2"))
        let after = invited.interval.upperBound
        let weeks = try #require(Weeks(from: invited.interval.lowerBound.day.monday, count: 1))
        let verb = PlanWeeks(store) { _, _ in
            var diaries = Diaries(days: weeks.days)
            for who in ["po1", "po2"] {
                diaries.busyTimes[.init(who)] = [BusyTime(invited.interval), BusyTime(after..<(after + 15))]
            }
            return diaries
        }
        _ = try store.write { diary in
            var declined = try #require(try diary.invitation("v2@iom-diary.invalid", to: .init("po2")))
            declined.answer = .declined
            try diary.keep(declined)
        }
        let read = try verb(weeks, seed: 1, until: Iterations(perWeek: 1), by: "una", at: Self.noon).diaries
        #expect(read.busyTimes[.init("po1")] == [BusyTime(after..<(after + 15))])
        #expect(read.busyTimes[.init("po2")]?.count == 2)
    }

    @Test func `sending makes no plan that is being worked out a stale one`() throws {
        let before = try store.read { try $0.revision() }
        _ = try send(invitation())
        #expect(try store.read { try $0.revision() } == before)
    }

    @Test func `who has no usable address is listed, and a changed address gets a cancellation at the old one`() throws
    {
        var changed = caseload
        changed.practitioners[1].email = "po2@prob.example\r\nBcc: all@prob.example"
        _ = try store.write { try $0.merge(changed, calendars: [], at: Self.noon) }
        let verb = SendInvitations(store) { _, _, _, _ in [self.invitation(), self.invitation("po2")] }
        let outcome = try verb(by: "una", at: Self.noon, clock: Self.clock) { _ in }
        #expect(outcome.withoutAddress == [.init("po2")] && outcome.letters.count == 1)
        changed.practitioners[0].email = "new@prob.example"
        _ = try store.write { try $0.merge(changed, calendars: [], at: Self.noon) }
        #expect(
            try send(invitation()) == [
                "cancel 1 v1 2026-12-01T10:00 to po1@prob.example", "request 2 v1 2026-12-01T10:00 to new@prob.example",
            ])
    }

    @Test func `an answer stands while time and place do, and is asked for anew when they change`() throws {
        _ = try send(invitation())
        _ = try take(reply())
        var reworded = invitation()
        reworded.details += "\nWith po2."
        #expect(try send(reworded).count == 1)
        #expect(try sent().answer == .accepted)
        #expect(try send(invitation(at: "2026-12-01T11:00")).count == 1)
        #expect(try sent().answer == nil)
    }

    @Test func `who declined and is no longer expected is not written to, and is asked if they are again`() throws {
        _ = try send(invitation())
        var declined = try sent()
        declined.answer = .declined
        try store.write { try $0.keep(declined) }
        #expect(try send() == [])
        #expect(try sent().isOff)
        #expect(try send(invitation()) == ["request 1 v1 2026-12-01T10:00 to po1@prob.example"])
    }

    // MARK: Answers

    private func reply(
        _ content: InvitationReply.Content = .answer(.accepted), from: String = "po1@prob.example",
        for attendee: String = "po1@prob.example", uid: String = InvitationTests.uid, sequence: Int = 0,
        writtenAt: Int = 1_795_260_900, byAnother: Bool = false
    ) throws -> InvitationReply {
        InvitationReply(
            uid: uid, sequence: sequence, writtenAt: writtenAt, attendee: try #require(EmailAddress(attendee)),
            isSentByAnother: byAnother, senders: from.isEmpty ? nil : [try #require(EmailAddress(from))],
            content: content)
    }

    private func take(_ reply: InvitationReply, clock: Moment = InvitationTests.clock) throws -> TakeReply.Outcome {
        try TakeReply(store) { _, _ in Diaries(days: Self.clock.day..<(Self.clock.day + 7)) }(
            reply, by: "una", at: Self.noon, clock: clock)
    }

    @Test(arguments: [InvitationAnswer.accepted, .tentative])
    func `an answer is kept, and the same one is taken once`(answer: InvitationAnswer) throws {
        _ = try send(invitation())
        guard case .kept(let kept) = try take(reply(.answer(answer), from: "PO1@prob.example")) else {
            Issue.record("not kept")
            return
        }
        #expect(try kept.answer == answer && kept == sent())
        let before = try history()
        #expect(before.first == "po1 \(answer.inWords): v1, Tue 1 Dec 10:00 to 10:45")
        guard case .known = try take(reply(.answer(answer))) else {
            Issue.record("taken twice")
            return
        }
        #expect(try history() == before)
    }

    @Test func `what they wrote is kept as long as the answer that it came with`() throws {
        _ = try send(invitation())
        var reply = try reply()
        reply.comment = "late"
        _ = try take(reply)
        #expect(try sent().comment == "late" && !history().contains { $0.contains("late") })
        guard case .known = try take(reply) else {
            Issue.record("taken twice")
            return
        }
        _ = try send(invitation(at: "2026-12-01T11:00"))
        #expect(try sent().comment == nil)
    }

    @Test func `a proposal is kept beside the answer and moves nothing`() throws {
        _ = try send(invitation())
        let proposal = Self.moment("2026-12-01T14:00")..<Self.moment("2026-12-01T14:45")
        _ = try take(reply(.proposal(proposal)))
        #expect(try sent().proposal == proposal && sent().answer == nil)
        #expect(try send(invitation()) == [])
        #expect(try send(invitation(at: "2026-12-01T14:00")).count == 1)
        #expect(try sent().proposal == nil)
    }

    @Test func `an answer in a calendar file alone says so in the history`() throws {
        _ = try send(invitation())
        _ = try take(reply(from: ""))
        #expect(try history().first?.hasSuffix(", by a calendar file without its mail") == true)
    }

    enum Forgery: CaseIterable {
        case unknown, otherAttendee, wrongSender, assistant, stale, neverSent, older, off, begun, delegated, outsider
    }

    @Test(arguments: Forgery.allCases)
    func `what is forged or stale changes nothing and is written down`(forgery: Forgery) throws {
        _ = try send(invitation())
        if forgery == .stale { _ = try send(invitation(at: "2026-12-01T11:00")) }
        if forgery == .off { _ = try send() }
        if forgery == .older { _ = try take(reply(.answer(.tentative), writtenAt: 1_795_260_901)) }
        let forged =
            switch forgery {
            case .unknown: try reply(uid: "v9@iom-diary.invalid")
            case .otherAttendee: try reply(from: "po2@prob.example", for: "po2@prob.example")
            case .wrongSender: try reply(from: "po2@prob.example")
            case .outsider: try reply(from: "evil@else.example", for: "evil@else.example")
            case .assistant: try reply(byAnother: true)
            case .neverSent: try reply(sequence: 1)
            case .off: try reply(sequence: 1)
            case .delegated: try reply(.delegated)
            case .stale, .older, .begun: try reply()
            }
        let before = try store.read { (try $0.invitations(), try $0.revision(), try $0.history(limit: 100).count) }
        let clock = forgery == .begun ? Self.moment("2026-12-01T10:01") : Self.clock
        let refusal = #expect(throws: ReplyRefusal.self) { try take(forged, clock: clock) }
        let expected: ReplyRefusal =
            switch forgery {
            case .unknown: .unknownEvent
            case .otherAttendee, .outsider: .notInvited(invitation())
            case .wrongSender: .wrongSender(invitation())
            case .assistant: .sentByAnother(invitation())
            case .stale: .stale(invitation(at: "2026-12-01T11:00"))
            case .neverSent: .neverSent(invitation(), 1)
            case .older: .overtaken(invitation())
            case .off: .off(invitation())
            case .begun: .begun(invitation())
            case .delegated: .delegated(invitation())
            }
        #expect(refusal == expected)
        let after = try store.read { (try $0.invitations(), try $0.revision(), try $0.history(limit: 100)) }
        #expect(after.0 == before.0 && after.1 == before.1 && after.2.count == before.2 + 1)
        #expect(after.2.first?.act == .collection)
        #expect(after.2.first?.detail == "refused a reply: \(expected)")
        #expect(after.2.first?.detail.contains("evil") == false)
    }

    @Test func `a decline that the diary will not have is refused like a forgery`() throws {
        _ = try send(invitation())
        let refusal = #expect(throws: ReplyRefusal.self) { try take(reply(.answer(.declined))) }
        #expect(refusal == .cannotBeDone("there is no contact v1 in the diary"))
        #expect(try sent().answer == nil)
    }
}
