internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

struct SheetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sheets", abstract: "Write practitioners' own sheets of a week or a day, one side of paper each.",
        discussion: "The diary notes who was given one.")

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: ArgumentHelp("A day of the week.", valueName: "date"), transform: Day.read)
    var week: Day?

    @Option(help: ArgumentHelp("The one day.", valueName: "date"), transform: Day.read)
    var day: Day?

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "Whose; may be several.", discussion: "Default: everyone with anything to do.", valueName: "practitioner"))
    var practitioner: [String] = []

    @OptionGroup var papers: PaperOptions

    @OptionGroup var own: OwnFolders

    func validate() throws {
        guard (week == nil) != (day == nil) else { throw ValidationError("give --week or --day") }
    }

    func run() async throws {
        guard let any = week ?? day, let weeks = Weeks(from: any.monday, count: 1) else { return }
        let days = day.map { $0..<($0 + 1) } ?? weeks.days
        let run = try PaperRun(
            to: papers.output, "week-", "day-", format: papers.format, usual: [.html, .pdf], templates: own.templatesURL
        )
        let verb = HandOutSheets(
            try SQLiteStore(path: diary, mustExist: true), diaries: weeks.reader(try own.defaultCalendars()) { _ in })
        let ids = practitioner.map { Practitioner.ID($0) }
        let ((documents, policy), recipients) = try verb(for: ids, in: days, of: weeks, by: account, at: .now) {
            material in
            let made = try Sheets(
                days: days, today: .today, caseload: material.caseload, meetings: material.meetings,
                journeys: material.journeys, templates: own.templatesURL, asOf: material.storedAt.seconds
            ).documents(for: ids)
            return (papers: (made.documents, material.caseload.policy), recipients: made.recipients)
        }
        guard !recipients.isEmpty else {
            let when = day.map { "on \($0.inShort)" } ?? "in the week of \(weeks.from.inShort)"
            Terminal.say(["Nobody has anything booked \(when); nothing was written"])
            return
        }
        try await run.write(documents, policy)
        Terminal.say(["\(recipients.count == 1 ? "1 sheet" : "\(recipients.count) sheets") written to \(papers.output)"]
        )
    }
}
