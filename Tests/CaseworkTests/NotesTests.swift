import Casework
import Testing

/// Tapers, decisions and minutes as values.
struct NotesTests {
    private let monday: Day

    init() throws { monday = try #require(Day(iso: "2026-12-07")) }

    private func nominal(_ rag: Nominal.RAG = .green) -> Nominal {
        Nominal(
            id: .init("n001"), givenName: "Ash", familyName: "Fernley", cohort: .fixed, rag: rag,
            policeLead: .init("po1"), probationLead: .init("pp1"), selectedOn: monday - 300)
    }

    private func decided(
        _ matter: Decision.Matter, on day: Day? = nil, number: Int = 1, isAgreed: Bool = true, isOvertaken: Bool = false
    ) -> CaseloadChange {
        let day = day ?? monday - 4
        return .decision(
            RecordedDecision(
                number: number, meeting: PlannedMeeting.id(.macc, on: day), day: day,
                decision: Decision(
                    nominal: .init("n001"), matter: matter, text: "why", agreedByPolice: .init("po1"),
                    agreedByProbation: isAgreed ? .init("pp1") : nil), isOvertaken: isOvertaken))
    }

    private func caseload(_ changes: CaseloadChange..., proposals: [Proposal.Kind] = []) -> Caseload {
        var caseload = Caseload()
        caseload.nominals = [nominal()]
        caseload.proposals = proposals.map { Proposal(nominal: .init("n001"), kind: $0, raisedOn: monday - 20) }
        caseload.take(changes)
        return caseload
    }

    @Test func `a taper is thirteen whole weeks of ever less, whatever was due`() {
        for contacts in 0...12 {
            for often in 0...4 {
                let before = Target(contacts: contacts, jointEveryWeeks: often, homeEveryWeeks: often)
                let taper = Taper(from: monday + 2, before: before)
                #expect(taper.from == monday + 7 && taper.end == taper.from + 91)
                let weeks = (0..<13).map { week in
                    taper.steps.first { ($0.from...$0.until).contains(taper.from + 7 * week) }?.target
                }
                // Read a second time, in exact fractions.
                let expected = (0..<13).map { week in
                    week < 4
                        ? Int((2.0 * Double(contacts) / 3).rounded(.up))
                        : week < 8 ? Int((Double(contacts) / 3).rounded(.up)) : min(1, contacts)
                }
                #expect(weeks.map { $0?.contacts } == expected)
                let joints = weeks.compactMap { $0?.jointEveryWeeks }
                #expect(joints.allSatisfy { $0 == 0 || $0 > often })
                #expect(joints.last == 0)
            }
        }
    }

    @Test func `a decision changes the caseload only with both services' agreement, and until it is overtaken`() {
        #expect(caseload(decided(.changeRAG(.red))).nominals.first?.rag == .red)
        #expect(caseload(decided(.changeRAG(.red), isAgreed: false)).nominals.first?.rag == .green)
        #expect(caseload(decided(.changeRAG(.red), isOvertaken: true)).nominals.first?.rag == .green)
        #expect(caseload(decided(.changeCohort(.free))).nominals.first?.cohort == .free)
        #expect(caseload(decided(.other)).nominals == [nominal()])
    }

    @Test func `whoever is deselected and selected again has no taper left`() {
        let deselected = caseload(decided(.deselect(from: monday)))
        #expect(deselected.variations.map(\.contacts) == [2, 1, 1])
        #expect(deselected.variations.map(\.until) == [monday + 27, monday + 55, monday + 90])
        #expect(deselected.nominals.first?.isDeselected(on: monday + 90) == false)
        #expect(deselected.nominals.first?.isDeselected(on: monday + 91) == true)
        let during = caseload(decided(.deselect(from: monday)), decided(.select, on: monday + 24, number: 2))
        #expect(during.variations.isEmpty && during.nominals == [nominal()])
        let after = caseload(decided(.deselect(from: monday)), decided(.select, on: monday + 200, number: 2))
        #expect(after.nominals.first?.deselectedOn == nil)
        #expect(after.nominals.first?.selectedOn == monday + 200)
    }

    @Test func `whoever was to be selected later is so from the day it is decided`() {
        var caseload = Caseload()
        caseload.nominals = [nominal()]
        caseload.nominals[0].selectedOn = monday + 60
        caseload.take([decided(.select)])
        #expect(caseload.nominals.first?.selectedOn == monday - 4)
    }

    @Test func `a decision settles the proposal of its kind, one in words alone all of them`() {
        let kinds: [Proposal.Kind] = [.deselect, .changeRAG]
        #expect(caseload(decided(.changeRAG(.red)), proposals: kinds).proposals.map(\.kind) == [.deselect])
        #expect(caseload(decided(.other), proposals: kinds).proposals.isEmpty)
        #expect(caseload(decided(.other, isAgreed: false), proposals: kinds).proposals.count == 2)
        // Not proposed before, and not agreed: it waits.
        let open = caseload(decided(.changeCohort(.flex), isAgreed: false), proposals: kinds).proposals
        #expect(open.map(\.notAgreedOn) == [nil, nil, monday - 4])
        // Agreed at the next meeting.
        let settled = caseload(
            decided(.changeRAG(.red), isAgreed: false), decided(.changeRAG(.red), on: monday + 24, number: 2),
            proposals: kinds)
        #expect(settled.proposals.map(\.kind) == [.deselect] && settled.nominals.first?.rag == .red)
    }

    @Test func `minutes are counted by reason and rating, of what was timed in a slot`() {
        func item(_ reason: SlotReason, _ planned: Int, _ taken: Int?, _ outcome: ItemNote.Outcome = .discussed)
            -> ItemNote
        {
            ItemNote(
                nominal: .init("n001"), outcome: outcome, reason: reason, rag: .red, minutesPlanned: planned,
                minutesTaken: taken)
        }
        let figures = MinutesTaken.figures(of: [
            item(.red, 5, 4), item(.red, 5, 9), item(.red, 3, 5), item(.red, 5, nil), item(.red, 0, 30),
            item(.red, 5, 2, .noted), item(.exception, 8, 10), item(.exception, 8, 7),
        ])
        #expect(figures.map(\.reason) == [.exception, .red])
        #expect(figures.map(\.count) == [2, 3])
        #expect(figures.map(\.meanTaken) == [8.5, 6])
        #expect(figures.map(\.medianTaken) == [8.5, 5])
        #expect(figures.map { ($0.meanPlanned * 3).rounded() } == [24, 13])
    }

    @Test func `papers are due so many working days after the meeting`() {
        let wednesday = monday - 5
        #expect(Policy.IssueWithin.last(1, after: wednesday, holidays: []) == wednesday + 1)
        #expect(Policy.IssueWithin.last(3, after: wednesday, holidays: []) == monday)
        #expect(Policy.IssueWithin.last(3, after: wednesday, holidays: [monday]) == monday + 1)
        #expect(Policy.IssueWithin.last(0, after: wednesday, holidays: []) == wednesday)
    }

    @Test func `a meeting's reference tells its series and day`() {
        #expect(PlannedMeeting.seriesAndDay(of: PlannedMeeting.id(.macc, on: monday))?.series == .macc)
        #expect(PlannedMeeting.seriesAndDay(of: PlannedMeeting.id(.map, on: monday))?.day == monday)
        #expect(PlannedMeeting.seriesAndDay(of: .init("tea-2026-12-07")) == nil)
        #expect(PlannedMeeting.seriesAndDay(of: .init("map")) == nil)
    }
}
