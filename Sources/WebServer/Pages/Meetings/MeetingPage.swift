internal import Casework
internal import Operations
internal import Publishing

/// What `meeting.mustache` is given: one meeting's agenda, as its reader may see it.
///
/// A template that finds nothing under a name looks in what is around it: what may be missing has a name of its own.
struct MeetingPage: FormPage {
    var errors: [FieldError]
    var address: String
    var seriesName: String
    var when: String
    var place: String
    var state: String
    var isChanged: Bool
    var ownTimes: String?
    var meter: MeterView?
    var waiting: String?
    var partners: String?
    var items: [AgendaLine]
    var noted: Several<OffAgenda>?
    var deferred: Several<OffAgenda>?
    var attendance: Several<AttendanceLine>?
    /// What people who have the agenda do not know yet.
    var changes: Several<String>?
    /// For those who arrange it, until it begins.
    var builder: AgendaBuilder?
    /// For those who may note it, from its day on.
    var run: Run?
    var hasNotes: Bool
    /// How it can be issued, for those who arrange it.
    var issue: Issue?
    /// Whether the papers can be made again: the agenda is issued.
    var canRemake: Bool
    /// Who was given the agenda, for those who arrange it.
    var issuedTo: String?
    var isAhead: Bool
    /// Whom the page shows.
    let nominals: [Nominal.ID]

    init(
        _ planned: PlannedMeeting, _ files: MeetingFiles, clock: Moment, form: Form? = nil, _ errors: [FieldError] = []
    ) throws {
        self.errors = errors
        let meeting = files.agenda(of: planned)
        let notes = try files.files.diary.notes(of: planned.id)
        address = "/meetings/\(meeting.id)"
        seriesName = meeting.series.name
        when = Wording.times(meeting.interval)
        place = files.place(of: meeting)
        isAhead = !notes.isStarted && clock < meeting.interval.lowerBound
        let isPlanned = files.files.whole.stored?.plan.meetings.contains { $0.id == meeting.id } ?? false
        let stands = files.state(of: planned, at: try files.issueDate(of: planned))
        (state, isChanged) = files.words(ofHeld: notes).map { ($0, false) } ?? stands
        ownTimes = files.ownTimes(at: meeting)
        meter = files.seesFigures ? MeterView(meeting) : nil
        waiting = files.seesFigures ? MeetingPage.waiting(meeting, files.files.arrangements) : nil
        partners = files.seesFigures ? files.partnerWords(at: meeting) : nil
        let builds = files.holds && isAhead && isPlanned
        items = AgendaLine.all(of: meeting, files, canArrange: builds)
        func off(_ nominal: Nominal.ID, _ words: String) -> OffAgenda? {
            files.openness(to: nominal) == .time
                ? nil : OffAgenda(nominal: nominal.text, words: words)
        }
        noted = Several(meeting.noted.compactMap { off($0, "a written update is asked for instead") })
        deferred = Several(
            meeting.deferred.compactMap { item in
                let turn = files.files.arrangements.item(of: item.nominal, at: meeting.id)?.turn
                let why = turn == .removed ? "taken off by hand" : turn == .deferred ? "deferred by hand" : "no room"
                return off(item.nominal, "\(files.holds ? "\(why), " : "")now due on \(item.due.inWords)")
            })
        attendance = files.seesFigures ? Several(AttendanceLine.all(at: meeting, files)) : nil
        let issued = files.holds ? files.files.arrangements.issued[meeting.id] : nil
        changes =
            notes.isStarted ? nil : issued.flatMap { Several(AgendaChanges(files).lines(from: $0, to: meeting)) }
        builder = builds ? AgendaBuilder(meeting, files, form, errors) : nil
        let takesNotes =
            Operation.takeNotes.roles.contains(files.account.role) && clock.day >= meeting.interval.lowerBound.day
        run =
            takesNotes
            ? notes.endedAt != nil
                ? Run(runWords: "What was noted, item by item", isNext: false)
                : Run(runWords: notes.isStarted ? "Go on with the meeting" : "Run the meeting", isNext: true) : nil
        issue =
            builds
            ? issued == nil
                ? Issue(issueWords: "Issue the agenda", isDone: false)
                : isChanged
                    ? Issue(issueWords: "Issue the agenda again", isDone: false)
                    : Issue(issueWords: "Issue again", isDone: true) : nil
        canRemake = issued != nil
        issuedTo = issued.flatMap { files.people($0.attendance.map(\.practitioner)) }
        hasNotes = notes.isStarted
        nominals =
            files.nominals(at: meeting).filter { files.openness(to: $0) != .time }.sorted()
            + (builder?.others ?? []).map { Nominal.ID($0.value) }
    }

    /// The way to the running order.
    struct Run: Sendable {
        var runWords: String
        /// Whether it is the thing to do next.
        var isNext: Bool
    }

    /// The way to give the agenda out.
    struct Issue: Sendable {
        var issueWords: String
        var isDone: Bool
    }

    private static func waiting(_ meeting: PlannedMeeting, _ arrangements: Arrangements) -> String {
        let minutes = "Waiting: \(Wording.minutes(meeting.waitingMinutes)) in all."
        let isByHand = !(arrangements.orders[meeting.id] ?? []).isEmpty
        let isPinned = !(arrangements.pins[meeting.id] ?? []).isEmpty
        guard isByHand || isPinned else {
            return meeting.isOptimal
                ? "\(minutes) No order of these items has less: this is proven."
                : "\(minutes) Any order of these items has at least \(meeting.waitingLowerBound)."
        }
        let settled = isByHand ? "The order was set by hand." : "Items are pinned."
        return meeting.isOptimal
            ? "\(minutes) \(settled) No order that keeps to that has less, which is proven; another might."
            : "\(minutes) \(settled) Any order that keeps to that has at least \(meeting.waitingLowerBound)."
    }
}

/// One line of an agenda: a slot, the break, or slots of which the reader is told no more than the time.
struct AgendaLine: Sendable {
    var times: String
    var length: String
    var slot: SlotView?
    var isBreak = false
    var isOther = false

    init(_ time: Range<Moment>) {
        times = Wording.times(time)
        length = Wording.minutes(time.minutes)
    }

    static func all(of meeting: PlannedMeeting, _ files: MeetingFiles, canArrange: Bool) -> [AgendaLine] {
        let slots = meeting.slots.enumerated().map { place, slot in
            var line = AgendaLine(slot.start..<slot.end)
            if files.openness(to: slot.nominal) == .time {
                line.isOther = true
            } else {
                line.slot = SlotView(slot, at: place, of: meeting, files, canArrange: canArrange)
            }
            return (slot.start, line)
        }
        let breaks = meeting.breaks.map { pause in
            var line = AgendaLine(pause.start..<(pause.start + pause.minutes))
            line.isBreak = true
            return (pause.start, line)
        }
        return (slots + breaks).sorted { $0.0 < $1.0 }.map(\.1)
    }
}

/// A slot, for those who may know its reference; the rest is there for those who may know more.
struct SlotView: Sendable {
    var nominal: String
    var reason: String?
    var rating: RatingView?
    var matters: [String] = []
    var needed: String?
    var absent: String?
    var why: String?
    /// How to change it.
    var controls: SlotControls?

    init(
        _ slot: PlannedMeeting.Slot, at place: Int, of meeting: PlannedMeeting, _ files: MeetingFiles, canArrange: Bool
    ) {
        nominal = slot.nominal.text
        if files.openness(to: slot.nominal) == .all {
            reason = slot.reason.inWords
            rating = files.directory.nominal(slot.nominal)
                .map { RatingView($0.rag(on: meeting.interval.lowerBound.day)) }
            matters = slot.matters.map { files.words($0, about: slot.nominal) }
            needed = files.people(slot.attendees)
            absent = files.people(slot.absent)
            why = slot.why.isEmpty || !files.holds ? nil : files.withNames(slot.why, meeting)
        }
        controls = canArrange ? SlotControls(slot, at: place, of: meeting, files) : nil
    }
}

extension MeetingFiles {
    /// Why a slot is where it is, with people's names for their references.
    fileprivate func withNames(_ why: String, _ meeting: PlannedMeeting) -> String {
        meeting.attendance.map(\.practitioner).reduce(why) { text, person in
            text.replacing("\(person) (", with: "\(directory.name(person)) (")
        }
    }
}

/// Somebody who is on the list of an agenda without a slot.
struct OffAgenda: Sendable {
    var nominal: String
    var words: String
}

/// One line of the table of who is expected.
struct AttendanceLine: Sendable {
    var name: String
    var agency: String
    var from: String
    var until: String
    var needed: Int
    var waits: String
    var saved: String

    static func all(at meeting: PlannedMeeting, _ files: MeetingFiles) -> [AttendanceLine] {
        let inOrder = meeting.attendance.sorted { left, right in
            (left.interval.lowerBound, left.interval.upperBound, left.practitioner)
                < (right.interval.lowerBound, right.interval.upperBound, right.practitioner)
        }
        return inOrder.map { attendance in
            let needed = meeting.minutesNeeded(of: attendance.practitioner)
            let stays = files.whole.staysThroughout(attendance, at: meeting)
            return AttendanceLine(
                name: files.directory.name(attendance.practitioner),
                agency: files.directory.agency(of: attendance.practitioner)?.name ?? "",
                from: attendance.interval.lowerBound.clock.description,
                until: attendance.interval.upperBound.clock.description, needed: needed,
                waits: !stays
                    ? "\(meeting.minutesAttended(attendance) - needed)"
                    : attendance.interval == meeting.interval ? "stays throughout" : "stays as long as they can",
                // Whoever would stay throughout, and cannot, is not saved anything.
                saved: stays ? "–" : "\(meeting.interval.minutes - attendance.interval.minutes)")
        }
    }
}

/// What has changed from one agenda to another, a sentence each.
struct AgendaChanges {
    private let files: MeetingFiles

    init(_ files: MeetingFiles) {
        self.files = files
    }

    func lines(from before: PlannedMeeting, to after: PlannedMeeting) -> [String] {
        lines(AgendaDifference(from: before, to: after))
    }

    func lines(_ difference: AgendaDifference) -> [String] { people(difference) + items(difference) }

    func people(_ difference: AgendaDifference) -> [String] {
        difference.moves.map { move in
            let name = files.person(move.practitioner)
            switch (move.before.map(Wording.times), move.after.map(Wording.times)) {
            case (let before?, let after?): return "\(name): \(after), not \(before)."
            case (nil, let after?): return "\(name): \(after); was not expected."
            case (let before?, nil): return "\(name): not expected any more; was from \(before)."
            case (nil, nil): return name
            }
        }
    }

    func items(_ difference: AgendaDifference) -> [String] {
        difference.shifts.map { shift in
            switch (shift.before?.clock, shift.after?.clock) {
            case (let before?, let after?): "\(shift.nominal): at \(after), not \(before)."
            case (nil, let after?): "\(shift.nominal): at \(after), and was not on the agenda."
            case (let before?, nil): "\(shift.nominal): not on the agenda any more; was at \(before)."
            case (nil, nil): shift.nominal.text
            }
        }
    }
}
