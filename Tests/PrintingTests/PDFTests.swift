import Casework
import Foundation
import Printing
import Publishing
import Testing

@Suite struct PDFTests {
    private struct Found: Decodable {
        var marked: Bool
        var language: String
        var showsTitle: Bool
        var title: String
        var part: String
        var roles: [String]
        var cellsWithoutHeaders: Int
        var tablesWithoutHeaders: Int
        var headingsWithinHeadings: Int
        var figuresWithoutWords: Int
    }

    private func found(_ printed: Printed, _ page: Document) throws -> Found {
        let json = try Tool.run("python3", oracle("pdf.py"), printed.path(page, .pdf))
        return try JSONDecoder().decode(Found.self, from: Data(json.utf8))
    }

    @Test func `a PDF is tagged, in British English, and has its title, which it shows`() async throws {
        let printed = try await Printed.all.value
        let pdf = try found(printed, printed.agenda)
        #expect(pdf.marked && pdf.language == "en-GB" && pdf.showsTitle && pdf.part == "1")
        #expect(pdf.title == "MAP running order, Wednesday 2 December 2026 – OFFICIAL-SENSITIVE")
        let info = try Tool.run("pdfinfo", printed.path(printed.agenda, .pdf))
        #expect(info.contains("A4") && info.firstMatch(of: /Tagged: +yes/) != nil)
    }

    @Test func `headings are headings, tables have headers, and charts have words`() async throws {
        let printed = try await Printed.all.value
        for page in [printed.agenda, printed.shortfalls] {
            let pdf = try found(printed, page)
            let html = page.text
            #expect(pdf.roles.count { $0 == "/H1" } == 1)
            #expect(pdf.roles.count { $0 == "/H2" } == html.components(separatedBy: "<h2").count - 1)
            #expect(pdf.roles.count { $0 == "/H3" } == html.components(separatedBy: "<h3").count - 1)
            #expect(pdf.headingsWithinHeadings == 0)
            // A table that goes over two sheets is two.
            #expect(pdf.roles.count { $0 == "/Table" } >= html.components(separatedBy: "<table").count - 1)
            #expect(pdf.tablesWithoutHeaders == 0 && pdf.cellsWithoutHeaders == 0)
            #expect(pdf.roles.count { $0 == "/Figure" } == html.components(separatedBy: "<svg").count - 1)
            #expect(pdf.figuresWithoutWords == 0)
        }
        #expect(printed.shortfalls.text.contains("<svg"))
    }

    @Test func `it is read in the order of the page, every word of it`() async throws {
        let printed = try await Printed.all.value
        let tree = try Tool.run("pdfinfo", "-struct-text", printed.path(printed.agenda, .pdf))
        let words = tree.matches(of: /^ *"(.*)"$/.anchorsMatchLineEndings()).map { String($0.output.1) }
            .joined(separator: " ").split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { $0 != "•" }
        // What is too long for a line is broken within the word, and a table has its headers on every sheet.
        let headers = "NameAgencyFromUntilMinutesneededMinuteswaitingMinutessaved"
        func text(_ words: [String]) -> String {
            words.joined().replacing("\u{200B}", with: "").replacing(headers, with: "")
        }
        #expect(text(words) == text(try printed.words(of: printed.agenda)))
    }

    @Test func `the marking is the first and the last thing on every sheet, with the number of the sheet`() async throws
    {
        let printed = try await Printed.all.value
        for document in printed.documents where document.format == .pdf {
            let html = Document(path: document.path.replacing(".pdf", with: ".html"), content: "")
            let sheets = try Printed.sheets(of: printed.path(html, .pdf))
            for (index, sheet) in sheets.enumerated() {
                #expect(sheet.first == "OFFICIAL-SENSITIVE", "\(document.path)")
                let foot = try #require(sheet.last?.split(whereSeparator: \.isWhitespace).joined(separator: " "))
                #expect(foot == "OFFICIAL-SENSITIVE \(index + 1) of \(sheets.count)", "\(document.path)")
                #expect(sheet.joined().components(separatedBy: "OFFICIAL-SENSITIVE").count == 3)
            }
        }
        #expect(try Printed.sheets(of: printed.path(printed.agenda, .pdf)).count > 2)
    }

    @Test func `hard names are printed as they are, and stay on the sheet`() async throws {
        let printed = try await Printed.all.value
        let text = try Tool.run("pdftotext", "-raw", printed.path(printed.agenda, .pdf), "-")
        for name in [Pages.welsh, Pages.script, Pages.mustache, "Police & <b>Partners</b>"] {
            #expect(text.replacing(/\s+/, with: " ").contains(name), "\(name)")
        }
        #expect(text.filter { !$0.isWhitespace && $0 != "\u{200B}" }.contains(Pages.endless))
        let boxes = try Tool.run("pdftotext", "-bbox", printed.path(printed.agenda, .pdf), "-")
        let words = boxes.matches(of: /xMin="([0-9.]+)" yMin="[0-9.]+" xMax="([0-9.]+)"/)
        // 16 mm of margin on an A4 sheet, in points, and a hair's breadth.
        #expect(words.count > 500)
        for word in words {
            let (left, right) = (Double(word.output.1) ?? 0, Double(word.output.2) ?? .infinity)
            #expect(left >= 45 && right <= 550.5, "\(word.output.0)")
        }
    }

    @Test func `the same page gives the same bytes`() async throws {
        let printed = try await Printed.all.value
        // Into ODT pandoc writes the time of day.
        let again = try await Press(marking: Printed.marking, madeAt: 1_795_684_440)
            .print([(page: printed.agenda, formats: [.html, .pdf, .docx])])
        #expect(again.map(\.path) == printed.documents.prefix(3).map(\.path))
        for (one, other) in zip(again, printed.documents) { #expect(one.bytes == other.bytes, "\(one.path)") }
    }
}
