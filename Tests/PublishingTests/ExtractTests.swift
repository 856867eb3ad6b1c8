import Casework
import Testing

@testable import Publishing

@Suite struct ExtractTests {
    private let wording = RecordWording(
        contacts: [
            RecordWording.KindAtPlace(.jointVisit, at: .location(.home)): .init(code: "CHVS", wording: "Home visit"),
            RecordWording.KindAtPlace(ContactKind("office"), at: nil): .init(code: "COAP", wording: "Office visit"),
        ],
        outcomes: [.attended: .init(code: "ATTC", wording: "Attended - complied")])

    private var caseload: Caseload {
        var caseload = Cast.caseload
        caseload.contacts = [
            contact("v1", Cast.ffion, .jointVisit, "home1", .attended),
            contact("v2", Cast.ffion, ContactKind("office"), "office", .acceptableAbsence),
            contact("v3", Cast.ffion, ContactKind("police_visit"), "home1", .planned),
            contact("v4", Cast.siân, ContactKind("office"), "office", .attended),
        ]
        return caseload
    }

    private func contact(
        _ id: String, _ nominal: Nominal, _ kind: ContactKind, _ place: String, _ status: Contact.Status
    ) -> Contact {
        Contact(
            id: Contact.ID(id), nominal: nominal.id, kind: kind, start: Cast.moment("2026-12-01T10:00"), minutes: 45,
            place: .at(Location.ID(place)), practitioners: [Practitioner.ID("po1"), Practitioner.ID("pp1")],
            status: status)
    }

    private func documents(_ caseload: Caseload) -> [String: String] {
        let extracts = Extracts(
            days: Cast.monday..<(Cast.monday + 7), caseload: caseload, notes: [notes], wording: wording)
        return Dictionary(extracts.documents().map { ($0.path, $0.text) }) { first, _ in first }
    }

    private var notes: MeetingNotes {
        MeetingNotes(
            meeting: PlannedMeeting.ID("map-2026-12-02"), startedAt: Cast.moment("2026-12-02T09:30"),
            items: [
                ItemNote(
                    nominal: Cast.ffion.id, outcome: .discussed, reason: .red, rag: .red, minutesPlanned: 5,
                    minutesTaken: 7, text: "Ffion Lloyd-Jones has a tenancy")
            ],
            decisions: [
                Decision(
                    nominal: Cast.ffion.id, matter: .other, text: "Keep three contacts",
                    agreedByPolice: Practitioner.ID("po1"))
            ])
    }

    @Test func `each lead gets their own, with codes for nDelius and plain words for the police`() throws {
        let documents = documents(caseload)
        let ndelius = try #require(documents["pp1/n001-ndelius_OS.txt"])
        #expect(ndelius.contains("01/12/2026 10:00 to 10:45\r\nType: CHVS Home visit\r\nOutcome: ATTC Attended"))
        #expect(ndelius.contains("Outcome: Acceptable absence (choose the code)"))
        let police = try #require(documents["po1/n001-police_OS.txt"])
        #expect(police.contains("Type: Joint visit\r\nOutcome: Attended\r\n") && !police.contains("CHVS"))
    }

    @Test func `contacts without an outcome are not in it, and whoever has nothing has no file`() {
        let documents = documents(caseload)
        #expect(documents.values.allSatisfy { !$0.contains("v3") })
        #expect(!documents.keys.contains { $0.contains("n002") })
    }

    @Test func `the marking is the first line, and no name is in it`() {
        for (path, content) in documents(caseload) {
            #expect(content.hasPrefix("OFFICIAL-SENSITIVE\r\n"), "\(path)")
            #expect(!content.contains("Ffion") && !content.contains("Tithebarn"), "\(path)")
        }
    }

    @Test func `what a meeting said and decided is in it, with whether both services agreed`() throws {
        let text = try #require(documents(caseload)["pp1/n001-ndelius_OS.txt"])
        #expect(text.contains("Discussed.\r\nn001 has a tenancy"))
        #expect(text.contains("Decision (not agreed by both services): Keep three contacts"))
    }

    @Test func `the table has a line for each entry, for a program to read`() throws {
        let table = try #require(documents(caseload)["pp1/n001-ndelius_OS.csv"])
        let lines = table.split(separator: "\r\n")
        #expect(lines.count == 5)
        #expect(
            lines[2].hasPrefix("n001,01/12/2026,10:00,10:45,CHVS,Home visit,ATTC,Attended - complied,Home visit,"))
    }

    @Test func `a lead whose agency's agreement has lapsed gets none`() {
        var lapsed = caseload
        for index in lapsed.agencies.indices where lapsed.agencies[index].id.text == "probation" {
            lapsed.agencies[index].agreementUntil = Cast.monday
        }
        #expect(!documents(lapsed).keys.contains { $0.hasPrefix("pp1/") })
    }
}
