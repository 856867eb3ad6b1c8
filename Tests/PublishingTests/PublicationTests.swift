import Foundation
import Publishing
import Testing

@Suite struct PublicationTests {
    @Test func `an export is made of these files`() throws {
        let paths = try Cast.publication.documents().map(\.path)
        #expect(
            paths == [
                "index.html", "plan.json", "contacts_OS.html", "agendas/map-2026-12-02/running-order_OS.html",
                "agendas/map-2026-12-02/agenda-dw1_OS.html", "agendas/map-2026-12-02/agenda-po1_OS.html",
                "agendas/map-2026-12-02/agenda-pp1_OS.html", "agendas/map-2026-12-02/agenda-sw1_OS.html",
                "shortfalls_OS.html", "shortfalls_OS.csv", "feeds/dw1.ics", "feeds/jw1.ics", "feeds/po1.ics",
                "feeds/pp1.ics",
                "feeds/sw1.ics",
                "feeds/agencies/clear.ics", "feeds/agencies/next.ics", "feeds/agencies/police.ics",
                "feeds/agencies/probation.ics", "feeds/team/team.ics", "feeds/series/map.ics", "feeds/series/macc.ics",
                "feeds/rooms/clearwater.ics", "feeds/rooms/office.ics", "feeds/rooms/station.ics",
                "feeds/availability/dw1.ics", "feeds/availability/jw1.ics", "feeds/availability/po1.ics",
                "feeds/availability/pp1.ics", "feeds/availability/sw1.ics",
            ])
    }

    @Test func `the same plan gives the same bytes`() throws {
        let first = try Cast.publication.documents()
        for _ in 1...3 { #expect(try Cast.publication.documents() == first) }
    }

    @Test func `the marking is the first and the last thing on every page, and on every printed one`() throws {
        for document in try Cast.publication.documents() where document.path.hasSuffix(".html") {
            let page = document.text
            let body = try #require(page.range(of: "<body>"))
            let words = page[body.upperBound...].replacing(/<[^>]*>/, with: " ").split(whereSeparator: \.isWhitespace)
            #expect(words.first == "OFFICIAL-SENSITIVE" && words.last == "OFFICIAL-SENSITIVE", "\(document.path)")
            #expect(page.contains("@top-center { content: \"OFFICIAL-SENSITIVE\""))
            #expect(page.contains("@bottom-center { content: \"OFFICIAL-SENSITIVE\""))
        }
    }

    @Test func `every page is whole HTML in British English that loads nothing and runs nothing`() throws {
        for document in try Cast.publication.documents() where document.path.hasSuffix(".html") {
            let page = document.text
            #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"en-GB\">"))
            #expect(page.hasSuffix("</html>\n"))
            #expect(!page.contains("{{") && !page.contains("}}"))
            for text in ["<script", "<link", "<img", "src=", "url(http", "@import"] {
                #expect(!page.contains(text), "\(document.path): \(text)")
            }
            #expect(page.components(separatedBy: "<h1").count == 2)
        }
    }

    @Test func `every table has a caption, and every link leads to a file of the export`() throws {
        let documents = try Cast.publication.documents()
        let paths = Set(documents.map(\.path))
        for document in documents where document.path.hasSuffix(".html") {
            let tables = document.text.components(separatedBy: "<table>").dropFirst()
            #expect(tables.allSatisfy { $0.hasPrefix("\n<caption>") }, "\(document.path)")
            for link in document.text.matches(of: /href="([^"]*)"/) {
                #expect(paths.contains(String(link.output.1)), "\(link.output.1)")
            }
        }
    }

    @Test func `a draft says that it is one, and no time`() throws {
        let stored = try Cast.publication.documents()
        var publication = Cast.publication
        publication.isDraft = true
        for (draft, stored) in zip(try publication.documents(), stored) {
            if draft.path.hasSuffix(".html") {
                #expect(draft.text.contains("<p>IOM diary. Draft: not stored in a diary.</p>"), "\(draft.path)")
                #expect(
                    !draft.text.contains("Prepared") && !stored.text.contains("Draft: not stored"),
                    "\(draft.path)")
            } else {
                #expect(draft == stored)
            }
        }
    }

    @Test func `the day it was prepared is the team's own`() throws {
        #expect(try Cast.document("index.html").contains("Prepared Thursday 26 November 2026, 09:14."))
        var publication = Cast.publication
        publication.asOf = 1_784_930_400  // 24 July 2026, 22:00 UTC
        #expect(try Cast.document("index.html", of: publication).contains("Prepared Friday 24 July 2026, 23:00."))
    }
}
