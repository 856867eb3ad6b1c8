import Casework
import Testing

@testable import Planning

/// Small weeks in which a preference is all there is to choose by.
struct PreferencesTests {
    /// Everything is next door, and n001 alone is to have contacts of these kinds.
    private func office(_ contacts: Int, joint: Bool = false, _ kinds: ContactKind...) -> Office {
        Office().with { office in
            office.only("n001", contacts: contacts, joint: joint)
            office.caseload.policy.contacts = office.caseload.policy.contacts.filter { kinds.contains($0.key) }
            var known: [Travel.Leg: Int] = [:]
            for from in office.caseload.locations {
                for to in office.caseload.locations { known[Travel.Leg(from: from.id, to: to.id)] = 0 }
            }
            office.caseload.travel = Travel(known: known)
        }
    }

    /// The contacts planned, from several seeds.
    private func plans(_ office: Office, _ weeks: Weeks = .one) throws -> [[Contact]] {
        try (1...6 as ClosedRange<UInt64>).map { seed in
            let plan = try office.planner.plan(weeks, seed: seed, until: Iterations(perWeek: 40))
            #expect(plan.shortfalls == [])
            return plan.contacts
        }
    }

    /// The same office for which that preference is nothing.
    private func without(_ preference: Policy.Preference, _ office: Office) -> Office {
        office.with { $0.caseload.policy.preferences.remove(preference) }
    }

    // MARK: - Joint visits when co-located

    @Test func `a joint visit is booked for the half-day on which both work at one place`() throws {
        let office = office(1, joint: true, .jointVisit).with { office in
            office.rest("pp1")
            office.work("pp1", from: 9 * 60, until: 13 * 60)
            office.work("pp1", [.thursday], from: 13 * 60, until: 17 * 60, at: "office")
        }
        for contacts in try plans(office) { #expect(contacts.map(\.day) == [.thu] && contacts[0].start >= .thu(13)) }
        let others = try plans(without(.jointVisitsWhenCoLocated, office))
        #expect(others.contains { $0[0].start < .thu(13) })
    }

    // MARK: - Back to back with partners

    /// A confirmed appointment with the partner worker on Thursday from 14:00 to 14:45, at a centre to which probation
    /// may come, too.
    private func withPartner(perDay: Int) -> Office {
        office(2, "partner", "office").with { office in
            office.caseload.policy.maxContactsPerDay = perDay
            office.caseload.policy.contacts["office"]?.places = [
                .location(.probationOffice), .location(.partnerOffice),
            ]
            office.caseload.contacts = [contact("v-p", "partner", at: .thu(14), "centre", by: ["pw1"], .confirmed)]
            office.caseload.policy.contacts["partner"]?.atMostPerWeek = 1
        }
    }

    @Test func `a contact is booked straight before or after an appointment with a partner worker`() throws {
        for contacts in try plans(withPartner(perDay: 2)) {
            let visit = try #require(contacts.first { $0.id != "v-p" })
            #expect(visit.place == "centre")
            let (before, after) = (Moment.thu(13)...(.thu(13, 30)), Moment.thu(14, 45)...(.thu(15, 15)))
            #expect(before.contains(visit.start) || after.contains(visit.start))
        }
        let others = try plans(without(.backToBackWithPartners, withPartner(perDay: 2)))
        #expect(others.contains { $0.contains { $0.day != .thu } })
    }

    @Test func `nothing is back to back where a nominal is seen once a day at most`() throws {
        for contacts in try plans(withPartner(perDay: 1)) {
            #expect(contacts.contains { $0.id != "v-p" && $0.day != .thu })
        }
    }

    // MARK: - Away from police stations

    @Test func `a contact is booked elsewhere than at a police station`() throws {
        let office = office(2, "office").with { office in
            office.caseload.policy.contacts["office"]?.places = [
                .location(.policeStation), .location(.probationOffice),
            ]
        }
        for contacts in try plans(office) { #expect(contacts.map(\.place) == ["office", "office"]) }
        #expect(try plans(without(.awayFromPoliceStations, office)).contains { $0.contains { $0.place == "station" } })
    }

    @Test func `a police station will do where there is nothing else`() throws {
        let office = office(2, "office").with { office in
            office.caseload.policy.contacts["office"]?.places = [.location(.policeStation)]
        }
        for contacts in try plans(office) { #expect(contacts.map(\.place) == ["station", "station"]) }
    }

    // MARK: - Varied police visits

    /// Calls at home on Tuesday after ten, so many weeks running; on other days nobody works.
    private func called(_ weeks: Int) -> Office {
        office(1, "police_visit").with { office in
            office.rest("pp1")
            office.work("pp1", [.tuesday], from: 10 * 60, until: 11 * 60 + 30)
            office.caseload.contacts = (1...weeks).map { back in
                contact(
                    Contact.ID("c-\(back)"), "police_visit", at: Moment.tue(10, 15 * (back % 4)) - 7 * 1440 * back,
                    "home1", by: ["pp1"], back == 2 ? .unacceptableAbsence : .attended)
            }
        }
    }

    @Test func `the police do not call at the same weekday and hour four weeks running`() throws {
        for contacts in try plans(called(3)) { #expect(contacts.map(\.start) == [.tue(11)]) }
        #expect(try plans(without(.variedPoliceVisits, called(3))).contains { $0[0].start < .tue(11) })
    }

    @Test func `a third time is no reason to call at another`() throws {
        #expect(try plans(called(2)).contains { $0[0].start < .tue(11) })
    }

    @Test func `over eight weeks no weekday and hour comes four times running`() throws {
        let weeks = try #require(Weeks(from: .mon, count: 8))
        for contacts in try plans(called(3), weeks) {
            let hours = contacts.map { $0.start.minuteOfDay / 60 }
            #expect(hours.count == 8)
            for first in 0..<5 { #expect(Set(hours[first..<(first + 4)]).count > 1) }
        }
    }

    @Test func `it is better to be foreseen than not to come`() throws {
        let office = called(3).with { office in
            office.rest("pp1")
            office.work("pp1", [.tuesday], from: 10 * 60, until: 10 * 60 + 30)
        }
        for contacts in try plans(office) { #expect(contacts.map(\.start) == [.tue(10)]) }
    }

    // MARK: - Regular times

    @Test func `an appointment keeps the weekday and time that worked the week before`() throws {
        let office = office(1, "office").having(contact("c-1", at: .thu(11, 15) - 7 * 1440, .attended))
        for contacts in try plans(office, .four) {
            #expect(contacts.map(\.start) == (0..<4).map { .thu(11, 15) + 7 * 1440 * $0 })
        }
        #expect(try plans(without(.regularTimes, office)).contains { $0[0].start != .thu(11, 15) })
    }

    @Test func `the weeks of a plan take their times from each other`() throws {
        for contacts in try plans(office(2, "office"), .four) {
            #expect(contacts.count == 8 && Set(contacts.map(\.minuteOfWeek)).count == 2)
        }
    }

    @Test func `a time at which an appointment was missed since is not kept`() {
        func regular(_ contacts: Contact...) -> Set<Int> {
            let office = Office().with { $0.caseload.contacts = contacts }
            let usual = UsualTimes(office.register, before: .mon, planned: [])
            return Set(usual.regular["n001", default: []].map { $0.start - 3 * 1440 })
        }
        let (week, eleven) = (7 * 1440, 11 * 60)
        let kept = contact("c-1", at: .thu(11) - 2 * week, .attended)
        #expect(regular(kept) == [eleven])
        #expect(regular(kept, contact("c-2", at: .thu(11) - week, .failedToAttend)) == [])
        // Missed at another time, or called off by the service, says nothing against it.
        #expect(regular(kept, contact("c-2", at: .thu(9) - week, .failedToAttend)) == [eleven])
        #expect(regular(kept, contact("c-2", at: .thu(11) - week, .cancelledByService)) == [eleven])
        #expect(regular(kept, contact("c-2", at: .thu(9) - week, .attended)) == [9 * 60])
        #expect(regular(contact("c-1", at: .thu(11) - 5 * week, .attended)) == [])
        // The police alone at home are to be foreseen by nobody.
        #expect(regular(contact("c-1", "police_visit", at: .thu(11) - week, "home1", by: ["pp1"], .attended)) == [])
    }

    // MARK: - Below the score

    @Test func `no preference is worth a minute's travel`() throws {
        let office = office(1, "office").with { office in
            // On Thursdays po1 would have to come over from the station.
            office.rest("po1")
            office.work("po1", [.monday])
            office.work("po1", [.thursday], at: "station")
            office.caseload.travel = Travel(known: [.init(from: "office", to: "station"): 1])
            office.caseload.contacts = [contact("c-1", at: .thu(11) - 7 * 1440, .attended)]
        }
        for contacts in try plans(office) { #expect(contacts.map(\.day) == [.mon]) }
    }
}
