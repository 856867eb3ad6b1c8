import Casework

/// What the readers of one feed are shown of each contact and each meeting.
///
/// A feed leaves the building, so it names nobody at all: times, references, and where to be.
struct FeedContent: Sendable {
    let audience: Audience
    let level: FeedSet.Level
    let directory: Directory
    /// An agreement that has lapsed by then hides what was before it, too.
    let today: Day

    /// Nil where the contact is no concern of the readers'.
    func event(of contact: Contact) -> FeedEvent? {
        guard contact.status.countsAsOffered, concerns(contact) else { return nil }
        if level == .busy {
            return FeedEvent(id: FeedContent.opaque(contact.id.text), interval: contact.interval, summary: "Busy")
        }
        var event = FeedEvent(
            id: contact.id.text, interval: contact.interval, summary: "", isTentative: contact.status == .planned)
        let facts = directory.disclosure.inFeed(for: audience, contact.nominal, on: max(contact.day, today))
        var matters = ["Appointment"]
        if facts.contains(.contacts) {
            matters = [contact.kind.inWords.capitalisedFirst]
            event.place = directory.words(for: contact.place)
        } else if case .room = audience {
            // Whoever looks after a place knows what is booked there.
            matters = ["Booked"]
            event.place = directory.words(for: contact.place)
        }
        if facts.contains(.reference) { matters.append(contact.nominal.text) }
        if facts.contains(.people) { event.lines = [particulars(of: contact)] }
        let crew = shown(of: contact.practitioners)
        event.summary = (matters + (crew.isEmpty ? [] : [Wording.list(crew)])).joined(separator: " · ")
        return event
    }

    /// The day on which the readers' agreement lapsed, and the events before it came to say less.
    var lapsedOn: Day? {
        let agency: Agency? =
            switch audience {
            case .practitioner(let practitioner): directory.agency(of: practitioner.id)
            case .agency(let agency): agency
            case .team, .series, .room: nil
            }
        guard level != .busy, let last = agency?.agreementUntil, last < today else { return nil }
        return last + 1
    }

    /// Nil where nobody of the readers is expected at the meeting.
    func event(of meeting: PlannedMeeting) -> FeedEvent? {
        var event = FeedEvent(id: meeting.id.text, interval: meeting.interval, summary: meeting.series.title)
        event.place = meeting.place == .online ? "Online" : directory.words(for: meeting.place)
        switch audience {
        case .practitioner(let practitioner):
            guard let window = meeting.expected(practitioner.id) else { return nil }
            // Each practitioner's window is an event of its own, so the UID says whose it is.
            event.id += ".\(practitioner.id)"
            event.interval = window
            event.lines = timeslots(in: meeting, window, of: practitioner)
        case .agency(let agency):
            let windows = meeting.attendance.filter { directory.agency(of: $0.practitioner)?.id == agency.id }
            guard let start = windows.map(\.interval.lowerBound).min(),
                let end = windows.map(\.interval.upperBound).max()
            else { return nil }
            event.id += ".agency.\(agency.id)"
            event.interval = start..<end
            event.summary += " · \(Wording.list(shown(of: windows.map(\.practitioner))))"
            event.lines = windows.sorted {
                ($0.interval.lowerBound, $0.practitioner) < ($1.interval.lowerBound, $1.practitioner)
            }
            .map { "\(Wording.times($0.interval)) · \($0.practitioner)" }
        case .team:
            event.lines = meeting.slots.map { line(of: $0) { directory.disclosure.tellsTeamItem(about: $0) } }
        case .series(let series):
            guard series == meeting.series else { return nil }
            event.lines = [series.name]
        case .room(let location):
            guard meeting.place == .at(location.id) else { return nil }
        }
        if level == .busy {
            return FeedEvent(id: FeedContent.opaque(event.id), interval: event.interval, summary: "Busy")
        }
        return event
    }

    private func concerns(_ contact: Contact) -> Bool {
        switch audience {
        case .practitioner(let practitioner): contact.practitioners.contains(practitioner.id)
        case .agency(let agency): contact.practitioners.contains { directory.agency(of: $0)?.id == agency.id }
        case .team: true
        case .series: false
        case .room(let location): contact.place == .at(location.id)
        }
    }

    /// Those whose ids stand in the title: in one's own calendar nobody's, in an agency's its own people's.
    private func shown(of crew: [Practitioner.ID]) -> [String] {
        switch audience {
        case .practitioner, .series: []
        case .agency(let agency): crew.filter { directory.agency(of: $0)?.id == agency.id }.sorted().map(\.text)
        case .team, .room: crew.sorted().map(\.text)
        }
    }

    /// `With pp5. Reference v-a78e46.`: the colleagues whom the title does not have, and what to confirm the visit by.
    private func particulars(of contact: Contact) -> String {
        var colleagues = Set(contact.practitioners.map(\.text)).subtracting(shown(of: contact.practitioners))
        if case .practitioner(let practitioner) = audience { colleagues.remove(practitioner.id.text) }
        let company = colleagues.isEmpty ? "" : "With \(Wording.list(colleagues.sorted())). "
        return "\(company)Reference \(contact.id)."
    }

    /// The slots that somebody is needed for; by reference, where their agenda has it.
    private func timeslots(
        in meeting: PlannedMeeting, _ window: Range<Moment>, of practitioner: Practitioner
    ) -> [String] {
        let needed = meeting.slots.filter { $0.attendees.contains(practitioner.id) }
        let whole = window == meeting.interval ? ["Expected for the whole meeting."] : []
        let day = max(meeting.interval.lowerBound.day, today)
        return whole
            + needed.map { slot in
                line(of: slot) { directory.disclosure.tellsItem(about: $0, to: practitioner, on: day) }
            }
    }

    private func line(of slot: PlannedMeeting.Slot, _ isTold: (Nominal.ID) -> Bool) -> String {
        Wording.times(slot.start..<slot.end) + (isTold(slot.nominal) ? " · \(slot.nominal)" : "")
    }

    /// An id says whether it is a meeting or a contact; here is one that does not, and stays the same (FNV-1a, 64 bits).
    private static func opaque(_ id: String) -> String {
        let hash = id.utf8.reduce(0xcbf2_9ce4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
        return "b-\(String(hash, radix: 16))"
    }
}
