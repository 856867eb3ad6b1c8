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

/// What can be done with one slot.
struct SlotControls: Sendable {
    var slotAddress: String
    var slotNominal: String
    /// Where it is pinned.
    var pinned: String?
    /// When it starts, for the field of the pin.
    var start: String

    init(_ slot: PlannedMeeting.Slot, at place: Int, of meeting: PlannedMeeting, _ files: MeetingFiles) {
        slotAddress = "/meetings/\(meeting.id)/slots/\(slot.nominal)"
        slotNominal = slot.nominal.text
        start = slot.start.clock.description
        pinned = files.files.arrangements.pins[meeting.id]?.first { $0.nominal == slot.nominal }.map { pin in
            switch pin.place {
            case .at(let time): "pinned at \(time)"
            case .position(let place): "pinned in place \(place)"
            case .after(let other): "pinned after \(other)"
            }
        }
    }
}
