import Casework
import Foundation
import Testing

@testable import Intake

/// What lies beside the package, but not in every checkout: the team's design, and caseloads made for it.
private enum Shared {
    static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("shared")
    static let policy = folder.appendingPathComponent("design/policy.yaml")
    static let caseloads = folder.appendingPathComponent("data/caseloads")

    static func exists(_ url: URL) -> Bool { FileManager.default.fileExists(atPath: url.path) }
}

@Suite struct `What lies beside the package` {
    @Test(
        .enabled(if: Shared.exists(Shared.caseloads), "../shared is not there"),
        arguments: [
            ("team12", 12), ("town52", 52), ("town52-meetings", 52), ("rural60", 60), ("hub360", 360),
        ])
    func `is read without a fault`(_ name: String, _ nominals: Int) throws {
        let folder = try CaseloadReader.read(
            folder: Shared.caseloads.appendingPathComponent(name), today: SmallFolder.today, days: SmallFolder.days)
        #expect(folder.caseload.nominals.count == nominals)
        #expect(!folder.caseload.contacts.isEmpty && !folder.caseload.workingPatterns.isEmpty)
        #expect(folder.warnings.map(\.description) == [])
        let days = SmallFolder.day("2026-11-30")..<SmallFolder.day("2026-12-14")
        let (diaries, _) = try DiaryReader.diaries(
            of: folder.calendars, for: folder.caseload, days: days, defaults: [])
        #expect(!diaries.busyTimes.isEmpty)
        #expect(diaries.meetings.isEmpty)
    }

    @Test(.enabled(if: Shared.exists(Shared.policy), "../shared is not there"))
    func `has the default policy that we have`() throws {
        let bytes = [UInt8](try Data(contentsOf: Shared.policy))
        var empty = Policy.standard
        empty.timezone = ""
        empty.gridMinutes = 0
        empty.maxContactsPerDay = 0
        empty.keepApartMinutes = 0
        empty.travel = Policy.Travel(kilometresPerHour: 0, detour: 0, parkingMinutes: 0)
        empty.contacts = [:]
        empty.targets = [:]
        empty.weights = [:]
        empty.meetings = empty.meetings.mapValues { _ in
            Policy.MeetingRule(
                openingMinutes: 0, closingMinutes: 0, businessMinutes: 0, pause: nil, slotMinutes: [:],
                reviewEveryWeeks: [:], noteWhenFull: false, wholeMeeting: [])
        }
        let findings = Findings()
        let nobody = Register<Practitioner>("a practitioner", of: PractitionersFile.form, ids: [])
        let read = PolicyFile.read(bytes, over: empty, nobody, findings).policy
        #expect(findings.inOrder(.fault) == [])
        #expect(read == .standard)
    }
}

@Suite struct `What is read` {
    @Test func `has the preferences that the policy turns off, and no others, off`() throws {
        let folder = SmallFolder().replacing(
            "policy.yaml", "contacts:", "preferences: {regular_times: off, varied_police_visits: on}\ncontacts:")
        let preferences = try folder.read().get().caseload.policy.preferences
        #expect(preferences == Policy.standard.preferences.subtracting([.regularTimes]))
    }

    @Test func `is marked as the policy says`() throws {
        #expect(try SmallFolder().read().get().caseload.policy.marking == Marking())
        let folder = SmallFolder().replacing(
            "policy.yaml", "contacts:", "marking: {text: OFFICIAL, suffix: O, handling: RECIPIENTS ONLY}\ncontacts:")
        let marking = try folder.read().get().caseload.policy.marking
        #expect(marking.line == "OFFICIAL – RECIPIENTS ONLY" && marking.suffix == "O")
    }

    @Test func `has what the policy says of calendars that leave something open`() throws {
        let folder = SmallFolder().replacing(
            "policy.yaml", "contacts:", "calendars: {tentative: soft, beyond_their_end: busy}\ncontacts:")
        let calendars = try folder.read().get().caseload.policy.calendars
        #expect(calendars == Policy.Calendars(tentative: .soft, beyondTheirEnd: .busy))
    }

    @Test func `is what the files say`() throws {
        let caseload = try SmallFolder().read().get().caseload
        let nominal = try #require(caseload.nominals.first)
        #expect(nominal.givenName == "Seren" && nominal.rag == .amber && nominal.isStatutory)
        #expect(!nominal.hasLimitedAccess && nominal.crewing == .single && nominal.releaseOn == nil)
        #expect(caseload.nominals.last?.releaseOn == SmallFolder.day("2027-04-29"))
        #expect(caseload.agencies.map(\.sharing) == [.full, .full, .case])
        #expect(caseload.locations.map(\.rooms) == [3, nil, 2, nil, nil])
        #expect(caseload.travel.known.values.sorted() == [12, 15])
        #expect(caseload.workingPatterns.last?.until == SmallFolder.day("2026-12-31"))
        #expect(caseload.variations.first?.homeEveryWeeks == nil)
        #expect(caseload.variations.first?.jointEveryWeeks == 2)
        #expect(caseload.unavailability.map(\.day) == [.weekly(.monday), .on(SmallFolder.day("2026-12-04"))])
        #expect(caseload.contacts.map(\.place) == [.at(Location.ID("office")), .online])
        #expect(caseload.contacts.first?.practitioners.map(\.text) == ["po1", "pp1"])
        #expect(caseload.contacts.map(\.status) == [.attended, .planned])
        #expect(caseload.reviews.map(\.series) == [.map])
        #expect(caseload.proposals.map(\.kind) == [.changeRAG])
        #expect(caseload.actions.first?.dueOn == SmallFolder.day("2026-11-18"))
        #expect(caseload.keepApart.count == 1 && caseload.involvements.count == 1 && caseload.exceptions.count == 1)
    }

    @Test func `of a policy changes only what it names`() throws {
        let policy = try SmallFolder().with(
            "policy.yaml",
            """
            # ours
            grid_minutes: 30
            contacts:
              phone: {minutes: 20, at_most_per_week: 2}
              gym: {minutes: 60, places: [community], crews: [[police, partner]]}
            targets: {free: {green: {contacts: 2}}}
            meetings: {macc: {break: null, slot_minutes: {no_engagement: 7}, whole_meeting: []}}
            travel: {kmh: 55.5}
            """
        ).read().get().caseload.policy
        var expected = Policy.standard
        expected.gridMinutes = 30
        expected.contacts[ContactKind("phone")]?.minutes = 20
        expected.contacts[ContactKind("phone")]?.atMostPerWeek = 2
        expected.contacts[ContactKind("gym")] = Policy.ContactRule(
            minutes: 60, places: [.location(.community)], crews: [[.police, .partner]])
        expected.targets[.free]?[.green]?.contacts = 2
        expected.meetings[.macc]?.pause = nil
        expected.meetings[.macc]?.slotMinutes[.noEngagement] = 7
        expected.meetings[.macc]?.wholeMeeting = []
        expected.travel.kilometresPerHour = 55.5
        #expect(policy == expected)
    }

    @Test(arguments: ["", "# nothing\n", "---\n...\n", "{}"])
    func `of a policy that says nothing is the default`(_ text: String) throws {
        #expect(try SmallFolder().with("policy.yaml", text).read().get().caseload.policy == .standard)
    }
}
