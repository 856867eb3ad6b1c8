import Casework
import Foundation
import Testing

@testable import Intake

/// A folder with one thing spoilt, and what is to be said of it.
struct Spoilt: CustomTestStringConvertible, Sendable {
    let file: String
    let old: String
    let new: String
    let fault: String

    init(_ file: String, _ old: String, _ new: String, _ fault: String) {
        self.file = file
        self.old = old
        self.new = new
        self.fault = fault
    }

    var testDescription: String { fault }

    static let tables = [
        Spoilt(
            "agencies.csv", "probation,full", "probation,some",
            "agencies.csv:3: sharing: says “some”, expected full, case or none"),
        Spoilt(
            "agencies.csv", "2027-03-31", "31/03/2027",
            "agencies.csv:4: agreement_until: says “31/03/2027”, expected a date such as 2026-11-30"),
        Spoilt(
            "agencies.csv", "iom@police.example", "iom at police",
            "agencies.csv:2: email: says “iom at police”, expected an e-mail address"),
        Spoilt(
            "agencies.csv", "agency,name,kind,", "agency,name,Kind,",
            "agencies.csv:1: kind: is missing, expected this column; is it “Kind”?"),
        Spoilt(
            "agencies.csv", "agreement_until,email", "agreement_until,name",
            "agencies.csv:1: name: is there twice, expected each column once"),
        Spoilt(
            "reviews.csv", "nominal,meeting,held_on", "nominal;meeting;held_on",
            "reviews.csv:1: has none of the columns, expected a header row: nominal, meeting, held_on "
                + "(this one is separated by semicolons; save it with commas)"),
        Spoilt(
            "locations.csv", "52.9835", "152.9835",
            "locations.csv:3: latitude: says “152.9835”, expected degrees from -90 to 90, such as 52.9558"),
        Spoilt(
            "locations.csv", "-2.05116", "nan",
            "locations.csv:3: longitude: says “nan”, expected degrees from -180 to 180, such as 52.9558"),
        Spoilt(
            "locations.csv", "-2.13516,3", "-2.13516,-3",
            "locations.csv:2: rooms: says “-3”, expected a whole number from 0 to 10000"),
        Spoilt(
            "locations.csv", "Housing Hub,partner_office", "Housing Hub,partner_ofice",
            "locations.csv:4: kind: says “partner_ofice”, expected probation_office, police_station, partner_office, "
                + "home, community or prison (did you mean “partner_office”?)"),
        Spoilt(
            "locations.csv", "Housing Hub", "Housing \"Hub\"",
            "locations.csv:4: has a stray quotation mark, expected quotation marks around a whole value only, "
                + "and doubled within it"),
        Spoilt(
            "locations.csv", "Housing Hub", "\"Housing Hub",
            "locations.csv:4: has a stray quotation mark, expected quotation marks around a whole value only, "
                + "and doubled within it"),
        Spoilt(
            "travel.csv", "office,station,12", "office,statoin,12",
            "travel.csv:2: to: says “statoin”, expected a location of locations.csv"),
        Spoilt(
            "travel.csv", "station,office,15", "office,station,15",
            "travel.csv:3: from: says “office”, expected each pair once in each direction: line 2 has the same"),
        Spoilt(
            "practitioners.csv", "partner_worker,hub,", "partner_worker,hub,\npo1,Twin,police,manager,hub,",
            "practitioners.csv:5: practitioner: says “po1”, expected each practitioner once: line 2 has the same"),
        Spoilt(
            "practitioners.csv", "housing,partner_worker", "Housing,partner_worker",
            "practitioners.csv:4: agency: says “Housing”, expected an agency of agencies.csv "
                + "(did you mean “housing”?)"),
        Spoilt(
            "practitioners.csv", ",hub,", ",,",
            "practitioners.csv:4: base: is blank, expected a location of locations.csv"),
        Spoilt(
            "practitioners.csv", "Ivo Greystone,", "",
            "practitioners.csv:3: has 5 values, expected 6, one for each column"),
        Spoilt(
            "working_patterns.csv", "13:00,17:00", "12:00,17:00",
            "working_patterns.csv:3: start: says “mon 12:00–17:00”, expected hours clear of line 2, 09:00–12:30"),
        Spoilt(
            "working_patterns.csv", "09:00,12:30", "09:00,09:00",
            "working_patterns.csv:2: end: says “09:00”, expected a time after start, 09:00"),
        Spoilt(
            "working_patterns.csv", "pp1,tue,09:00", "pp1,tue,9:00",
            "working_patterns.csv:4: start: says “9:00”, expected a time such as 09:30"),
        Spoilt(
            "working_patterns.csv", "2026-01-01,2026-12-31", "2026-12-31,2026-01-01",
            "working_patterns.csv:5: until: says “2026-01-01”, expected a day not before from, 2026-12-31"),
        Spoilt(
            "working_patterns.csv", "pp1,tue", "pp1,Tue",
            "working_patterns.csv:4: weekday: says “Tue”, expected mon, tue, wed, thu, fri, sat or sun"),
        Spoilt(
            "nominals.csv", "2027-04-29", "2026-13-01",
            "nominals.csv:3: release_on: says “2026-13-01”, expected a date such as 2026-11-30"),
        Spoilt(
            "nominals.csv", "1988-12-22", "2088-12-22",
            "nominals.csv:2: born: says “2088-12-22”, expected a day not after today, 2026-11-30"),
        Spoilt(
            "nominals.csv", "1976-11-13", "2026-10-13",
            "nominals.csv:3: born: says “2026-10-13”, expected a day before selected_on, 2026-09-16"),
        Spoilt(
            "nominals.csv", "blue,po1", "blue,pp1",
            "nominals.csv:3: police_lead: says “pp1”, of a probation agency, expected someone of a police agency"),
        Spoilt(
            "nominals.csv", "amber,po1,pp1", "amber,po1,pa1",
            "nominals.csv:2: probation_lead: says “pa1”, of a partner agency, expected someone of a probation agency"),
        Spoilt(
            "nominals.csv", "home2", "office",
            "nominals.csv:3: home: says “office”, a probation_office, expected a location of kind home"),
        Spoilt(
            "nominals.csv", "n002,Vaughan", "n 2,Vaughan",
            "nominals.csv:3: nominal: says “n 2”, expected an id of up to 32 letters, digits, “_” and “-”"),
        Spoilt(
            "variations.csv", "2026-12-31,1", "2026-10-31,1",
            "variations.csv:2: until: says “2026-10-31”, expected a day not before from, 2026-11-01"),
        Spoilt(
            "variations.csv", "A Manager,step-down", "A Manager,step-down\nn001,2026-12-31,2027-01-31,2,,2026-10-30,A,",
            "variations.csv:3: from: says “2026-12-31”, expected a day after 2026-12-31, until when line 2 holds"),
        Spoilt(
            "exceptions.csv", "rag_raised", "rag-raised",
            "exceptions.csv:2: kind: says “rag-raised”, expected arrest, recall, breach, crisis, missed_contacts, "
                + "rag_raised or other (did you mean “rag_raised”?)"),
        Spoilt(
            "involvements.csv", "n001,pa1", "n001,pa1\nn001,pa1",
            "involvements.csv:3: practitioner: says “pa1”, expected each involvement once: line 2 has the same"),
        Spoilt(
            "unavailability.csv", "2026-12-04", "2026-02-29",
            "unavailability.csv:3: day: says “2026-02-29”, expected a date such as 2026-11-30, "
                + "or mon, tue, wed, thu, fri, sat or sun"),
        Spoilt(
            "unavailability.csv", "10:00,12:00", "12:00,10:00",
            "unavailability.csv:2: end: says “10:00”, expected a time after start, 12:00"),
        Spoilt(
            "keep_apart.csv", "n001,n002", "n001,n001",
            "keep_apart.csv:2: second: says “n001”, expected another nominal than first"),
        Spoilt(
            "keep_apart.csv", "n001,n002", "n001,n002\nn002,n001",
            "keep_apart.csv:3: first: says “n002”, expected each pair once, either way round: line 2 has the same"),
        Spoilt(
            "contacts.csv", "phone", "telephone",
            "contacts.csv:3: kind: says “telephone”, expected a kind of the policy: joint_visit, office, partner, "
                + "phone or police_visit"),
        Spoilt(
            "contacts.csv", "po1;pp1", "po1;po9",
            "contacts.csv:2: practitioners: says “po9”, expected a practitioner of practitioners.csv"),
        Spoilt(
            "contacts.csv", "po1;pp1", "po1;po1",
            "contacts.csv:2: practitioners: says “po1” twice, expected each of them once"),
        Spoilt(
            "contacts.csv", "online,pp1", "online,",
            "contacts.csv:3: practitioners: is blank, expected ids of practitioners.csv, separated by “;”"),
        Spoilt(
            "contacts.csv", "online,pp1", "on-line,pp1",
            "contacts.csv:3: location: says “on-line”, expected a location of locations.csv, or online"),
        Spoilt(
            "contacts.csv", "2026-12-01T09:00", "2026-12-01 09:00",
            "contacts.csv:3: start: says “2026-12-01 09:00”, expected a time such as 2026-11-30T09:30"),
        Spoilt(
            "contacts.csv", ",45,", ",0,",
            "contacts.csv:2: minutes: says “0”, expected a whole number from 1 to 1440"),
        Spoilt(
            "contacts.csv", "planned", "booked",
            "contacts.csv:3: status: says “booked”, expected planned, confirmed, attended, attended_failed_to_comply, "
                + "sent_home, acceptable_absence, unacceptable_absence, failed_to_attend, rescheduled or "
                + "cancelled_by_service"),
        Spoilt(
            "reviews.csv", "n001,map", "n001,mapp",
            "reviews.csv:2: meeting: says “mapp”, expected map or macc (did you mean “map”?)"),
        Spoilt(
            "proposals.csv", "n002", "n003",
            "proposals.csv:2: nominal: says “n003”, expected a nominal of nominals.csv"),
        Spoilt(
            "actions.csv", "2026-11-18", "2026-11-08",
            "actions.csv:2: due_on: says “2026-11-08”, expected a day not before raised_on, 2026-11-11"),
    ]

    static let policies = [
        Spoilt(
            "policy.yaml", "max_contacts_per_day", "max_contact_per_day",
            "policy.yaml:1: max_contact_per_day: is no key of a policy (did you mean “max_contacts_per_day”?), "
                + "expected one of timezone, grid_minutes, max_contacts_per_day, keep_apart_minutes, travel, contacts, "
                + "targets, weights, meetings, preferences, calendars, feeds, invitations, marking, issue_within or retention"
        ),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "marking: {text: '<b>SECRET</b>'}",
            "policy.yaml:1: marking.text: says “<b>SECRET</b>”, expected one line of 1 to 100 letters, digits, spaces "
                + "and - – , . : / ( )"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "marking: {suffix: ../OS}",
            "policy.yaml:1: marking.suffix: says “../OS”, expected 1 to 32 letters a to z, digits and hyphens, such as "
                + "OS"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "feeds: {host: 'https://diary.example.org'}",
            "policy.yaml:1: feeds.host: says “https://diary.example.org”, expected a host's name, such as "
                + "diary.example.org"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "feeds: {refresh_minutes: 1}",
            "policy.yaml:1: feeds.refresh_minutes: says “1”, expected a whole number from 5 to 10080"),
        Spoilt(
            "policy.yaml", "per_day: 2", "per_day: 2\ninvitations: {name: IOM}",
            "policy.yaml:2: invitations.organiser: is missing, expected the e-mail address that invitations come from"),
        Spoilt(
            "policy.yaml", "per_day: 2", "per_day: 2\ninvitations: {organiser: 'a@b.example, c@d.example'}",
            "policy.yaml:2: invitations.organiser: says “a@b.example, c@d.example”, expected one plain e-mail address"),
        Spoilt(
            "policy.yaml", "minutes: 20", "minutes: soon",
            "policy.yaml:3: contacts.phone.minutes: says “soon”, expected a whole number from 1 to 1440"),
        Spoilt(
            "policy.yaml", "per_day: 2", "per_day: 2\ngrid_minutes: 7",
            "policy.yaml:2: grid_minutes: says “7”, expected one of 1, 2, 3, 4, 5, 6, 8, 9, 10, 12, 15, 16, 18, 20, "
                + "24, 30, 32, 36, 40, 45, 48 or 60"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "timezone: Europe/Londres",
            "policy.yaml:1: timezone: says “Europe/Londres”, expected Europe/London, the one time zone calendars are "
                + "written in"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "timezone: America/New_York",
            "policy.yaml:1: timezone: says “America/New_York”, expected Europe/London, the one time zone calendars "
                + "are written in"),
        Spoilt(
            "policy.yaml", "[manager, pa1]", "[manager, pa2]",
            "policy.yaml:5: meetings.map.whole_meeting: says “pa2”, expected a role, or a practitioner of "
                + "practitioners.csv"),
        Spoilt(
            "policy.yaml", "{minutes: 20}", "{minutes: 20, places: [pub]}",
            "policy.yaml:3: contacts.phone.places: says “pub”, expected online, probation_office, police_station, "
                + "partner_office, home, community or prison"),
        Spoilt(
            "policy.yaml", "{minutes: 20}", "{minutes: 20, crews: [[police, army]]}",
            "policy.yaml:3: contacts.phone.crews: is a list, expected a list of partner, police or probation, "
                + "such as [police, probation]"),
        Spoilt(
            "policy.yaml", "  phone:", "  text: {minutes: 5, places: [online]}\n  phone:",
            "policy.yaml:3: contacts.text.crews: is missing, expected this key, as text is no kind of the default"),
        Spoilt(
            "policy.yaml", "meetings:", "targets: {flex: {blue: {contacts: 1}}}\nmeetings:",
            "policy.yaml:4: targets.flex.blue: is no key of a policy, expected one of red, amber or green"),
        Spoilt(
            "policy.yaml", "{minutes: 20}", "{minutes: 20",
            "policy.yaml:4: cannot be read (did not find expected ',' or '}'), expected YAML"),
        Spoilt(
            "policy.yaml", "contacts:", "max_contacts_per_day: 3\ncontacts:",
            "policy.yaml:1: max_contacts_per_day: is there twice, expected each key once"),
        Spoilt(
            "policy.yaml", "{minutes: 20}", "short",
            "policy.yaml:3: contacts.phone: says “short”, expected a table with keys such as minutes, places, crews or "
                + "at_most_per_week"),
        Spoilt(
            "policy.yaml", "meetings:", "targets: {fixed: {red: 5}}\nmeetings:",
            "policy.yaml:4: targets.fixed.red: says “5”, expected a table with keys such as contacts, "
                + "joint_every_weeks or home_every_weeks"),
        Spoilt(
            "policy.yaml", "  phone: {minutes: 20}\n", "",
            "policy.yaml:2: contacts: is blank, expected a table with keys such as joint_visit, office, partner, "
                + "phone, police_visit or kinds of the team's own"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "preferences: {regular_times: sometimes}",
            "policy.yaml:1: preferences.regular_times: says “sometimes”, expected on or off"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "preferences:\n  regular_time: on",
            "policy.yaml:2: preferences.regular_time: is no key of a policy (did you mean “regular_times”?), expected "
                + "one of joint_visits_when_co_located, back_to_back_with_partners, away_from_police_stations, "
                + "varied_police_visits or regular_times"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {tentative: maybe}",
            "policy.yaml:1: calendars.tentative: says “maybe”, expected busy, soft or free"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "preferences: off",
            "policy.yaml:1: preferences: says “off”, expected a table with keys such as joint_visits_when_co_located, "
                + "back_to_back_with_partners, away_from_police_stations, varied_police_visits or regular_times"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {refresh_minute: 60}",
            "policy.yaml:1: calendars.refresh_minute: is no key of a policy (did you mean “refresh_minutes”?), expected one of "
                + "tentative, beyond_their_end, refresh_minutes, user_agent, timeout_seconds, stale_after_hours, "
                + "allow_http, private_hosts or certificates"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {timeout_seconds: 1}",
            "policy.yaml:1: calendars.timeout_seconds: says “1”, expected a whole number from 5 to 600"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {user_agent: \"a\\r\\nb\"}",
            "policy.yaml:1: calendars.user_agent: says “a\\u{d}\\u{a}b”, expected 1 to 200 plain letters and signs"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {private_hosts: [\"https://mail.example\"]}",
            "policy.yaml:1: calendars.private_hosts: says “https://mail.example”, expected the name or address of a "
                + "host, such as mail.force.example"),
        Spoilt(
            "policy.yaml", "max_contacts_per_day: 2", "calendars: {certificates: root.pem}",
            "policy.yaml:1: calendars.certificates: says “root.pem”, expected the path of a file, from / on"),
        Spoilt(
            "policy.yaml", "  phone:", "\tphone:",
            "policy.yaml:3: is indented with a tab, expected YAML: use spaces, not tabs"),
    ]

    static let calendars = [
        Spoilt(
            "calendars/po1.ics", "DTSTART:20261201T100000Z", "DTSTART;TZID=Northmere Time:20261201T100000",
            "calendars/po1.ics:4: names the time zone “Northmere Time”, expected an IANA or Windows time zone, "
                + "or one the file describes"),
        Spoilt(
            "calendars/map.ics", "LOCATION:office", "LOCATION:Room 3",
            "calendars/map.ics:10: LOCATION: says “Room 3”, expected a location of locations.csv, or online"),
        Spoilt(
            "calendars/map.ics", "X-PRACTITIONER=pp1", "X-PRACTITIONER=PP1",
            "calendars/map.ics:11: X-PRACTITIONER: says “PP1”, expected a practitioner of practitioners.csv "
                + "(did you mean “pp1”?)"),
        Spoilt(
            "calendars/map.ics", "DTEND;TZID=Europe/London:20261202T120000\n", "",
            "calendars/map.ics:4: is an event without end, expected a meeting with a start and an end "
                + "(DTEND or DURATION)"),
        Spoilt(
            "calendars/map.ics", "FREQ=WEEKLY", "FREQ=FORTNIGHTLY",
            "calendars/map.ics:4: cannot be taken as written (…), expected a plain event or series"),
    ]
}

@Suite struct `A folder with one fault` {
    @Test func `has none before it is spoilt`() {
        #expect(SmallFolder().faults == [])
        #expect(SmallFolder().warnings == [])
    }

    @Test(arguments: Spoilt.tables + Spoilt.policies)
    func `is told by file, line, column and reason`(_ spoilt: Spoilt) {
        let folder = SmallFolder().replacing(spoilt.file, spoilt.old, spoilt.new)
        #expect(folder[spoilt.file] != SmallFolder()[spoilt.file], "nothing was spoilt")
        #expect(folder.faults == [spoilt.fault])
    }

    @Test(arguments: Spoilt.calendars)
    func `is told of a calendar, too`(_ spoilt: Spoilt) throws {
        let folder = SmallFolder().replacing(spoilt.file, spoilt.old, spoilt.new)
        #expect(folder[spoilt.file] != SmallFolder()[spoilt.file], "nothing was spoilt")
        let faults = folder.faults
        #expect(faults.count == 1)
        let parts = spoilt.fault.components(separatedBy: "…")
        let fault = try #require(faults.first)
        #expect(fault.hasPrefix(parts.first ?? "") && fault.hasSuffix(parts.last ?? ""), "\(fault)")
    }

    @Test func `is told of a calendar that is none`() {
        let folder = SmallFolder().with("calendars/pp1.ics", "<html>Sign in</html>\n")
        #expect(folder.faults.count == 1)
        #expect(folder.faults.first?.hasPrefix("calendars/pp1.ics:1: cannot be read (") == true)
    }

    @Test func `is told of a calendar in the words of its file`() {
        let calendar = SmallFolder()["calendars/po1.ics"]
        let open = calendar.replacingOccurrences(of: "END:VCALENDAR\n", with: "BEGIN:VCALENDAR\nEND:VCALENDAR\n")
        let warnings = SmallFolder().with("calendars/po1.ics", open).warnings
        #expect(warnings.count == 1)
        #expect(
            warnings.first?.hasSuffix(": cannot be taken as written, END:VCALENDAR is missing before this line") == true
        )
    }

    @Test func `is told of a calendar that is nobody's`() {
        let folder = SmallFolder().with("calendars/po7.ics", SmallFolder()["calendars/po1.ics"])
        #expect(
            folder.faults == [
                "calendars/po7.ics: is the calendar of “po7”, expected a practitioner of practitioners.csv"
            ])
    }

    @Test func `is told of a file that is missing`() {
        #expect(
            SmallFolder().without("nominals.csv").faults == [
                "nominals.csv: is missing, expected a table of nominal, given_name, family_name, cohort, rag, "
                    + "police_lead, probation_lead, selected_on"
            ])
    }

    @Test func `is told of a file with another name`() {
        var folder = SmallFolder().without("locations.csv")
        folder["Location.csv"] = SmallFolder()["locations.csv"]
        #expect(
            folder.faults == [
                "locations.csv: is missing (is it “Location.csv”?), expected a table of location, name, kind, "
                    + "latitude, longitude"
            ])
        #expect(folder.warnings == ["Location.csv: is not read, is it locations.csv?"])
    }
}

@Suite struct `Warnings that are alike` {
    @Test func `are listed three times and then counted`() {
        var folder = SmallFolder()
        for number in 1...19 { folder = folder.appending("reviews.csv", "n001,map,2026-12-\(number + 10)") }
        #expect(
            folder.warnings == [
                "reviews.csv:3: held_on: says “2026-12-11”, which is after today, 2026-11-30",
                "reviews.csv:4: held_on: says “2026-12-12”, which is after today, 2026-11-30",
                "reviews.csv:5: held_on: says “2026-12-13”, which is after today, 2026-11-30",
                "reviews.csv: held_on: and 16 more like it, which are not listed",
            ])
    }

    @Test func `are counted over all columns that no table has`() {
        let header = (1...20_000).map { "x\($0)" }.joined(separator: ",")
        let folder = SmallFolder().with("reviews.csv", "nominal,meeting,held_on,\(header)\n")
        #expect(folder.warnings.count == 4)
        #expect(folder.warnings.last == "reviews.csv: and 19997 more like it, which are not listed")
    }

    @Test func `are not mixed with others`() {
        let folder = SmallFolder().with("agencies.csv", "agency,name,kind,sharing,a,b,c,e-mail\n")
        #expect(folder.warnings.count == 4)
        #expect(!folder.warnings.contains { $0.contains("more like it") })
    }
}

@Suite struct `A folder with files that are not read` {
    @Test(arguments: [
        ("exceptions (1).csv", "is it exceptions.csv?"), ("Copy of exceptions.CSV", "is it exceptions.csv?"),
        ("exceptions.xlsx", "is it exceptions.csv?"), ("nominals 2.csv", "as nominals.csv is there as well"),
        ("budget.csv", "as no file of a caseload has this name"), ("po1.ics", "is it of the folder calendars?"),
    ])
    func `is warned of each`(name: String, consequence: String) {
        let folder = SmallFolder().without("exceptions.csv").with(name, "a,b\n")
        #expect(folder.faults == [])
        #expect(folder.warnings == ["\(name): is not read, \(consequence)"])
    }

    @Test(arguments: ["~$exceptions.csv", ".exceptions.csv", "nominals.xlsx", "notes.txt"])
    func `is not warned of what belongs to something else`(name: String) {
        #expect(SmallFolder().with(name, "a,b\n").warnings == [])
    }

    @Test func `is told of many such files once`() {
        var folder = SmallFolder()
        for number in 1...500 { folder["x\(number).csv"] = "" }
        #expect(folder.warnings.count == 21)
        #expect(folder.warnings.contains { $0.hasSuffix("has 480 more such files, which are not read either") })
    }

    @Test func `has the optional files that are absent, in order`() throws {
        let folder = SmallFolder().without("travel.csv").without("actions.csv").without("policy.yaml")
        #expect(
            try folder.read().get().absent == [
                "travel.csv", "actions.csv", "equalities.csv", "calendars/macc.ics", "calendars/bank-holidays.ics",
                "policy.yaml",
            ])
        let none = SmallFolder().without("calendars/po1.ics").without("calendars/map.ics")
        #expect(try none.read().get().absent == ["equalities.csv", "calendars/"])
    }
}
