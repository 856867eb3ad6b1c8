import Casework
import Foundation
import Printing
import Publishing
import Testing

/// The pages in every format, printed once for all tests, and laid out again by LibreOffice.
struct Printed: Sendable {
    static let marking = Marking()
    static let all = Task { try await Printed() }

    private let folder: Folder
    let documents: [Document]
    let agenda: Document
    let shortfalls: Document

    /// - Parameter handling: Who may handle them, where the marking says so.
    init(handling: String? = nil) async throws {
        var marking = Printed.marking
        marking.handling = handling
        folder = try Folder()
        agenda = try Pages.agenda(marking: marking)
        shortfalls = try Pages.shortfalls()
        var pages = [(page: agenda, formats: Set(DocumentFormat.allCases))]
        if handling == nil {
            pages.append((page: shortfalls, formats: [.html, .pdf, .docx]))
            pages.append((page: try Pages.contacts(), formats: [.html, .pdf, .odt]))
        }
        documents = try await Press(marking: marking, madeAt: 1_795_684_440).print(pages)
        var edited: [String] = []
        for document in documents {
            let name = Printed.name(of: document.path)
            try Data(document.bytes).write(to: folder.url(name))
            if document.format == .docx || document.format == .odt { edited.append(folder.path(name)) }
        }
        // A profile of its own, so that it runs beside others.
        let office = ["soffice", "-env:UserInstallation=file://\(folder.path("profile"))", "--headless"]
        for (format, filter) in [("pdf", "pdf"), ("txt", "txt:Text (encoded):UTF8")] {
            for kind in ["docx", "odt"] {
                _ = try Tool.run(
                    office + ["--convert-to", filter, "--outdir", folder.path("\(kind)-\(format)")]
                        + edited.filter { $0.hasSuffix(kind) })
            }
        }
    }

    static func name(of path: String) -> String { path.replacing("/", with: "-") }

    func path(_ page: Document, _ format: DocumentFormat) -> String {
        folder.path(Printed.name(of: page.path).replacing(".html", with: ".\(format.rawValue)"))
    }

    /// The document as LibreOffice sets it: PDF, or its text.
    func laidOut(_ page: Document, _ format: DocumentFormat, as kind: String) -> String {
        let name = Printed.name(of: page.path).replacing(".html", with: ".\(kind)")
        return folder.path("\(format.rawValue)-\(kind)/\(name)")
    }

    /// Every sheet's lines, but for empty ones.
    static func sheets(of pdf: String) throws -> [[String]] {
        let text = try Tool.run("pdftotext", "-layout", pdf, "-")
        return text.split(separator: "\u{C}").map { sheet in
            sheet.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
                .filter { !$0.isEmpty }
        }.filter { !$0.isEmpty }
    }

    /// The words that a reader of the page meets, by another parser of HTML.
    func words(of page: Document) throws -> [String] {
        let words = try Tool.run("python3", oracle("words.py"), path(page, .html))
        return words.split(whereSeparator: \.isNewline).map(String.init)
    }
}

func oracle(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Oracles/\(name)").path
}
