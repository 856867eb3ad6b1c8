internal import Casework
internal import Operations
internal import Publishing

/// What people have to do: the support worker and managers see all they may know of, everybody else their own.
enum ActionPages {
    static var routes: [Route] {
        [
            .get("/actions", for: .seeActions) { try await list($0, form: nil, errors: []) },
            .post("/actions", for: .takeNotes, raise),
            .post("/actions/{action}/closing", for: .closeActions, close),
            .get("/actions/issue", for: .arrangeMeetings, check),
            .post("/actions/issue", for: .arrangeMeetings, issue),
        ]
    }

    /// Which are shown.
    enum Shown: String, CaseIterable {
        case open, mine, overdue, closed

        var inWords: String {
            switch self {
            case .open: "Open"
            case .mine: "Mine"
            case .overdue: "Overdue"
            case .closed: "Closed in the last four weeks"
            }
        }
    }

    private static func list(_ visit: Visit, form: Form?, errors: [FieldError]) async throws -> Answer {
        let shown = visit.query["show"].flatMap(Shown.init) ?? .open
        let (page, nominals) = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let actions = files.actions(shown)
            return (
                ActionsPage(actions, shown, files, form, errors),
                actions.compactMap(\.nominal) + (files.mayRaise ? files.files.caseload.nominals.map(\.id) : [])
            )
        }
        return .page("actions", of: page, title: "Actions", shows: nominals)
    }

    private static func close(_ visit: Visit) async throws -> Answer {
        let id = Action.ID(visit["action"])
        let isTheirs = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            return (files.actions(.open) + files.actions(.closed)).contains { $0.id == id }
        }
        guard isTheirs else { return .notFound }
        guard let status = visit.form["status"].flatMap(Action.Status.init), status != .open else {
            return .refused("Choose what became of the action.", back: "/actions")
        }
        if let error = visit.form.problem(withText: "remark") { return .refused(error.message, back: "/actions") }
        let remark = visit.form.text("remark")
        let closed = try await visit.run { store in
            try CloseAction(store)(
                id, as: status, remark: remark, by: visit.actor, at: visit.now, today: visit.today)
        }
        return .see("/actions", saying: "Action \(closed.id) is closed: \(closed.status.inWords).")
    }

    private static func raise(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        let filled = RaisedAction(form, today: visit.today)
        guard filled.errors.isEmpty else { return try await list(visit, form: form, errors: filled.errors) }
        let nominal = form["actionNominal"].map { Nominal.ID($0) }
        if let nominal {
            let isKnown = try await visit.read { $0.sight.nominals.contains(nominal) }
            guard isKnown else { return .notFound }
        }
        let action = try await visit.run { store in
            try RaiseAction(store)(
                filled.text, owner: filled.owner, due: filled.due, about: nominal, at: nil, by: visit.actor,
                at: visit.now, today: visit.today)
        }
        return .see("/actions", saying: "Action \(action.id) is raised.")
    }

    // MARK: Lists for their owners

    private static func check(_ visit: Visit) async throws -> Answer {
        let page = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let owned = Dictionary(grouping: files.whole.actions.open, by: \.owner)
            return IssueActionsPage(
                owners: Several(
                    owned.values.compactMap { actions in
                        actions.first.map {
                            "\(files.owner(of: $0)): \(Wording.counted(actions.count, "open action"))"
                        }
                    }.sorted()), formats: PaperJob.formats(usual: [.html]))
        }
        return .page("issue-actions", of: page, title: "Issue the action lists", shows: [])
    }

    private static func issue(_ visit: Visit) async throws -> Answer {
        let (actor, now, clock, templates) = (visit.actor, visit.now, visit.clock, visit.site.plugs.templates)
        return try await PaperJob.begin("Issue the action lists", name: "actions-\(visit.today)", visit) {
            let issued = try IssueActions($0)(by: actor, at: now, today: clock.day) { lists, caseload in
                let made = try ActionListPaper(
                    lists: lists, caseload: caseload, issuedAt: clock, templates: templates
                ).handedOut()
                return (papers: made, about: made.about)
            }
            let documents = issued.papers.documents
            return MadePapers(
                documents: documents, about: issued.papers.about.flatMap(\.self),
                marking: issued.caseload.policy.marking,
                saying: "\(Wording.counted(documents.count, "list")) of open actions made. "
                    + "Give each to the one it names.")
        }
    }
}

extension MeetingFiles {
    /// Whether they can raise an action between meetings.
    var mayRaise: Bool { Operation.takeNotes.roles.contains(account.role) }

    /// Those the reader is shown, by due date; the closed ones latest first.
    func actions(_ shown: ActionPages.Shown) -> [Action] {
        let sight = files.sight
        let all = files.caseload.actions.filter { seesFigures || sight.isOwn($0) }
        switch shown {
        case .open: return all.open
        case .mine: return all.open.filter(sight.isOwn)
        case .overdue: return all.open.filter { $0.isOverdue(on: today) }
        case .closed:
            return all.filter { $0.closing.map { $0.on > today - 28 } ?? false }
                .sorted { ($1.closing?.on ?? today, $0.id) < ($0.closing?.on ?? today, $1.id) }
        }
    }
}

/// What `actions.mustache` is given.
struct ActionsPage: FormPage {
    var errors: [FieldError]
    var filters: [Filter]
    var actions: [ActionLine]
    var canIssue: Bool
    var raising: Raising?

    struct Filter: Sendable {
        var filterAddress: String
        var filterLabel: String
        var isShown: Bool
    }

    struct Raising: Sendable {
        var actionForm: ActionForm
        var nominals: [Choice]
    }

    init(
        _ actions: [Action], _ shown: ActionPages.Shown, _ files: MeetingFiles, _ form: Form?, _ errors: [FieldError]
    ) {
        self.errors = errors
        filters = ActionPages.Shown.allCases.filter { $0 != .mine || files.account.practitioner != nil }.map {
            Filter(filterAddress: "/actions?show=\($0.rawValue)", filterLabel: $0.inWords, isShown: $0 == shown)
        }
        let mayClose = Operation.closeActions.roles.contains(files.account.role)
        self.actions = actions.map { ActionLine($0, files, mayClose: mayClose) }
        canIssue = files.holds
        let chosen = form?["actionNominal"]
        raising =
            files.mayRaise
            ? Raising(
                actionForm: ActionForm(files, form, errors),
                nominals: files.files.caseload.nominals.map(\.id).sorted()
                    .map { Choice($0.text, $0.text, chosen: chosen) })
            : nil
    }
}

/// One action of the list.
struct ActionLine: Sendable {
    var action: String
    var words: String
    var owner: String
    var due: String
    var isLate: Bool
    var about: String
    var from: String
    var closed: String?
    var mayClose: Bool

    init(_ entry: Action, _ files: MeetingFiles, mayClose: Bool) {
        action = entry.id.text
        let isTold = entry.nominal.map(files.knows) ?? true
        words = isTold ? files.words(entry.text, about: entry.nominal) : "Ask the support worker what is to be done."
        owner = files.owner(of: entry)
        due = entry.dueOn?.inShort(readOn: files.today) ?? "no date"
        isLate = entry.isOverdue(on: files.today)
        about = entry.nominal?.text ?? "–"
        from =
            PlannedMeeting.seriesAndDay(of: PlannedMeeting.ID(entry.meeting))
            .map { "\($0.series.title), \($0.day.inShort)" } ?? entry.raisedOn.inShort
        closed = entry.closing.map { closing in
            "\(entry.status.inWords.capitalisedFirst), \(closing.on.inShort)"
                + (isTold ? closing.remark.map { ": \(files.words($0, about: entry.nominal))" } ?? "" : "")
        }
        self.mayClose = mayClose
    }
}

/// What `issue-actions.mustache` is given.
struct IssueActionsPage: Sendable {
    var owners: Several<String>?
    var formats: [Choice]
}
