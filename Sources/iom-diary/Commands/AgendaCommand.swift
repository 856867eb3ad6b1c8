internal import ArgumentParser
internal import Casework
internal import Operations
internal import Planning
internal import SQLiteStore

struct AgendaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Show, arrange and issue the agenda of a meeting.",
        discussion: """
            Whatever is arranged, the meeting is put in order again at once and stored. Once an agenda is issued, as \
            few people as possible are given another time than they were told, and a pinned slot never moves.
            """,
        subcommands: [
            Show.self, Pin.self, Unpin.self, Window.self, Decline.self, Attend.self, Revise.self, Issue.self,
        ])

    struct Meeting: ParsableArguments {
        @Argument(help: ArgumentHelp("The meeting's reference, such as map-2026-12-02."))
        var meeting: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @OptionGroup var own: OwnFolders

        var id: PlannedMeeting.ID { PlannedMeeting.ID(meeting) }

        /// Settles something, plans again, and says what has changed.
        func arrange(_ arrangement: Arrangement?) throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let defaults = try own.defaultCalendars()
            guard let weeks = try store.read({ try $0.latestPlan()?.plan.weeks }) else { throw DiaryRefusal.noPlan }
            let verb = ArrangeMeeting(
                store,
                diaries: weeks.reader(defaults) { faults in Terminal.complain(faults.map { "warning: \($0)" }) })
            let outcome = try verb(
                arrangement, for: id, until: Iterations(), by: account, at: .now, clock: .onTheOfficesClock)
            Terminal.say(AgendaText(outcome.meeting, outcome.caseload).lines(of: outcome, diary: diary))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the slots of a meeting and why each is where it is.")

        @OptionGroup var of: Meeting

        func run() throws {
            let verb = ReadAgenda(try SQLiteStore(path: of.diary, mustExist: true))
            let (meeting, caseload, arrangements, answers) = try verb(of.id, by: account, at: .now)
            Terminal.say(AgendaText(meeting, caseload, answers: answers).lines(arrangements))
        }
    }

    struct Pin: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Fix a nominal's slot: to a time, a place, or after another.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("It starts at this time.", valueName: "time"), transform: ClockTime.read)
        var at: ClockTime?

        @Option(help: ArgumentHelp("It is the first (1), the second, and so on.", valueName: "place"))
        var place: Int?

        @Option(help: ArgumentHelp("It comes after this nominal's.", valueName: "nominal"))
        var after: String?

        func validate() throws {
            guard [at != nil, place != nil, after != nil].count(where: \.self) == 1 else {
                throw ValidationError("give one of --at, --place and --after")
            }
            if let place, place < 1 { throw ValidationError("--place counts from 1") }
            if after == nominal { throw ValidationError("a slot cannot come after itself") }
        }

        func run() throws {
            let pinned: SlotPin.Place? =
                at.map(SlotPin.Place.at) ?? place.map(SlotPin.Place.position)
                ?? after.map { .after(Nominal.ID($0)) }
            guard let pinned else { return }
            try of.arrange(.pin(SlotPin(nominal: Nominal.ID(nominal), place: pinned)))
        }
    }

    struct Unpin: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Let a pinned slot go where it fits best.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        func run() throws { try of.arrange(.unpin(Nominal.ID(nominal))) }
    }

    struct Window: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note between which times somebody can be there.")

        @OptionGroup var of: Meeting

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        @Option(help: ArgumentHelp("Not before this time.", valueName: "time"), transform: ClockTime.read)
        var from: ClockTime?

        @Option(help: ArgumentHelp("Not after this time.", valueName: "time"), transform: ClockTime.read)
        var until: ClockTime?

        func validate() throws {
            guard from != nil || until != nil else { throw ValidationError("give --from, --until, or both") }
            guard window != nil else { throw ValidationError("--from has to be before --until") }
        }

        private var window: Range<ClockTime>? {
            let (from, until) = (from ?? ClockTime(minutes: 0), until ?? ClockTime(minutes: Moment.minutesPerDay))
            return from < until ? from..<until : nil
        }

        func run() throws {
            try of.arrange(.agree(AgreedPresence(practitioner: Practitioner.ID(practitioner), window: window)))
        }
    }

    struct Decline: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Note that somebody cannot come at all.")

        @OptionGroup var of: Meeting

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        func run() throws {
            try of.arrange(.agree(AgreedPresence(practitioner: Practitioner.ID(practitioner), window: nil)))
        }
    }

    struct Attend: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget a window or a refusal: somebody comes as their diary allows.")

        @OptionGroup var of: Meeting

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        func run() throws { try of.arrange(.forget(Practitioner.ID(practitioner))) }
    }

    struct Revise: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put the agenda right after an import: a late exception, a recall, a change of RAG.")

        @OptionGroup var of: Meeting

        func run() throws { try of.arrange(nil) }
    }

    struct Issue: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that people have been given the agenda as it is now, and invite them to their time at it.")

        @OptionGroup var of: Meeting

        @OptionGroup var options: InvitationOptions

        func run() throws {
            let store = try SQLiteStore(path: of.diary, mustExist: true)
            let invitations = try options.prepare(
                store, diary: of.diary, scope: InvitationScope(event: .meeting(of.id)))
            let verb = IssueAgenda(store)
            let (meeting, caseload, difference) = try verb(of.id, by: account, at: .now)
            let text = AgendaText(meeting, caseload)
            Terminal.say([
                "\(meeting.id) is issued to \(meeting.attendance.count) people: from now on it stays as far as it can"
            ])
            if let difference { Terminal.say(text.lines(of: difference, title: "Since it was issued before:")) }
            try invitations.sendOrRemind()
        }
    }
}
