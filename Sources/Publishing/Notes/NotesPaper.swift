package import Casework
package import Foundation

/// The notes of a meeting: for each who is given them, a page of their own with what they may know.
///
/// Those who hold the meeting have every item; the others those they work with.
package struct NotesPaper: Sendable {
    package var meeting: PlannedMeeting
    package var notes: MeetingNotes
    package var caseload: Caseload
    /// The day of the meeting before: what was closed since is told.
    package var previous: Day
    package var recipients: [Practitioner.ID]
    /// When it is issued, on the office's clock.
    package var issuedAt: Moment
    package var templates: URL?

    package init(
        meeting: PlannedMeeting, notes: MeetingNotes, caseload: Caseload, previous: Day,
        recipients: [Practitioner.ID], issuedAt: Moment, templates: URL? = nil
    ) {
        self.meeting = meeting
        self.notes = notes
        self.caseload = caseload
        self.previous = previous
        self.recipients = recipients
        self.issuedAt = issuedAt
        self.templates = templates
    }

    /// The notes as somebody may know them, for a page of one's own making; its values are `notes.mustache`'s.
    ///
    /// - Returns: The values, and whom they speak of.
    package func view(for practitioner: Practitioner) -> (values: any Sendable, nominals: [Nominal.ID]) {
        let page = NotesPage(paper: self, directory: Directory(caseload), reader: practitioner)
        return (page.view, page.nominals)
    }

    /// A page for each recipient, in their order.
    package func documents() throws -> [Document] { try handedOut().documents }

    /// The same, with whom each tells of.
    package func handedOut() throws -> (
        documents: [Document], recipients: [(Practitioner.ID, about: [Nominal.ID])]
    ) {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let directory = Directory(caseload)
        let readers = recipients.compactMap(directory.practitioner)
        let documents = try readers.map { practitioner in
            let page = NotesPage(paper: self, directory: directory, reader: practitioner)
            return Document(
                path: directory.marking.fileName("notes-\(meeting.id)-\(practitioner.id)", "html"),
                content: try templates.page("notes", of: page.view))
        }
        let nominals = Set(caseload.nominals.map(\.id) + meeting.slots.map(\.nominal) + notes.items.map(\.nominal))
        return (documents, zip(readers, documents).map { ($0.id, about: $1.nominals(among: nominals)) })
    }
}
