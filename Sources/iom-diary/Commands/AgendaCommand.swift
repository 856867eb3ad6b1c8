internal import ArgumentParser
internal import Casework
internal import Operations
internal import Planning
internal import Publishing
internal import SQLiteStore

struct AgendaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agenda", abstract: "Show, arrange and issue the agenda of a meeting.",
        discussion: """
            Whatever is arranged, the meeting is put in order again at once and stored. Once an agenda is issued, as \
            few people as possible are given another time than they were told, and a pinned slot never moves.
            """,
        subcommands: [
            Show.self, Add.self, Remove.self, Note.self, Defer.self, Minutes.self, Move.self, Reorder.self, Pin.self,
            Unpin.self, Window.self, Decline.self, Attend.self, Revise.self, Issue.self, Requests.self,
        ])

    struct Meeting: ParsableArguments {
        @Argument(help: ArgumentHelp("The meeting's reference, such as map-2026-12-02."))
        var meeting: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @OptionGroup var own: OwnFolders

        var id: PlannedMeeting.ID { PlannedMeeting.ID(meeting) }

        /// Settles something, plans again, and says what has changed.
        func arrange(_ arrangement: Arrangement) throws {
            try arrange { try $0(arrangement, for: id, by: account, at: .now, clock: .onTheOfficesClock) }
        }

        /// Arranges something, and says what has changed.
        func arrange(_ make: (ArrangeMeeting) throws -> ArrangeMeeting.Outcome) throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let defaults = try own.defaultCalendars()
            guard let weeks = try store.read({ try $0.latestPlan()?.plan.weeks }) else { throw DiaryRefusal.noPlan }
            let verb = ArrangeMeeting(
                store,
                diaries: weeks.reader(defaults) { faults in Terminal.complain(faults.map { "warning: \($0)" }) })
            let outcome = try make(verb)
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

        func run() throws {
            try of.arrange {
                try $0(planningAgain: of.id, until: Iterations(), by: account, at: .now, clock: .onTheOfficesClock)
            }
        }
    }

    struct Issue: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give people the agenda as it is now, each their own, and invite them to their time at it.",
            discussion: "Without --output the diary only notes that they have been given it.")

        @OptionGroup var of: Meeting

        @Option(
            help: ArgumentHelp(
                "Where each attendee's agenda and the running order go; replaces what was issued there before.",
                valueName: "dir"))
        var output: String?

        @OptionGroup var format: FormatOptions

        @OptionGroup var options: InvitationOptions

        func run() async throws {
            let run = try output.map {
                try PaperRun(
                    to: $0, "running-order", "agenda-", format: format, usual: [.html, .pdf],
                    templates: of.own.templatesURL)
            }
            let store = try SQLiteStore(path: of.diary, mustExist: true)
            let invitations = try options.prepare(
                store, diary: of.diary, scope: InvitationScope(event: .meeting(of.id)))
            let verb = IssueAgenda(store)
            let make = { (material: MeetingMaterial) in
                let made = try of.papers(material).agendas()
                return (papers: made.documents, attendees: made.attendees, chairs: made.chairs)
            }
            let (meeting, caseload, difference, documents) = try verb(
                of.id, by: account, at: .now, make: run == nil ? nil : make)
            if let run, let documents { try await run.write(documents, caseload.policy) }
            let text = AgendaText(meeting, caseload)
            Terminal.say([
                "\(meeting.id) is issued to \(meeting.attendance.count) people: from now on it stays as far as it can"
            ])
            if let output, let documents {
                Terminal.say([
                    "The running order and \(documents.count - 1) agendas written to \(output): give each to the one it "
                        + "names"
                ])
            }
            if let difference { Terminal.say(text.lines(of: difference, title: "Since it was issued before:")) }
            try invitations.sendOrRemind()
        }
    }

    struct Requests: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for written updates on what is taken without those who know about it.",
            discussion: """
                Of everyone who is needed for a slot and cannot be there, and of the leads of what is noted without \
                discussion; once an update has come in it is not asked for again. The diary notes who was asked.
                """)

        @OptionGroup var of: Meeting

        @Option(
            help: ArgumentHelp(
                "When the updates have to be there.", discussion: "Default: the start of the meeting.",
                valueName: "time"), transform: Moment.read)
        var by: Moment?

        @OptionGroup var papers: PaperOptions

        func run() async throws {
            let run = try PaperRun(
                to: papers.output, "update-request-", format: papers.format, usual: [.html, .docx],
                templates: of.own.templatesURL)
            let verb = RequestUpdates(try SQLiteStore(path: of.diary, mustExist: true))
            let ((documents, policy), recipients) = try verb(of.id, by: account, at: .now) { material in
                let start = material.meeting.interval.lowerBound
                if let by, by > start {
                    throw ValidationError("--by is after the meeting has begun, which is at \(start)")
                }
                let made = try of.papers(material).updateRequests(due: by ?? start)
                return ((made.documents, material.caseload.policy), made.recipients)
            }
            guard !recipients.isEmpty else {
                Terminal.say(["Nothing is taken without those who know about it; nobody is asked"])
                return
            }
            try await run.write(documents, policy)
            let names = recipients.map(\.0.text).joined(separator: ", ")
            Terminal.say(["Written updates are asked of \(names): \(documents.count) written to \(papers.output)"])
        }
    }
}

extension AgendaCommand.Meeting {
    fileprivate func papers(_ material: MeetingMaterial) -> MeetingPapers {
        MeetingPapers(
            meeting: material.meeting, caseload: material.caseload, notes: material.notes,
            declined: material.declined,
            planned: material.contacts, templates: own.templatesURL, asOf: material.storedAt.seconds)
    }
}
