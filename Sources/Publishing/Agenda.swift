import Casework

/// The page of one meeting: who comes when, and each nominal's timeslot.
///
/// References stand for nominals throughout.
struct Agenda: Sendable {
    let meeting: PlannedMeeting
    let directory: Directory
    /// When the plan was made, in words; nil for a draft.
    let prepared: String?

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: "agendas/\(directory.marking.fileName(meeting.id.text, "html"))",
            content: try templates.page("agenda", of: view))
    }

    private var day: Day { meeting.interval.lowerBound.day }

    private var view: AgendaView {
        let (readers, others) = readers
        return AgendaView(
            marking: directory.marking.line, series: meeting.series.title, seriesName: meeting.series.name,
            day: day.inWords,
            times: Wording.times(meeting.interval),
            place: meeting.place == .online ? "Online" : directory.words(for: meeting.place),
            reference: meeting.id.text, prepared: prepared, capacity: CapacityView(meeting),
            readers: readers.isEmpty ? "nobody but the chairs" : Wording.list(readers),
            ownTimesOnly: others.isEmpty ? nil : Wording.list(others),
            attendance: attendance, items: items, timeLeft: timeLeft, noted: Several(noted),
            deferred: Several(deferred), general: Several(generalActions),
            waiting: WaitingView(meeting, waiters: waiters.count, partners: partners))
    }

    // MARK: Who comes

    /// The agencies at the meeting: those whose people may read the agenda, and those told their own times alone.
    private var readers: (may: [String], mayNot: [String]) {
        let agencies = Set(meeting.attendance.compactMap { directory.agency(of: $0.practitioner) })
        let sorted = agencies.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let may = sorted.filter { $0.sharing(on: day) == .full }
        return (may.map(\.name), sorted.filter { !may.contains($0) }.map(\.name))
    }

    private var attendance: [AttendanceView] {
        let inOrder = meeting.attendance.sorted { left, right in
            (left.interval.lowerBound, left.interval.upperBound, left.practitioner)
                < (right.interval.lowerBound, right.interval.upperBound, right.practitioner)
        }
        return inOrder.map { attendance in
            let needed = minutesNeeded(attendance.practitioner)
            return AttendanceView(
                name: directory.name(attendance.practitioner),
                agency: directory.agency(of: attendance.practitioner)?.name ?? "",
                from: attendance.interval.lowerBound.clock.description,
                until: attendance.interval.upperBound.clock.description, needed: needed,
                waits: staysThroughout(attendance) ? nil : minutesAttended(attendance) - needed,
                saved: meeting.interval.minutes - attendance.interval.minutes)
        }
    }

    private func staysThroughout(_ attendance: PlannedMeeting.Attendance) -> Bool {
        if attendance.interval == meeting.interval { return true }
        guard let practitioner = directory.practitioner(attendance.practitioner) else { return false }
        return directory.caseload.policy.meetings[meeting.series]?.staysThroughout(practitioner) ?? false
    }

    private var waiters: [PlannedMeeting.Attendance] { meeting.attendance.filter { !staysThroughout($0) } }

    private func minutesNeeded(_ practitioner: Practitioner.ID) -> Int {
        meeting.slots.filter { $0.attendees.contains(practitioner) }.map(\.minutes).reduce(0, +)
    }

    /// The break is nobody's waiting.
    private func minutesAttended(_ attendance: PlannedMeeting.Attendance) -> Int {
        let pauses = meeting.breaks.map { ($0.start..<($0.start + $0.minutes)).clamped(to: attendance.interval) }
        return attendance.interval.minutes - pauses.map(\.minutes).reduce(0, +)
    }

    /// What timeslots save the partner agencies: their attendance, held against sitting through.
    private var partners: PartnersView? {
        let theirs = waiters.filter { directory.agency(of: $0.practitioner)?.kind == .partner }
        if theirs.isEmpty { return nil }
        let asked = theirs.map(\.interval.minutes).reduce(0, +)
        let throughout = theirs.count * meeting.interval.minutes
        return PartnersView(
            asked: Wording.minutes(asked), throughout: Wording.minutes(throughout),
            saved: Wording.minutes(throughout - asked))
    }

    // MARK: The running order

    private var items: [ItemView] {
        let rule = directory.caseload.policy.meetings[meeting.series]
        var items: [(time: Range<Moment>, item: ItemView)] = []
        func add(_ start: Moment, _ minutes: Int, _ make: (inout ItemView) -> Void) {
            if minutes <= 0 { return }
            var item = ItemView(start..<(start + minutes))
            make(&item)
            items.append((start..<(start + minutes), item))
        }
        let start = meeting.interval.lowerBound
        let opening = rule?.openingMinutes ?? 0
        add(start, opening) { $0.standing = StandingView(opening: true) }
        add(start + opening, rule?.businessMinutes ?? 0) { $0.standing = StandingView(business: true) }
        for slot in meeting.slots {
            add(slot.start, slot.minutes) { $0.slot = SlotView(nominal: slot.nominal.text, details: details(slot)) }
        }
        for pause in meeting.breaks { add(pause.start, pause.minutes) { $0.pause = true } }
        add(closing, rule?.closingMinutes ?? 0) { $0.standing = StandingView(closing: true) }
        return items.sorted { $0.time.lowerBound < $1.time.lowerBound }.map(\.item)
    }

    /// The meeting closes as soon as its last item is done.
    private var closing: Moment {
        let rule = directory.caseload.policy.meetings[meeting.series]
        let opened = meeting.interval.lowerBound + (rule?.openingMinutes ?? 0) + (rule?.businessMinutes ?? 0)
        return (meeting.slots.map(\.end) + meeting.breaks.map { $0.start + $0.minutes }).reduce(opened, max)
    }

    private var timeLeft: String? {
        let end = closing + (directory.caseload.policy.meetings[meeting.series]?.closingMinutes ?? 0)
        let left = meeting.interval.upperBound - end
        return left > 0 ? Wording.minutes(left) : nil
    }

    private func details(_ slot: PlannedMeeting.Slot) -> SlotDetails? {
        guard directory.disclosure.onContactsPage(slot.nominal) == .matters,
            let nominal = directory.nominal(slot.nominal)
        else { return nil }
        return SlotDetails(
            reason: slot.reason.inWords,
            matters: Several(slot.matters.map { directory.redaction($0, about: nominal.id) }),
            rating: RatingView(nominal.rag(on: day)), cohort: Wording.cohort(nominal.cohort),
            lastDiscussed: lastDiscussed(nominal.id), needed: people(slot.attendees),
            absent: people(slot.absent), why: why(slot), updateFrom: names(inPost(slot.absent.sorted())),
            actions: Several(actions { $0.nominal == nominal.id }))
    }

    /// Why a slot is where it is, with people's names for their references.
    private func why(_ slot: PlannedMeeting.Slot) -> String? {
        guard !slot.why.isEmpty else { return nil }
        return meeting.attendance.map(\.practitioner).reduce(slot.why) { text, person in
            text.replacing("\(person) (", with: "\(directory.name(person)) (")
        }
    }

    private func people(_ practitioners: [Practitioner.ID]) -> String? {
        if practitioners.isEmpty { return nil }
        let people = practitioners.sorted().map { practitioner in
            let agency = directory.agency(of: practitioner).map { " (\($0.name))" } ?? ""
            return directory.name(practitioner) + agency
        }
        return Wording.list(people)
    }

    private func names(_ practitioners: [Practitioner.ID]) -> String? {
        practitioners.isEmpty ? nil : Wording.list(practitioners.map(directory.name))
    }

    /// Those who could write something: a post in which nobody works on the day of the meeting or later is vacant.
    private func inPost(_ practitioners: [Practitioner.ID]) -> [Practitioner.ID] {
        practitioners.filter { directory.works($0, onOrAfter: day) }
    }

    private func lastDiscussed(_ nominal: Nominal.ID) -> String {
        let earlier = directory.caseload.reviews.filter { $0.nominal == nominal && $0.heldOn < day }
        guard let last = earlier.max(by: { ($0.heldOn, $1.series) < ($1.heldOn, $0.series) }) else {
            return "not yet"
        }
        return "\(last.heldOn.inShort), \(last.series.title)"
    }

    // MARK: What is not discussed

    private var noted: [NotedView] {
        meeting.noted.map { id in
            let nominal = directory.disclosure.onContactsPage(id) == .matters ? directory.nominal(id) : nil
            return NotedView(
                nominal: id.text, rating: nominal.map { RatingView($0.rag(on: day)) },
                lastDiscussed: nominal == nil ? "limited access" : lastDiscussed(id),
                updateFrom: nominal.map { names(inPost($0.leads)) ?? "nobody: both posts are vacant" } ?? "the leads")
        }
    }

    private var deferred: [DeferredView] {
        meeting.deferred.map { item in
            let isOpen = directory.disclosure.onContactsPage(item.nominal) == .matters
            let nominal = isOpen ? directory.nominal(item.nominal) : nil
            return DeferredView(
                nominal: item.nominal.text, rating: nominal.map { RatingView($0.rag(on: day)) },
                cohort: nominal.map { Wording.cohort($0.cohort) }, due: item.due.inWords)
        }
    }

    // MARK: Actions

    /// Open actions about nobody in particular.
    ///
    /// One whose meeting says neither MAP nor MACC is on every agenda, so that it is not lost.
    private var generalActions: [ActionView] {
        actions { action in
            guard action.nominal == nil else { return false }
            let raisedBy = Series.allCases.first { action.meeting.lowercased().hasPrefix($0.rawValue) }
            return raisedBy == nil || raisedBy == meeting.series
        }
    }

    private func actions(where isWanted: (Action) -> Bool) -> [ActionView] {
        let open = directory.caseload.actions.filter { $0.status == .open && $0.raisedOn <= day && isWanted($0) }
        let inOrder = open.sorted { ($0.dueOn ?? Day(number: .max), $0.id) < ($1.dueOn ?? Day(number: .max), $1.id) }
        return inOrder.map { action in
            ActionView(
                text: directory.redaction(action.text, about: action.nominal), owner: directory.owner(of: action),
                due: action.dueOn?.inShort, overdue: action.isOverdue(on: day))
        }
    }
}

extension ItemView {
    fileprivate init(_ time: Range<Moment>) {
        self.init(
            from: time.lowerBound.clock.description, until: time.upperBound.clock.description,
            length: Wording.minutes(time.minutes), standing: nil, pause: false, slot: nil)
    }
}

extension CapacityView {
    fileprivate init(_ meeting: PlannedMeeting) {
        let spare = meeting.minutesAvailable - meeting.minutesNeeded
        let relief = spare < 0 ? CapacityView.relief(noted: meeting.noted.count, deferred: meeting.deferred.count) : nil
        self.init(
            needed: Wording.minutes(meeting.minutesNeeded), available: meeting.minutesAvailable,
            spare: spare >= 0 ? Wording.minutes(spare) : nil, relief: relief,
            over: spare < 0 && relief == nil ? Wording.minutes(-spare) : nil)
    }

    private static func relief(noted: Int, deferred: Int) -> String? {
        if noted > 0 {
            let items = "\(Wording.counted(noted, "item")) noted without discussion"
            return deferred > 0 ? "\(items) and \(deferred) deferred" : items
        }
        return deferred > 0 ? "\(Wording.counted(deferred, "item")) deferred" : nil
    }
}

extension WaitingView {
    fileprivate init(_ meeting: PlannedMeeting, waiters: Int, partners: PartnersView?) {
        self.init(
            minutes: Wording.minutes(meeting.waitingMinutes), bound: Wording.minutes(meeting.waitingLowerBound),
            people: waiters == 1 ? "1 person" : "\(waiters) people", proven: meeting.isOptimal, partners: partners)
    }
}
