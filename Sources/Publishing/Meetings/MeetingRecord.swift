import Casework

/// What every document of one meeting is made from, and how they all speak of it.
struct MeetingRecord: Sendable {
    let meeting: PlannedMeeting
    let directory: Directory
    /// What has been noted of it; before it begins, the written updates that have come in.
    var notes: MeetingNotes?
    /// Those who have said that they cannot come.
    var declined: Set<Practitioner.ID> = []
    /// Every contact, past and planned.
    var contacts: [Contact] = []
    /// When the plan was made, in words; nil for a draft.
    var prepared: String?

    var day: Day { meeting.interval.lowerBound.day }
    var rule: Policy.MeetingRule? { directory.caseload.policy.meetings[meeting.series] }

    var place: String { meeting.place == .online ? "Online" : directory.words(for: meeting.place) }

    /// Where its documents go in an export, without the marking and the format.
    func path(_ stem: String) -> String { "agendas/\(meeting.id)/\(stem)" }

    func file(_ stem: String) -> String { directory.marking.fileName(stem, "html") }

    static let runningOrder = "running-order"
    static func agenda(_ practitioner: Practitioner.ID) -> String { "agenda-\(practitioner)" }
    static func updateRequest(_ practitioner: Practitioner.ID) -> String { "update-request-\(practitioner)" }

    // MARK: Who comes

    func staysThroughout(_ practitioner: Practitioner.ID) -> Bool {
        guard let practitioner = directory.practitioner(practitioner) else { return false }
        return rule?.staysThroughout(practitioner) ?? false
    }

    /// Those who hold the meeting, its chairs and its support worker: of police or probation, they stay
    /// throughout, and their agency shares everything.
    var chairs: [Practitioner] {
        meeting.attendance.map(\.practitioner).sorted().filter(staysThroughout).compactMap(directory.practitioner)
            .filter {
                let agency = directory.agency(of: $0.id)
                return agency?.kind != .partner && agency?.sharing(on: day) == .full
            }
    }

    /// Those who could write something: a post in which nobody works on the day of the meeting or later is vacant.
    func inPost(_ practitioners: [Practitioner.ID]) -> [Practitioner.ID] {
        practitioners.filter { directory.works($0, onOrAfter: day) }
    }

    /// `Nadia Rahman (Probation)`.
    func person(_ practitioner: Practitioner.ID) -> String {
        directory.name(practitioner) + (directory.agency(of: practitioner).map { " (\($0.name))" } ?? "")
    }

    func people(_ practitioners: [Practitioner.ID]) -> String? {
        practitioners.isEmpty ? nil : Wording.list(practitioners.sorted().map(person))
    }

    func names(_ practitioners: [Practitioner.ID]) -> String? {
        practitioners.isEmpty ? nil : Wording.list(practitioners.map(directory.name))
    }

    // MARK: When what is held

    /// One item of the meeting: a slot, the break, or what is always there.
    enum Item {
        case opening, business, slot(PlannedMeeting.Slot), pause, closing
    }

    var items: [(time: Range<Moment>, item: Item)] {
        var items: [(time: Range<Moment>, item: Item)] = []
        func add(_ start: Moment, _ minutes: Int, _ item: Item) {
            if minutes > 0 { items.append((start..<(start + minutes), item)) }
        }
        let start = meeting.interval.lowerBound
        let opening = rule?.openingMinutes ?? 0
        add(start, opening, .opening)
        add(start + opening, rule?.businessMinutes ?? 0, .business)
        for slot in meeting.slots { add(slot.start, slot.minutes, .slot(slot)) }
        for pause in meeting.breaks { add(pause.start, pause.minutes, .pause) }
        add(closing, rule?.closingMinutes ?? 0, .closing)
        return items.sorted { $0.time.lowerBound < $1.time.lowerBound }
    }

    /// The meeting closes as soon as its last item is done.
    private var closing: Moment {
        let opened = meeting.interval.lowerBound + (rule?.openingMinutes ?? 0) + (rule?.businessMinutes ?? 0)
        return (meeting.slots.map(\.end) + meeting.breaks.map { $0.start + $0.minutes }).reduce(opened, max)
    }

    var minutesLeft: Int { max(0, meeting.interval.upperBound - (closing + (rule?.closingMinutes ?? 0))) }

    // MARK: What there is to say

    func lastReview(of nominal: Nominal.ID) -> Review? {
        directory.caseload.reviews.filter { $0.nominal == nominal && $0.heldOn < day }
            .max { ($0.heldOn, $1.series) < ($1.heldOn, $0.series) }
    }

    func lastDiscussed(_ nominal: Nominal.ID) -> String {
        lastReview(of: nominal).map { "\($0.heldOn.inShort), \($0.series.title)" } ?? "not yet"
    }

    /// Why a slot is where it is, with people's names for their references.
    func why(_ slot: PlannedMeeting.Slot) -> String? {
        // Of an agenda that people have there is no more to say than that it stays.
        guard !slot.why.isEmpty, !slot.why.hasSuffix("where the arranged items leave room for it") else { return nil }
        return meeting.attendance.map(\.practitioner).reduce(slot.why) { text, person in
            text.replacing("\(person) (", with: "\(directory.name(person)) (")
        }
    }

    func matters(of slot: PlannedMeeting.Slot, _ redaction: Redaction) -> Several<String>? {
        Several(slot.matters.map { redaction($0, about: slot.nominal) })
    }

    func updates(about nominal: Nominal.ID) -> [WrittenUpdate] {
        (notes?.updates ?? []).filter { $0.nominal == nominal }
            .sorted { ($0.receivedOn, $0.practitioner) < ($1.receivedOn, $1.practitioner) }
    }

    // MARK: Actions

    /// Whether an action about nobody in particular is this meeting's.
    ///
    /// One whose meeting says neither MAP nor MACC is on every agenda, so that it is not lost.
    func isGeneral(_ action: Action) -> Bool {
        guard action.nominal == nil else { return false }
        let raisedBy = Series.allCases.first { action.meeting.lowercased().hasPrefix($0.rawValue) }
        return raisedBy == nil || raisedBy == meeting.series
    }

    func openActions(where isWanted: (Action) -> Bool) -> [Action] {
        let open = directory.caseload.actions.filter { $0.status == .open && $0.raisedOn <= day && isWanted($0) }
        return open.sorted { ($0.dueOn ?? Day(number: .max), $0.id) < ($1.dueOn ?? Day(number: .max), $1.id) }
    }

    /// - Parameter redaction: What its reader may not know is taken out.
    func view(_ action: Action, _ redaction: Redaction) -> ActionView {
        ActionView(
            text: redaction(action.text, about: action.nominal), owner: directory.owner(of: action, redaction),
            due: action.dueOn?.inShort(readOn: day), overdue: action.dueOn.map { $0 < day } ?? false)
    }
}
