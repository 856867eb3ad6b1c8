import Casework
import Testing

@testable import Planning

/// MACCs are on Thursdays; the plan begins on Monday 30 November.
@Suite struct `A case conference` {
    /// Kit is red and was seen last week, at the office and at home; Lou is amber and was offered everything.
    let office: Office

    init() {
        office = Office().with { office in
            office.target(1)
            for (number, back) in [7, 14, 21].enumerated() {
                office.caseload.contacts += [
                    contact(Contact.ID("k\(number)"), at: .mon(10) - back * 1440, .attended),
                    contact(Contact.ID("l\(number)"), with: "n002", at: .mon(10) - back * 1440, .attended),
                ]
            }
        }
    }

    private func plan(
        _ office: Office, _ days: [Day] = [.thu], minutes: Int = 120, later: Day? = nil
    ) throws -> [AgendaContents] {
        let rule = try #require(office.caseload.policy.meetings[.macc])
        return CaseConference(office.register, rule, from: .mon).plan(
            days.map { MeetingDate(series: .macc, interval: $0.at(10, 0)..<($0.at(10, 0) + minutes), place: "office") },
            later: later)
    }

    private func proposing(_ kinds: (Nominal.ID, Proposal.Kind, Day)...) -> Office {
        office.with {
            $0.caseload.proposals = kinds.map { Proposal(nominal: $0.0, kind: $0.1, raisedOn: $0.2, note: "in words") }
        }
    }

    @Test func `decides nothing where nothing waits`() throws {
        #expect(try plan(office)[0].items == [])
    }

    // MARK: - Proposals

    @Test(arguments: [
        (Proposal.Kind.select, SlotReason.select, 10), (.deselect, .deselect, 10), (.changeRAG, .changeRAG, 5),
        (.changeCohort, .changeCohort, 5), (.changeContacts, .changeContacts, 5),
    ])
    func `decides each proposal in its time`(kind: Proposal.Kind, reason: SlotReason, minutes: Int) throws {
        let items = try plan(proposing(("n001", kind, .mon - 3)))[0].items
        #expect(items.map(\.reason) == [reason])
        #expect(items.map(\.minutes) == [minutes])
        #expect(items.map(\.overdue) == [6])
        #expect(items.first?.matters == ["\(reason.inWords.lowercased()): proposed Fri 27 Nov"])
    }

    @Test func `a nominal has one slot, whatever there is to decide`() throws {
        let items = try plan(proposing(("n001", .changeRAG, .mon), ("n001", .deselect, .tue)))[0].items
        #expect(items.map(\.reason) == [.deselect])
        #expect(items.map(\.minutes) == [10])
        #expect(items.first?.matters.count == 2)
    }

    @Test func `a proposal raised after the meeting waits for the next, one decided is not taken again`() throws {
        let waiting = proposing(("n001", .changeRAG, .fri), ("n002", .changeRAG, .mon))
        let rounds = try plan(waiting, [.thu, .thu + 28])
        #expect(rounds.map { $0.items.map(\.nominal) } == [["n002"], ["n001"]])
    }

    @Test func `somebody proposed for selection need not be selected yet`() throws {
        let new = proposing(("n001", .select, .mon)).with { $0.change("n001") { $0.selectedOn = .fri + 70 } }
        #expect(try plan(new)[0].items.map(\.reason) == [.select])
    }

    // MARK: - What the rules raise

    private func green(lastOffence: Day?, selected: Day = .mon - 800) -> Office {
        office.with {
            $0.change("n001") {
                $0.rag = .green
                $0.lastOffenceOn = lastOffence
                $0.selectedOn = selected
            }
        }
    }

    @Test func `deselection is to consider for green without an offence for twelve months, to the day`() throws {
        let day = try #require(Day(iso: "2025-12-03"))
        let items = try plan(green(lastOffence: day))[0].items
        #expect(items.map(\.reason) == [.deselectionToConsider])
        #expect(items.first?.matters == ["deselection to consider: green, last offence on 2025-12-03"])
        #expect(items.first?.minutes == 10)
        #expect(try plan(green(lastOffence: day + 1))[0].items == [])
        #expect(try plan(green(lastOffence: day).with { $0.change("n001") { $0.rag = .amber } })[0].items == [])
    }

    @Test func `without an offence on record the twelve months run from selection`() throws {
        let day = try #require(Day(iso: "2025-12-03"))
        #expect(try plan(green(lastOffence: nil, selected: day))[0].items.map(\.reason) == [.deselectionToConsider])
        #expect(try plan(green(lastOffence: nil, selected: day + 1))[0].items == [])
    }

    @Test func `no engagement for red with no contact attended for eight weeks`() throws {
        func seen(_ day: Day, _ status: Contact.Status = .attended) -> Office {
            office.with {
                $0.target(0)
                $0.caseload.contacts = [contact("k", at: day.at(10, 0), status)]
            }
        }
        #expect(try plan(seen(.thu - 56))[0].items == [])
        let items = try plan(seen(.thu - 57))[0].items
        #expect(items.map(\.reason) == [.noEngagement])
        #expect(items.first?.matters == ["no engagement: red, no contact attended since Thu 8 Oct"])
        #expect(try plan(seen(.thu - 7, .failedToAttend))[0].items.map(\.reason) == [.noEngagement])
        #expect(try plan(seen(.thu - 57).with { $0.change("n001") { $0.rag = .amber } })[0].items == [])
        #expect(try plan(seen(.thu - 57).with { $0.change("n001") { $0.selectedOn = .thu - 55 } })[0].items == [])
    }

    @Test func `contacts are to review after three weeks short running`() throws {
        func without(_ weeks: Int...) -> Office {
            office.with { office in
                office.caseload.contacts.removeAll { contact in
                    contact.nominal == "n002" && weeks.contains { contact.day == .mon - 7 * $0 }
                }
            }
        }
        let items = try plan(without(1, 2, 3))[0].items
        #expect(items.map(\.nominal) == ["n002"])
        #expect(items.map(\.reason) == [.contactsToReview])
        #expect(items.first?.matters == ["contacts to review: offered less than the target three weeks running"])
        #expect(items.first?.minutes == 5)
        #expect(try plan(without(1, 2))[0].items == [])
        #expect(try plan(without(2, 3))[0].items == [])
    }

    @Test func `offered and not kept is not short, put off by the service is`() throws {
        func all(_ status: Contact.Status) -> Office {
            office.with { office in
                for index in office.caseload.contacts.indices where office.caseload.contacts[index].nominal == "n002" {
                    office.caseload.contacts[index].status = status
                }
            }
        }
        #expect(try plan(all(.failedToAttend))[0].items == [])
        #expect(try plan(all(.cancelledByService))[0].items.map(\.reason) == [.contactsToReview])
    }

    @Test func `contacts are to review if a variation ends before the next conference`() throws {
        func varied(from: Day = .mon - 30, until: Day) -> Office {
            office.with {
                $0.caseload.variations = [
                    Variation(
                        nominal: "n002", from: from, until: until, contacts: 1, agreedOn: Day.mon - 40, agreedBy: "macc"
                    )
                ]
            }
        }
        let items = try plan(varied(until: .thu + 10), later: .thu + 28)[0].items
        #expect(items.map(\.reason) == [.contactsToReview])
        #expect(items.first?.matters == ["contacts to review: variation ends Sun 13 Dec"])
        #expect(try plan(varied(until: .thu + 27), later: .thu + 28)[0].items.count == 1)
        #expect(try plan(varied(until: .thu + 28), later: .thu + 28)[0].items == [])
        #expect(try plan(varied(until: .thu), later: .thu + 28)[0].items.count == 1)
        #expect(try plan(varied(until: .wed), later: .thu + 28)[0].items == [])
        #expect(try plan(varied(from: .fri, until: .thu + 10), later: .thu + 28)[0].items == [])
        #expect(try plan(varied(until: .thu + 27))[0].items.count == 1)
    }

    @Test func `nothing is raised about anyone not selected yet`() throws {
        let new = green(lastOffence: nil, selected: .fri)
        #expect(try plan(new)[0].items == [])
    }

    // MARK: - Order, and too much

    @Test func `proposals come before what the rules raise, the longest waiting first`() throws {
        let busy = proposing(("n002", .select, .mon)).with {
            $0.change("n001") {
                $0.rag = .green
                $0.lastOffenceOn = Day.mon - 500
            }
        }
        #expect(try plan(busy)[0].items.map(\.nominal) == ["n002", "n001"])
        let two = proposing(("n001", .select, .tue), ("n002", .select, .mon))
        #expect(try plan(two)[0].items.map(\.nominal) == ["n002", "n001"])
    }

    @Test func `what does not fit is deferred to the next conference, and taken there`() throws {
        // Opening, business and closing take half an hour: ten minutes are left.
        let two = proposing(("n001", .select, .mon), ("n002", .select, .tue))
        let rounds = try plan(two, [.thu, .thu + 28], minutes: 40)
        #expect(rounds[0].minutesNeeded == 20)
        #expect(rounds[0].minutesAvailable == 10)
        #expect(rounds[0].items.map(\.nominal) == ["n001"])
        #expect(rounds[0].deferred == [.init(nominal: "n002", due: .thu + 28)])
        #expect(rounds[0].noted == [])
        #expect(rounds[1].items.map(\.nominal) == ["n002"])
        #expect(try plan(two, minutes: 40, later: .thu + 35)[0].deferred.map(\.due) == [.thu + 35])
    }
}
