import Casework
import Testing

@testable import Planning

@Suite struct `Time that a calendar leaves open` {
    /// One nominal, with one contact due that only po1 can hold, who works on Tuesday and Wednesday mornings; Tuesday's
    /// is held for something not yet promised.
    private func office(
        _ tentative: Policy.Calendars.Tentative, beyondTheirEnd: Policy.Calendars.BeyondTheirEnd = .ask
    ) -> Office {
        Office().with { office in
            office.only("n001", contacts: 1)
            office.caseload.policy.contacts = office.caseload.policy.contacts.filter { $0.key == ContactKind("office") }
            office.rest("po1", "po2")
            office.work("po1", [.tuesday, .wednesday], until: 12 * 60)
            office.diaries.busyTimes["po1"] = [BusyTime(Moment.tue(9)..<Moment.tue(12), .tentative)]
            office.caseload.policy.calendars = Policy.Calendars(tentative: tentative, beyondTheirEnd: beyondTheirEnd)
        }
    }

    private func plan(_ office: Office) throws -> Plan {
        let plan = try office.planner.plan(.one, seed: 1, until: Iterations(perWeek: 100))
        #expect(office.planner.violations(of: plan) == [])
        return plan
    }

    @Test(arguments: [Policy.Calendars.Tentative.busy, .soft])
    func `is left alone where it is tentative and there is other time`(tentative: Policy.Calendars.Tentative) throws {
        let plan = try plan(office(tentative))
        #expect(plan.contacts.map(\.day) == [.wed])
        #expect(plan.shortfalls == [])
    }

    @Test(arguments: Policy.Calendars.Tentative.allCases)
    func `is used where it is tentative, and a contact is missing, unless it is busy time by policy`(
        tentative: Policy.Calendars.Tentative
    ) throws {
        let office = office(tentative).with { $0.busy("po1", .wed(9), .wed(17)) }
        let plan = try plan(office)
        #expect(plan.contacts.map(\.day) == (tentative == .busy ? [] : [.tue]))
        #expect(plan.shortfalls.isEmpty == (tentative != .busy))
        for contact in plan.contacts { #expect(office.diaries.practitionersToAsk(about: contact) == ["po1"]) }
    }

    @Test func `stays in use when the week is planned again`() throws {
        let office = office(.soft).with { $0.busy("po1", .wed(9), .wed(17)) }
        let first = try plan(office)
        let freed = office.with { office in
            office.caseload.contacts = first.contacts
            office.diaries.busyTimes["po1"]?.removeLast()
        }
        let again = try freed.planner.replanned(first)
        #expect(PlanDifference(from: first, to: again).isEmpty)
    }

    @Test func `is planned with beyond a calendar's end, and its owner is to be asked`() throws {
        let office = office(.busy).with { $0.diaries.knownUntil["po1"] = .tue(17) }
        let contact = try #require(try plan(office).contacts.first)
        #expect(contact.day == .wed)
        #expect(office.diaries.practitionersToAsk(about: contact) == ["po1"])
    }

    @Test func `is busy beyond a calendar's end where policy has it so`() throws {
        let office = office(.free, beyondTheirEnd: .busy).with { $0.diaries.knownUntil["po1"] = .tue(11) }
        let plan = try plan(office)
        #expect(plan.contacts.allSatisfy { $0.end <= .tue(11) } && plan.contacts.count == 1)
        #expect(plan.contacts.allSatisfy { office.diaries.practitionersToAsk(about: $0) == ["po1"] })
    }
}
