import Casework
import Testing

@testable import Planning

/// Kit is fixed and red: 3 contacts, joint and at home every week.
///
/// Lou is flex and amber: 2, every other week.
@Suite struct `Weekly targets` {
    let office = Office()

    private func target(
        _ nominal: Nominal.ID = "n001", _ week: Day = .mon, in office: Office, noting contacts: [Contact] = []
    ) throws -> WeeklyTarget {
        let register = office.register
        var rules = TargetRules(register)
        rules.note(contacts)
        return rules.target(for: try #require(register.nominals[nominal]), week: week)
    }

    private func expected(
        _ contacts: Int, joint: Bool, home: Bool, on day: Day? = nil, _ nominal: Nominal.ID = "n001",
        _ week: Day = .mon
    ) -> WeeklyTarget {
        WeeklyTarget(
            nominal: nominal, week: week, contacts: contacts, isJointDue: joint, isHomeDue: home, jointOn: day)
    }

    /// Kit in custody, with that day of release.
    private func custody(release: Day?) -> Office {
        office.with {
            $0.change("n001") {
                $0.rag = .blue
                $0.releaseOn = release
            }
        }
    }

    // MARK: - By cohort and RAG

    @Test(arguments: [
        (Nominal.Cohort.fixed, Nominal.RAG.red, 3, 1), (.fixed, .amber, 3, 1), (.fixed, .green, 2, 2),
        (.flex, .red, 3, 1), (.flex, .amber, 2, 2), (.flex, .green, 1, 4), (.free, .red, 3, 1), (.free, .amber, 2, 2),
        (.free, .green, 1, 4),
    ])
    func `the policy's figures by cohort and RAG`(
        cohort: Nominal.Cohort, rag: Nominal.RAG, contacts: Int, every: Int
    ) throws {
        let rated = office.with {
            $0.change("n001") {
                $0.cohort = cohort
                $0.rag = rag
            }
        }
        #expect(try target(in: rated) == expected(contacts, joint: true, home: true))
        // Attended so many weeks ago that it is due again, and a week later, when it is not.
        for (back, isDue) in [(every, true), (every - 1, false)] where back > 0 {
            let had = rated.having(jointVisit("v-0", at: .mon(10) - back * 7 * 1440, .attended))
            #expect(try target(in: had) == expected(contacts, joint: isDue, home: isDue))
        }
    }

    @Test func `nothing is due where the policy says 0 weeks`() throws {
        let never = office.with { $0.target(2) }
        #expect(try target(in: never) == expected(2, joint: false, home: false))
    }

    @Test func `nobody without a home is due a contact there`() throws {
        let homeless = office.with { $0.change("n001") { $0.home = nil } }
        #expect(try target(in: homeless) == expected(3, joint: true, home: false))
    }

    // MARK: - Every so many weeks

    @Test(arguments: [
        (Contact.Status.attended, false), (.confirmed, true), (.planned, true), (.failedToAttend, true),
        (.acceptableAbsence, true), (.attendedFailedToComply, true),
    ])
    func `of history only what was attended counts as had`(status: Contact.Status, isDue: Bool) throws {
        let had = office.having(jointVisit("v-0", with: "n002", at: .mon(10) - 7 * 1440, "home2", status))
        #expect(try target("n002", in: had) == expected(2, joint: isDue, home: isDue, "n002"))
    }

    @Test func `what is booked in an earlier week of the plan counts as had`() throws {
        let booked = [jointVisit("v-1", with: "n002", at: .fri(10), "home2", .planned)]
        #expect(try target("n002", .mon, in: office, noting: booked) == expected(2, joint: true, home: true, "n002"))
        #expect(
            try target("n002", .mon + 7, in: office, noting: booked)
                == expected(2, joint: false, home: false, "n002", .mon + 7))
        #expect(
            try target("n002", .mon + 14, in: office, noting: booked)
                == expected(2, joint: true, home: true, "n002", .mon + 14))
    }

    @Test func `a joint visit at the office is none at home, a police visit at home is not joint`() throws {
        let there = office.having(jointVisit("v-0", with: "n002", at: .mon(10) - 7 * 1440, "office", .attended))
        #expect(try target("n002", in: there) == expected(2, joint: false, home: true, "n002"))
        let alone = office.having(
            contact("v-0", with: "n002", "police_visit", at: .mon(10) - 7 * 1440, "home2", by: ["pp2"], .attended))
        #expect(try target("n002", in: alone) == expected(2, joint: true, home: false, "n002"))
    }

    @Test func `the Sunday before counts as the week before`() throws {
        let sunday = office.having(jointVisit("v-0", with: "n002", at: .mon(10) - 1440, "home2", .attended))
        #expect(try target("n002", in: sunday) == expected(2, joint: false, home: false, "n002"))
        let fortnight = office.having(jointVisit("v-0", with: "n002", at: .mon(10) - 8 * 1440, "home2", .attended))
        #expect(try target("n002", in: fortnight) == expected(2, joint: true, home: true, "n002"))
    }

    // MARK: - Variations

    private func varied(
        from: Day, until: Day, contacts: Int = 1, joint: Int? = nil, home: Int? = nil
    ) -> Office {
        office.with {
            $0.caseload.variations = [
                Variation(
                    nominal: "n001", from: from, until: until, contacts: contacts, jointEveryWeeks: joint,
                    homeEveryWeeks: home, agreedOn: from - 3, agreedBy: "macc")
            ]
        }
    }

    @Test func `a variation in force on the Monday replaces the target`() throws {
        #expect(try target(in: varied(from: .mon, until: .mon)) == expected(1, joint: true, home: true))
        #expect(
            try target(in: varied(from: .mon, until: .mon, contacts: 4, joint: 0, home: 0))
                == expected(4, joint: false, home: false))
    }

    @Test func `a variation that begins on the Tuesday waits, one that ended on the Sunday is over`() throws {
        #expect(try target(in: varied(from: .tue, until: .sun)) == expected(3, joint: true, home: true))
        #expect(try target(in: varied(from: .mon - 30, until: .mon - 1)) == expected(3, joint: true, home: true))
    }

    @Test func `a variation is one person's`() throws {
        #expect(
            try target("n002", in: varied(from: .mon, until: .sun)) == expected(2, joint: true, home: true, "n002"))
    }

    // MARK: - Suspension

    @Test func `no joint visit is due in the week in which probation's contact is suspended`() throws {
        func suspended(_ day: Day) -> Office { office.with { $0.change("n001") { $0.contactSuspendedFrom = day } } }
        #expect(try target(in: suspended(.sun)) == expected(3, joint: false, home: true))
        #expect(try target(in: suspended(.mon)) == expected(3, joint: false, home: true))
        #expect(try target(in: suspended(.mon + 7)) == expected(3, joint: true, home: true))
    }

    // MARK: - Custody and release

    @Test func `nothing in custody`() throws {
        #expect(try target(in: custody(release: nil)) == expected(0, joint: false, home: false))
        #expect(try target(in: custody(release: .mon + 7)) == expected(0, joint: false, home: false))
    }

    @Test(arguments: [(0, 3), (1, 3), (2, 2), (3, 2), (4, 1)])
    func `released within the week, red's target by the working days left`(offset: Int, contacts: Int) throws {
        let day = Day.mon + offset
        #expect(
            try target(in: custody(release: day)) == expected(contacts, joint: true, home: false, on: day))
    }

    @Test(arguments: [Day.sat, .sun])
    func `released at the weekend, a joint visit is due on any day, and nothing else`(day: Day) throws {
        #expect(try target(in: custody(release: day)) == expected(0, joint: true, home: false))
    }

    @Test func `a bank holiday is no working day left`() throws {
        let holiday = custody(release: .wed).with { $0.diaries.bankHolidays = [.fri] }
        // Two of five days: six fifths, rounded up.
        #expect(try target(in: holiday) == expected(2, joint: true, home: false, on: .wed))
        let friday = custody(release: .thu).with { $0.diaries.bankHolidays = [.fri] }
        #expect(try target(in: friday) == expected(1, joint: true, home: false, on: .thu))
    }

    @Test func `released on a bank holiday, the joint visit is not tied to it`() throws {
        let holiday = custody(release: .mon).with { $0.diaries.bankHolidays = [.mon] }
        #expect(try target(in: holiday) == expected(3, joint: true, home: false))
    }

    @Test func `red from the week after release, until someone re-rates`() throws {
        let out = custody(release: .mon - 1).with { $0.change("n001") { $0.cohort = .flex } }
        #expect(try target(in: out) == expected(3, joint: true, home: true))
        let visited = out.having(jointVisit("v-0", at: .mon(10) - 1440, .attended))
        #expect(try target(in: visited) == expected(3, joint: true, home: true))
    }

    @Test func `released in the second week, free of targets in the first`() throws {
        let later = custody(release: .thu + 7)
        #expect(try target(in: later) == expected(0, joint: false, home: false))
        #expect(
            try target("n001", .mon + 7, in: later)
                == expected(2, joint: true, home: false, on: .thu + 7, "n001", .mon + 7))
    }

    // MARK: - What is missing

    private func missing(
        _ contacts: [Contact], _ target: WeeklyTarget
    ) -> (booked: Int, contacts: Int, joint: Bool, home: Bool) {
        target.missing(contacts, home: "home1", policy: office.caseload.policy)
    }

    @Test func `a joint visit at home is joint, at home, and one of the contacts`() {
        let left = missing([jointVisit("v-1", at: .mon(10))], expected(3, joint: true, home: true))
        #expect(left == (1, 2, false, false))
    }

    @Test func `of a kind that counts once a week the second counts for nothing`() {
        let calls = [
            contact("v-1", "phone", at: .mon(10), "online", by: ["pp1"]),
            contact("v-2", "phone", at: .wed(10), "online", by: ["po1"]),
        ]
        #expect(missing(calls, expected(3, joint: false, home: false)) == (1, 2, false, false))
    }

    @Test func `more than the target is not less than nothing missing`() {
        let two = [contact("v-1", at: .mon(10)), contact("v-2", at: .wed(10))]
        #expect(missing(two, expected(1, joint: false, home: false)) == (2, 0, false, false))
    }

    @Test func `a joint visit tied to the day of release counts on that day alone`() {
        let target = expected(2, joint: true, home: false, on: .wed)
        #expect(missing([jointVisit("v-1", at: .thu(10))], target) == (1, 1, true, false))
        #expect(missing([jointVisit("v-1", at: .wed(10))], target) == (1, 1, false, false))
    }

    @Test func `a contact at another's home is not one at home`() {
        let elsewhere = contact("v-1", "police_visit", at: .mon(10), "home2", by: ["pp1"])
        #expect(missing([elsewhere], expected(1, joint: false, home: true)) == (1, 0, false, true))
    }

    @Test func `a kind the policy no longer has counts for nothing`() {
        #expect(missing([contact("v-1", "seance", at: .mon(10))], expected(1, joint: false, home: false)).booked == 0)
    }
}
