import Casework
import Foundation

@testable import Intake

/// A small caseload folder in which nothing is wrong, to spoil one thing of.
struct SmallFolder {
    var files: [String: [UInt8]]

    /// `map.ics` and the calendars of practitioners go into `calendars/`.
    init() {
        files = SmallFolder.sound.mapValues { Array($0.utf8) }
    }

    static let today = day("2026-11-30")
    static let days = day("2026-11-23")..<day("2027-03-01")

    static func day(_ iso: String) -> Day { Day(iso: iso) ?? Day(number: 0) }

    subscript(_ file: String) -> String {
        get { String(decoding: files[file] ?? [], as: UTF8.self) }
        set { files[file] = Array(newValue.utf8) }
    }

    /// The folder with a piece of one file replaced.
    func replacing(_ file: String, _ old: String, _ new: String) -> SmallFolder {
        var folder = self
        folder[file] = self[file].replacingOccurrences(of: old, with: new)
        return folder
    }

    func appending(_ file: String, _ line: String) -> SmallFolder {
        var folder = self
        folder[file] = self[file] + line + "\n"
        return folder
    }

    func with(_ file: String, _ content: String) -> SmallFolder {
        var folder = self
        folder[file] = content
        return folder
    }

    func without(_ file: String) -> SmallFolder {
        var folder = self
        folder.files[file] = nil
        return folder
    }

    /// Writes the folder to disk for as long as it takes to read it.
    func read() -> Result<CaseloadFolder, Faults> {
        do {
            return .success(try inPlace { try SmallFolder.read($0) })
        } catch let faults as Faults {
            return .failure(faults)
        } catch {
            return .failure(Faults(faults: [Fault(file: "?", says: "could not be written", expected: "\(error)")]))
        }
    }

    /// Runs something on the folder, written to disk.
    func inPlace<Value>(_ body: (URL) throws -> Value) throws -> Value {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("intake-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, content) in files {
            let url = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content).write(to: url)
        }
        return try body(folder)
    }

    static func read(_ url: URL) throws(Faults) -> CaseloadFolder {
        try CaseloadReader.read(folder: url, today: today, days: days)
    }

    /// What the folder's faults say; empty if it has none.
    var faults: [String] {
        switch read() {
        case .success: []
        case .failure(let faults): faults.faults.map(\.description)
        }
    }

    /// What it is warned of, whether or not it can be taken.
    var warnings: [String] {
        switch read() {
        case .success(let folder): folder.warnings.map(\.description)
        case .failure(let faults): faults.warnings.map(\.description)
        }
    }

    private static let sound = [
        "agencies.csv": """
        agency,name,kind,sharing,agreement_until,email
        police,Northmere Police,police,full,,iom@police.example
        probation,Northmere Probation,probation,full,,
        housing,Northmere Housing,partner,case,2027-03-31,

        """,
        "locations.csv": """
        location,name,kind,latitude,longitude,rooms
        office,Probation Office,probation_office,52.95584,-2.13516,3
        station,Police Station,police_station,52.9835,-2.05116,
        hub,Housing Hub,partner_office,52.94606,-2.06861,2
        home1,Home of n001,home,52.96,-2.1,
        home2,Home of n002,home,52.97,-2.11,

        """,
        "travel.csv": """
        from,to,minutes
        office,station,12
        station,office,15

        """,
        "practitioners.csv": """
        practitioner,name,agency,role,base,email
        po1,Gethin Kestrelton,police,offender_manager,station,po1@police.example
        pp1,Ivo Greystone,probation,probation_practitioner,office,
        pa1,Mair Stonebeck,housing,partner_worker,hub,

        """,
        "working_patterns.csv": """
        practitioner,weekday,start,end,location,from,until
        po1,mon,09:00,12:30,station,,
        po1,mon,13:00,17:00,office,,
        pp1,tue,09:00,17:00,,,
        pa1,wed,09:00,17:00,,2026-01-01,2026-12-31

        """,
        "nominals.csv": """
        nominal,given_name,family_name,born,cohort,rag,police_lead,probation_lead,home,selected_on,release_on
        n001,Seren,Dunmere,1988-12-22,flex,amber,po1,pp1,home1,2025-11-12,
        n002,Vaughan,Saltmarsh,1976-11-13,fixed,blue,po1,pp1,home2,2026-09-16,2027-04-29

        """,
        "variations.csv": """
        nominal,from,until,contacts,joint_every_weeks,agreed_on,agreed_by,reason
        n001,2026-11-01,2026-12-31,1,2,2026-10-30,A Manager,step-down

        """,
        "exceptions.csv": """
        nominal,on,kind,note
        n001,2026-11-28,rag_raised,

        """,
        "involvements.csv": """
        nominal,practitioner
        n001,pa1

        """,
        "unavailability.csv": """
        nominal,day,start,end,reason
        n001,mon,10:00,12:00,course
        n002,2026-12-04,09:00,10:00,

        """,
        "keep_apart.csv": """
        first,second
        n001,n002

        """,
        "contacts.csv": """
        contact,nominal,kind,start,minutes,location,practitioners,status
        c1,n001,joint_visit,2026-11-24T15:00,45,office,po1;pp1,attended
        c2,n001,phone,2026-12-01T09:00,15,online,pp1,planned

        """,
        "reviews.csv": """
        nominal,meeting,held_on
        n001,map,2026-11-11

        """,
        "proposals.csv": """
        nominal,proposal,raised_on,raised_by,note
        n002,change_rag,2026-11-20,pp1,

        """,
        "actions.csv": """
        action,nominal,meeting,raised_on,owner,due_on,text,status
        a1,n001,map-2026-11-11,2026-11-11,pp1,2026-11-18,Ring the landlord,open

        """,
        "policy.yaml": """
        max_contacts_per_day: 2
        contacts:
          phone: {minutes: 20}
        meetings:
          map: {whole_meeting: [manager, pa1]}

        """,
        "calendars/po1.ics": SmallFolder.calendar(
            """
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20261101T000000Z
            DTSTART:20261201T100000Z
            DTEND:20261201T110000Z
            RRULE:FREQ=WEEKLY
            END:VEVENT
            """),
        "calendars/map.ics": SmallFolder.calendar(
            """
            BEGIN:VEVENT
            UID:1
            DTSTAMP:20261101T000000Z
            DTSTART;TZID=Europe/London:20261202T093000
            DTEND;TZID=Europe/London:20261202T120000
            RRULE:FREQ=WEEKLY
            LOCATION:office
            ATTENDEE;X-PRACTITIONER=pp1:mailto:pp1@probation.example
            END:VEVENT
            """),
    ]

    static func calendar(_ events: String) -> String {
        """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Test//EN
        \(events)
        END:VCALENDAR

        """
    }
}
