internal import Casework
internal import Operations
internal import Publishing

/// One item of a meeting: what became of it, what was written in, what is to be done, and what was decided.
enum ItemPages {
    static var routes: [Route] {
        [
            .get("/meetings/{meeting}/items/{nominal}", for: .takeNotes) { try await item($0, form: nil, errors: []) },
            .post("/meetings/{meeting}/items/{nominal}", for: .takeNotes, note),
            .post("/meetings/{meeting}/items/{nominal}/updates", for: .takeNotes, update),
            .post("/meetings/{meeting}/items/{nominal}/actions", for: .takeNotes, action),
            .post("/meetings/{meeting}/items/{nominal}/decisions", for: .takeNotes, decision),
        ]
    }

    private static func address(_ visit: Visit) -> String {
        "\(RunPages.address(visit))/items/\(Nominal.ID(visit["nominal"]))"
    }

    private static func item(_ visit: Visit, form: Form?, errors: [FieldError]) async throws -> Answer {
        let (id, nominal) = (MeetingPages.id(in: visit), Nominal.ID(visit["nominal"]))
        let made = try await visit.read { files -> (ItemPage, String)? in
            let files = MeetingFiles(files, for: visit)
            guard files.whole.nominals.contains(where: { $0.id == nominal }), files.mayNote(nominal) else { return nil }
            let noted = try files.files.diary.noted(id)
            return (
                ItemPage(nominal, noted, files, now: visit.now, clock: visit.clock, form, errors),
                files.title(of: noted.meeting)
            )
        }
        guard let (page, title) = made else { return .notFound }
        return .page("item", of: page, title: "\(nominal), \(title)", shows: [nominal])
    }

    /// The nominal of the address, where the reader may note something of them.
    private static func nominal(in visit: Visit) async throws -> Nominal.ID? {
        let nominal = Nominal.ID(visit["nominal"])
        let isKnown = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            return files.whole.nominals.contains { $0.id == nominal } && files.mayNote(nominal)
        }
        return isKnown ? nominal : nil
    }

    /// What was kept of names that somebody typed: a sentence that says so, where there were any.
    private static func references(
        in texts: [String?], about nominal: Nominal.ID, _ visit: Visit
    ) async throws -> String {
        let text = texts.compactMap(\.self).joined(separator: "\n")
        guard !text.isEmpty else { return "" }
        let hasNames = try await visit.read { MeetingFiles($0, for: visit).words(text, about: nominal) != text }
        return hasNames ? "\nNames of nominals were written; pages and papers show their references instead." : ""
    }

    // MARK: What became of it

    private static func note(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await nominal(in: visit) else { return .notFound }
        let (id, form) = (MeetingPages.id(in: visit), visit.form)
        var errors: [FieldError] = []
        let outcome = form["outcome"].flatMap(ItemNote.Outcome.init)
        let minutes = form["minutes"].flatMap { Int($0) }
        if form["outcome"] != nil, outcome == nil {
            errors.append(FieldError("outcome", "Choose whether it was discussed, noted or deferred."))
        }
        if form["minutes"] != nil, !(minutes.map { (0...480).contains($0) } ?? false) {
            errors.append(FieldError("minutes", "Write the minutes as a whole number from 0 to 480."))
        }
        if let error = form.problem(withText: "text") { errors.append(error) }
        guard errors.isEmpty else { return try await item(visit, form: form, errors: errors) }
        // Only what is discussed takes time.
        let isDiscussed = outcome == nil || outcome == .discussed
        let asksClock = isDiscussed && minutes == nil && form["clock"] != nil
        let byClock =
            asksClock
            ? try await visit.read { try $0.diary.noted(id).minutesByTheClock(at: visit.clock, visit.now) } : nil
        let taken = isDiscussed ? minutes ?? byClock : nil
        let note = NoteItem.Item(nominal: nominal, outcome: outcome, minutes: taken, text: form.text("text"))
        let noted = try await visit.run { store in try NoteItem(store)(note, at: id, by: visit.actor, at: visit.now) }
        return .see(
            "\(RunPages.address(visit))/run",
            saying: "\(nominal): \(noted.notes.item(nominal).map(RunLine.words) ?? "noted")"
                + (byClock == nil ? "." : ", by the clock.")
                + (try await references(in: [note.text], about: nominal, visit)))
    }

    // MARK: Written updates

    private static func update(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await nominal(in: visit) else { return .notFound }
        let (id, form) = (MeetingPages.id(in: visit), visit.form)
        var errors: [FieldError] = []
        if form["updateFrom"] == nil { errors.append(FieldError("updateFrom", "Choose who has written.")) }
        if let error = form.problem(withText: "updateText") { errors.append(error) }
        guard errors.isEmpty, let from = form["updateFrom"].map({ Practitioner.ID($0) }) else {
            return try await item(visit, form: form, errors: errors)
        }
        let text = form.text("updateText")
        _ = try await visit.run { store in
            try NoteUpdate(store)(
                text, about: nominal, from: from, for: id, by: visit.actor, at: visit.now, today: visit.today)
        }
        return .see(
            address(visit), saying: "The update is noted." + (try await references(in: [text], about: nominal, visit)))
    }

    // MARK: Actions

    private static func action(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await nominal(in: visit) else { return .notFound }
        let (id, form) = (MeetingPages.id(in: visit), visit.form)
        let filled = RaisedAction(form, today: visit.today)
        guard filled.errors.isEmpty else { return try await item(visit, form: form, errors: filled.errors) }
        let action = try await visit.run { store in
            try RaiseAction(store)(
                filled.text, owner: filled.owner, due: filled.due, about: nominal, at: id, by: visit.actor,
                at: visit.now, today: visit.today)
        }
        return .see(
            address(visit),
            saying: "Action \(action.id) is raised." + (try await references(in: [filled.text], about: nominal, visit)))
    }

    // MARK: Decisions

    private static func decision(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await nominal(in: visit) else { return .notFound }
        let (id, form) = (MeetingPages.id(in: visit), visit.form)
        var errors: [FieldError] = []
        if let error = form.problem(
            withText: "decisionWhy", missing: "Say what was decided and why: a reason is always given.")
        {
            errors.append(error)
        }
        if let error = form.problem(withText: "decisionDissent") { errors.append(error) }
        let choice = choice(in: form, today: visit.today, &errors)
        guard errors.isEmpty, let choice else { return try await item(visit, form: form, errors: errors) }
        let words = RecordDecision.Words(
            why: form.text("decisionWhy") ?? "", dissent: form.text("decisionDissent"))
        let (police, probation) = (
            form["decisionPolice"].map { Practitioner.ID($0) }, form["decisionProbation"].map { Practitioner.ID($0) }
        )
        let decision: Decision
        do {
            decision = try await visit.run { store in
                try RecordDecision(store)(
                    choice, about: nominal, words, police: police, probation: probation, at: id, by: visit.actor,
                    at: visit.now
                ).decision
            }
        } catch let refusal as NotesRefusal {
            guard let field = field(of: refusal, police: police), let why = try await visit.words(for: refusal) else {
                throw refusal
            }
            return try await item(visit, form: form, errors: [FieldError(field, why)])
        }
        return .see(
            address(visit),
            saying: "\(decision.matter.inWords.capitalisedFirst) is recorded. "
                + (decision.isAgreed
                    ? "Both services agree."
                    : "Not both services agree: it changes nothing, and waits for the next MACC.")
                + (try await references(in: [words.why, words.dissent], about: nominal, visit)))
    }

    /// Where the form says what will not be noted; nil: nowhere.
    private static func field(of refusal: NotesRefusal, police: Practitioner.ID?) -> String? {
        switch refusal {
        case .notThere(let practitioner), .notOfService(let practitioner, _):
            practitioner == police ? "decisionPolice" : "decisionProbation"
        case .beginsBefore, .tooFarAhead: "decisionFrom"
        case .endsBeforeItBegins, .tooLong: "decisionUntil"
        case .contacts: "decisionContacts"
        default: nil
        }
    }

    private static func choice(in form: Form, today: Day, _ errors: inout [FieldError]) -> RecordDecision.Choice? {
        func day(_ name: String) -> Day? { form.day(name, today: today, &errors) }
        let parts = (form["decisionMatter"] ?? "").split(separator: "-").map(String.init)
        switch (parts.first, parts.last) {
        case ("select"?, _): return .select
        case ("deselect"?, _): return .deselect(from: day("decisionFrom"))
        case ("rag"?, let rating?):
            if let rag = Nominal.RAG(rawValue: rating), rag != .blue { return .changeRAG(rag) }
        case ("cohort"?, let name?):
            if let cohort = Nominal.Cohort(rawValue: name) { return .changeCohort(cohort) }
        case ("contacts"?, _):
            let (from, until) = (day("decisionFrom"), day("decisionUntil"))
            let contacts = form["decisionContacts"].flatMap { Int($0) }
            let allowed = Variation.contactsAllowed
            if !(contacts.map(allowed.contains) ?? false) {
                errors.append(
                    FieldError(
                        "decisionContacts",
                        "Write how many contacts a week, from \(allowed.lowerBound) to \(allowed.upperBound)."))
            }
            if until == nil, form["decisionUntil"] == nil {
                errors.append(FieldError("decisionUntil", "Give the last day on which this holds."))
            }
            guard let contacts, let until else { return nil }
            return .changeContacts(contacts, jointEveryWeeks: nil, homeEveryWeeks: nil, from: from, until: until)
        case ("other"?, _): return .other
        default: break
        }
        errors.append(FieldError("decisionMatter", "Choose what was decided."))
        return nil
    }

    /// What can be decided.
    static func matters(at series: Series) -> [(String, String)] {
        let conference =
            series == .macc ? [("select", "Selection"), ("deselect", "Deselection, with contact tapering")] : []
        return conference
            + [Nominal.RAG.red, .amber, .green].map { ("rag-\($0.rawValue)", "RAG to \($0.rawValue)") }
            + Nominal.Cohort.allCases.map { ("cohort-\($0.rawValue)", "Cohort to \($0.rawValue)") }
            + [("contacts", "Contacts a week"), ("other", "Something else")]
    }
}

/// An action as a form raises it.
struct RaisedAction: Sendable {
    var text = ""
    var owner = ""
    var due: Day?
    var errors: [FieldError] = []

    init(_ form: Form, today: Day) {
        if let error = form.problem(withText: "actionText", missing: "Say what is to be done.") { errors.append(error) }
        if let error = form.problem(withText: "actionOwnerWords") { errors.append(error) }
        text = form.text("actionText") ?? ""
        owner = form["actionOwner"] ?? form["actionOwnerWords"] ?? ""
        if owner.isEmpty { errors.append(FieldError("actionOwner", "Choose who is to do it, or write who it is.")) }
        due = form.day("actionDue", today: today, &errors)
    }
}

/// What `action-form.mustache` is given.
struct ActionForm: Sendable {
    var owners: [Choice]
    var actionText: Field
    var actionOwner: Field
    var actionOwnerWords: Field
    var actionDue: Field

    init(_ files: MeetingFiles, _ form: Form?, _ errors: [FieldError]) {
        actionText = Field("actionText", in: form, errors)
        actionOwner = Field("actionOwner", in: form, errors)
        actionOwnerWords = Field("actionOwnerWords", in: form, errors)
        actionDue = Field("actionDue", in: form, errors)
        owners = files.choices(of: files.whole.practitioners.map(\.id), chosen: actionOwner.value)
    }
}

extension MeetingFiles {
    /// People to choose from, by name; a post in which nobody works is nobody.
    func choices(of people: [Practitioner.ID], chosen: String) -> [Choice] {
        people.filter { directory.works($0, onOrAfter: today) }.map { ($0, person($0)) }
            .sorted { ($0.1, $0.0) < ($1.1, $1.0) }
            .map { Choice($0.0.text, $0.1, chosen: chosen) }
    }

    /// Those of a service who can be named as having agreed.
    func choices(
        of kind: Agency.Kind, at noted: NotedMeeting, about nominal: Nominal.ID, chosen: String
    ) -> [Choice] {
        choices(
            of: whole.practitioners.map(\.id).filter {
                directory.agency(of: $0)?.kind == kind && noted.canAgree($0, about: nominal)
            }, chosen: chosen)
    }
}

extension String {
    /// With a stop at its end, where it has none.
    fileprivate var asSentence: String {
        guard let last, !".?!…".contains(last) else { return self }
        return "\(self)."
    }
}

/// What `item.mustache` is given.
struct ItemPage: FormPage {
    var errors: [FieldError]
    var meetingAddress: String
    var itemAddress: String
    var nominal: String
    var isStarted: Bool
    var reason: String?
    var rating: RatingView?
    var matters: [String]
    var isLimited: Bool
    var openActions: Several<ItemAction>?
    var updates: Several<String>?
    var decided: Several<String>?
    var done: String?
    /// What the clock would say now, where nothing is noted yet.
    var byTheClock: String?
    var outcomes: [Choice]
    var outcomeField: Field
    var minutesField: Field
    var textField: Field
    var writers: [Choice]
    var updateFrom: Field
    var updateText: Field
    var actionForm: ActionForm
    var choices: [Choice]
    var decisionMatter: Field
    var decisionWhy: Field
    var decisionDissent: Field
    var decisionFrom: Field
    var decisionUntil: Field
    var decisionContacts: Field
    var decisionPolice: Field
    var decisionProbation: Field
    var police: [Choice]
    var probation: [Choice]

    init(
        _ id: Nominal.ID, _ noted: NotedMeeting, _ files: MeetingFiles, now: Timestamp, clock: Moment, _ form: Form?,
        _ errors: [FieldError]
    ) {
        self.errors = errors
        let (meeting, notes) = (noted.meeting, noted.notes)
        let slot = meeting.slots.first { $0.nominal == id }
        let note = notes.item(id)
        meetingAddress = "/meetings/\(meeting.id)"
        itemAddress = "\(meetingAddress)/items/\(id)"
        nominal = id.text
        isStarted = notes.isStarted
        let knows = files.knows(id)
        isLimited = !knows
        reason = knows ? slot?.reason.inWords : nil
        rating = knows ? files.directory.nominal(id).map { RatingView($0.rag(on: noted.day)) } : nil
        matters = knows ? (slot?.matters ?? []).map { files.words($0, about: id) } : []
        openActions =
            knows
            ? Several(
                noted.caseload.actions.open.filter { $0.nominal == id }.map { ItemAction($0, files, on: noted.day) })
            : nil
        updates =
            knows
            ? Several(
                notes.updates.filter { $0.nominal == id }.map { update in
                    "\(files.person(update.practitioner)), \(update.receivedOn.inShort)"
                        + (update.text.map { ": \(files.words($0, about: id))" } ?? "")
                }) : nil
        decided =
            knows
            ? Several(
                notes.decisions.filter { $0.nominal == id }.map { decision in
                    "\(decision.matter.inWords.capitalisedFirst): \(files.words(decision.text, about: id).asSentence) "
                        + (decision.isAgreed ? "Both services agree." : "Not both services agree.")
                }) : nil
        done = note.map(RunLine.words)
        byTheClock =
            note == nil && slot != nil ? noted.minutesByTheClock(at: clock, now).map(Wording.minutes) : nil
        let outcome = form?["outcome"] ?? note?.outcome.rawValue ?? (slot == nil ? "noted" : "discussed")
        outcomes = ItemNote.Outcome.allCases.map { Choice($0.rawValue, $0.rawValue.capitalisedFirst, chosen: outcome) }
        outcomeField = Field("outcome", in: form, errors)
        minutesField = Field("minutes", in: form, errors, otherwise: note?.minutesTaken.map(String.init) ?? "")
        textField = Field(
            "text", in: form, errors, otherwise: knows ? note?.text.map { files.words($0, about: id) } ?? "" : "")
        updateFrom = Field("updateFrom", in: form, errors)
        updateText = Field("updateText", in: form, errors)
        writers = files.choices(of: files.whole.practitioners.map(\.id), chosen: updateFrom.value)
        actionForm = ActionForm(files, form, errors)
        decisionMatter = Field("decisionMatter", in: form, errors)
        decisionWhy = Field("decisionWhy", in: form, errors)
        decisionDissent = Field("decisionDissent", in: form, errors)
        decisionFrom = Field("decisionFrom", in: form, errors)
        decisionUntil = Field("decisionUntil", in: form, errors)
        decisionContacts = Field("decisionContacts", in: form, errors)
        let matter = decisionMatter.value
        choices = ItemPages.matters(at: meeting.series).map { Choice($0.0, $0.1, chosen: matter) }
        decisionPolice = Field("decisionPolice", in: form, errors)
        decisionProbation = Field("decisionProbation", in: form, errors)
        police = files.choices(of: .police, at: noted, about: id, chosen: decisionPolice.value)
        probation = files.choices(of: .probation, at: noted, about: id, chosen: decisionProbation.value)
    }
}

/// An open action, at its nominal's item.
struct ItemAction: Sendable {
    var actionWords: String
    var actionOwnerName: String
    var actionDueWords: String
    var isOverdue: Bool

    init(_ action: Action, _ files: MeetingFiles, on day: Day) {
        actionWords = files.words(action.text, about: action.nominal)
        actionOwnerName = files.owner(of: action)
        actionDueWords = action.dueOn.map { "due \($0.inShort(readOn: files.today))" } ?? "no due date"
        isOverdue = action.isOverdue(on: day)
    }
}
