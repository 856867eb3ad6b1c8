internal import Casework
internal import Operations
internal import Publishing

/// The notes of a meeting in a terminal: references, and names taken out of what people typed.
struct NotesText {
    private let noted: NotedMeeting
    private let diary: String
    private let redaction: Redaction
    private let actions: ActionsText

    init(_ noted: NotedMeeting, diary: String) {
        self.noted = noted
        self.diary = diary
        redaction = Redaction(noted.caseload.nominals)
        actions = ActionsText(noted.caseload)
    }

    private var meeting: PlannedMeeting { noted.meeting }
    private var notes: MeetingNotes { noted.notes }

    private var title: String {
        "\(meeting.series.title) on \(meeting.interval.lowerBound.inShort) to \(meeting.interval.upperBound.clock)"
    }

    private func command(_ words: String) -> String { "  iom-diary notes \(words) --diary \(diary)" }

    private func names(_ people: [Practitioner.ID]) -> String { people.map(\.text).joined(separator: " ") }

    // MARK: Before

    /// Every slot with what there is to know, and what to type.
    var runningOrder: [String] {
        let id = meeting.id
        var lines = [
            "\(title): started at \(notes.startedAt?.clock.description ?? "?"), "
                + "\(meeting.slots.count) slots, \(meeting.slots.map(\.minutes).reduce(0, +)) min", "",
            "Who is there:", command("register \(id) --rest-present --apologies ..."), "",
        ]
        for slot in meeting.slots { lines += self.lines(slot) }
        if !meeting.noted.isEmpty { lines += ["", "To be noted: \(list(meeting.noted))"] }
        if !meeting.deferred.isEmpty { lines += ["", "Deferred: \(list(meeting.deferred.map(\.nominal)))"] }
        let first = meeting.slots.first?.nominal.text ?? "n001"
        return lines + [
            "", "For each, in any order and as often as you like:",
            command("slot \(id) \(first) --minutes 5 --text \"...\""),
            command("action \(id) \(first) --owner po1 --due \(noted.day + 7) \"...\""),
            command("decide \(id) \(first) --rag amber --why \"...\" --police ... --probation ..."),
            "Then:", command("end \(id)"),
        ]
    }

    private func list(_ nominals: [Nominal.ID]) -> String { nominals.map(\.text).joined(separator: ", ") }

    private func lines(_ slot: PlannedMeeting.Slot) -> [String] {
        let nominal = slot.nominal
        var lines = [
            "\(slot.start.clock) \(String(slot.minutes).padded(3)) \(nominal.text.padded(8)) "
                + "\(slot.reason.inWords.padded(16)) \(names(slot.attendees))"
                + (slot.absent.isEmpty ? "" : "; without \(names(slot.absent))")
        ]
        let waiting = noted.caseload.proposals.filter { $0.nominal == nominal && $0.notAgreedOn != nil }
        let more =
            slot.matters.map { redaction($0, about: nominal) }
            + waiting.compactMap { proposal in
                proposal.note.map { "not agreed before: \(redaction($0, about: nominal))" }
            }
            + notes.updates.filter { $0.nominal == nominal }.map { update in
                "update from \(update.practitioner), \(update.receivedOn.inShort)"
                    + (update.text.map { ": \(redaction($0, about: nominal))" } ?? "")
            }
            + noted.caseload.actions.open.filter { $0.nominal == nominal }.map { action in
                "open: \(action.id), \(redaction(action.owner))"
                    + (action.dueOn.map { ", due \($0.inShort)" } ?? "")
                    + (action.isOverdue(on: noted.day) ? ", overdue" : "") + ": \(actions.words(action))"
            }
        lines += more.map { "          \($0)" }
        return lines
    }

    // MARK: During

    /// Those at the meeting, and those of whom nothing is noted.
    var register: [String] {
        func people(_ state: Presence.State?) -> [Practitioner.ID] {
            Set(meeting.attendance.map(\.practitioner) + notes.presences.map(\.practitioner))
                .filter { notes.state(of: $0) == state }.sorted()
        }
        return [
            ("Present", people(.present)), ("Apologies", people(.apologies)), ("Absent", people(.absent)),
            ("Expected, nothing noted", people(nil)),
        ].filter { !$0.1.isEmpty }.map { "\($0.0): \(names($0.1))" }
    }

    /// What is said when an item is noted: itself, and where the meeting stands.
    func lines(after nominal: Nominal.ID, at clock: Moment) -> [String] {
        (notes.item(nominal).map { ["\(nominal): \(words($0))"] } ?? []) + pace(at: clock)
    }

    private func words(_ item: ItemNote) -> String {
        let taken = item.minutesTaken.map { taken in
            item.minutesPlanned > 0 ? ", \(taken) of \(item.minutesPlanned) min" : ", \(taken) min"
        }
        return item.outcome.rawValue + (taken ?? "")
    }

    /// How the meeting goes against its agenda.
    private func pace(at clock: Moment) -> [String] {
        let (planned, taken) = noted.pace
        var lines: [String] = []
        if planned > 0 { lines.append("Minutes so far: \(taken) taken of \(planned) planned") }
        guard let next = noted.slotsToDo.first else { return lines + ["Every slot is noted."] }
        var line = "Next: \(next.nominal), planned for \(next.start.clock)"
        if let late = noted.minutesBehind(at: clock) {
            line += late > 0 ? "; \(late) min behind" : late < 0 ? "; \(-late) min ahead" : "; on time"
        }
        return lines + [line + ", \(noted.slotsToDo.count) of \(meeting.slots.count) slots to do"]
    }

    /// Everything noted.
    func lines(at clock: Moment) -> [String] {
        let state =
            notes.endedAt.map { "ended at \($0.clock)" } ?? notes.startedAt.map { "started at \($0.clock)" }
            ?? "not started"
        var lines = ["\(title), \(state)"] + register + [""]
        for slot in meeting.slots { lines += self.lines(of: slot.nominal, "\(slot.start.clock) ", slot.minutes) }
        let others = Set(notes.items.map(\.nominal)).union(meeting.noted).union(meeting.deferred.map(\.nominal))
            .subtracting(meeting.slots.map(\.nominal))
        for nominal in others.sorted() { lines += self.lines(of: nominal, "      ", 0) }
        let general = noted.actions.filter { $0.nominal == nil }
        if !general.isEmpty { lines += ["", "Other actions"] + general.map { "  " + actions.line($0, on: clock.day) } }
        return lines + [""] + pace(at: clock)
    }

    private func lines(of nominal: Nominal.ID, _ time: String, _ planned: Int) -> [String] {
        let item = notes.item(nominal)
        let marked = notes.presences.filter { $0.nominal == nominal }.map { "\($0.practitioner) \($0.state.inWords)" }
        let minutes = item?.minutesTaken.map { "\($0) of \(planned)" } ?? (planned > 0 ? "\(planned)" : "")
        var lines = [
            "\(time)\(minutes.padded(9)) \(nominal.text.padded(8)) \((item?.outcome.rawValue ?? "to do").padded(10))"
                + marked.joined(separator: ", ")
        ]
        var more: [String] = []
        if let text = item?.text { more.append(redaction(text, about: nominal)) }
        more += notes.updates.filter { $0.nominal == nominal }.map {
            "update from \($0.practitioner), \($0.receivedOn.inShort)"
        }
        more += notes.decisions.filter { $0.nominal == nominal }.map(words)
        more += noted.actions.filter { $0.nominal == nominal }.map { "action " + actions.line($0, on: noted.day) }
        lines += more.map { "                \($0)" }
        return lines
    }

    private func words(_ decision: Decision) -> String {
        let agreed = [decision.agreedByPolice, decision.agreedByProbation].compactMap { $0?.text }
        return decision.matter.inWords
            + (agreed.isEmpty ? ", agreed by nobody" : ", agreed by \(agreed.joined(separator: " and "))")
            + (decision.isAgreed ? "" : ", not by both services")
            + (decision.dissent.map { "; dissent: \(redaction($0, about: decision.nominal))" } ?? "")
    }

    // MARK: At the end

    /// The actions read back, and what nothing is noted of.
    var atTheEnd: [String] {
        let raised = noted.actions.open
        var lines = ["\(title), ended at \(notes.endedAt?.clock.description ?? "?")", ""]
        if raised.isEmpty {
            lines.append("No actions were raised.")
        } else {
            lines.append("Read back, each with its owner and date:")
            lines += raised.map { "  " + actions.line($0, on: noted.day) }
            let undated = raised.count { $0.dueOn == nil }
            if undated > 0 { lines.append("  \(undated) without a date: when are they due?") }
        }
        let slots = noted.slotsToDo.map(\.nominal)
        if !slots.isEmpty {
            lines += ["", "Nothing is noted of \(list(slots)): were they discussed, noted or deferred?"]
            lines.append(command("slot \(meeting.id) \(slots.first?.text ?? "") --deferred"))
        }
        let unmarked = meeting.attendance.map(\.practitioner).filter { notes.state(of: $0) == nil }
        if !unmarked.isEmpty {
            lines += ["", "Nothing is noted of whether these came: \(names(unmarked))"]
            lines.append(command("register \(meeting.id) --rest-present"))
        }
        return lines + [
            "", "Next:", command("issue \(meeting.id) --output notes-\(meeting.id)"),
            "  iom-diary actions issue --output actions-\(meeting.id) --diary \(diary)",
            "  iom-diary replan --diary \(diary)    # by what was decided and deferred",
        ]
    }
}
