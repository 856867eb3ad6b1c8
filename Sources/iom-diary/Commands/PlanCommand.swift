internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import Publishing
internal import SQLiteStore

struct PlanCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan", abstract: "Plan the weeks ahead.",
        discussion: """
            From a caseload folder: plans and exports, and stores nothing. From a diary: plans and stores; what is \
            confirmed stays as it is, and as little as can be is moved of what is planned. Meetings are planned \
            first, contacts around them.
            """)

    @Option(help: ArgumentHelp("The caseload folder to plan from; needs --output.", valueName: "dir"))
    var caseload: String?

    @Option(help: ArgumentHelp("The diary to plan in.", valueName: "file"))
    var diary: String?

    @OptionGroup var planning: PlanningOptions

    @Option(
        help: ArgumentHelp(
            "With --caseload: where the documents go; replaces an earlier export.", valueName: "dir"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "Write a CSV line for each better score that the search finds, and after how many seconds.",
            valueName: "file"))
    var trace: String?

    @OptionGroup var format: FormatOptions

    @OptionGroup var own: OwnFolders

    func validate() throws {
        switch (caseload, diary, output) {
        case (_?, nil, _?), (nil, _?, nil): break
        case (_?, nil, nil): throw ValidationError("--caseload plans and exports: say where with --output")
        case (nil, _?, _?): throw ValidationError("--diary plans and stores: export it afterwards with 'export'")
        case (_?, _?, _): throw ValidationError("give --caseload or --diary, not both")
        case (nil, nil, _): throw ValidationError("give --caseload or --diary")
        }
        guard format.formats == nil || output != nil else { throw ValidationError("--formats goes with --output") }
    }

    func run() async throws {
        let trace = try trace.map { try Trace($0) }
        let weeks = try planning.span()
        let defaults = try own.defaultCalendars()
        let line = ProgressLine(weeks)
        let show = { (progress: Planner.Progress) in
            line.show(progress)
            trace?.note(progress)
        }
        if let caseload, let output {
            let folder = OutputFolder(output)
            try folder.check()
            let formats = try format.ofExport()
            let read = try CaseloadReader.read(
                folder: URL(fileURLWithPath: caseload, isDirectory: true), today: weeks.from, days: weeks.daysToRead,
                with: readCalendarInAChild)
            let (diaries, warnings) = try DiaryReader.diaries(
                of: read.calendars, for: read.caseload, days: weeks.daysToRead, defaults: defaults,
                with: readCalendarInAChild)
            // A calendar is looked at twice, when the folder is read and when its days are.
            var seen: Set<Fault> = []
            warn((read.warnings + warnings).filter { seen.insert($0).inserted })
            let planner = Planner(read.caseload, diaries)
            let plan = try planner.plan(weeks, seed: planning.seed, until: planning.stop, progress: show)
            line.finish()
            let export = Export(
                plan: plan, caseload: read.caseload, diaries: diaries,
                feeds: try FeedSet(
                    ReadFeeds.Material(
                        caseload: read.caseload, calendars: read.calendars,
                        history: EventHistory(of: plan, at: weeks.stampOfUnstored),
                        changedAt: Timestamp(seconds: weeks.stampOfUnstored)),
                    today: weeks.from, defaults),
                asOf: weeks.stampOfUnstored, isDraft: true, templates: own.templatesURL, formats: formats)
            try folder.write(await export.printed())
            Terminal.say(Summary(plan, read.caseload, planner).lines)
            Terminal.say(["", "Written to \(output): open \(output)/index.html"])
        } else if let diary {
            let store = try SQLiteStore(path: diary, mustExist: true)
            try warnOfDaysLeftOut(store, before: weeks.days.lowerBound)
            Terminal.complain(try CalendarsText.warnings(store, now: .now))
            let verb = PlanWeeks(store, diaries: weeks.reader(defaults, warn: warn))
            let (plan, caseload, diaries) = try verb(
                weeks, seed: planning.seed, until: planning.stop, by: account, at: .now, clock: .onTheOfficesClock,
                progress: show)
            line.finish()
            Terminal.say(Summary(plan, caseload, Planner(caseload, diaries)).lines)
            Terminal.say([
                "", "Stored in \(diary); 'iom-diary export --diary \(diary) --output DIR' writes the documents",
            ])
            try InvitationRun(store, diary: diary).sendOrRemind()
        }
    }

    /// Changes go by the latest plan: what is left of the running week is to be in it.
    private func warnOfDaysLeftOut(_ store: SQLiteStore, before from: Day) throws {
        let now = Moment.onTheOfficesClock
        let left = try store.read { diary in
            try diary.latestPlan()?.plan.contacts.filter {
                !$0.status.isOutcome && $0.start >= now && $0.day < from
            } ?? []
        }
        guard let first = left.first else { return }
        Terminal.complain([
            "warning: \(left.count) contacts before \(from.inShort) stay as they are, and absences or moves will no "
                + "longer change them; to keep them in the plan, plan from \(first.day.monday)"
        ])
    }

    private func warn(_ warnings: [Fault]) {
        Terminal.complain(warnings.map { "warning: \($0)" })
    }
}
