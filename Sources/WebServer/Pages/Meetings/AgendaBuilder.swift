internal import Casework
internal import Operations
internal import Publishing

/// What can be settled about a whole agenda.
struct AgendaBuilder: Sendable {
    /// Those of whom it can be said when they come.
    var everybody: [Choice]
    /// What is settled about people already.
    var settled: Several<String>?
    var personField: Field
    var comesField: Field
    var comes: [Choice]
    var fromField: Field
    var untilField: Field
    /// Those who could be discussed and are not.
    var others: [Choice]
    var nominalField: Field
    var whyField: Field
    /// What was settled by hand about items, and can be taken back.
    var turns: Several<SettledTurn>?
    /// Whether somebody has put the slots in order.
    var isOrdered: Bool

    /// How somebody comes.
    enum Coming: String, CaseIterable {
        case between, not, asFree = "as-free"

        var inWords: String {
            switch self {
            case .between: "Only between these times"
            case .not: "Cannot come"
            case .asFree: "As their diary allows"
            }
        }
    }

    init(_ meeting: PlannedMeeting, _ files: MeetingFiles, _ form: Form?, _ errors: [FieldError]) {
        personField = Field("person", in: form, errors)
        comesField = Field("comes", in: form, errors)
        fromField = Field("from", in: form, errors)
        untilField = Field("until", in: form, errors)
        nominalField = Field("nominal", in: form, errors)
        whyField = Field("why", in: form, errors)
        let arrangements = files.files.arrangements
        isOrdered = arrangements.orders[meeting.id] != nil
        turns = Several(
            (arrangements.items[meeting.id] ?? []).sorted { $0.nominal < $1.nominal }.compactMap { item in
                item.turn.map { turn in
                    SettledTurn(
                        turnAddress: "/meetings/\(meeting.id)/slots/\(item.nominal)/turn",
                        turnNominal: item.nominal.text, turn: turn.rawValue, turnWords: turn.inWords,
                        turnWhy: item.why.map { files.words($0, about: item.nominal) })
                }
            })
        let (there, day) = (Set(meeting.slots.map(\.nominal)), meeting.interval.lowerBound.day)
        let chosenNominal = nominalField.value
        others = files.whole.nominals.filter { !there.contains($0.id) && $0.isOnCohort(on: day) }.map(\.id).sorted()
            .map { Choice($0.text, $0.text, chosen: chosenNominal) }
        let chosen = (personField.value, comesField.value)
        everybody = files.whole.practitioners.map { ($0.id, files.person($0.id)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map { Choice($0.0.text, $0.1, chosen: chosen.0) }
        comes = Coming.allCases.map { Choice($0.rawValue, $0.inWords, chosen: chosen.1) }
        settled = Several(
            (files.files.arrangements.presences[meeting.id] ?? []).sorted { $0.practitioner < $1.practitioner }
                .map { presence in
                    let who = files.person(presence.practitioner)
                    return presence.window.map { "\(who): only from \($0.lowerBound) to \($0.upperBound)." }
                        ?? "\(who): cannot come."
                })
    }
}

/// What somebody has settled about an item.
struct SettledTurn: Sendable {
    var turnAddress: String
    var turnNominal: String
    var turn: String
    var turnWords: String
    var turnWhy: String?
}

/// What can be done with one slot.
struct SlotControls: Sendable {
    var slotAddress: String
    var slotNominal: String
    /// Where it is pinned.
    var pinned: String?
    /// When it starts, for the field of the pin.
    var start: String
    /// Whether it can be moved by one: what is pinned to a place stays there.
    var canGoUp: Bool
    var canGoDown: Bool
    var minutes: Int
    /// Five less and five more, where an item can have them.
    var less: Int?
    var more: Int?
    /// Whether somebody gave it its minutes.
    var hasOwnMinutes: Bool
    var canBeNoted: Bool

    init(_ slot: PlannedMeeting.Slot, at place: Int, of meeting: PlannedMeeting, _ files: MeetingFiles) {
        slotAddress = "/meetings/\(meeting.id)/slots/\(slot.nominal)"
        slotNominal = slot.nominal.text
        start = slot.start.clock.description
        let pin = files.files.arrangements.pins[meeting.id]?.first { $0.nominal == slot.nominal }
        let isFixed = pin?.hasPlace ?? false
        canGoUp = place > 0 && !isFixed
        canGoDown = place < meeting.slots.count - 1 && !isFixed
        minutes = slot.minutes
        let allowed = ArrangedItem.minutesAllowed
        less = slot.minutes > 5 ? slot.minutes - 5 : nil
        more = slot.minutes + 5 <= allowed.upperBound ? slot.minutes + 5 : nil
        hasOwnMinutes = files.files.arrangements.item(of: slot.nominal, at: meeting.id)?.minutes != nil
        canBeNoted = meeting.series == .map && slot.reason.isRoutine
        pinned = pin?.inWords
    }
}
