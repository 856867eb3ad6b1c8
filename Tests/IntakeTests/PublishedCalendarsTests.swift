import Casework
import Foundation
import Testing

@testable import Intake

/// What an address gave is judged before it counts, and can never stop the team's planning.
struct PublishedCalendarsTests {
    private static let days = SmallFolder.days

    private static func calendar(_ lines: String...) -> String {
        (["BEGIN:VCALENDAR", "VERSION:2.0"] + lines + ["END:VCALENDAR", ""]).joined(separator: "\r\n")
    }

    private static func event(_ times: String...) -> String {
        (["BEGIN:VEVENT", "UID:1"] + times + ["END:VEVENT"]).joined(separator: "\r\n")
    }

    private func file(_ text: String, zone: String? = nil) -> CalendarFile {
        CalendarFile(name: "po1.ics", content: Array(text.utf8), source: .address(zone: zone))
    }

    private func appraise(_ text: String) throws -> CalendarAppraisal {
        try PublishedCalendars.appraise(file(text), days: Self.days, zone: "Europe/London")
    }

    @Test func `a calendar is appraised by its events and how far it speaks`() throws {
        let one = Self.event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z")
        let end = try #require(Moment(iso: "2026-12-01T11:00"))
        #expect(try appraise(Self.calendar(one)) == CalendarAppraisal(events: 1, reach: .until(end)))
        let weekly = Self.event("DTSTART:20261201T100000Z", "DTEND:20261201T110000Z", "RRULE:FREQ=WEEKLY")
        #expect(try appraise(Self.calendar(weekly)).reach == .endless)
        #expect(try appraise(Self.calendar()) == CalendarAppraisal(events: 0, reach: .nowhere))
        #expect(try appraise("\u{FEFF}\n" + Self.calendar(one) + Self.calendar(one)).events == 2)
        #expect(try appraise(Self.calendar(one).replacingOccurrences(of: "\r\n", with: "\n").lowercased()).events == 1)
    }

    @Test func `what is planned around is told by its line`() throws {
        let lost = Self.event("DTSTART;TZID=Customized Time Zone:20261201T100000", "DTEND:20261201T110000Z")
        let problems = try appraise(Self.calendar(lost)).problems
        #expect(problems.first?.hasPrefix("line 3: ") == true && problems.first?.contains("Customized") == true)
    }

    @Test(arguments: [
        ("", "is empty"), ("\r\n  \n", "is empty"), ("<!DOCTYPE html><title>Sign in</title>", "is a web page"),
        ("  <?xml version='1.0'?>", "is a web page"), ("{\"error\": 1}", "is not a calendar"),
        ("BEGIN:VCARD\r\nEND:VCARD\r\n", "is not a calendar"), ("\u{0}\u{1}\u{2}", "is empty"),
        ("BEGIN:VCALENDAR\r\n", "breaks off"),
        (
            calendar(event("DTSTART:20261201T100000Z")).replacingOccurrences(of: "END:VCALENDAR", with: "END:VCAL"),
            "breaks off"
        ),
        (calendar() + "BEGIN:VCALENDAR\r\nBEGIN:VEVENT", "breaks off"),
    ])
    func `anything but a whole calendar is refused`(text: String, says: String) throws {
        let unusable = try #require(throws: PublishedCalendars.Unusable.self) { try appraise(text) }
        #expect(unusable.reason.contains(says), "\(unusable.reason)")
    }

    @Test func `a calendar that breaks off anywhere is refused`() throws {
        let whole = Self.calendar(
            Self.event("DTSTART:20261201T100000Z", "SUMMARY:END:VCALENDAR in a title", " END:VCALENDAR"))
        #expect(try appraise(whole).events == 1)
        for length in 0..<(whole.utf8.count - 2) {
            let part = String(decoding: Array(whole.utf8).prefix(length), as: UTF8.self)
            #expect(throws: PublishedCalendars.Unusable.self, "\(length) bytes") { try appraise(part) }
        }
    }

    @Test func `a policy says how calendars are fetched`() throws {
        let folder = SmallFolder().replacing(
            "policy.yaml", "max_contacts_per_day: 2",
            """
            calendars:
              refresh_minutes: 15
              user_agent: Wexcombe diary
              timeout_seconds: 10
              stale_after_hours: 24
              allow_http: true
              private_hosts: [Mail.Force.Example, 10.1.2.3, "fd00::1"]
              certificates: /etc/ssl/force.pem
            """)
        var rule = Policy.Fetching()
        rule.refreshMinutes = 15
        rule.userAgent = "Wexcombe diary"
        rule.timeoutSeconds = 10
        rule.staleAfterHours = 24
        rule.allowsHTTP = true
        rule.privateHosts = ["mail.force.example", "10.1.2.3", "fd00::1"]
        rule.certificates = "/etc/ssl/force.pem"
        let read = try folder.read().get()
        #expect(read.caseload.policy.fetching == rule)
        #expect(
            read.warnings.map(\.description).contains {
                $0.contains("calendars.certificates: says “/etc/ssl/force.pem”, which is no file that can be read")
            })
        #expect(try SmallFolder().read().get().caseload.policy.fetching == Policy.Fetching())
    }

    private func diaries(_ file: CalendarFile) throws -> (diaries: Diaries, warnings: [Fault]) {
        let folder = try SmallFolder().read().get()
        return try DiaryReader.diaries(
            of: folder.calendars.filter { $0.name != file.name } + [file], for: folder.caseload, days: Self.days,
            defaults: [])
    }

    @Test func `times without a zone are those of the zone that was given with the address`() throws {
        let text = Self.calendar(Self.event("DTSTART:20261201T100000", "DTEND:20261201T110000"))
        for (zone, hour) in [(nil, "10"), ("Europe/London", "10"), ("Europe/Paris", "09"), ("America/New_York", "15")] {
            let busy = try diaries(file(text, zone: zone)).diaries.busyTimes[.init("po1")]
            #expect(busy?.map { "\($0.interval.lowerBound)" } == ["2026-12-01T\(hour):00"])
        }
        // The calendar's own word counts more.
        let own = text.replacingOccurrences(of: "VERSION:2.0", with: "VERSION:2.0\r\nX-WR-TIMEZONE:Europe/Athens")
        let busy = try diaries(file(own, zone: "Europe/Paris")).diaries.busyTimes[.init("po1")]
        #expect(busy?.map { "\($0.interval.lowerBound)" } == ["2026-12-01T08:00"])
    }

    @Test(arguments: [
        calendar(event("DTSTART;TZID=Nowhere/Land:20261201T100000", "DTEND;TZID=Nowhere/Land:20261201T110000")),
        "nothing that a server should send",
    ])
    func `what would be a fault in a folder is a warning in what was fetched, and the time unknown`(text: String) throws
    {
        let (diaries, warnings) = try diaries(file(text))
        #expect(warnings.contains { $0.file == "po1's published calendar" && $0.severity == .warning })
        let busy = diaries.busyTimes[.init("po1")] ?? []
        #expect(
            busy.contains { $0.certainty == .unknown } || diaries.knownUntil[.init("po1")] == Self.days.lowerBound.start
        )
        var imported = file(text)
        imported.source = .folder
        #expect(throws: Faults.self) { try self.diaries(imported) }
    }
}
