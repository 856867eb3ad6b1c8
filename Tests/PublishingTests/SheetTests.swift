import Casework
import Foundation
import Publishing
import Testing

@Suite struct SheetTests {
    private func sheet(
        _ practitioner: String, days: Range<Day> = Cast.monday..<(Cast.monday + 7), journeys: [Journey] = [],
        of caseload: Caseload? = nil
    ) throws -> String {
        var caseload = caseload ?? Cast.caseload
        caseload.contacts = Cast.plan.contacts
        let made = try Sheets(
            days: days, today: Cast.monday, caseload: caseload, meetings: [Cast.meeting], journeys: journeys,
            asOf: Cast.asOf
        ).documents(for: [Practitioner.ID(practitioner)])
        return made.documents.first?.text ?? ""
    }

    @Test func `a contact says when, what, where, who else goes, and whether it is certain`() throws {
        let page = try sheet("po1")
        #expect(
            page.contains(
                "<th scope=\"row\" class=\"nowrap\">10:00 to 10:45</th><td>Joint visit <strong>n001</strong></td>"
                    + "<td>Home visit</td><td>Nadia Rahman</td><td>Confirmed</td>"))
        #expect(page.contains("<h1>Week sheet: PC Tom Ashdown</h1>") && !page.contains("<em>"))
        #expect(try sheet("pp1").contains("<em>Not confirmed yet</em>"))
        // Put off by the service, and so not to go to.
        #expect(try !sheet("pp1").contains("15:00 to 15:45"))
    }

    @Test func `a meeting has the reader's own time at it and their items`() throws {
        let page = try sheet("po1")
        #expect(
            page.contains(
                "09:40 to 10:06</th><td>MAP</td><td>Hill Station <span class=\"slots\">Your items: 09:40 n001, 10:00 n003"
            ))
        #expect(page.contains("Monday 30 November 2026: nothing booked") && !page.contains("Saturday"))
    }

    @Test func `nobody is to go alone where two have to go to a home`() throws {
        var caseload = Cast.caseload
        caseload.nominals[0].crewing = .double
        #expect(try sheet("po1", of: caseload).contains("Double crewed, never alone."))
        // At the office one is enough.
        let thursday = Cast.day("2026-12-03")
        let office = try sheet("pp1", days: thursday..<(thursday + 1), of: caseload)
        #expect(office.contains("n001") && !office.contains("Double crewed"))
        #expect(office.contains("<h1>Day sheet: Nadia Rahman</h1>"))
    }

    @Test func `the way from the one before is told, and never by an address`() throws {
        let page = try sheet(
            "po1",
            journeys: [
                Journey(practitioner: Practitioner.ID("po1"), event: "v1", from: Location.ID("station"), minutes: 9),
                Journey(
                    practitioner: Practitioner.ID("po1"), event: "map-2026-12-02", from: Location.ID("home1"),
                    minutes: 7),
                Journey(practitioner: Practitioner.ID("pp1"), event: "v1", from: Location.ID("office"), minutes: 55),
            ])
        #expect(page.contains("9 min from Hill Station") && page.contains("7 min from the visit before"))
        #expect(page.contains("16 min on the way") && !page.contains("55 min"))
        #expect(!page.contains("Tithebarn"))
    }

    @Test func `whoever may not know more has a time and a reference`() throws {
        let page = try sheet("jw1")
        #expect(page.contains("<td>Appointment <strong>n002</strong></td><td></td><td></td>"))
        for secret in ["Clearwater House", "Partner", "Carys"] { #expect(!page.contains(secret), "\(secret)") }
    }

    @Test func `sheets are for those with anything to do, and for whoever is named`() throws {
        var caseload = Cast.caseload
        caseload.contacts = Cast.plan.contacts
        let sheets = Sheets(
            days: Cast.monday..<(Cast.monday + 1), today: Cast.monday, caseload: caseload, meetings: [Cast.meeting],
            journeys: [], asOf: Cast.asOf)
        #expect(try sheets.documents(for: []).documents.isEmpty)
        let made = try sheets.documents(for: [Practitioner.ID("po1")])
        #expect(made.documents.map(\.path) == ["day-2026-11-30-po1_OS.html"])
        #expect(made.documents.first?.text.contains("nothing booked") == true)
    }
}
