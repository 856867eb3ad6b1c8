/// What a page can be written as.
package enum DocumentFormat: String, CaseIterable, Comparable, Sendable {
    case html, pdf, docx, odt

    /// In the order in which people are told of them.
    package static func < (left: DocumentFormat, right: DocumentFormat) -> Bool {
        (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
    }

    /// `Word`: what people call it.
    package var title: String {
        switch self {
        case .html: "Page"
        case .pdf: "PDF"
        case .docx: "Word"
        case .odt: "OpenDocument"
        }
    }
}
