import Casework
import Sample
import Testing

/// What is booked ahead must hold, whoever looks at it: counted here from the files alone.
@Suite struct BookedContactsTests {
    static let teams: [(size: Int, seed: UInt64)] =
        [12, 52].flatMap { size in (1...10).map { (size, $0) } } + [(120, 1), (120, 2), (360, 3)]

    @Test(arguments: teams)
    func `nothing booked ahead is in conflict with anything`(size: Int, seed: UInt64) throws {
        let folder = try Folder(size, seed: seed)
        let from = try #require(Day(iso: "2026-11-30"))
        let booked = folder.rows("contacts.csv").filter { ["planned", "confirmed"].contains($0["status"]) }
        #expect(booked.count >= 2)
        #expect(Set(booked.compactMap { $0["status"] }).count == 2)
        let nominals = index(folder.rows("nominals.csv"), by: "nominal")
        let places = index(folder.rows("locations.csv"), by: "location")
        let staff = index(folder.rows("practitioners.csv"), by: "practitioner")
        let agencies = index(folder.rows("agencies.csv"), by: "agency")
        let involved = Set(folder.rows("involvements.csv").map { "\($0["nominal"] ?? "") \($0["practitioner"] ?? "")" })
        let commitments = folder.rows("unavailability.csv")
        let patterns = folder.rows("working_patterns.csv")
        let legs = folder.rows("travel.csv")
        var perDay: [String: Int] = [:]
        for contact in booked {
            let nominal = try #require(nominals[contact["nominal"] ?? ""])
            let start = try #require(Moment(iso: contact["start"] ?? ""))
            let place = contact["location"] ?? ""
            let crew = (contact["practitioners"] ?? "").split(separator: ";").map { String($0) }
            let kinds = crew.map { agencies[staff[$0]?["agency"] ?? ""]?["kind"] ?? "" }
            let rule = try #require(Policy.standard.contacts[ContactKind(contact["kind"] ?? "")])
            let end = start + rule.minutes
            let day = start.day

            #expect(contact["minutes"] == String(rule.minutes))
            #expect(start.minutes.isMultiple(of: 15))
            #expect((0..<14).contains(day - from) && ![Weekday.wednesday, .thursday].contains(day.weekday))
            let placeKind = place == "online" ? "online" : places[place]?["kind"] ?? ""
            #expect(rule.places.map(\.code).contains(placeKind))
            #expect(placeKind != "home" || nominal["home"] == place)
            #expect(rule.crews.map { $0.map(\.rawValue).sorted() }.contains(kinds.sorted()))
            #expect(nominal["rag"] != "blue")
            if kinds == ["partner"] {
                let worker = try #require(crew.first)
                #expect(involved.contains("\(contact["nominal"] ?? "") \(worker)"))
                #expect(staff[worker]?["base"] == place)
            } else {
                #expect(crew.contains(nominal["police_lead"] ?? "") || crew.contains(nominal["probation_lead"] ?? ""))
            }
            #expect(placeKind != "home" || nominal["crewing"] != "double" || crew.count > 1)
            if let stop = Day(iso: nominal["contact_suspended_from"] ?? ""), day >= stop {
                #expect(!kinds.contains("probation"))
            }
            for time in commitments where time["nominal"] == contact["nominal"] {
                guard [day.weekday.code, day.description].contains(time["day"] ?? "") else { continue }
                let leaves = try #require(ClockTime(time["start"] ?? ""))
                let returns = try #require(ClockTime(time["end"] ?? ""))
                #expect(day.at(returns) <= start || end <= day.at(leaves))
            }
            for practitioner in crew {
                let base = staff[practitioner]?["base"] ?? ""
                let hours = patterns.filter { $0["practitioner"] == practitioner }
                try expectFree(practitioner, folder, hours, base: base, places, legs, start..<end, place)
                perDay["\(practitioner) \(day)", default: 0] += 1
            }
            perDay["\(contact["nominal"] ?? "") \(day)", default: 0] += 1
            if place != "online" { perDay["\(place) \(day)", default: 0] += 1 }
        }
        #expect(perDay.values.allSatisfy { $0 == 1 })
    }

    /// In one block of work, with the way there and back, and clear of everything in the calendar.
    private func expectFree(
        _ practitioner: String, _ folder: Folder, _ patterns: [Folder.Row], base: String,
        _ places: [String: Folder.Row], _ legs: [Folder.Row], _ time: Range<Moment>, _ place: String
    ) throws {
        let day = time.lowerBound.day
        let block = patterns.first { row in
            guard row["weekday"] == day.weekday.code,
                row["from"] ?? "" <= day.description, row["until"] == "" || day.description <= row["until"] ?? "",
                let start = ClockTime(row["start"] ?? ""), let end = ClockTime(row["end"] ?? "")
            else { return false }
            return day.at(start) <= time.lowerBound && time.upperBound <= day.at(end)
        }
        let row = try #require(block)
        let here = [row["location"] ?? "", base].first { !$0.isEmpty } ?? ""
        let to = place == "online" ? here : place
        var known: [Travel.Leg: Int] = [:]
        for leg in legs {
            known[Travel.Leg(from: Location.ID(leg["from"] ?? ""), to: Location.ID(leg["to"] ?? ""))] =
                Int(leg["minutes"] ?? "")
        }
        func minutes(_ from: String, _ to: String) throws -> Int {
            let travel = Travel(known: known)
            return travel.minutes(
                from: try #require(location(places[from])), to: try #require(location(places[to])),
                Policy.standard.travel)
        }
        let out = time.lowerBound - (try minutes(here, to))
        let back = time.upperBound + (try minutes(to, here))
        let begins = try #require(ClockTime(row["start"] ?? ""))
        let ends = try #require(ClockTime(row["end"] ?? ""))
        #expect(day.at(begins) <= out && back <= day.at(ends))
        #expect(!folder.busy(practitioner, on: day).contains { $0.overlaps(out..<back) })
    }

    private func location(_ row: Folder.Row?) -> Location? {
        guard let row, let north = Double(row["latitude"] ?? ""), let east = Double(row["longitude"] ?? "") else {
            return nil
        }
        return Location(
            id: Location.ID(row["location"] ?? ""), name: "", kind: .community, latitude: north, longitude: east)
    }

    private func index(_ rows: [Folder.Row], by column: String) -> [String: Folder.Row] {
        Dictionary(rows.map { ($0[column] ?? "", $0) }) { first, _ in first }
    }
}
