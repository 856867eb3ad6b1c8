import Casework
import Foundation
import Publishing
import Testing

@Suite struct ReportTests {
    // MARK: shortfalls_OS.csv

    @Test func `the table has a row for every nominal and week with a target`() throws {
        let rows = try table()
        #expect(
            rows.first == ["OFFICIAL-SENSITIVE"])
        #expect(
            rows.dropFirst().first == [
                "nominal", "week", "cohort", "rag", "police_lead", "probation_lead", "target", "offered", "kept",
                "missing_contacts", "missing_joint", "missing_home", "causes", "reasons", "short",
            ])
        #expect(
            rows.dropFirst(2).first == [
                "n001", "2026-11-30", "fixed", "red", "po1", "pp1", "3", "3", "2", "0", "0", "0", "", "",
                "no",
            ])
        #expect(rows.count == 4)
    }

    @Test func `a reason is quoted, bears references, and cannot become a formula`() throws {
        let row = try #require(table().last)
        #expect(
            row.prefix(13) == [
                "n002", "2026-11-30", "flex", "amber", "po1", "pp1", "3", "2", "1", "2", "1", "0",
                "practitioner_full;practitioner_busy",
            ])
        #expect(row[13] == "'=Nadia Rahman has 35 minutes left for n002, \"at most\" Free the training day")
        #expect(row.last == "yes")
    }

    @Test(arguments: ["=1+1", "+44", "-x", "@SUM", "\tx"])
    func `cells that a spreadsheet would run are shown as text`(reason: String) throws {
        var publication = Cast.publication
        publication.plan.shortfalls[0].reasons = [reason]
        #expect(try table(of: publication).last?[13] == "'" + reason)
    }

    @Test func `lines end as RFC 4180 has them`() throws {
        let text = try Cast.document("shortfalls_OS.csv")
        #expect(text.hasPrefix("OFFICIAL-SENSITIVE\r\n") && text.hasSuffix("\r\n"))
        #expect(text.unicodeScalars.count { $0 == "\n" } == text.unicodeScalars.count { $0 == "\r" })
    }

    // MARK: shortfalls_OS.html

    @Test func `totals count those without a shortfall too`() throws {
        let page = try Cast.document("shortfalls_OS.html")
        for (term, figure) in [("Target", 6), ("Offered", 5), ("Kept", 3), ("Missing", 2), ("Joint visits missing", 1)]
        {
            #expect(page.contains("<dt>\(term)</dt><dd>\(figure)</dd>"), "\(term)")
        }
        #expect(page.contains("1 of 2 nominals with a target falls short"))
        #expect(page.contains("a really crude measure"))
    }

    @Test func `a shortfall without a target given for it is counted all the same`() throws {
        var publication = Cast.publication
        publication.targets = []
        let page = try Cast.document("shortfalls_OS.html", of: publication)
        #expect(page.contains("<dt>Missing</dt><dd>2</dd>"))
    }

    @Test(arguments: ["By week", "By lead practitioner", "By cohort", "By cause", "By nominal"])
    func `figures are shown from each side`(heading: String) throws {
        #expect(try Cast.document("shortfalls_OS.html").contains(">\(heading)</h2>"))
    }

    @Test func `a lead's row adds up the weeks of their nominals`() throws {
        let page = try Cast.document("shortfalls_OS.html")
        let row = try #require(page.range(of: "Nadia Rahman <span class=\"note\">Probation</span></th>"))
        let figures = page[row.upperBound...].prefix(260).matches(of: />(\d+)</).map { String($0.output.1) }
        #expect(figures.prefix(6) == ["6", "5", "3", "2", "1", "0"])
    }

    @Test func `who has most missing comes first, joint visits and contacts at home counted in`() throws {
        var publication = Cast.publication
        publication.caseload.nominals[0].policeLead = Practitioner.ID("sw1")
        publication.plan.shortfalls = [
            Shortfall(
                nominal: Cast.łukasz.id, week: Cast.monday, target: 3, booked: 1, missingContacts: 0,
                isJointMissing: true, isHomeMissing: true),
            Shortfall(
                nominal: Cast.ffion.id, week: Cast.monday, target: 3, booked: 2, missingContacts: 1,
                isJointMissing: false, isHomeMissing: false),
        ]
        let page = try Cast.document("shortfalls_OS.html", of: publication)
        let nominals = page.matches(of: /<th scope="row">(n\d+)</).map { String($0.output.1) }
        #expect(nominals == ["n002", "n001"])
        let leads = page.matches(of: /<th scope="row">([^<]+) <span/).map { String($0.output.1) }
        #expect(leads == ["Nadia Rahman", "PC Tom Ashdown", "Angela Croft"])
    }

    @Test func `each missing figure that is not nought is marked, and no other`() throws {
        var publication = Cast.publication
        publication.plan.shortfalls[0].missingContacts = 0
        let page = try Cast.document("shortfalls_OS.html", of: publication)
        #expect(
            page.contains(
                "<td class=\"number\">0</td><td class=\"number short\">1</td><td class=\"number\">0</td>"))
        #expect(!page.contains("short\">0<"))
    }

    @Test func `kept is charted only once there is an outcome`() throws {
        #expect(try Cast.document("shortfalls_OS.html").contains(">Kept</text>"))
        var publication = Cast.publication
        publication.plan.contacts.removeAll(where: \.status.isOutcome)
        publication.targets = publication.targets.map { target in
            var target = target
            target.kept = 0
            return target
        }
        let page = try Cast.document("shortfalls_OS.html", of: publication)
        #expect(!page.contains(">Kept</text>") && page.contains(">Offered</text>"))
        #expect(page.contains("the target, and the contacts offered.</desc>"))
        #expect(!page.contains("stripes)"))
    }

    @Test func `a shortfall counts once, under its main cause`() throws {
        let page = try Cast.document("shortfalls_OS.html")
        #expect(page.contains("<th scope=\"row\">Practitioner&#39;s time used up</th><td class=\"number\">1</td>"))
        #expect(!page.contains("<th scope=\"row\">Practitioner busy</th>"))
    }

    @Test func `every shortfall gives its reasons`() throws {
        let page = try Cast.document("shortfalls_OS.html")
        #expect(page.contains("<strong>Missing:</strong> 2 contacts and the joint visit."))
        #expect(page.contains("<li>Free the training day</li>"))
        #expect(page.contains("left for n002, &quot;at most&quot;</li>"))
    }

    @Test func `a chart has a title and a description, and its figures are in a table beside it`() throws {
        let page = try Cast.document("shortfalls_OS.html")
        #expect(page.contains("role=\"img\" aria-labelledby=\"leads-title leads-desc\""))
        #expect(page.contains("<title id=\"leads-title\">Contacts by lead practitioner</title>"))
        #expect(page.contains("<caption>Contacts by lead practitioner</caption>"))
    }

    @Test func `a plan without targets or shortfalls still makes its pages`() throws {
        var publication = Cast.publication
        publication.targets = []
        publication.plan.shortfalls = []
        publication.plan.meetings = []
        publication.plan.contacts = []
        #expect(
            try Cast.document("shortfalls_OS.html", of: publication).contains("Nothing falls short in these weeks."))
        #expect(try Cast.document("index.html", of: publication).contains("No meeting is held in these weeks."))
    }

    @Test func `the weeks before stand beside those of the plan, offered and kept apart`() throws {
        #expect(try !Cast.document("shortfalls_OS.html").contains("id=\"trend\""))
        var publication = Cast.publication
        publication.earlierTargets = [7, 14].map { back in
            WeeklyTarget(
                nominal: Cast.ffion.id, week: Cast.monday - back, contacts: 3, isJointDue: false, isHomeDue: false,
                offered: back == 7 ? 2 : 4, kept: back == 7 ? 0 : 3)
        }
        let page = try Cast.document("shortfalls_OS.html", of: publication)
        func row(_ week: String, _ when: String, _ figures: [String]) -> String {
            "<tr><th scope=\"row\" class=\"nowrap\">\(week)</th><td>\(when)</td>"
                + figures.map { "<td class=\"number\">\($0)</td>" }.joined() + "</tr>"
        }
        let rows = [
            row("Mon 16 Nov", "before", ["3", "4", "3"]), row("Mon 23 Nov", "before", ["3", "2", "0"]),
            row("Mon 30 Nov", "planned", ["6", "5", "3"]),
        ]
        #expect(page.contains(rows.joined(separator: "\n")))
        #expect(page.contains("Past targets go by today's ratings"))
        publication.plan.contacts.removeAll(where: \.status.isOutcome)
        #expect(
            try Cast.document("shortfalls_OS.html", of: publication).contains(
                row("Mon 30 Nov", "planned", ["6", "5", "not yet known"])))
    }

    private func table(of publication: Publication = Cast.publication) throws -> [[String]] {
        try parse(Cast.document("shortfalls_OS.csv", of: publication))
    }

    /// Reads CSV by RFC 4180, sharing nothing with what wrote it.
    private func parse(_ text: String) -> [[String]] {
        var rows: [[String]] = []
        var row: [String] = []
        var cell = ""
        var isQuoted = false
        var scalars = Array(text.unicodeScalars)[...]
        while let scalar = scalars.popFirst() {
            switch (scalar, isQuoted) {
            case ("\"", true) where scalars.first == "\"":
                cell.unicodeScalars.append("\"")
                scalars.removeFirst()
            case ("\"", _): isQuoted.toggle()
            case (",", false):
                row.append(cell)
                cell = ""
            case ("\r", false) where scalars.first == "\n":
                scalars.removeFirst()
                rows.append(row + [cell])
                (row, cell) = ([], "")
            default: cell.unicodeScalars.append(scalar)
            }
        }
        return rows
    }
}
