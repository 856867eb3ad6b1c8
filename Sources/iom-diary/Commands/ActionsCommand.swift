internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

struct ActionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actions", abstract: "Show, raise, close and send out what people have to do.",
        discussion: """
            An open action comes back at its nominal's next slot. What is closed here stays closed, whatever an older \
            export says.
            """,
        subcommands: [List.self, Add.self, Close.self, Issue.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the open actions, by due date.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Option(help: ArgumentHelp("Only this owner's.", valueName: "id"))
        var owner: String?

        @Option(help: ArgumentHelp("Only those about this nominal.", valueName: "id"))
        var nominal: String?

        @Flag(help: "Only those that were due before today.")
        var overdue = false

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let (actions, caseload) = try ReadActions(store)(
                owner: owner, nominal: nominal.map { Nominal.ID($0) }, by: account, at: .now)
            Terminal.say(
                ActionsText(caseload).lines(actions.filter { !overdue || $0.isOverdue(on: .today) }, on: .today))
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Raise an action between meetings.")

        @Argument(help: "What is to be done; references, no names.")
        var text: String

        @Option(help: ArgumentHelp("The nominal it is about, if it is about one.", valueName: "id"))
        var nominal: String?

        @OptionGroup var raised: RaisedAction

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws { try Words.check(text, "an action") }

        func run() throws {
            let action = try RaiseAction(try SQLiteStore(path: diary, mustExist: true))(
                text, owner: raised.owner, due: raised.due, about: nominal.map { Nominal.ID($0) }, at: nil,
                by: account, at: .now, today: .today)
            Terminal.say([ActionsText.raised(action)])
        }
    }

    struct Close: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close an action, and say how.", discussion: "Close it again to put right how it was closed.")

        @Argument(help: "The action's reference.")
        var action: String

        @Flag(help: "What became of it.")
        var closing: ActionClosing

        @Argument(help: "A remark, if there is something to say.")
        var remark: String?

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            if let remark { try Words.check(remark, "a remark") }
        }

        func run() throws {
            let closed = try CloseAction(try SQLiteStore(path: diary, mustExist: true))(
                Action.ID(action), as: closing.status, remark: remark, by: account, at: .now, today: .today)
            Terminal.say(["\(closed.id) is closed: \(closed.status.inWords)"])
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write each owner's list of open actions, and note that it was given out.",
            discussion: "An owner who may know only a reference is told to ask the support worker what is to be done.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Option(help: ArgumentHelp("Only this owner's.", valueName: "id"))
        var owner: String?

        @OptionGroup var papers: PaperOptions

        @OptionGroup var own: OwnFolders

        func run() async throws {
            let run = try PaperRun(
                to: papers.output, "actions-", format: papers.format, templates: own.templatesURL)
            let defaults = try own.defaultCalendars()
            let store = try SQLiteStore(path: diary, mustExist: true)
            let clock = Moment.onTheOfficesClock
            let (documents, caseload, last, calendars) = try IssueActions(store)(
                owner: owner, by: account, at: .now, today: clock.day
            ) { lists, caseload in
                let made = try ActionListPaper(
                    lists: lists, caseload: caseload, issuedAt: clock, templates: own.templatesURL
                ).handedOut()
                return (papers: made.documents, about: made.about)
            }
            try await run.write(documents, caseload.policy)
            if let last, let held = PlannedMeeting.seriesAndDay(of: last.meeting),
                caseload.actions.contains(where: { $0.meeting == last.meeting.text })
            {
                Terminal.complain(
                    Lateness.warnings(
                        "the actions of \(last.meeting)", caseload.policy.issueWithin.actionsWorkingDays,
                        after: held.day, caseload, calendars, defaults, today: clock.day))
            }
            Terminal.say([
                "\(documents.count) \(documents.count == 1 ? "list" : "lists") of open actions written to \(papers.output)"
            ])
        }
    }
}

/// Whose an action is, and by when.
struct RaisedAction: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Who is to do it: a practitioner's reference, or in words, such as \"housing desk\".", valueName: "owner"))
    var owner: String

    @Option(help: ArgumentHelp("By when.", valueName: "date"), transform: Day.read)
    var due: Day?

    func validate() throws { try Words.check(owner, "--owner") }
}

enum ActionClosing: String, EnumerableFlag {
    case done, notDone, noLongerApplicable

    var status: Action.Status {
        switch self {
        case .done: .done
        case .notDone: .notDone
        case .noLongerApplicable: .noLongerApplicable
        }
    }
}

/// Actions in a terminal: references, and names taken out of the words.
struct ActionsText {
    private let redaction: Redaction

    init(_ caseload: Caseload) {
        redaction = Redaction(caseload.nominals)
    }

    static func raised(_ action: Action) -> String {
        "Action \(action.id) for \(action.owner), "
            + (action.dueOn.map { "due \($0.inShort)" } ?? "with no due date")
            + (action.nominal.map { ", about \($0): it comes back at their next slot" } ?? "")
    }

    func lines(_ actions: [Action], on today: Day) -> [String] {
        guard !actions.isEmpty else { return ["No open actions"] }
        let overdue = actions.count { $0.isOverdue(on: today) }
        let open = actions.count == 1 ? "1 open action" : "\(actions.count) open actions"
        return [open + (overdue == 0 ? "" : ", \(overdue) overdue")] + actions.map { "  " + line($0, on: today) }
    }

    /// `a-3f09c2  Tue 1 Dec  overdue  po1  n014  Call the housing desk`.
    func line(_ action: Action, on today: Day) -> String {
        let due = action.dueOn?.inShort ?? "no date"
        return
            "\(action.id.text.padded(9)) \(due.padded(11)) \((action.isOverdue(on: today) ? "overdue" : "").padded(8))"
            + "\(redaction(action.owner).padded(6)) \((action.nominal?.text ?? "").padded(6)) "
            + words(action)
    }

    func words(_ action: Action) -> String { redaction(action.text, about: action.nominal) }
}
