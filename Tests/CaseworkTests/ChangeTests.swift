import Casework
import Testing

@Suite struct `A notice` {
    private let nominal = Nominal.ID("n001")

    @Test func `of a recall puts the nominal in custody from that day on, and on the next agenda`() {
        var caseload = Caseload()
        caseload.nominals = [kit(.amber)]
        caseload.take([.recalled(nominal, on: monday + 2)])
        #expect(!caseload.nominals[0].isInCustody(on: monday + 1))
        #expect(caseload.nominals[0].isInCustody(on: monday + 2))
        #expect(caseload.nominals[0].isInCustody(on: monday + 200))
        #expect(caseload.exceptions == [ReviewException(nominal: nominal, on: monday + 2, kind: .recall)])
    }

    @Test func `of a release ends custody on that day, whatever was known before`() {
        var caseload = Caseload()
        caseload.nominals = [kit(.blue, releaseOn: monday + 30)]
        caseload.take([.released(nominal, on: monday + 3)])
        #expect(caseload.nominals[0].isInCustody(on: monday + 2))
        #expect(!caseload.nominals[0].isInCustody(on: monday + 3))
        #expect(caseload.nominals[0].rag(on: monday + 3) == .red)
    }

    @Test func `that a nominal cannot be seen is a commitment on each of its days`() {
        var caseload = Caseload()
        caseload.take([.unavailable(nominal, monday.at(14 * 60)..<(monday + 2).at(10 * 60))])
        let commitments = caseload.unavailability
        #expect(commitments.map(\.day) == [.on(monday), .on(monday + 1), .on(monday + 2)])
        #expect(commitments.map(\.start.description) == ["14:00", "00:00", "00:00"])
        #expect(commitments.map(\.end.description) == ["24:00", "24:00", "10:00"])
    }

    @Test func `of an absence is a busy time, and nothing else`() {
        let away = monday.at(540)..<monday.at(600)
        let notice = Notice.absence(Practitioner.ID("po1"), away)
        var diaries = Diaries(days: monday..<(monday + 7))
        diaries.take([notice])
        #expect(diaries.busyTimes == [Practitioner.ID("po1"): [BusyTime(away, .absent)]])
        var caseload = Caseload()
        caseload.take([notice])
        #expect(caseload == Caseload())
    }

    @Test func `about somebody who has left changes nobody else`() {
        var caseload = Caseload()
        caseload.nominals = [kit(.amber)]
        caseload.take([.recalled(Nominal.ID("n999"), on: monday), .released(Nominal.ID("n999"), on: monday)])
        #expect(caseload.nominals == [kit(.amber)])
    }
}

@Suite struct `A difference between plans` {
    private func words(_ before: Contact?, _ after: Contact?) throws -> [String] {
        let weeks = try #require(Weeks(from: monday, count: 1))
        let plans = [before, after].map { contact in
            Plan(
                weeks: weeks, timezone: "Europe/London", meetings: [], contacts: [contact].compactMap(\.self),
                shortfalls: [], score: .zero)
        }
        return PlanDifference(from: plans[0], to: plans[1]).contacts.map(\.inWords)
    }

    @Test func `is told as a person would`() throws {
        let before = appointment()
        #expect(try words(before, before).isEmpty)
        #expect(
            try words(before, appointment(start: (monday + 4).at(690), practitioners: ["po2", "pp1"]))
                == ["Mon 30 Nov 10:00 joint visit n001: moved to Fri 4 Dec 11:30, po2 for po1"])
        #expect(
            try words(before, appointment(place: .at(.init("home1"))))
                == ["Mon 30 Nov 10:00 joint visit n001: at home1 instead of online"])
        #expect(
            try words(before, appointment(practitioners: ["po1"]))
                == ["Mon 30 Nov 10:00 joint visit n001: without pp1"])
        #expect(
            try words(before, appointment(practitioners: ["po1", "po2", "pp1"]))
                == ["Mon 30 Nov 10:00 joint visit n001: po2 as well"])
        #expect(
            try words(before, nil) == ["Mon 30 Nov 10:00 joint visit n001: no longer booked, online with po1 and pp1"])
        #expect(try words(nil, before) == ["new: Mon 30 Nov 10:00 joint visit n001, online with po1 and pp1"])
    }

    @Test func `has what is confirmed since as no change`() throws {
        #expect(try words(appointment(), appointment(practitioners: ["pp1", "po1"], status: .confirmed)).isEmpty)
    }
}
