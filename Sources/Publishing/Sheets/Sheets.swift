package import Casework
package import Foundation

/// Practitioners' own week or day on one side of paper: where to be when, with whom, and what to heed.
///
/// References stand for nominals.
package struct Sheets: Sendable {
    package var days: Range<Day>
    /// The day on which they are handed out.
    package var today: Day
    package var caseload: Caseload
    package var meetings: [PlannedMeeting]
    package var journeys: [Journey]
    package var templates: URL?
    /// When the plan was made, in seconds of UTC since 1970.
    package var asOf: Int

    package init(
        days: Range<Day>, today: Day, caseload: Caseload, meetings: [PlannedMeeting], journeys: [Journey],
        templates: URL? = nil, asOf: Int
    ) {
        self.days = days
        self.today = today
        self.caseload = caseload
        self.meetings = meetings
        self.journeys = journeys
        self.templates = templates
        self.asOf = asOf
    }

    /// A sheet each: for these practitioners, or for everyone with anything in those days; and whom each tells of.
    ///
    /// - Throws: `TemplateError` where a team's template is at fault.
    package func documents(
        for practitioners: [Practitioner.ID]
    ) throws -> (documents: [Document], recipients: [(Practitioner.ID, about: [Nominal.ID])]) {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let directory = Directory(caseload)
        let prepared = Prepared.inWords(asOf, caseload.policy.timezone)
        let sheets = caseload.practitioners.sorted { $0.id < $1.id }
            .filter { practitioners.isEmpty || practitioners.contains($0.id) }
            .map {
                Sheet(
                    practitioner: $0, days: days, today: today, directory: directory, meetings: meetings,
                    journeys: journeys, prepared: prepared)
            }
            .filter { !practitioners.isEmpty || !$0.isEmpty }
        return (
            try sheets.map { try $0.document(templates) },
            sheets.map { ($0.practitioner.id, about: $0.nominals) }
        )
    }
}

/// One practitioner's.
package struct Sheet: Sendable {
    let practitioner: Practitioner
    package let days: Range<Day>
    private let today: Day
    let directory: Directory
    let prepared: String
    private let contacts: [Contact]
    private let meetings: [PlannedMeeting]
    /// By what they lead to.
    private let journeys: [String: Journey]

    package init(
        practitioner: Practitioner, days: Range<Day>, today: Day, directory: Directory, meetings: [PlannedMeeting],
        journeys: [Journey], prepared: String = ""
    ) {
        self.practitioner = practitioner
        self.days = days
        self.today = today
        self.directory = directory
        self.prepared = prepared
        contacts = directory.caseload.contacts.filter { contact in
            days.contains(contact.day) && contact.status.countsAsOffered
                && contact.practitioners.contains(practitioner.id)
        }
        self.meetings = meetings.filter { meeting in
            days.contains(meeting.interval.lowerBound.day) && meeting.expected(practitioner.id) != nil
        }
        let mine = journeys.filter { $0.practitioner == practitioner.id }
        self.journeys = Dictionary(mine.map { ($0.event, $0) }) { first, _ in first }
    }

    var isEmpty: Bool { contacts.isEmpty && meetings.isEmpty }

    func document(_ templates: TemplateSet) throws -> Document {
        let stem = days.count == 1 ? "day-\(days.lowerBound)" : "week-\(days.lowerBound)"
        return Document(
            path: directory.marking.fileName("\(stem)-\(practitioner.id)", "html"),
            content: try templates.page("sheet", of: view))
    }

    private var view: SheetView {
        let isDay = days.count == 1
        let shown = rows
        let lines = shown.reduce(0) { $0 + max(1, $1.1.count) }
        return SheetView(
            marking: directory.marking.line, title: isDay ? "Day sheet" : "Week sheet",
            period: isDay ? days.lowerBound.inWords : "Week of \(days.lowerBound.inWords)", prepared: prepared,
            practitioner: practitioner.name, agency: directory.agency(of: practitioner.id)?.name ?? "",
            summary: summary, density: lines > 34 ? "tight" : lines > 20 ? "dense" : "roomy",
            days: shown.map { day, rows in SheetDayView(day: day.inWords, rows: rows) })
    }

    /// What there is on each day.
    package var rows: [(day: Day, rows: [SheetRowView])] {
        // Nobody is told of a weekend on which nothing is booked.
        days.map { day in (day, rows(on: day)) }
            .filter { day, rows in days.count == 1 || day.weekday.rawValue < 5 || !rows.isEmpty }
    }

    /// Whom it tells of, by reference.
    package var nominals: [Nominal.ID] {
        let told = rows.flatMap(\.rows).flatMap { [$0.nominal, $0.slots].compactMap(\.self) }
        let words = ReferenceWords.all(in: told.joined(separator: " "))
        return directory.caseload.nominals.map(\.id).filter { words.contains($0.text) }
    }

    /// `12 contacts, 9 h; 1 h 40 min on the way`.
    package var summary: String {
        let held = Wording.hours(contacts.map(\.minutes).reduce(0, +))
        let ways =
            contacts.compactMap { journeys[$0.id.text]?.minutes }
            + meetings.compactMap {
                journeys[$0.id.text]?.minutes
            }
        let way = ways.reduce(0, +)
        return "\(Wording.counted(contacts.count, "contact")), \(held)"
            + (way > 0 ? "; \(Wording.hours(way)) on the way to what is booked" : "")
    }

    private func rows(on day: Day) -> [SheetRowView] {
        let contacts = contacts.filter { $0.day == day }.map { ($0.start, $0.id.text, row($0)) }
        let meetings = meetings.filter { $0.interval.lowerBound.day == day }.compactMap { meeting in
            meeting.expected(practitioner.id).map { ($0.lowerBound, meeting.id.text, row(meeting, $0)) }
        }
        return (contacts + meetings).sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
    }

    private func row(_ contact: Contact) -> SheetRowView {
        // An agreement that has lapsed hides what was before it, too.
        let facts = directory.disclosure.facts(
            about: contact.nominal, in: .sheet, for: .practitioner(practitioner), on: max(contact.day, today))
        let nominal = directory.nominal(contact.nominal)
        var row = SheetRowView(times: Wording.times(contact.interval), what: "Appointment")
        row.contact = contact.id
        if facts.contains(.reference) {
            row.nominal = contact.nominal.text
            row.nominals = [contact.nominal]
        }
        if facts.contains(.contacts) {
            row.what = contact.kind.inWords.capitalisedFirst
            row.place = directory.words(for: contact.place)
            row.travel = travel(to: contact.id.text)
        }
        if facts.contains(.people) {
            let others = contact.practitioners.filter { $0 != practitioner.id }.sorted()
            row.with = others.isEmpty ? nil : Wording.list(others.map(directory.name))
        }
        let isAtHome = contact.place.location.map(directory.disclosure.isHome) ?? false
        if facts.contains(.precautions), nominal?.crewing == .double, isAtHome {
            row.precaution = "Double crewed, never alone"
        }
        row.status = contact.status == .planned ? "Not confirmed yet" : contact.status.inWords.capitalisedFirst
        row.isPlanned = contact.status == .planned
        return row
    }

    private func row(_ meeting: PlannedMeeting, _ window: Range<Moment>) -> SheetRowView {
        let own = meeting.slots.filter { $0.attendees.contains(practitioner.id) }
        let told = own.filter { slot in
            directory.disclosure.tellsItem(about: slot.nominal, to: practitioner, on: max(slot.start.day, today))
        }.map(\.nominal)
        let slots = own.map { slot in
            told.contains(slot.nominal) ? "\(slot.start.clock) \(slot.nominal)" : "\(slot.start.clock)"
        }
        var row = SheetRowView(
            times: Wording.times(window),
            what: meeting.series.title + (window == meeting.interval ? ", throughout" : ""))
        row.meeting = meeting.id
        row.place = meeting.place == .online ? "Online" : directory.words(for: meeting.place)
        row.travel = travel(to: meeting.id.text)
        row.nominals = told
        row.slots = slots.isEmpty ? nil : "Your items: \(slots.joined(separator: ", "))"
        return row
    }

    /// `12 min from Hill Station`.
    private func travel(to event: String) -> String? {
        journeys[event].map { journey in
            let from =
                directory.disclosure.isHome(journey.from)
                ? "the visit before" : directory.words(for: .at(journey.from))
            return "\(journey.minutes) min from \(from)"
        }
    }
}

/// What `sheet.mustache` is given.
struct SheetView: Sendable {
    var marking: String
    var title: String
    var period: String
    var prepared: String
    var practitioner: String
    var agency: String
    var summary: String
    /// How closely it is set, so that it fits one side: `roomy`, `dense` or `tight`.
    var density: String
    var days: [SheetDayView]
}

struct SheetDayView: Sendable {
    var day: String
    var rows: [SheetRowView]
}

/// A contact or a meeting; whatever the reader may not know is nil.
package struct SheetRowView: Sendable {
    /// Which of the two it is, for pages that lead on to it.
    package var contact: Contact.ID?
    package var meeting: PlannedMeeting.ID?
    package var times: String
    package var what: String
    package var nominal: String?
    /// Whom it speaks of, in whatever words: of a meeting, those of the items it names.
    package var nominals: [Nominal.ID] = []
    package var place: String?
    package var travel: String?
    package var with: String?
    package var precaution: String?
    package var slots: String?
    /// Nil for a meeting.
    package var status: String?
    package var isPlanned = false

    init(times: String, what: String) {
        self.times = times
        self.what = what
    }
}
