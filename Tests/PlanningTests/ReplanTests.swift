import Casework
import Testing

@testable import Planning

@Suite struct `Planning a published plan again` {
    /// An office with a plan out: its contacts are on record.
    private func published(_ seed: UInt64, _ weeks: Weeks = .two) throws -> (office: Office, plan: Plan) {
        let tidy = RandomOffice.untidy(seed: seed).with { office in
            office.caseload.contacts.removeAll { $0.status == .planned }
        }
        let plan = try tidy.planner.plan(weeks, seed: 1, until: Iterations(perWeek: 400))
        let office = tidy.with { office in
            let planned = Set(plan.contacts.map(\.id))
            office.caseload.contacts = office.caseload.contacts.filter { !planned.contains($0.id) } + plan.contacts
        }
        return (office, plan)
    }

    /// Planned again, with every rule kept.
    private func again(_ office: Office, _ plan: Plan) throws -> Plan {
        let again = try office.planner.replanned(plan)
        #expect(office.planner.violations(of: again) == [])
        return again
    }

    @Test(arguments: 1...20 as ClosedRange<UInt64>)
    func `changes nothing where nothing has changed`(seed: UInt64) throws {
        let (office, plan) = try published(seed)
        let again = try again(office, plan)
        #expect(PlanDifference(from: plan, to: again).isEmpty)
        #expect(again.shortfalls == plan.shortfalls)
        #expect(again.score.moved == 0)
    }

    @Test func `moves what an absence asks for, and nothing confirmed`() throws {
        var compared = 0
        for seed in 1...15 as ClosedRange<UInt64> {
            var (office, plan) = try published(seed, .one)
            guard let who = plan.contacts.first(where: { $0.day == .tue })?.practitioners.first else { continue }
            for index in plan.contacts.indices where plan.contacts[index].day == .wed {
                plan.contacts[index].status = .confirmed
            }
            office.caseload.contacts = office.caseload.contacts.map { contact in
                plan.contacts.first { $0.id == contact.id } ?? contact
            }
            let theirs = plan.contacts.filter {
                $0.day == .tue && $0.practitioners.contains(who) && $0.status == .planned
            }
            let away = office.with { $0.busy(who, .tue(0), .tue(24)) }
            let again = try again(away, plan)
            compared += theirs.count
            #expect(again.score.moved >= theirs.count)
            #expect(
                !again.contacts.contains { $0.day == .tue && $0.practitioners.contains(who) && $0.status == .planned })
            for contact in plan.contacts where contact.status == .confirmed {
                #expect(again.contacts.contains(contact))
            }
            // More moves only where somebody would be short otherwise.
            if again.score.moved > theirs.count {
                let alone = try away.planner.plan(.one, seed: 3, until: Iterations(perWeek: 2_000))
                #expect(again.score.shortfall <= alone.score.shortfall || again.score.moved <= alone.score.moved)
            }
        }
        #expect(compared > 10)
    }

    @Test func `leaves what has begun as it is, and books nothing there`() throws {
        for seed in 1...10 as ClosedRange<UInt64> {
            let (office, plan) = try published(seed, .one)
            let noon = Moment.wed(12)
            let later = office.with { office in
                office.diaries.now = noon
                // Told on the Wednesday, about the whole week.
                for practitioner in office.caseload.practitioners { office.busy(practitioner.id, .mon(9), .wed(17)) }
            }
            let again = try again(later, plan)
            let begun = plan.contacts.filter { $0.start < noon }
            #expect(again.contacts.filter { $0.start < noon } == begun, "seed \(seed)")
            #expect(!again.contacts.contains { $0.start >= noon && $0.day == .wed && $0.status == .planned })
        }
    }

    @Test func `a meeting that has begun stays as it was, whatever is told afterwards`() throws {
        var held = 0
        for seed in 1...12 as ClosedRange<UInt64> {
            let (office, plan) = try published(seed)
            guard let meeting = plan.meetings.first(where: { !$0.slots.isEmpty }),
                let slot = meeting.slots.first, let who = slot.attendees.first
            else { continue }
            held += 1
            let day = meeting.interval.lowerBound.day
            let told = office.with { office in
                office.diaries.now = meeting.interval.lowerBound + 30
                office.diaries.begun = [meeting]
                office.busy(who, day.start, (day + 1).start)
                office.caseload.take([.recalled(office.caseload.nominals[0].id, on: day)])
                for index in office.caseload.nominals.indices.dropFirst() { office.caseload.nominals[index].rag = .red }
            }
            #expect(try again(told, plan).meetings.first { $0.id == meeting.id } == meeting)
            let afresh = try told.planner.plan(.two, seed: 1, until: Iterations(perWeek: 50))
            #expect(afresh.meetings.first { $0.id == meeting.id } == meeting)
        }
        #expect(held > 5)
    }

    @Test func `an agenda that still stands is kept to the minute, and one that does not has its slots`() throws {
        var (kept, changed) = (0, 0)
        for seed in 1...12 as ClosedRange<UInt64> {
            let (office, plan) = try published(seed)
            guard let meeting = plan.meetings.first(where: { !$0.slots.isEmpty }),
                let slot = meeting.slots.last, let who = slot.attendees.first
            else { continue }
            let away = office.with {
                $0.busy(who, meeting.interval.lowerBound.day.start, (meeting.interval.lowerBound.day + 1).start)
            }
            let again = try again(away, plan)
            for meeting in again.meetings {
                let before = plan.meetings.first { $0.id == meeting.id }
                #expect(Set(meeting.slots.map(\.nominal)) == Set(before?.slots.map(\.nominal) ?? []))
                if before?.expected(who) == nil {
                    #expect(meeting == before)
                    kept += 1
                } else {
                    changed += 1
                }
            }
            #expect(again.meetings.first { $0.id == meeting.id }?.expected(who) == nil)
        }
        #expect(kept > 0 && changed > 0)
    }

    @Test func `a recall takes the contacts from that day on, and an exception to the next MAP`() throws {
        var recalls = 0
        for seed in 1...10 as ClosedRange<UInt64> {
            let (office, plan) = try published(seed)
            guard let contact = plan.contacts.first(where: { $0.day >= .wed && $0.status == .planned }) else {
                continue
            }
            recalls += 1
            let recalled = office.with { $0.caseload.take([.recalled(contact.nominal, on: .wed)]) }
            let again = try again(recalled, plan)
            #expect(
                !again.contacts.contains { $0.nominal == contact.nominal && $0.day >= .wed && $0.status == .planned })
            let before = plan.contacts.filter { $0.nominal == contact.nominal && $0.day < .wed }
            for contact in before { #expect(again.contacts.contains(contact)) }
            #expect(!again.shortfalls.contains { $0.nominal == contact.nominal && $0.week == .mon })
        }
        #expect(recalls > 5)
    }
}
