import Casework
import Sample
import Testing

@Suite struct CalendarTests {
    @Test func `busy statuses never contradict transparency`() throws {
        let folder = try Folder(120)
        var seen = Set<String>()
        for file in folder.files where file.path.hasSuffix(".ics") {
            for event in folder.events(file.path) {
                guard let status = event.values["X-MICROSOFT-CDO-BUSYSTATUS"] else { continue }
                seen.insert(status)
                let takesNone = status == "FREE" || status == "WORKINGELSEWHERE"
                #expect(event.values["TRANSP"] == (takesNone ? "TRANSPARENT" : "OPAQUE"))
            }
        }
        #expect(seen == ["BUSY", "TENTATIVE", "OOF", "FREE", "WORKINGELSEWHERE"])
    }

    @Test func `lines are folded and end as they should`() throws {
        for file in try Folder(52).files where file.path.hasSuffix(".ics") {
            let lines = file.content.split(separator: "\r\n", omittingEmptySubsequences: false)
            #expect(lines.last == "")
            #expect(lines.allSatisfy { $0.utf8.count <= 75 && !$0.contains("\n") }, "\(file.path)")
            #expect(lines.first == "BEGIN:VCALENDAR")
        }
    }

    @Test func `calendars reach twelve weeks ahead, but for one that ends too soon`() throws {
        let folder = try Folder(52)
        let from = try #require(Day(iso: "2026-11-30"))
        let own = folder.files.map(\.path).filter {
            $0.hasSuffix(".ics") && !["map", "macc", "bank-holidays"].contains($0.dropFirst(10).dropLast(4))
        }
        let early = own.filter { path in
            !folder.events(path).contains { event in
                let until = event.values["RRULE"]?.split(separator: "UNTIL=").last.map { String($0) }
                let last = Folder.moment(until) ?? Folder.moment(event.values["DTSTART"])
                return last.map { $0.day - from >= 84 } ?? false
            }
        }
        #expect(early == ["calendars/pp2.ics"])
        #expect(Set(own.map { folder.text($0)?.contains("Microsoft") == true }).count == 2)
    }

    @Test(arguments: [1, 52, 360])
    func `the meetings and the bank holidays are there`(size: Int) throws {
        let folder = try Folder(size)
        let map = try #require(folder.events("calendars/map.ics").first)
        #expect(map.values["RRULE"] == "FREQ=WEEKLY;BYDAY=WE")
        #expect(Folder.moment(map.values["DTSTART"])?.day.weekday == .wednesday)
        let place = map.values["LOCATION"] ?? ""
        #expect((folder.rows("locations.csv").compactMap { $0["location"] } + ["online"]).contains(place))
        let macc = try #require(folder.events("calendars/macc.ics").first)
        #expect(macc.values["RRULE"] == "FREQ=MONTHLY;BYDAY=2TH")
        #expect(Folder.moment(macc.values["DTSTART"])?.day.weekday == .thursday)
        #expect(folder.events("calendars/bank-holidays.ics").count == 32)
    }
}
