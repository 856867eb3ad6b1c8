internal import ArgumentParser
internal import Casework
internal import Intake
internal import Operations
internal import Publishing
internal import SQLiteStore

extension NotesCommand {
    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write each recipient's own copy of the notes, and note that they were given out.",
            discussion: """
                A page for everybody who was expected, came, sent apologies or wrote in: those who hold the meeting \
                have every item, the others those they work with.
                """)

        @OptionGroup var of: Meeting

        @OptionGroup var papers: PaperOptions

        @OptionGroup var own: OwnFolders

        func run() async throws {
            let run = try PaperRun(
                to: papers.output, "notes-\(of.meeting)-", format: papers.format, usual: [.html, .pdf],
                templates: own.templatesURL)
            let defaults = try own.defaultCalendars()
            let clock = Moment.onTheOfficesClock
            let (noted, documents, calendars) = try IssueNotes(try of.open())(of.id, by: account, at: .now) {
                noted, previous in
                let made = try NotesPaper(
                    meeting: noted.meeting, notes: noted.notes, caseload: noted.caseload, previous: previous,
                    recipients: noted.recipients, issuedAt: clock, templates: own.templatesURL
                ).handedOut()
                return (papers: made.documents, recipients: made.recipients)
            }
            try await run.write(documents, noted.caseload.policy)
            let within = noted.caseload.policy.issueWithin.notesWorkingDays
            Terminal.complain(
                (noted.notes.endedAt == nil ? ["warning: the notes of \(of.id) are not closed: 'notes end' first"] : [])
                    + (noted.slotsToDo.isEmpty
                        ? []
                        : [
                            "warning: nothing is noted of "
                                + noted.slotsToDo.map(\.nominal.text).joined(separator: ", ")
                        ])
                    + Lateness.warnings(
                        "the notes of \(of.id)", within, after: noted.day, noted.caseload, calendars, defaults,
                        today: clock.day))
            Terminal.say([
                "\(documents.count) copies of the notes of \(of.id) written to \(papers.output), for "
                    + noted.recipients.map(\.text).joined(separator: ", ")
            ])
        }
    }

    struct Minutes: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the minutes that items were planned with and took, by reason and RAG.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Option(help: ArgumentHelp("Meetings from this day on.", valueName: "date"), transform: Day.read)
        var from: Day?

        @Option(help: ArgumentHelp("Meetings up to this day.", valueName: "date"), transform: Day.read)
        var until: Day?

        @Flag(help: "As CSV.")
        var csv = false

        private var days: Range<Day> {
            let (first, last) = (from ?? Day(number: 0), until ?? Day.today + 366)
            return first..<(max(first, last) + 1)
        }

        func validate() throws {
            if let from, let until, until < from { throw ValidationError("--from has to be before --until") }
        }

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let (meetings, figures, marking) = try ReadMinutes(store)(in: days, by: account, at: .now)
            guard !csv else {
                let lines = MinutesTable(figures, marking: marking).text.split(separator: "\r\n").map(String.init)
                return Terminal.say(lines)
            }
            Terminal.say(MinutesText.lines(figures, meetings: meetings))
        }
    }
}

/// Minutes planned and taken, as a table.
enum MinutesText {
    static func lines(_ figures: [MinutesTaken], meetings: Int) -> [String] {
        let held = meetings == 1 ? "1 meeting" : "\(meetings) meetings"
        guard !figures.isEmpty else { return ["No minutes were noted at \(held): 'notes slot' takes --minutes."] }
        return [
            "Minutes of items discussed in their slots at \(held), on average",
            row("Reason", "RAG", ["items", "planned", "taken", "median"]),
        ]
            + figures.map { figure in
                row(
                    figure.reason.inWords, figure.rag.rawValue,
                    ["\(figure.count)"]
                        + [figure.meanPlanned, figure.meanTaken, figure.medianTaken].map(MinutesTable.tenths))
            }
    }

    private static func row(_ reason: String, _ rag: String, _ cells: [String]) -> String {
        reason.padded(24) + rag.padded(8)
            + cells.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined()
    }
}

/// Whether papers go out later than the policy allows.
enum Lateness {
    static func warnings(
        _ what: String, _ workingDays: Int, after day: Day, _ caseload: Caseload, _ calendars: [CalendarFile],
        _ defaults: [CalendarFile], today: Day
    ) -> [String] {
        let span = day..<(day + 7 * (workingDays + 4))
        // A calendar of holidays that cannot be read was complained of when it came in.
        let holidays =
            (try? DiaryReader.bankHolidays(of: calendars, for: caseload, days: span, defaults: defaults)) ?? []
        let last = Policy.IssueWithin.last(workingDays, after: day, holidays: holidays)
        guard today > last else { return [] }
        let within = workingDays == 1 ? "1 working day" : "\(workingDays) working days"
        return ["warning: late: \(what) were to go out by \(last.inShort), within \(within)"]
    }
}
