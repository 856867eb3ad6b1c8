import Casework

/// One attendee's own page of a meeting: when they are to be there, their slots in full, the others as times.
struct Agenda: Sendable {
    let record: MeetingRecord
    let attendee: Practitioner
    let window: Range<Moment>

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: record.file(record.path(MeetingRecord.agenda(attendee.id))),
            content: try templates.page("agenda", of: view))
    }

    private var meeting: PlannedMeeting { record.meeting }
    private var directory: Directory { record.directory }
    private var day: Day { record.day }

    private func facts(about nominal: Nominal.ID, in paper: Paper = .agenda) -> Set<Fact> {
        directory.disclosure.facts(about: nominal, in: paper, for: .practitioner(attendee), on: day)
    }

    private func redaction(in paper: Paper = .agenda) -> Redaction {
        directory.redaction.withholding(
            directory.disclosure.withheld(in: paper, from: .practitioner(attendee), on: day))
    }

    private var view: AgendaView {
        let minutes = mine.map(\.minutes).reduce(0, +)
        return AgendaView(
            marking: record.directory.marking.line, series: meeting.series.title, seriesName: meeting.series.name,
            day: day.inWords,
            times: Wording.times(meeting.interval), place: record.place, isOnline: meeting.place == .online,
            reference: meeting.id.text, prepared: record.prepared, attendee: attendee.name,
            agency: directory.agency(of: attendee.id)?.name ?? "", window: Wording.times(window),
            staysThroughout: window == meeting.interval,
            needed: mine.isEmpty ? nil : "\(Wording.counted(mine.count, "item")), \(Wording.minutes(minutes))",
            holds: record.chairs.contains(attendee), items: items(redaction()),
            readers: "\(attendee.name) alone", asked: Several(updates), ownActions: Several(actions))
    }

    /// The slots they are needed for, and can be at.
    private var mine: [PlannedMeeting.Slot] { meeting.slots.filter { $0.attendees.contains(attendee.id) } }

    // MARK: Items

    /// In order; neighbouring slots of others stand in one line.
    private func items(_ redaction: Redaction) -> [AgendaItemView] {
        var items: [AgendaItemView] = []
        var others: [Range<Moment>] = []
        func closeOthers() {
            guard let first = others.first, let last = others.last else { return }
            var item = AgendaItemView(first.lowerBound..<last.upperBound)
            item.others = OthersView(
                isOne: others.count == 1, count: others.count,
                starts: Wording.list(others.map(\.lowerBound.clock.description)))
            items.append(item)
            others = []
        }
        for (time, item) in record.items {
            if case .slot(let slot) = item, !slot.attendees.contains(attendee.id) {
                others.append(time)
                continue
            }
            closeOthers()
            var view = AgendaItemView(time)
            switch item {
            case .opening: view.standing = StandingView(opening: true)
            case .business: view.standing = StandingView(business: true)
            case .closing: view.standing = StandingView(closing: true)
            case .pause: view.pause = true
            case .slot(let slot): view.slot = self.view(of: slot, redaction)
            }
            items.append(view)
        }
        closeOthers()
        return items
    }

    private func view(of slot: PlannedMeeting.Slot, _ redaction: Redaction) -> AgendaSlotView {
        let facts = facts(about: slot.nominal)
        let nominal = directory.nominal(slot.nominal)
        var view = AgendaSlotView()
        if facts.contains(.reference) { view.nominal = slot.nominal.text }
        if facts.contains(.matters) {
            view.reason = slot.reason.inWords
            view.matters = record.matters(of: slot, redaction)
        }
        if facts.contains(.rating) { view.rating = nominal.map { RatingView($0.rag(on: day)) } }
        if facts.contains(.cohort) { view.cohort = nominal.map { Wording.cohort($0.cohort) } }
        if facts.contains(.history) { view.lastDiscussed = record.lastDiscussed(slot.nominal) }
        if facts.contains(.people) {
            view.with = record.people(slot.attendees.filter { $0 != attendee.id })
            view.absent = record.people(slot.absent)
        }
        if facts.contains(.actions) {
            view.actions = Several(
                record.openActions { $0.nominal == slot.nominal }.map { record.view($0, redaction) })
        }
        return view
    }

    // MARK: Beforehand

    /// What they are asked to write: on items that are noted, and on slots they cannot be at.
    private var updates: [String] {
        UpdateRequest.nominals(of: record, for: attendee).map(\.text)
    }

    /// Their own open actions that are due by the meeting, or at no set time.
    private var actions: [OwnActionView] {
        let redaction = redaction(in: .actionList)
        return record.openActions { Practitioner.ID($0.owner) == attendee.id && $0.dueOn.map { $0 <= day } ?? true }
            .map { action in
                let shown = record.view(action, redaction)
                let facts = action.nominal.map { self.facts(about: $0, in: .actionList) } ?? [.reference, .actions]
                return OwnActionView(
                    nominal: facts.contains(.reference) ? action.nominal?.text : nil,
                    text: facts.contains(.actions) ? shown.text : nil, due: shown.due, overdue: shown.overdue)
            }
    }
}

/// What `agenda.mustache` is given.
struct AgendaView: Sendable {
    var marking: String
    var series: String
    var seriesName: String
    var day: String
    var times: String
    var place: String
    var isOnline: Bool
    var reference: String
    var prepared: String?
    var attendee: String
    var agency: String
    /// From when until when they are expected.
    var window: String
    var staysThroughout: Bool
    /// `3 items, 18 minutes`.
    var needed: String?
    /// Whether they hold the meeting, and have its running order.
    var holds: Bool
    var items: [AgendaItemView]
    var readers: String
    /// References that they are asked to write about.
    var asked: Several<String>?
    /// Not called `actions`: within a slot that has none a template would find these.
    var ownActions: Several<OwnActionView>?
}

/// One line: exactly one of `standing`, `pause`, `slot` and `others`.
struct AgendaItemView: Sendable {
    var from: String
    var until: String
    var length: String
    var standing: StandingView?
    var pause = false
    var slot: AgendaSlotView?
    var others: OthersView?

    init(_ time: Range<Moment>) {
        from = time.lowerBound.clock.description
        until = time.upperBound.clock.description
        length = Wording.minutes(time.minutes)
    }
}

/// Slots that the reader is not needed for.
struct OthersView: Sendable {
    var isOne: Bool
    var count: Int
    /// `09:50, 09:55 and 10:00`.
    var starts: String
}

/// A slot that the reader is needed for; whatever they may not know is nil.
struct AgendaSlotView: Sendable {
    var nominal: String?
    var reason: String?
    var matters: Several<String>?
    var rating: RatingView?
    var cohort: String?
    var lastDiscussed: String?
    var with: String?
    var absent: String?
    var actions: Several<ActionView>?
}

struct OwnActionView: Sendable {
    var nominal: String?
    var text: String?
    var due: String?
    var overdue: Bool
}
