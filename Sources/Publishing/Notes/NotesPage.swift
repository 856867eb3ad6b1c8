import Casework

/// The notes of a meeting as one reader may know them.
struct NotesPage: Sendable {
    let paper: NotesPaper
    let directory: Directory
    let reader: Reader
    private let recipient: Practitioner
    private let redaction: Redaction

    init(paper: NotesPaper, directory: Directory, reader practitioner: Practitioner) {
        self.paper = paper
        self.directory = directory
        recipient = practitioner
        let rule = directory.caseload.policy.meetings[paper.meeting.series]
        reader = rule?.staysThroughout(practitioner) ?? false ? .chair(practitioner) : .practitioner(practitioner)
        redaction = directory.redaction.withholding(
            directory.disclosure.withheld(in: .notes, from: reader, on: paper.issuedAt.day))
    }

    private var meeting: PlannedMeeting { paper.meeting }
    private var notes: MeetingNotes { paper.notes }
    private var day: Day { meeting.interval.lowerBound.day }

    private func facts(_ nominal: Nominal.ID, in document: Paper = .notes) -> Set<Fact> {
        directory.disclosure.facts(about: nominal, in: document, for: reader, on: paper.issuedAt.day)
    }

    /// Those whose items the reader is told of.
    var nominals: [Nominal.ID] { items.map(\.nominal).filter { !facts($0).isEmpty } }

    var view: NotesView {
        let items = items
        let known = items.filter { !facts($0.nominal).isEmpty }
        return NotesView(
            marking: directory.marking.line, series: meeting.series.title, seriesName: meeting.series.name,
            day: day.inWords, times: times,
            place: meeting.place == .online ? "Online" : directory.words(for: meeting.place),
            reference: meeting.id.text, prepared: "\(paper.issuedAt.day.inWords), \(paper.issuedAt.clock)",
            reader: recipient.name, isClosed: notes.endedAt != nil, present: Several(present),
            observers: Several(observers), apologies: Several(apologies),
            absent: Several(people { notes.state(of: $0) == .absent }),
            unmarked: Several(people { isExpected($0) && notes.state(of: $0) == nil }),
            items: Several(known.map { view(of: $0) }), hasOthers: known.count < items.count,
            general: Several(views(of: raised.filter { $0.nominal == nil })), notDone: Several(closed(.notDone)),
            noLongerApplicable: Several(closed(.noLongerApplicable)), since: paper.previous.inWords)
    }

    private var times: String {
        let start = notes.startedAt ?? meeting.interval.lowerBound
        return notes.endedAt.map { Wording.times(start..<max(start, $0)) } ?? "from \(start.clock)"
    }

    // MARK: Attendance

    private func isExpected(_ practitioner: Practitioner.ID) -> Bool {
        meeting.expected(practitioner) != nil
    }

    /// Everybody of whom something is known, by name.
    private var everybody: [Practitioner.ID] {
        Set(meeting.attendance.map(\.practitioner) + notes.presences.map(\.practitioner))
            .sorted { (directory.name($0), $0) < (directory.name($1), $1) }
    }

    private func people(where isWanted: (Practitioner.ID) -> Bool) -> [AttendeeView] {
        everybody.filter(isWanted).map { AttendeeView(name: directory.name($0), agency: agency(of: $0)) }
    }

    private func agency(of practitioner: Practitioner.ID) -> String {
        directory.agency(of: practitioner)?.name ?? ""
    }

    /// Those whom the agenda expected, or who are of some service to a nominal on it, by agency.
    private var present: [AgencyPresenceView] {
        let there = everybody.filter { notes.state(of: $0) == .present && !isObserver($0) }
        let agencies = Dictionary(grouping: there, by: agency)
        return agencies.keys.sorted().map { agency in
            AgencyPresenceView(agency: agency, people: Wording.list((agencies[agency] ?? []).map(directory.name)))
        }
    }

    /// Whoever came though nothing on the agenda is theirs.
    private func isObserver(_ practitioner: Practitioner.ID) -> Bool {
        !isExpected(practitioner)
            && !meeting.slots.contains { ($0.attendees + $0.absent).contains(practitioner) }
            && !notes.presences.contains { $0.practitioner == practitioner && $0.nominal != nil }
    }

    private var observers: [AttendeeView] { people { notes.state(of: $0) == .present && isObserver($0) } }

    private var apologies: [ApologyView] {
        everybody.filter { notes.state(of: $0) == .apologies }.map { practitioner in
            let sent = notes.updates.filter {
                $0.practitioner == practitioner && facts($0.nominal).contains(.updates)
            }
            let received = sent.map(\.receivedOn).max()?.inShort
            return ApologyView(
                name: directory.name(practitioner), agency: agency(of: practitioner),
                information: received.map { "\(Wording.list(sent.map(\.nominal.text))), \($0)" })
        }
    }

    // MARK: Items

    private struct Item {
        var nominal: Nominal.ID
        var slot: PlannedMeeting.Slot?
        var note: ItemNote?
    }

    /// The slots in their order, then what else was noted, or was to be.
    private var items: [Item] {
        let slots = meeting.slots.map { Item(nominal: $0.nominal, slot: $0, note: notes.item($0.nominal)) }
        var seen = Set(slots.map(\.nominal))
        let others =
            notes.items.map(\.nominal) + meeting.noted + meeting.deferred.map(\.nominal)
            + notes.updates.map(\.nominal) + notes.decisions.map(\.nominal) + raised.compactMap(\.nominal)
        return slots
            + others.filter { seen.insert($0).inserted }.map { Item(nominal: $0, slot: nil, note: notes.item($0)) }
    }

    private func view(of item: Item) -> NoteItemView {
        NoteItemView(
            nominal: item.nominal.text, details: facts(item.nominal).contains(.matters) ? details(of: item) : nil)
    }

    private func details(of item: Item) -> NoteDetails {
        let nominal = item.nominal
        let facts = facts(nominal)
        func known<Value>(_ fact: Fact, _ value: @autoclosure () -> Value) -> Value? {
            facts.contains(fact) ? value() : nil
        }
        return NoteDetails(
            reason: reason(of: item), outcome: outcome(of: item),
            minutes: item.note.flatMap(\.minutesTaken).map { taken in
                item.slot.map { "\(taken) of \(Wording.minutes($0.minutes))" } ?? Wording.minutes(taken)
            },
            attended: known(.people, people(at: item) { $0 == .present }) ?? nil,
            missed: known(.people, people(at: item) { $0 != .present && $0 != nil }) ?? nil,
            updates: known(.updates, Several(updates(on: nominal))) ?? nil,
            said: item.note?.text.map { redaction($0, about: nominal) },
            decisions: known(.decisions, Several(decisions(about: nominal, facts))) ?? nil,
            actions: known(.actions, Several(views(of: raised.filter { $0.nominal == nominal }))) ?? nil)
    }

    private func reason(of item: Item) -> String {
        if let slot = item.slot { return slot.reason.inWords }
        if meeting.noted.contains(item.nominal) { return "To be noted without discussion" }
        if meeting.deferred.contains(where: { $0.nominal == item.nominal }) { return "Deferred on the agenda" }
        return "Not on the agenda"
    }

    private func outcome(of item: Item) -> String {
        switch item.note?.outcome {
        case .discussed?: "Discussed"
        case .noted?: "Noted without discussion"
        case .deferred?: "Deferred: due again at the next meeting"
        case nil: "Nothing recorded"
        }
    }

    /// Those needed for an item, or marked at it, who were there, or were not.
    private func people(at item: Item, where isWanted: (Presence.State?) -> Bool) -> String? {
        guard item.note?.outcome == .discussed else { return nil }
        let needed = (item.slot?.attendees ?? []) + (item.slot?.absent ?? [])
        let marked = notes.presences.filter { $0.nominal == item.nominal }.map(\.practitioner)
        let people = Set(needed + marked).sorted().filter { isWanted(notes.state(of: $0, at: item.nominal)) }
        if people.isEmpty { return nil }
        return Wording.list(people.map { "\(directory.name($0)) (\(agency(of: $0)))" })
    }

    private func updates(on nominal: Nominal.ID) -> [NotedUpdateView] {
        notes.updates.filter { $0.nominal == nominal }.map { update in
            NotedUpdateView(
                from: "\(directory.name(update.practitioner)) (\(agency(of: update.practitioner)))",
                received: update.receivedOn.inShort,
                words: update.text.map { redaction($0, about: nominal) })
        }
    }

    private func decisions(about nominal: Nominal.ID, _ facts: Set<Fact>) -> [DecisionView] {
        let knowsCohort = self.facts(nominal, in: .agenda).contains(.cohort)
        return notes.decisions.filter { $0.nominal == nominal }
            .filter { knowsCohort || $0.matter.proposal != .changeCohort }
            .map { decision in
                DecisionView(
                    matter: decision.matter.inWords.capitalisedFirst,
                    why: redaction(decision.text, about: nominal), isAgreed: decision.isAgreed,
                    agreement: facts.contains(.dissent)
                        ? AgreementView(
                            police: decision.agreedByPolice.map(directory.name),
                            probation: decision.agreedByProbation.map(directory.name),
                            dissent: decision.dissent.map { redaction($0, about: nominal) })
                        : nil)
            }
    }

    // MARK: Actions

    /// Those that the meeting raised.
    private var raised: [Action] { directory.caseload.actions.filter { $0.meeting == meeting.id.text } }

    private func views(of actions: [Action]) -> [ActionView] {
        actions.map { action in
            ActionView(
                text: redaction(action.text, about: action.nominal), owner: directory.owner(of: action, redaction),
                due: action.dueOn?.inShort(readOn: paper.issuedAt.day),
                overdue: action.isOverdue(on: paper.issuedAt.day))
        }
    }

    /// What was closed since the meeting before, as far as the reader may know what it was.
    private func closed(_ status: Action.Status) -> [ClosedActionView] {
        directory.caseload.actions.filter { action in
            guard let closing = action.closing, action.status == status else { return false }
            return closing.on > paper.previous && closing.on <= max(day, paper.issuedAt.day)
                && action.nominal.map { facts($0).contains(.actions) } ?? true
        }
        .sorted { ($0.closing?.on ?? day, $0.id) < ($1.closing?.on ?? day, $1.id) }
        .map { action in
            ClosedActionView(
                nominal: action.nominal?.text, text: redaction(action.text, about: action.nominal),
                owner: directory.owner(of: action, redaction), closed: action.closing?.on.inShort,
                remark: action.closing?.remark.map { redaction($0, about: action.nominal) })
        }
    }
}
