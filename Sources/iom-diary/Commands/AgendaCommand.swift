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
            Terminal.say(AgendaText(outcome.meeting, outcome.caseload).lines(of: outcome))
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the slots of a meeting and why each is where it is.")

        @OptionGroup var of: Meeting

        func run() throws {
            let store = try SQLiteStore(path: of.diary, mustExist: true)
            let (stored, caseload, arrangements) = try store.write { diary in
                guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
                guard let stored = try diary.latestPlan() else { throw DiaryRefusal.noPlan }
                try diary.record(
                    HistoryEntry(
                        at: .now, actor: account, act: .consultation, detail: "looked at the agenda of \(of.meeting)"))
                return (stored, caseload, try diary.arrangements())
            }
            guard let meeting = stored.plan.meetings.first(where: { $0.id == of.id }) else {
                throw DiaryRefusal.noSuchMeeting(of.id, stored.plan.meetings.map(\.id))
            }
            Terminal.say(AgendaText(meeting, caseload).lines(arrangements))
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
            let where_: SlotPin.Place? =
                at.map(SlotPin.Place.at) ?? place.map(SlotPin.Place.position)
                ?? after.map { .after(Nominal.ID($0)) }
            guard let where_ else { return }
            try of.arrange(.pin(SlotPin(nominal: Nominal.ID(nominal), place: where_)))
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
            abstract: "Note that people have been given the agenda as it is now.")

        @OptionGroup var of: Meeting

        func run() throws {
            let store = try SQLiteStore(path: of.diary, mustExist: true)
            let caseload = try store.read { try $0.caseload() }
            let (meeting, difference) = try IssueAgenda(store)(of.id, by: account, at: .now)
            guard let caseload else { throw DiaryRefusal.empty }
            let text = AgendaText(meeting, caseload)
            Terminal.say([
                "\(meeting.id) is issued to \(meeting.attendance.count) people: from now on it stays as far as it can"
            ])
            if let difference { Terminal.say(text.lines(of: difference, title: "Since it was issued before:")) }
        }
    }
}

/// An agenda in a terminal: references, times and reasons.
struct AgendaText {
    private let meeting: PlannedMeeting
    private let people: [Practitioner.ID: Practitioner]
    private let agencies: [Agency.ID: Agency]

    init(_ meeting: PlannedMeeting, _ caseload: Caseload) {
        self.meeting = meeting
        people = Dictionary(caseload.practitioners.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
    }

    private var title: String {
        "\(meeting.series.title) on \(meeting.interval.lowerBound.inShort) to \(meeting.interval.upperBound.clock)"
    }

    /// Whether people have the agenda as it is.
    private func state(_ arrangements: Arrangements) -> String {
        guard let issued = arrangements.issued[meeting.id] else { return ", not issued" }
        return AgendaDifference(from: issued, to: meeting).isEmpty
            ? ", issued" : ", changed since it was issued: people have other times until it is issued again"
    }

    /// The whole agenda.
    func lines(_ arrangements: Arrangements) -> [String] {
        var lines = [
            title + state(arrangements),
            "\(meeting.minutesNeeded) min needed of \(meeting.minutesAvailable), waiting \(meeting.waitingMinutes) min "
                + (meeting.isOptimal ? "(the least there is). " : "(at least \(meeting.waitingLowerBound)). ")
                + Self.proof(meeting.proven), "",
        ]
        for slot in meeting.slots {
            lines.append(
                "\(slot.start.clock) \(String(slot.minutes).padded(3)) \(slot.nominal.text.padded(8)) "
                    + "\(slot.reason.inWords.padded(16)) \(slot.attendees.map(\.text).joined(separator: " "))"
                    + (slot.absent.isEmpty ? "" : "; without \(slot.absent.map(\.text).joined(separator: " "))"))
            if !slot.why.isEmpty { lines.append("          " + slot.why) }
        }
        lines += ["", "Who comes when"]
        for attendance in meeting.attendance { lines.append("  " + line(attendance)) }
        if !meeting.noted.isEmpty { lines += ["", "Noted: " + meeting.noted.map(\.text).joined(separator: ", ")] }
        if !meeting.deferred.isEmpty {
            lines += ["", "Deferred: " + meeting.deferred.map { "\($0.nominal) to \($0.due)" }.joined(separator: ", ")]
        }
        return lines
    }

    /// What is proven of the order, in a sentence.
    static func proof(_ proven: Set<PlannedMeeting.Level>) -> String {
        let levels: [(PlannedMeeting.Level, String)] = [
            (.absences, "people absent"), (.waiting, "waiting"), (.rag, "higher RAG earlier"),
        ]
        let known = levels.filter { proven.contains($0.0) }.map(\.1)
        return known.isEmpty
            ? "Nothing is proven of the order." : "Proven the best by: " + known.joined(separator: ", then ") + "."
    }

    private func line(_ attendance: PlannedMeeting.Attendance) -> String {
        let mine = meeting.slots.filter { $0.attendees.contains(attendance.practitioner) }
        let needed = mine.reduce(0) { $0 + $1.minutes }
        let stay = attendance.interval.minutes
        let saved = meeting.interval.minutes - stay
        return "\(who(attendance.practitioner).padded(34)) \(times(attendance.interval)): \(stay) min, "
            + "needed for \(needed)" + (saved > 0 ? ", saved \(saved)" : "")
    }

    private func who(_ id: Practitioner.ID) -> String {
        guard let agency = people[id].flatMap({ agencies[$0.agency] }) else { return id.text }
        return "\(id) (\(agency.name))"
    }

    private func times(_ interval: Range<Moment>) -> String {
        "\(interval.lowerBound.clock) to \(interval.upperBound.clock)"
    }

    /// What an arrangement has done.
    func lines(of outcome: ArrangeMeeting.Outcome) -> [String] {
        var lines = lines(of: outcome.difference, title: "By this:")
        if outcome.before.waitingMinutes != meeting.waitingMinutes {
            lines.append("  waiting in all \(outcome.before.waitingMinutes) min, now \(meeting.waitingMinutes) min")
        }
        let absent = meeting.slots.filter { !$0.absent.isEmpty }
        if !absent.isEmpty {
            lines += ["", "Needed, and cannot be there; ask for a written update:"]
            lines += absent.map { "  \($0.start.clock) \($0.nominal): \($0.absent.map(who).joined(separator: ", "))" }
        }
        if !outcome.contacts.isEmpty {
            lines += ["", "Contacts moved to make room:"]
            lines += outcome.contacts.map { before, after in
                "  \(before.id) \(before.kind.inWords) with \(before.nominal): \(booking(before)), now "
                    + (after.map(booking) ?? "not booked")
            }
        }
        for other in outcome.others {
            lines += ["", "This changed \(other.meeting.id) too, which is issued: \(Self.count(other.difference))"]
        }
        if let since = outcome.sinceIssue, !since.isEmpty {
            lines += [
                "", "Since it was issued, in all: \(Self.count(since)). When they have been told:",
                "  iom-diary agenda issue \(meeting.id) --diary …",
            ]
        }
        return lines
    }

    private func booking(_ contact: Contact) -> String {
        "\(contact.start.inShort) \(contact.practitioners.map(\.text).joined(separator: " "))"
    }

    private static func count(_ difference: AgendaDifference) -> String {
        let moved = difference.moves.count { $0.before != nil && $0.after != nil }
        return moved == 1 ? "1 person comes at another time" : "\(moved) people come at another time"
    }

    /// Whose times and which slots have changed, from what to what.
    func lines(of difference: AgendaDifference, title: String) -> [String] {
        var lines = [self.title, title]
        if difference.isEmpty { return lines + ["  nothing has moved"] }
        lines.append("  " + Self.count(difference))
        lines += difference.moves.map { move in
            let (before, after) = (move.before.map(times), move.after.map(times))
            return "  \(who(move.practitioner).padded(34)) "
                + (before.map { "\($0), now \(after ?? "not expected")" } ?? "now \(after ?? "")")
        }
        if !difference.shifts.isEmpty {
            lines.append(
                "  \(difference.shifts.count) \(difference.shifts.count == 1 ? "slot is" : "slots are") at another time"
            )
        }
        lines += difference.shifts.map { shift in
            let (before, after) = (shift.before?.clock.description, shift.after?.clock.description)
            return "  \(shift.nominal.text.padded(34)) "
                + (before.map { "\($0), now \(after ?? "not on the agenda")" }
                    ?? "now \(after ?? ""), new on the agenda")
        }
        return lines
    }
}
