import Casework
import Foundation
import Publishing
import Testing

/// DOCX and ODT, as LibreOffice opens them.
@Suite struct WordProcessorTests {
    private static let pages: [DocumentFormat] = [.docx, .odt]

    @Test(arguments: pages)
    func `it comes back as the same words in the same order`(format: DocumentFormat) async throws {
        let printed = try await Printed.all.value
        let text = try String(
            contentsOfFile: printed.laidOut(printed.agenda, format, as: "txt"), encoding: .utf8)
        let words = text.replacing("\u{FEFF}", with: "").split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { $0 != "•" }
        // The title is a property; pandoc writes it as a hidden line as well, which is on no sheet.
        let title = "MAP running order, Wednesday 2 December 2026 – OFFICIAL-SENSITIVE".split(separator: " ").map(
            String.init)
        #expect(Array(words.prefix(title.count)) == title)
        #expect(Array(words.dropFirst(title.count)) == (try printed.words(of: printed.agenda)))
        let sheets = try Printed.sheets(of: printed.laidOut(printed.agenda, format, as: "pdf"))
        #expect(sheets.first?.dropFirst().first == "MAP running order")
    }

    @Test(arguments: pages)
    func `the marking is the first and the last thing on every sheet`(format: DocumentFormat) async throws {
        for handling in [nil, "RECIPIENTS ONLY"] {
            let printed = try await handling == nil ? Printed.all.value : Printed(handling: handling)
            let marking = handling.map { "OFFICIAL-SENSITIVE – \($0)" } ?? "OFFICIAL-SENSITIVE"
            let sheets = try Printed.sheets(of: printed.laidOut(printed.agenda, format, as: "pdf"))
            #expect(sheets.count > 2)
            for (index, sheet) in sheets.enumerated() {
                #expect(sheet.first == marking)
                let foot = sheet.last?.split(whereSeparator: \.isWhitespace).joined(separator: " ")
                #expect(foot == "\(marking) \(index + 1) of \(sheets.count)")
                #expect(sheet.joined(separator: " ").components(separatedBy: marking).count == 3)
            }
        }
    }

    @Test func `headings keep their levels, tables repeat their headers, and the title is a property`() async throws {
        let printed = try await Printed.all.value
        func part(_ name: String, _ format: DocumentFormat) throws -> String {
            try Tool.run("unzip", "-p", printed.path(printed.agenda, format), name)
        }
        let html = printed.agenda.text
        let (docx, odt) = (try part("word/document.xml", .docx), try part("content.xml", .odt))
        let tables = html.components(separatedBy: "<table").count
        #expect(docx.components(separatedBy: "<w:tblHeader").count == tables)
        #expect(odt.components(separatedBy: "<table:table-header-rows>").count == tables)
        for level in 1...3 {
            let headings = html.components(separatedBy: "<h\(level)").count
            #expect(docx.components(separatedBy: "<w:pStyle w:val=\"Heading\(level)\"").count == headings)
            #expect(odt.components(separatedBy: "<text:h text:style-name=\"Heading_20_\(level)\"").count == headings)
        }
        let title = "<dc:title>MAP running order, Wednesday 2 December 2026 – OFFICIAL-SENSITIVE</dc:title>"
        for properties in [try part("docProps/core.xml", .docx), try part("meta.xml", .odt)] {
            #expect(properties.contains(title) && properties.contains("<dc:language>en-GB</dc:language>"))
        }
        // Charts stay away.
        let figures = try Tool.run("unzip", "-p", printed.path(printed.shortfalls, .docx), "word/document.xml")
        #expect(!figures.contains("<w:drawing") && figures.contains("Contacts by lead practitioner"))
    }
}
