import Casework
import Sample
import Testing

@Suite struct FolderTests {
    /// As `design/caseload.md` lists them.
    static let columns: [(file: String, columns: [String])] = [
        ("agencies.csv", ["agency", "name", "kind", "sharing", "agreement_until", "email"]),
        ("locations.csv", ["location", "name", "kind", "latitude", "longitude", "rooms"]),
        ("travel.csv", ["from", "to", "minutes"]),
        ("practitioners.csv", ["practitioner", "name", "agency", "role", "base", "email"]),
        ("working_patterns.csv", ["practitioner", "weekday", "start", "end", "location", "from", "until"]),
        (
            "nominals.csv",
            [
                "nominal", "given_name", "family_name", "born", "cohort", "rag", "police_lead", "probation_lead",
                "home", "selected_on", "release_on", "last_offence_on", "crewing", "statutory", "limited_access",
                "contact_suspended_from",
            ]
        ),
        (
            "variations.csv",
            [
                "nominal", "from", "until", "contacts", "joint_every_weeks", "home_every_weeks", "agreed_on",
                "agreed_by", "reason",
            ]
        ),
        ("exceptions.csv", ["nominal", "on", "kind", "note"]),
        ("involvements.csv", ["nominal", "practitioner"]),
        ("unavailability.csv", ["nominal", "day", "start", "end", "reason"]),
        ("keep_apart.csv", ["first", "second"]),
        (
            "contacts.csv",
            ["contact", "nominal", "kind", "start", "minutes", "location", "practitioners", "status"]
        ),
        ("reviews.csv", ["nominal", "meeting", "held_on"]),
        ("proposals.csv", ["nominal", "proposal", "raised_on", "raised_by", "note"]),
        ("actions.csv", ["action", "nominal", "meeting", "raised_on", "owner", "due_on", "text", "status"]),
    ]

    @Test func `the same seed gives the same bytes, another seed others`() throws {
        let first = try Folder(52, seed: 7)
        #expect(try Folder(52, seed: 7).files == first.files)
        #expect(try Folder(52, seed: 8).files != first.files)
        #expect(Set(first.files.map(\.path)).count == first.files.count)
    }

    @Test(arguments: 1...10 as ClosedRange<UInt64>)
    func `every file and every column has something in it at 52 nominals`(seed: UInt64) throws {
        let folder = try Folder(52, seed: seed)
        for (file, columns) in Self.columns {
            #expect(folder.header(file) == columns)
            for column in columns {
                #expect(folder.rows(file).contains { $0[column]?.isEmpty == false }, "\(file): \(column)")
            }
        }
        for path in ["policy.yaml", "calendars/map.ics", "calendars/macc.ics", "calendars/bank-holidays.ics"] {
            #expect(folder.text(path) != nil)
        }
    }

    @Test(arguments: [1, 2, 3, 4, 5, 7, 11, 12, 52, 120, 360, 2000])
    func `at any size references resolve and every row is as wide as its header`(size: Int) throws {
        let folder = try Folder(size)
        for (file, _) in Self.columns {
            let rows = folder.cells(file)
            #expect(rows.allSatisfy { $0.count == rows.first?.count }, "\(file)")
        }
        func ids(_ file: String, _ column: String) -> Set<String> {
            let all = folder.column(column, of: file)
            #expect(Set(all).count == all.count, "\(file)")
            #expect(all.allSatisfy { Identifier<Folder>.isWellFormed($0) })
            return Set(all)
        }
        func expect(_ file: String, _ columns: String..., in known: Set<String>) {
            for column in columns {
                let values = Set(folder.column(column, of: file)).flatMap { $0.split(separator: ";") }
                for value in values where !known.contains(String(value)) {
                    Issue.record("\(file): \(column) \(value)")
                }
            }
        }
        let nominals = ids("nominals.csv", "nominal")
        #expect(nominals.count == size)
        let practitioners = ids("practitioners.csv", "practitioner")
        let places = ids("locations.csv", "location")
        let agencies = ids("agencies.csv", "agency")
        _ = (ids("contacts.csv", "contact"), ids("actions.csv", "action"))
        expect("practitioners.csv", "agency", in: agencies)
        expect("practitioners.csv", "base", in: places)
        expect("working_patterns.csv", "practitioner", in: practitioners)
        expect("working_patterns.csv", "location", in: places)
        expect("travel.csv", "from", "to", in: places)
        expect("nominals.csv", "police_lead", "probation_lead", in: practitioners)
        expect("nominals.csv", "home", in: places)
        expect("contacts.csv", "practitioners", in: practitioners)
        expect("contacts.csv", "location", in: places.union(["online"]))
        expect("keep_apart.csv", "first", "second", in: nominals)
        expect("involvements.csv", "practitioner", in: practitioners)
        for (file, columns) in Self.columns where columns.contains("nominal") {
            expect(file, "nominal", in: nominals)
        }
        for file in folder.files where file.path.hasPrefix("calendars/") {
            let owner = String(file.path.dropFirst(10).dropLast(4))
            #expect(practitioners.union(["map", "macc", "bank-holidays"]).contains(owner))
        }
    }

    @Test(arguments: [12, 13, 20, 52, 120, 360], [1, 2, 3] as [UInt64])
    func `a third are in custody, and someone comes out on a Friday soon`(size: Int, seed: UInt64) throws {
        let from = try #require(Day(iso: "2026-11-30"))
        let blue = try Folder(size, seed: seed).rows("nominals.csv").filter { $0["rag"] == "blue" }
        #expect(abs(blue.count * 3 - size) <= 2)
        let releases = blue.compactMap { Day(iso: $0["release_on"] ?? "") }
        #expect(releases.contains { $0.weekday == .friday && $0 - from < 28 && $0 >= from })
        #expect(releases.allSatisfy { $0 >= from })
        #expect(releases.count < blue.count)
    }

    @Test(arguments: ["2025-03-24", "2026-12-21", "2027-03-29", "2028-07-03", "2031-01-06"])
    func `any Monday will do, holidays or not`(from: String) throws {
        let folder = try Folder(52, from: from)
        let day = try #require(Day(iso: from))
        let starts = folder.rows("contacts.csv").compactMap { Moment(iso: $0["start"] ?? "")?.day }
        #expect(starts.allSatisfy { $0 >= day - 70 && $0 < day + 14 })
        #expect(!starts.contains(try #require(Day(iso: "2026-12-25"))))
        for (file, _) in Self.columns { #expect(!folder.rows(file).isEmpty, "\(file)") }
        let midweek = SampleTeam(nominals: 52, seed: 1, from: day + 3)
        #expect(midweek.from == day && midweek.files() == folder.files)
        #expect(midweek.summary.hasPrefix("52 nominals (17 in custody)"))
    }

    @Test func `all outcomes, exceptions and proposals occur in a larger team`() throws {
        let folder = try Folder(120)
        func values(_ file: String, _ column: String) -> Set<String> {
            Set(folder.rows(file).compactMap { $0[column] })
        }
        #expect(values("contacts.csv", "status") == Set(Contact.Status.allCases.map(\.rawValue)))
        #expect(values("exceptions.csv", "kind") == Set(ReviewException.Kind.allCases.map(\.rawValue)))
        #expect(values("proposals.csv", "proposal") == Set(Proposal.Kind.allCases.map(\.rawValue)))
        #expect(values("actions.csv", "status") == Set(Action.Status.allCases.map(\.rawValue)))
        #expect(values("practitioners.csv", "role") == Set(Practitioner.Role.allCases.map(\.rawValue)))
        #expect(values("locations.csv", "kind") == Set(Location.Kind.allCases.map(\.rawValue)))
        #expect(values("agencies.csv", "sharing") == Set(Agency.Sharing.allCases.map(\.rawValue)))
        #expect(values("nominals.csv", "cohort") == Set(Nominal.Cohort.allCases.map(\.rawValue)))
    }

    @Test(arguments: [12, 360])
    func `the policy shows every key of the default, and what it is`(size: Int) throws {
        let policy = try #require(try Folder(size).text("policy.yaml"))
        let lines = Set(policy.split(separator: "\n").map { $0.drop { $0 == "#" || $0 == " " } })
        let keys = [
            "timezone: Europe/London", "grid_minutes: 15", "max_contacts_per_day: 1", "kmh: 40", "detour: 1.3",
            "parking_minutes: 5",
            "phone: {minutes: 15, places: [online], crews: [[police], [probation]], at_most_per_week: 1}",
            "green: {contacts: 2, joint_every_weeks: 2, home_every_weeks: 2}",
            "weights: {red: 4, amber: 2, green: 1}", "opening_minutes: 10", "closing_minutes: 5",
            "business_minutes: 15", "break: {after_minutes: 120, minutes: 10}", "note_when_full: true",
            "review_every_weeks: {red: 1, amber: 2, green: 4, blue: 4}", "whole_meeting: [manager, support_worker]",
            "preferences:", "calendars:", "refresh_minutes: 60", "timeout_seconds: 30",
            "tentative: busy  # time held, and not promised; or soft, or free",
            "beyond_their_end: ask  # of which they say nothing; or busy",
        ]
        for key in keys { #expect(lines.contains(key[...]), "\(key)") }
        for preference in Policy.Preference.allCases {
            #expect(policy.contains("\n#   \(preference.rawValue): on  # "))
        }
        #expect(policy.contains("\nkeep_apart_minutes: 45\n") && policy.contains("\n    slot_minutes: {exception: "))
    }

    @Test(arguments: [(12, 3), (52, 1), (120, 2)] as [(Int, UInt64)])
    func `no past contact is in the way of a calendar or of another`(size: Int, seed: UInt64) throws {
        let folder = try Folder(size, seed: seed)
        var taken: [String: [Range<Moment>]] = [:]
        for contact in folder.rows("contacts.csv") where contact["start"] ?? "" < "2026-11-30" {
            let start = try #require(Moment(iso: contact["start"] ?? ""))
            let time = start..<start + (try #require(Int(contact["minutes"] ?? "")))
            for practitioner in (contact["practitioners"] ?? "").split(separator: ";").map({ String($0) }) {
                #expect(!folder.busy(practitioner, on: start.day).contains { $0.overlaps(time) })
                #expect(taken[practitioner]?.contains { $0.overlaps(time) } != true)
                taken[practitioner, default: []].append(time)
            }
        }
    }

    @Test func `three in four past contacts are kept`() throws {
        let past = try Folder(52).rows("contacts.csv").filter { $0["start"] ?? "" < "2026-11-30" }
        let kept = past.count { $0["status"] == "attended" }
        #expect((70...80).contains(kept * 100 / past.count))
    }
}
