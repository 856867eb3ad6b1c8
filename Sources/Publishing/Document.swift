package import Casework

/// A finished file: where it goes in the export, and every character or byte of it.
///
/// The caller writes it.
package struct Document: Hashable, Sendable {
    package enum Content: Hashable, Sendable {
        case text(String)
        case bytes([UInt8])
    }

    /// Relative to the export's own folder, with `/` between its parts: `agendas/map-2026-12-02_OS.html`.
    package var path: String
    package var content: Content
    /// What there is to tell whoever asked for it, in a sentence.
    package var note: String?

    package init(path: String, content: String, note: String? = nil) {
        self.path = path
        self.content = .text(content)
        self.note = note
    }

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        content = .bytes(bytes)
    }

    /// What it says, if it is a text.
    package var text: String {
        switch content {
        case .text(let text): text
        case .bytes: ""
        }
    }

    /// What is written to the file.
    package var bytes: [UInt8] {
        switch content {
        case .text(let text): Array(text.utf8)
        case .bytes(let bytes): bytes
        }
    }

    /// What it is as a page; nil for calendars, tables and data.
    package var format: DocumentFormat? {
        DocumentFormat.allCases.first { path.hasSuffix(".\($0.rawValue)") }
    }

    /// Those of some nominals whose references stand in it, in order.
    package func nominals(among known: Set<Nominal.ID>) -> [Nominal.ID] {
        // Calendars break their lines anywhere, in the middle of a reference too.
        let words = ReferenceWords.all(in: path.hasSuffix(".ics") ? text.replacing("\r\n ", with: "") : text)
        return known.filter { words.contains($0.text) }.sorted()
    }
}
