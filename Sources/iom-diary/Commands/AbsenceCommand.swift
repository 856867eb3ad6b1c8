internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct AbsenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "absence", abstract: "Note that somebody is away, and see what that changes.",
        discussion: """
            What they cannot do then is booked anew at once, with as little change as can be; what is confirmed is \
            never moved, and is listed for you to sort out. No reason is asked for, and none is kept.
            """,
        subcommands: [Add.self, List.self, Remove.self])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that a practitioner is away.")

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        @Option(
            help: ArgumentHelp("From this day, or this time: 2026-12-01 or 2026-12-01T09:00.", valueName: "time"),
            transform: TimeOrDay.read)
        var from: TimeOrDay

        @Option(
            help: ArgumentHelp("Until this time, or to the end of this day.", valueName: "time"),
            transform: TimeOrDay.read)
        var until: TimeOrDay

        @OptionGroup var of: ChangeOptions

        func validate() throws {
            guard from.start < until.end else { throw ValidationError("--from has to be before --until") }
            guard until.end.day < Day.today + 3660 else { throw ValidationError("--until is ten years ahead, or more") }
        }

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (notice, plan) = try NoteAbsence(diary.store, diaries: diary.reader)(
                    Practitioner.ID(practitioner), from.start..<until.end, by: account, at: .now,
                    clock: .onTheOfficesClock)
                return ("Noted as number \(notice.number): \(notice.notice).", plan)
            }
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List what the diary was told: who is away, who cannot be seen, recalls and releases.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let notices = try ReadNotices(try SQLiteStore(path: diary, mustExist: true))(by: account, at: .now)
            Terminal.say(notices.isEmpty ? ["nothing noted"] : notices.map { "\($0.number)  \($0.notice)" })
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Take back what was noted.")

        @Argument(help: "Its number, as 'absence list' has it.")
        var number: Int

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (notice, plan) = try WithdrawNotice(diary.store, diaries: diary.reader)(
                    number, by: account, at: .now, clock: .onTheOfficesClock)
                return ("Taken back: \(notice.notice).", plan)
            }
        }
    }
}

/// What every command takes that changes the plan of a diary.
struct ChangeOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @OptionGroup var own: OwnFolders

    func open() throws -> DiaryToChange { try DiaryToChange(diary, own) }
}

/// A time of the command line, or a whole day.
enum TimeOrDay {
    case time(Moment)
    case day(Day)

    /// Reads `2026-12-01T09:00` or `2026-12-01`, or says how they are written.
    static func read(_ text: String) throws -> TimeOrDay {
        if let time = Moment(iso: text) { return .time(time) }
        if let day = Day(iso: text) { return .day(day) }
        throw ValidationError("expected a date such as 2026-12-01, or a time such as 2026-12-01T09:00")
    }

    var start: Moment {
        switch self {
        case .time(let time): time
        case .day(let day): day.start
        }
    }

    var end: Moment {
        switch self {
        case .time(let time): time
        case .day(let day): (day + 1).start
        }
    }
}
