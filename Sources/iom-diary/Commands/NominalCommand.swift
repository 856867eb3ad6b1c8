internal import ArgumentParser
internal import Casework
internal import Operations

struct NominalCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nominal", abstract: "Note a recall, a release, or when a nominal cannot be seen.",
        discussion: """
            What it changes is booked anew at once, with as little change as can be. A recall or a release holds until \
            an import says something new about the nominal's rating or release.
            """,
        subcommands: [Recall.self, Release.self, Unavailable.self])

    struct Recall: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a nominal is back in custody: contacts from that day on are off.")

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("The day of the recall.", valueName: "date"), transform: Day.read)
        var on: Day

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (_, plan) = try RecallNominal(diary.store, diaries: diary.reader)(
                    Nominal.ID(nominal), on: on, by: account, at: .now, clock: .onTheOfficesClock)
                return ("\(nominal) is recalled on \(on.inShort), and counts as in custody from then on.", plan)
            }
        }
    }

    struct Release: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note the day on which a nominal leaves custody, brought forward or put back.")

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("The day of release.", valueName: "date"), transform: Day.read)
        var on: Day

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (_, plan) = try ReleaseNominal(diary.store, diaries: diary.reader)(
                    Nominal.ID(nominal), on: on, by: account, at: .now, clock: .onTheOfficesClock)
                return ("\(nominal) is released on \(on.inShort), and counts as red from then on.", plan)
            }
        }
    }

    struct Unavailable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that a nominal cannot be seen on a day, or part of it.")

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("The day.", valueName: "date"), transform: Day.read)
        var on: Day

        @Option(
            help: ArgumentHelp("From this time; the start of the day if left out.", valueName: "time"),
            transform: ClockTime.read)
        var from: ClockTime?

        @Option(
            help: ArgumentHelp("Until this time; the end of the day if left out.", valueName: "time"),
            transform: ClockTime.read)
        var until: ClockTime?

        @OptionGroup var of: ChangeOptions

        private var times: (from: Moment, until: Moment) {
            (from.map { on.at($0) } ?? on.start, until.map { on.at($0) } ?? (on + 1).start)
        }

        func validate() throws {
            guard times.from < times.until else { throw ValidationError("--from has to be before --until") }
            guard on < Day.today + 3660 else { throw ValidationError("--on is ten years ahead, or more") }
        }

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (notice, plan) = try NoteUnavailability(diary.store, diaries: diary.reader)(
                    Nominal.ID(nominal), times.from..<times.until, by: account, at: .now, clock: .onTheOfficesClock)
                return ("Noted as number \(notice.number): \(notice.notice).", plan)
            }
        }
    }
}

struct ReplanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "replan", abstract: "Plan the published weeks again, with as little change as can be.",
        discussion: """
            After an import: new busy times, ratings or addresses. What still stands stays as people have it; 'plan' \
            plans the weeks anew.
            """)

    @OptionGroup var of: ChangeOptions

    func run() throws {
        let diary = try of.open()
        try diary.change {
            let plan = try Replan(diary.store, diaries: diary.reader)(
                by: account, at: .now, clock: .onTheOfficesClock)
            return ("The weeks from \(plan.after.weeks.from.inShort) are planned again.", plan)
        }
    }
}
