/// In which formats the pages of an export are written; its front page is a page alone.
package struct PageFormats: Hashable, Sendable {
    package var runningOrders: Set<DocumentFormat>
    /// Each attendee's own.
    package var agendas: Set<DocumentFormat>
    /// Contacts and shortfalls.
    package var reports: Set<DocumentFormat>

    package init(
        runningOrders: Set<DocumentFormat> = [.html], agendas: Set<DocumentFormat> = [.html],
        reports: Set<DocumentFormat> = [.html]
    ) {
        self.runningOrders = runningOrders
        self.agendas = agendas
        self.reports = reports
    }

    /// Those of a document; nil where it is no page that can be printed.
    package func formats(of document: Document) -> Set<DocumentFormat>? {
        if document.format != .html || document.path == "index.html" { return nil }
        guard document.path.hasPrefix("agendas/") else { return reports }
        return document.path.contains("/\(MeetingRecord.runningOrder)") ? runningOrders : agendas
    }
}
