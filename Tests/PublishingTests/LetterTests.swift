import Casework
import Foundation
import Publishing
import Testing

@Suite struct LetterTests {
    private func letters(
        _ caseload: Caseload = Cast.caseload, _ contacts: [Contact] = Cast.plan.contacts,
        _ language: LetterLanguage = .english, isLarge: Bool = false, planned: Bool = true,
        from: String = "2026-11-28T08:00"
    ) throws -> (documents: [Document], recipients: [Nominal.ID], unconfirmed: [Nominal.ID]) {
        var caseload = caseload
        caseload.contacts = contacts
        return try ContactLetters(
            days: Cast.monday..<(Cast.monday + 7), from: Cast.moment(from), caseload: caseload, language: language,
            isLarge: isLarge, includesPlanned: planned
        ).documents(for: [])
    }

    /// A letter about one appointment, at that place with that person.
    private func letter(at place: Location, with name: String, kind: String = "office") throws -> String {
        var caseload = Cast.caseload
        caseload.locations.append(place)
        caseload.practitioners[0].name = name
        let contact = Contact(
            id: Contact.ID("v9"), nominal: Cast.owen.id, kind: ContactKind(kind),
            start: Cast.moment("2026-12-01T12:00"), minutes: 45, place: .at(place.id),
            practitioners: [Practitioner.ID("po1")], status: .confirmed)
        return try letters(caseload, [contact]).documents.first?.text ?? ""
    }

    private func place(_ name: String, _ kind: Location.Kind) -> Location {
        Location(id: Location.ID("x"), name: name, kind: kind, latitude: 53, longitude: -2)
    }

    @Test func `it names the nominal, and says when, what, where and with whom`() throws {
        let page = try #require(letters().documents.first?.text)
        #expect(page.contains("<p>Dear Ffion Lloyd-Jones</p>"))
        #expect(page.contains("<h2>Tuesday 1 December 2026, 10am to 10:45am</h2>"))
        #expect(page.contains("A visit to your home") && page.contains("<dd>Your home</dd>"))
        #expect(page.contains("<span class=\"line\">Tom Ashdown</span><span class=\"line\">Nadia Rahman</span>"))
        #expect(page.contains("<dd>Clearwater House</dd>"))
        #expect(!page.contains("Tithebarn") && !page.contains("n001"))
    }

    @Test func `what is only planned is left out unless asked for, and then said to be uncertain`() throws {
        let certain = try letters(planned: false)
        #expect(certain.recipients == [Cast.ffion.id] && certain.unconfirmed == [Cast.łukasz.id])
        let page = try #require(certain.documents.first?.text)
        #expect(!page.contains("may still change") && !page.contains("Thursday"))
        let all = try letters()
        #expect(all.recipients == [Cast.ffion.id, Cast.łukasz.id] && all.unconfirmed == [])
        #expect(all.documents.first?.text.components(separatedBy: "may still change").count == 3)
    }

    @Test func `what is over, put off or has its outcome is in no letter`() throws {
        let later = try letters(from: "2026-12-03T11:00")
        let page = try #require(later.documents.last?.text)
        #expect(page.contains("Friday 4 December") && !page.contains("15:00") && !page.contains("3pm"))
        #expect(later.documents.first?.text.contains("Tuesday 1 December") == false)
    }

    @Test(arguments: [
        ("Aldermoor Probation Office", Location.Kind.probationOffice, "<dd>Aldermoor Office</dd>"),
        ("Probation Office", .probationOffice, "The place you have been told about"),
        ("Hill Station", .policeStation, "The place you have been told about"),
        ("HMP Greywater", .prison, "The place you have been told about"),
        ("Next Step, Aldermoor base", .partnerOffice, "<dd>Aldermoor base</dd>"),
        ("IOM Hub", .community, "The place you have been told about"),
        ("St Chad's Community Hall", .community, "<dd>St Chad&#39;s Community Hall</dd>"),
        ("Police/Probation Centre", .community, "The place you have been told about"),
        ("Canal Street", .community, "The place you have been told about"),
    ])
    func `a place is called by what is left of its name without services`(
        name: String, kind: Location.Kind, words: String
    ) throws {
        #expect(try letter(at: place(name, kind), with: "Ann Lee").contains(words))
    }

    @Test(arguments: [
        ("PC Tom Ashdown", "Tom Ashdown"), ("T/Sgt. Ann Lee 4521", "Ann Lee"),
        ("DC Laura Parker (Police IOM)", "Laura Parker"),
        ("Insp Tom Roberts", "Tom Roberts"), ("Detective Inspector Bo Li", "Bo Li"), ("Di Smith", "Di Smith"),
        ("DI Smith", "Smith"), ("Ann Lee PC", "Ann Lee"), ("Probation", "The person you have been told about"),
    ])
    func `people go by their names without rank, number or service`(name: String, words: String) throws {
        let page = try letter(at: place("High Street", .community), with: name)
        #expect(page.contains("<span class=\"line\">\(words)</span>"))
    }

    @Test(arguments: [("phone", "A phone call"), ("video_link", "A video call"), ("chat", "A phone or video call")])
    func `a call is called one, and is nowhere`(kind: String, words: String) throws {
        var contact = Cast.plan.contacts[0]
        (contact.kind, contact.place) = (ContactKind(kind), .online)
        let page = try #require(letters(Cast.caseload, [contact]).documents.first?.text)
        #expect(page.contains(words) && !page.contains("<dt>Where</dt>"))
    }

    @Test func `the Welsh letter is Welsh throughout`() throws {
        let page = try #require(letters(Cast.caseload, Cast.plan.contacts, .welsh).documents.first?.text)
        #expect(page.contains("<html lang=\"cy\">") && page.contains("Annwyl Ffion Lloyd-Jones"))
        #expect(page.contains("<h2>Dydd Mawrth 1 Rhagfyr 2026, 10:00 tan 10:45</h2>"))
        #expect(page.contains("Ymweliad â&#39;ch cartref"))
        for word in ["Your", "Tuesday", "December", "An appointment", "Where"] {
            #expect(!page.contains(word), "\(word)")
        }
    }

    @Test func `every letter is marked first and last, and large print is large`() throws {
        let pages = try [letters(), letters(isLarge: true)].map { try #require($0.documents.first?.text) }
        for page in pages {
            #expect(page.contains("<p class=\"marking\">OFFICIAL-SENSITIVE</p>\n<main>"))
            #expect(page.contains("@top-center { content: \"OFFICIAL-SENSITIVE\""))
        }
        #expect(pages[0].contains("<body>") && pages[1].contains("<body class=\"large\">"))
    }

    @Test(arguments: [
        "{{{marking}}}", "<script>alert(1)</script>", String(repeating: "Llanfair", count: 38), "Siân Ŵyn",
    ])
    func `any name is text`(name: String) throws {
        var caseload = Cast.caseload
        caseload.nominals[0].familyName = name
        let page = try #require(letters(caseload).documents.first?.text)
        #expect(!page.contains("<script"))
        let escaped = name.replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        #expect(page.contains("<p>Dear Ffion \(escaped)</p>"))
    }
}
