import Foundation
import Publishing

/// The programs that make documents of pages.
enum Program: String, CaseIterable {
    case weasyprint, pandoc

    static func making(_ format: DocumentFormat) -> Program? { allCases.first { $0.formats.contains(format) } }

    var formats: [DocumentFormat] {
        switch self {
        case .weasyprint: [.pdf]
        case .pandoc: [.docx, .odt]
        }
    }

    var title: String {
        switch self {
        case .weasyprint: "WeasyPrint"
        case .pandoc: "pandoc"
        }
    }

    /// How it is had.
    var advice: String { "on Debian, apt install \(rawValue)" }

    func isInstalled(in searchPath: String) -> Bool {
        searchPath.split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/\(rawValue)")
        }
    }
}
