package import Casework
package import Foundation

/// The documents of one meeting of a stored plan, for those they are given to.
package struct MeetingPapers: Sendable {
    package var meeting: PlannedMeeting
    package var caseload: Caseload
    package var notes: MeetingNotes?
    /// Those who have said that they cannot come.
    package var declined: Set<Practitioner.ID>
    /// What is booked beside what is on record.
    package var planned: [Contact]
    package var templates: URL?
    /// When the plan was made, in seconds of UTC since 1970.
    package var asOf: Int

    package init(
        meeting: PlannedMeeting, caseload: Caseload, notes: MeetingNotes? = nil, declined: Set<Practitioner.ID> = [],
        planned: [Contact] = [], templates: URL? = nil, asOf: Int
    ) {
        self.meeting = meeting
        self.caseload = caseload
        self.notes = notes
        self.declined = declined
        self.planned = planned
        self.templates = templates
        self.asOf = asOf
    }

    /// Who is given an agenda of their own, who the running order, and of whom a written update is asked on whom.
    package var readers:
        (attendees: [Practitioner.ID], chairs: [Practitioner.ID], asked: [(Practitioner.ID, about: [Nominal.ID])])
    {
        let record = record
        return (
            record.attendees.map(\.attendee.id), record.chairs.map(\.id),
            UpdateRequest.recipients(of: record).map { ($0.id, UpdateRequest.nominals(of: record, for: $0)) }
        )
    }

    /// The running order and each attendee's agenda, and who is given which, with whom it tells of.
    ///
    /// - Throws: `TemplateError` where a team's template is at fault.
    package func agendas() throws -> (
        documents: [Document], attendees: [(Practitioner.ID, about: [Nominal.ID])],
        chairs: [(Practitioner.ID, about: [Nominal.ID])]
    ) {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let documents = try record.documents(templates).map { document in
            var document = document
            document.path = document.path.split(separator: "/").last.map(String.init) ?? document.path
            return document
        }
        let order = documents.first?.nominals(among: nominals) ?? []
        return (
            documents,
            zip(record.attendees, documents.dropFirst()).map { ($0.attendee.id, about: $1.nominals(among: nominals)) },
            record.chairs.map { ($0.id, about: order) }
        )
    }

    /// Update requests, and whom they go to, with whom they ask about.
    ///
    /// - Parameter due: When the updates have to be there.
    /// - Throws: `TemplateError` where a team's template is at fault.
    package func updateRequests(due: Moment) throws -> (
        documents: [Document], recipients: [(Practitioner.ID, about: [Nominal.ID])]
    ) {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let recipients = UpdateRequest.recipients(of: record)
        let documents = try recipients.map {
            try UpdateRequest(record: record, recipient: $0, due: due).document(templates)
        }
        return (documents, zip(recipients, documents).map { ($0.id, about: $1.nominals(among: nominals)) })
    }

    /// Those whom the papers could tell of.
    private var nominals: Set<Nominal.ID> {
        Set(caseload.nominals.map(\.id) + meeting.slots.map(\.nominal) + meeting.noted)
    }

    private var record: MeetingRecord {
        MeetingRecord(
            meeting: meeting, directory: Directory(caseload), notes: notes, declined: declined,
            contacts: caseload.contacts(with: planned), prepared: Prepared.inWords(asOf, caseload.policy.timezone))
    }
}

extension MeetingRecord {
    /// Everybody who is expected and whom the caseload knows, in order of their references.
    var attendees: [Agenda] {
        meeting.attendance.sorted { $0.practitioner < $1.practitioner }.compactMap { attendance in
            directory.practitioner(attendance.practitioner)
                .map { Agenda(record: self, attendee: $0, window: attendance.interval) }
        }
    }

    /// The running order, and each attendee's agenda.
    func documents(_ templates: TemplateSet) throws -> [Document] {
        try [RunningOrder(self).document(templates)] + attendees.map { try $0.document(templates) }
    }
}

extension Caseload {
    /// Every contact on record, those of a plan as the plan has them.
    func contacts(with planned: [Contact]) -> [Contact] {
        let ids = Set(planned.map(\.id))
        return contacts.filter { !ids.contains($0.id) } + planned
    }
}
