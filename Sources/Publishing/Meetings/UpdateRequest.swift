import Casework

/// What somebody is asked to write before a meeting: on slots they are needed for and cannot be at, and on items of
/// theirs that are noted without discussion.
struct UpdateRequest: Sendable {
    let record: MeetingRecord
    let recipient: Practitioner
    /// When it has to be there.
    let due: Moment

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: record.file(MeetingRecord.updateRequest(recipient.id)),
            content: try templates.page("update-request", of: view))
    }

    /// Everyone of whom something is asked.
    static func recipients(of record: MeetingRecord) -> [Practitioner] {
        record.directory.caseload.practitioners.sorted { $0.id < $1.id }
            .filter { !nominals(of: record, for: $0).isEmpty }
    }

    /// Whom somebody is asked to write about, in the order of the agenda; nobody they may not know of.
    ///
    /// Once an update has come in nothing is asked for any more.
    static func nominals(of record: MeetingRecord, for practitioner: Practitioner) -> [Nominal.ID] {
        guard record.directory.works(practitioner.id, onOrAfter: record.day) else { return [] }
        let slots = record.meeting.slots.filter { slot in
            slot.absent.contains(practitioner.id)
                || slot.attendees.contains(practitioner.id) && record.declined.contains(practitioner.id)
        }
        let noted = record.meeting.noted.filter { id in
            record.directory.nominal(id).map { record.directory.known(to: $0).contains(practitioner.id) } ?? false
        }
        return (slots.map(\.nominal) + noted).filter { nominal in
            facts(about: nominal, of: record, for: practitioner).contains(.reference)
                && !record.updates(about: nominal).contains { $0.practitioner == practitioner.id }
        }
    }

    private static func facts(
        about nominal: Nominal.ID, of record: MeetingRecord, for practitioner: Practitioner
    ) -> Set<Fact> {
        record.directory.disclosure.facts(
            about: nominal, in: .updateRequest, for: .practitioner(practitioner), on: record.day)
    }

    private var view: UpdateRequestView {
        let meeting = record.meeting
        return UpdateRequestView(
            marking: record.directory.marking.line, series: meeting.series.title, seriesName: meeting.series.name,
            day: record.day.inWords,
            reference: meeting.id.text, prepared: record.prepared, recipient: recipient.name,
            agency: record.directory.agency(of: recipient.id)?.name ?? "",
            by: "\(due.day.inWords), \(due.clock)", readers: "\(recipient.name) alone",
            replyTo: record.directory.caseload.policy.organiser?.address.text,
            items: UpdateRequest.nominals(of: record, for: recipient).map(item))
    }

    private func item(_ nominal: Nominal.ID) -> RequestedUpdateView {
        let redaction = record.directory.redaction.withholding(
            record.directory.disclosure.withheld(
                in: .updateRequest, from: .practitioner(recipient), on: record.day))
        let facts = UpdateRequest.facts(about: nominal, of: record, for: recipient)
        let slot = record.meeting.slots.first { $0.nominal == nominal }
        var item = RequestedUpdateView(nominal: nominal.text, isNoted: slot == nil)
        if let slot, facts.contains(.matters) {
            item.reason = slot.reason.inWords
            item.matters = record.matters(of: slot, redaction)
        }
        if facts.contains(.actions) {
            let theirs = record.openActions { $0.nominal == nominal && Practitioner.ID($0.owner) == recipient.id }
            item.actions = Several(theirs.map { record.view($0, redaction) })
        }
        return item
    }
}

/// What `update-request.mustache` is given.
struct UpdateRequestView: Sendable {
    var marking: String
    var series: String
    var seriesName: String
    var day: String
    var reference: String
    var prepared: String?
    var recipient: String
    var agency: String
    /// Not called `due`: for an action without a date a template would find this.
    var by: String
    var readers: String
    /// The team's mailbox; nil where the policy names none.
    var replyTo: String?
    var items: [RequestedUpdateView]
}

struct RequestedUpdateView: Sendable {
    var nominal: String
    /// Whether it is noted without discussion, rather than discussed without the recipient.
    var isNoted: Bool
    var reason: String?
    var matters: Several<String>?
    /// The recipient's own, open.
    var actions: Several<ActionView>?
}
