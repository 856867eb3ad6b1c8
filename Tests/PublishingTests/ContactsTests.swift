import Casework
import Foundation
import Publishing
import Testing

@Suite struct ContactsTests {
    private let page: String

    init() throws {
        page = try Cast.document("contacts_OS.html")
    }

    @Test func `a contact says when, what, where, with whom and how it stands, by reference`() {
        #expect(
            page.contains(
                "<td class=\"nowrap\">10:00 to 10:45</td><th scope=\"row\" class=\"nowrap\">v1</th><td>n001</td>"
                    + "<td>Joint visit</td><td>Home visit</td><td><span class=\"line\">PC Tom Ashdown</span>"
                    + "<span class=\"line\">Nadia Rahman</span></td><td>Confirmed</td>"))
        #expect(page.contains("<td>Phone</td><td>By phone or online</td>"))
        #expect(page.contains("<td>Partner</td><td>Clearwater House</td>"))
        #expect(page.contains("</td><td>Planned</td>") && page.contains("</td><td>Attended</td>"))
    }

    @Test func `a site that shares a word with a nominal's name goes by kind and id`() {
        #expect(page.contains("<td>Office</td><td>Probation office office</td>"))
    }

    @Test func `each day has a sheet of its own, in order of time whatever the plan's order`() throws {
        let days = page.matches(of: /<h2 id="day-[-0-9]+">([^<]+)/).map { String($0.output.1) }
        #expect(days == ["Tuesday 1 December 2026", "Thursday 3 December 2026", "Friday 4 December 2026"])
        #expect(references(page) == ["v1", "v2", "v3", "v4", "v5"])
        #expect(page.contains("<caption>1 contact</caption>") && page.contains("<caption>2 contacts</caption>"))
        #expect(page.contains(".day { break-before: page; }"))
        var publication = Cast.publication
        publication.plan.contacts.reverse()
        #expect(try Cast.document("contacts_OS.html", of: publication) == page)
    }

    @Test func `what the service put off is not on it`() {
        #expect(!page.contains("v6"))
    }

    @Test func `each practitioner's contacts and hours are added up`() {
        #expect(
            page.contains(
                "<th scope=\"row\">Nadia Rahman</th><td>Probation</td><td class=\"number\">2</td>"
                    + "<td class=\"number\">1 h 30 min</td>"))
        #expect(
            page.contains(
                "<th scope=\"row\">Stefan Brandt</th><td>Next Step</td><td class=\"number\">1</td>"
                    + "<td class=\"number\">45 min</td>"))
        #expect(!page.contains("Angela Croft"))
    }

    @Test func `a nominal with limited access has references and times, and neither kind nor place`() throws {
        var publication = Cast.publication
        publication.plan.contacts[1].nominal = Cast.siân.id
        let page = try Cast.document("contacts_OS.html", of: publication)
        #expect(
            page.contains(
                "<th scope=\"row\" class=\"nowrap\">v2</th><td>n003</td>"
                    + "<td colspan=\"2\">Limited access: details with the leads</td>"))
        #expect(!page.contains("<td>Office</td>"))
    }

    @Test func `it says which agencies may have it, for as long as it is in use`() throws {
        #expect(page.contains("<strong>May be given to:</strong> Police and Probation."))
        #expect(page.contains("<strong>Not to be given to:</strong> Clearwater Recovery and Next Step."))
        var publication = Cast.publication
        publication.caseload.agencies[0].agreementUntil = Cast.day("2026-12-03")
        let later = try Cast.document("contacts_OS.html", of: publication)
        #expect(later.contains("<strong>May be given to:</strong> Probation."))
    }

    @Test func `it names no nominal`() {
        for nominal in Cast.caseload.nominals {
            #expect(!page.contains(nominal.givenName) && !page.contains(nominal.familyName), "\(nominal.id)")
        }
    }

    @Test func `a plan without contacts says so`() throws {
        var publication = Cast.publication
        publication.plan.contacts = []
        let page = try Cast.document("contacts_OS.html", of: publication)
        #expect(page.contains("No contact is booked in these weeks.") && !page.contains("<table"))
    }

    @Test func `the front page leads to it first`() throws {
        let index = try Cast.document("index.html")
        #expect(index.contains("<h2>Contacts</h2>\n<ul>\n<li><a href=\"contacts_OS.html\">"))
    }

    private func references(_ page: String) -> [String] {
        page.matches(of: /<th scope="row" class="nowrap">(v\d)</).map { String($0.output.1) }
    }
}
