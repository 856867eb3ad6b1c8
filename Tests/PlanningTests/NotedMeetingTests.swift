import Casework
import Testing

@testable import Planning

/// What is due after a meeting that was noted; Kit is red, due every week, Lou amber, due every other week.
@Suite struct `After a meeting` {
    private let office = Office()
    private let last = Day.wed - 7

    private func planned(_ nominals: [Nominal.ID], on day: Day, series: Series = .map) -> PlannedMeeting {
        let slots = nominals.enumerated().map { slot($1, at: day.at(9, 10 + 5 * $0)) }
        var meeting = map(day.at(9, 0)..<day.at(10, 0), slots: slots, deferred: [])
        meeting.series = series
        meeting.id = PlannedMeeting.id(series, on: day)
        return meeting
    }

    private func noted(
        _ meeting: PlannedMeeting, _ outcomes: [Nominal.ID: ItemNote.Outcome], decisions: [Decision] = []
    ) -> Office {
        office.with {
            $0.caseload.reviews = ["n001", "n002"].map { Review(nominal: $0, series: .map, heldOn: last - 7) }
            let notes = MeetingNotes(
                meeting: meeting.id, startedAt: meeting.interval.lowerBound,
                items: outcomes.map {
                    ItemNote(nominal: $0, outcome: $1, reason: .amber, rag: .amber, minutesPlanned: 5)
                }, decisions: decisions)
            $0.diaries.notes = [meeting.id: notes]
            $0.diaries.earlier.meetings = [$0.diaries.held(meeting)]
        }
    }

    private func next(_ office: Office) throws -> AgendaContents {
        let rule = try #require(office.caseload.policy.meetings[.map])
        var round = ReviewRound(office.register, rule)
        let date = MeetingDate(series: .map, interval: Day.wed.at(9, 0)..<Day.wed.at(10, 0), place: "office")
        return try #require(round.plan([date], later: nil).first)
    }

    @Test func `what was deferred is due again, and what was discussed is not`() throws {
        let meeting = planned(["n001", "n002"], on: last)
        #expect(try next(noted(meeting, [:])).items.map(\.nominal) == ["n001"])
        #expect(try next(noted(meeting, ["n001": .discussed, "n002": .discussed])).items.map(\.nominal) == ["n001"])
        let deferred = noted(meeting, ["n001": .discussed, "n002": .deferred])
        #expect(try next(deferred).items.map(\.nominal) == ["n001", "n002"])
        // The rule that holds the plan against what is due says the same.
        let without = planned(["n001"], on: .wed)
        #expect(
            Audit(deferred.register).violations(of: deferred.plan([], meetings: [without])).contains {
                $0.rule == "M5" && $0.message.contains("n002 is due")
            })
    }

    @Test func `what was only noted had its turn, and is not noted twice running`() throws {
        let office = noted(planned(["n001", "n002"], on: last), ["n002": .noted])
        #expect(try next(office).items.map(\.nominal) == ["n001"])
        #expect(office.diaries.earlier.meetings.first?.noted == ["n002"])
    }

    @Test func `what a conference could not agree on comes back, without who said what`() throws {
        let conference = planned(["n001", "n002"], on: last, series: .macc)
        let decision = Decision(
            nominal: "n002", matter: .changeRAG(.green), text: "settled", agreedByPolice: "po1", dissent: "pp2: not yet"
        )
        let office = noted(conference, [:], decisions: [decision]).with {
            $0.caseload.proposals = [
                Proposal(nominal: "n001", kind: .changeRAG, raisedOn: last - 3),
                Proposal(
                    nominal: "n002", kind: .changeRAG, raisedOn: last - 3, note: "pp2: not yet", notAgreedOn: last),
            ]
        }
        let rule = try #require(office.caseload.policy.meetings[.macc])
        let date = MeetingDate(series: .macc, interval: Day.thu.at(10, 0)..<Day.thu.at(12, 0), place: "office")
        let items = CaseConference(office.register, rule, from: .mon).plan([date], later: nil)[0].items
        let proposed = items.filter { $0.reason == .changeRAG }
        #expect(proposed.map(\.nominal) == ["n002"])
        #expect(proposed.first?.matters.first == "change of rag: open since \(last.inShort)")
        #expect(!items.contains { $0.matters.joined().contains("not yet") })
    }

    @Test func `nothing is due of whoever is deselected, once the taper is over`() throws {
        func deselected(_ day: Day) -> Office {
            office.with { office in
                office.caseload.nominals[0].deselectedOn = day
                office.caseload.proposals = [Proposal(nominal: "n001", kind: .changeCohort, raisedOn: .mon - 7)]
            }
        }
        let (over, ahead) = (deselected(.mon), deselected(.mon + 28))
        #expect(try !next(over).items.contains { $0.nominal == "n001" })
        #expect(try next(ahead).items.contains { $0.nominal == "n001" })
        for (office, isDue) in [(over, false), (ahead, true)] {
            let nominal = office.caseload.nominals[0]
            #expect(TargetRules(office.register).target(for: nominal, week: .mon).isNothing != isDue)
            // The audit counts targets by itself.
            let counted = CountedTarget(office.register, planned: []).target(for: nominal, week: .mon)
            #expect(counted == TargetRules(office.register).target(for: nominal, week: .mon))
            let rule = try #require(office.caseload.policy.meetings[.macc])
            let date = MeetingDate(series: .macc, interval: Day.thu.at(10, 0)..<Day.thu.at(12, 0), place: "office")
            let items = CaseConference(office.register, rule, from: .mon).plan([date], later: nil)[0].items
            #expect(items.contains { $0.nominal == "n001" } == isDue)
        }
        let meeting = planned(["n002"], on: .wed)
        #expect(
            !Audit(over.register).violations(of: over.plan([], meetings: [meeting])).contains {
                $0.rule == "M5" && $0.message.contains("n001")
            })
    }
}
