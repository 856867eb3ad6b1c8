/// In which formats the pages of an export are written; its front page is a page alone.
package struct PageFormats: Hashable, Sendable {
    package var agendas: Set<DocumentFormat>
    /// Contacts and shortfalls.
    package var reports: Set<DocumentFormat>

    package init(agendas: Set<DocumentFormat> = [.html], reports: Set<DocumentFormat> = [.html]) {
        self.agendas = agendas
        self.reports = reports
    }

    /// Those of a document; nil where it is no page that can be printed.
    package func formats(of document: Document) -> Set<DocumentFormat>? {
        if document.format != .html || document.path == "index.html" { return nil }
        return document.path.hasPrefix("agendas/") ? agendas : reports
    }
}
