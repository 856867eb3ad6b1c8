internal import Casework
internal import Operations
internal import Publishing

/// On the day: the running order with a clock, and who is there.
enum RunPages {
    static var routes: [Route] {
        [
            .get("/meetings/{meeting}/run", for: .takeNotes, run),
            .post("/meetings/{meeting}/start", for: .takeNotes, start),
            .get("/meetings/{meeting}/end", for: .takeNotes, checkEnd),
            .post("/meetings/{meeting}/end", for: .takeNotes, end),
            .post("/meetings/{meeting}/resume", for: .takeNotes, resume),
            .get("/meetings/{meeting}/register", for: .takeNotes) { try await register($0, form: nil, errors: []) },
            .post("/meetings/{meeting}/register", for: .takeNotes, note),
        ]
    }

    static func address(_ visit: Visit) -> String { "/meetings/\(MeetingPages.id(in: visit))" }

    private static func run(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let (page, title, nominals) = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let noted = try files.files.diary.noted(id)
            let page = RunPage(noted, files, now: visit.now, clock: visit.clock)
            let shown = files.nominals(at: noted.meeting).filter(files.mayNote).sorted()
            return (page, files.title(of: noted.meeting), shown)
        }
        return .page("run", of: page, title: title, shows: nominals)
    }

    private static func start(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let started = try await visit.run { store in
            try StartMeeting(store)(id, by: visit.actor, at: visit.now, clock: visit.clock).notes.startedAt
        }
        return .see("\(address(visit))/run", saying: "The meeting began at \(started?.clock.description ?? "").")
    }

    /// Asked where items are left, so that no slip of a finger ends a meeting.
    private static func checkEnd(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let (page, title) = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let noted = try files.files.diary.noted(id)
            return (EndPage(noted, files), files.title(of: noted.meeting))
        }
        guard page.isRunning else { return .see("\(address(visit))/run") }
        return .page("end", of: page, title: "End the \(title)?", shows: page.nominals)
    }

    private static func end(_ visit: Visit) async throws -> Answer {
        let (id, isSure) = (MeetingPages.id(in: visit), visit.form["sure"] != nil)
        let left = try await visit.read { try $0.diary.noted(id) }.slotsToDo.count
        if left > 0 && !isSure { return .see("\(address(visit))/end") }
        let noted = try await visit.run { store in
            try EndMeeting(store)(id, by: visit.actor, at: visit.now, clock: visit.clock)
        }
        return .see(
            "\(address(visit))/run",
            saying: "The meeting ended at \(noted.notes.endedAt?.clock.description ?? "")."
                + (left == 0
                    ? ""
                    : " \(Wording.counted(left, "item is", "items are")) not done: go on with the meeting to note more.")
        )
    }

    private static func resume(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        _ = try await visit.run { store in try ResumeMeeting(store)(id, by: visit.actor, at: visit.now) }
        return .see("\(address(visit))/run", saying: "The meeting goes on.")
    }

    // MARK: The register

    private static func register(_ visit: Visit, form: Form?, errors: [FieldError]) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let (page, title) = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let noted = try files.files.diary.noted(id)
            return (RegisterPage(noted, files, form, errors), files.title(of: noted.meeting))
        }
        return .page("register", of: page, title: "Register of the \(title)", shows: [])
    }

    private static func note(_ visit: Visit) async throws -> Answer {
        let (id, form) = (MeetingPages.id(in: visit), visit.form)
        let (meeting, everybody) = try await visit.read { files in
            (try files.diary.noted(id).meeting, files.whole.caseload.practitioners.map(\.id))
        }
        var errors: [FieldError] = []
        var states: [Practitioner.ID: Presence.State] = [:]
        var between: [Practitioner.ID: Range<Moment>] = [:]
        for practitioner in everybody {
            guard let state = form["state-\(practitioner)"].flatMap(Presence.State.init) else { continue }
            states[practitioner] = state
            guard state == .present else { continue }
            let day = meeting.interval.lowerBound.day
            let times = ["from", "until"].map { side -> Moment? in
                guard let text = form["\(side)-\(practitioner)"] else { return nil }
                if let time = ClockTime(text) { return day.at(time) }
                errors.append(
                    FieldError("\(side)-\(practitioner)", "Write the time as hours and minutes, such as 09:45."))
                return nil
            }
            let (from, until) = (times.first ?? nil, times.last ?? nil)
            guard from != nil || until != nil else { continue }
            let (first, last) = (from ?? day.start, until ?? (day + 1).start)
            if first < last {
                between[practitioner] = first..<last
            } else {
                errors.append(FieldError("until-\(practitioner)", "The end has to be after \(first.clock)."))
            }
        }
        if let other = form["other"].map({ Practitioner.ID($0) }) {
            guard everybody.contains(other) else { return .notFound }
            states[other] = .present
            if let absent = form["insteadOf"].map({ Practitioner.ID($0) }), absent != other {
                states[absent] = .apologies
            }
        }
        let isRest = form["rest"] != nil
        if states.isEmpty && !isRest {
            errors.append(
                FieldError(
                    "rest", "Say of at least one person whether they are there, or press “Everyone else is there”."))
        }
        guard errors.isEmpty else { return try await register(visit, form: form, errors: errors) }
        let presences = states.sorted { $0.key < $1.key }.map { (practitioner: $0.key, state: $0.value) }
        _ = try await visit.run { [between] store in
            try NotePresence(store)(
                presences, between: between, restIsPresent: isRest, at: id, by: visit.actor, at: visit.now)
        }
        return .see("\(address(visit))/register", saying: "The register is kept.")
    }
}

/// What `run.mustache` is given.
struct RunPage: Sendable {
    var address: String
    var when: String
    /// `09:42`, and as the script reads it.
    var clock: String
    var clockCode: String
    var isToday: Bool
    /// It can be begun.
    var canStart: Bool
    var isAhead: Bool
    var isRunning: Bool
    var isOver: Bool
    var heldWords: String?
    var pace: String?
    /// Whether items are left, so that ending it is asked about first.
    var hasLeft: Bool
    var lines: [RunLine]
    var others: Several<RunLine>?
    var register: String

    init(_ noted: NotedMeeting, _ files: MeetingFiles, now: Timestamp, clock: Moment) {
        let (meeting, notes) = (noted.meeting, noted.notes)
        address = "/meetings/\(meeting.id)"
        when = Wording.times(meeting.interval)
        self.clock = clock.clock.description
        clockCode = RunPage.code(clock)
        isToday = clock.day == noted.day
        isAhead = clock.day < noted.day
        canStart = !notes.isStarted && !isAhead
        isOver = notes.endedAt != nil
        isRunning = notes.isStarted && !isOver
        heldWords = files.words(ofHeld: notes)
        hasLeft = !noted.slotsToDo.isEmpty
        pace = notes.isStarted ? RunPage.pace(noted, clock) : nil
        let taken = noted.minutesByTheClock(at: clock, now)
        let current = taken == nil ? nil : noted.slotsToDo.first
        let slots = meeting.slots.map { slot in
            var line = RunLine(slot.nominal, files, noted, slot: slot, reason: slot.reason.inWords)
            line.isByTheClock = taken != nil
            if let taken, slot == current { line.now = RunLine.Now(had: taken, planned: slot.minutes) }
            return (slot.start, line)
        }
        let breaks = meeting.breaks.map { ($0.start, RunLine(pause: $0)) }
        lines = (slots + breaks).sorted { $0.0 < $1.0 }.map(\.1)
        others = Several(
            meeting.noted.map { ($0, "To be noted without discussion") }
                .compactMap { nominal, reason in
                    files.mayNote(nominal)
                        ? RunLine(nominal, files, noted, slot: nil, reason: reason) : nil
                }
                + meeting.deferred.compactMap { item in
                    files.mayNote(item.nominal)
                        ? RunLine(item.nominal, files, noted, slot: nil, reason: "Deferred to \(item.due.inWords)")
                        : nil
                })
        let there = Set(meeting.attendance.map(\.practitioner) + notes.presences.map(\.practitioner))
        let present = there.count { notes.state(of: $0) == .present }
        let unknown = there.count { notes.state(of: $0) == nil }
        register =
            "\(Wording.counted(present, "person", "people")) there"
            + (unknown == 0
                ? "." : "; of \(Wording.counted(unknown, "person", "people")) it is not noted whether they are.")
    }

    /// As the script reads it: the office's clock, taken for universal time.
    private static func code(_ moment: Moment) -> String { "\(moment):00Z" }

    private static func pace(_ noted: NotedMeeting, _ clock: Moment) -> String {
        let (planned, taken) = noted.pace
        let sum = planned > 0 ? "\(Wording.minutes(taken)) taken of \(planned) planned so far. " : ""
        guard let next = noted.slotsToDo.first else { return sum + "Every item is dealt with." }
        guard let late = noted.minutesBehind(at: clock) else { return sum }
        let standing =
            late > 0 ? "\(Wording.minutes(late)) behind" : late < 0 ? "\(Wording.minutes(-late)) ahead" : "on time"
        return sum + "The next item was planned for \(next.start.clock): \(standing)."
    }
}

/// What `end.mustache` is given.
struct EndPage: Sendable {
    var address: String
    let isRunning: Bool
    var question: String
    var left: Several<String>?
    let nominals: [Nominal.ID]

    init(_ noted: NotedMeeting, _ files: MeetingFiles) {
        address = "/meetings/\(noted.meeting.id)"
        isRunning = noted.notes.isStarted && noted.notes.endedAt == nil
        let toDo = noted.slotsToDo
        let count = noted.meeting.slots.count
        question =
            toDo.isEmpty
            ? "Every item is dealt with."
            : "\(toDo.count) of \(Wording.counted(count, "item")) \(toDo.count == 1 ? "is" : "are") not done."
        nominals = toDo.map(\.nominal).filter(files.mayNote)
        left = Several(
            toDo.map {
                "\(Wording.times($0.start..<$0.end)): \(files.mayNote($0.nominal) ? $0.nominal.text : "another item")"
            })
    }
}

/// One item of the running order on the day, or the break.
struct RunLine: Sendable {
    /// The item that is discussed, by the clock.
    struct Now: Sendable {
        /// Minutes so far.
        var had: Int
        var hadWords: String
        var planned: String

        init(had: Int, planned: Int) {
            self.had = had
            hadWords = Wording.minutes(had)
            self.planned = Wording.minutes(planned)
        }
    }

    var times: String?
    var isBreak = false
    /// Nil where the reader may not know it.
    var nominal: String?
    var reason: String?
    var rating: RatingView?
    var done: String?
    /// Whether it has minutes of its own.
    var hasSlot = false
    var canNote = false
    var now: Now?
    /// Whether the clock tells how long it took, where nobody else does.
    var isByTheClock = false

    init(pause: PlannedMeeting.Pause) {
        times = Wording.times(pause.start..<(pause.start + pause.minutes))
        isBreak = true
    }

    init(
        _ nominal: Nominal.ID, _ files: MeetingFiles, _ noted: NotedMeeting, slot: PlannedMeeting.Slot?, reason: String
    ) {
        times = slot.map { Wording.times($0.start..<$0.end) }
        hasSlot = slot != nil
        canNote = noted.notes.isStarted && noted.notes.endedAt == nil && files.mayNote(nominal)
        guard files.mayNote(nominal) else { return }
        self.nominal = nominal.text
        if files.knows(nominal) {
            self.reason = reason
            rating = files.directory.nominal(nominal).map { RatingView($0.rag(on: noted.day)) }
        }
        done = noted.notes.item(nominal).map(RunLine.words)
    }

    /// `Discussed, 7 of 5 minutes`.
    static func words(_ note: ItemNote) -> String {
        let taken = note.minutesTaken.map { taken in
            note.minutesPlanned > 0
                ? ", \(taken) of \(Wording.minutes(note.minutesPlanned))" : ", \(Wording.minutes(taken))"
        }
        return note.outcome.rawValue.capitalisedFirst + (taken ?? "")
    }
}

/// What `register.mustache` is given.
struct RegisterPage: FormPage {
    var errors: [FieldError]
    var address: String
    var isStarted: Bool
    var people: [RegisterLine]
    var others: [Choice]
    var expected: [Choice]
    var restField: Field

    init(_ noted: NotedMeeting, _ files: MeetingFiles, _ form: Form?, _ errors: [FieldError]) {
        self.errors = errors
        let (meeting, notes) = (noted.meeting, noted.notes)
        address = "/meetings/\(meeting.id)"
        isStarted = notes.isStarted
        restField = Field("rest", in: form, errors)
        let listed = Set(meeting.attendance.map(\.practitioner) + notes.presences.map(\.practitioner))
        func inOrder(_ people: some Sequence<Practitioner.ID>) -> [(Practitioner.ID, String)] {
            people.map { ($0, files.person($0)) }.sorted { ($0.1, $0.0) < ($1.1, $1.0) }
        }
        let chosen = (form?["other"], form?["insteadOf"])
        people = inOrder(listed).map { RegisterLine($0, named: $1, noted, form, errors) }
        others = inOrder(files.whole.practitioners.map(\.id).filter { !listed.contains($0) })
            .map { Choice($0.text, $1, chosen: chosen.0) }
        expected = inOrder(meeting.attendance.map(\.practitioner)).map { Choice($0.text, $1, chosen: chosen.1) }
    }
}

struct RegisterLine: Sendable {
    var id: String
    var name: String
    var expectedTimes: String?
    var states: [Choice]
    var fromField: Field
    var untilField: Field

    init(
        _ practitioner: Practitioner.ID, named name: String, _ noted: NotedMeeting, _ form: Form?,
        _ errors: [FieldError]
    ) {
        id = practitioner.text
        self.name = name
        expectedTimes = noted.meeting.expected(practitioner).map(Wording.times)
        let chosen =
            form.map { $0["state-\(practitioner)"] ?? "" } ?? noted.notes.state(of: practitioner)?.rawValue ?? ""
        states = [(Presence.State.present, "There"), (.apologies, "Sent apologies"), (.absent, "Not there")]
            .map { Choice($0.0.rawValue, $0.1, chosen: chosen) }
        fromField = Field("from-\(practitioner)", in: form, errors)
        untilField = Field("until-\(practitioner)", in: form, errors)
    }
}
