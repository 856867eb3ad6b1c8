internal import ArgumentParser
internal import Casework
internal import Operations
internal import Planning
internal import Publishing
internal import SQLiteStore

struct NotesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notes", abstract: "Take the notes of a meeting, slot by slot, and issue them.",
        discussion: """
            'start' prints the running order and what to type. Whatever is noted can be noted again: the last word \
            counts, and what was written before is kept. Decisions change the caseload once both services have \
            agreed; then 'replan'.
            """,
        subcommands: [
            Start.self, Slot.self, Register.self, Update.self, Decide.self, Action.self, Show.self, End.self,
            Resume.self,
            Issue.self, Minutes.self,
        ])

    struct Meeting: ParsableArguments {
        @Argument(help: ArgumentHelp("The meeting's reference, such as map-2026-12-02."))
        var meeting: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        var id: PlannedMeeting.ID { PlannedMeeting.ID(meeting) }

        func open() throws -> SQLiteStore { try SQLiteStore(path: diary, mustExist: true) }
    }

    /// Who was there, was not, or sent apologies: references with commas between them.
    struct People: ParsableArguments {
        @Option(help: ArgumentHelp("Who is there.", valueName: "ids"))
        var present: String?

        @Option(help: ArgumentHelp("Who is not.", valueName: "ids"))
        var absent: String?

        @Option(help: ArgumentHelp("Who sent apologies.", valueName: "ids"))
        var apologies: String?

        func validate() throws {
            var seen: Set<String> = []
            for id in [present, absent, apologies].compactMap(\.self).flatMap(People.ids) {
                guard Practitioner.ID.isWellFormed(id) else {
                    throw ValidationError(
                        "expected practitioners' references with commas, such as po1,pp2; not '\(id)'")
                }
                guard seen.insert(id).inserted else { throw ValidationError("'\(id)' is named twice") }
            }
        }

        private static func ids(_ text: String) -> [String] {
            text.split { $0 == "," || $0 == ";" }.map { part in
                String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
            }
        }

        var presences: [(practitioner: Practitioner.ID, state: Presence.State)] {
            [(present, Presence.State.present), (absent, .absent), (apologies, .apologies)].flatMap { text, state in
                People.ids(text ?? "").map { (Practitioner.ID($0), state) }
            }
        }
    }

    struct Start: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Open the notes of a meeting, and show its running order with what to type.")

        @OptionGroup var of: Meeting

        func run() throws {
            let noted = try StartMeeting(try of.open())(of.id, by: account, at: .now, clock: .onTheOfficesClock)
            Terminal.say(NotesText(noted, diary: of.diary).runningOrder)
        }
    }

    struct Slot: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note what became of a nominal's item.",
            discussion: """
                With nothing but the minutes it was discussed, and whoever is at the meeting was there for the slots \
                they are needed at. An item can be noted that was not on the agenda.
                """)

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Flag(help: "What became of it; what the agenda had it for, if left out.")
        var outcome: ItemNote.Outcome?

        @Option(help: "How many minutes it took.")
        var minutes: Int?

        @OptionGroup var people: People

        @Option(help: "What was said, as short as can be; references, no names.")
        var text: String?

        func validate() throws {
            if let minutes, !(0...480).contains(minutes) {
                throw ValidationError("--minutes takes a number from 0 to 480")
            }
            if let text { try Words.check(text, "--text") }
        }

        func run() throws {
            let item = NoteItem.Item(
                nominal: Nominal.ID(nominal), outcome: outcome, minutes: minutes, text: text,
                presences: people.presences)
            let noted = try NoteItem(try of.open())(item, at: of.id, by: account, at: .now)
            Terminal.say(
                NotesText(noted, diary: of.diary).lines(after: Nominal.ID(nominal), at: .onTheOfficesClock))
        }
    }

    struct Register: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note who is at the meeting, who is not, and who sent apologies.")

        @OptionGroup var of: Meeting

        @OptionGroup var people: People

        @Flag(help: "Everybody who was expected, and of whom nothing else is noted, is there.")
        var restPresent = false

        func validate() throws {
            guard restPresent || !people.presences.isEmpty else {
                throw ValidationError("give --present, --absent or --apologies with references, or --rest-present")
            }
        }

        func run() throws {
            let noted = try NotePresence(try of.open())(
                people.presences, restIsPresent: restPresent, at: of.id, by: account, at: .now)
            Terminal.say(NotesText(noted, diary: of.diary).register)
        }
    }

    struct Update: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that somebody has written in about a nominal; before the meeting, too.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("The practitioner whose update it is.", valueName: "id"))
        var from: String

        @Argument(help: "What they wrote; left out, it is only noted that it came.")
        var text: String?

        func validate() throws {
            if let text { try Words.check(text, "an update") }
        }

        func run() throws {
            let noted = try NoteUpdate(try of.open())(
                text, about: Nominal.ID(nominal), from: Practitioner.ID(from), for: of.id, by: account, at: .now,
                today: .today)
            Terminal.say([
                "Noted: \(from) has written in about \(nominal) for \(of.id), received \(Day.today.inShort). "
                    + "Updates so far: \(noted.notes.updates.count)"
            ])
        }
    }

    struct Action: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note an action that the meeting raises, about a nominal or nobody in particular.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference, if it is about one; then what is to be done.")
        var words: [String]

        @OptionGroup var raised: RaisedAction

        func validate() throws {
            guard (1...2).contains(words.count), let text = words.last else {
                throw ValidationError(
                    "give what is to be done, in quotes, with a nominal's reference before it or none")
            }
            try Words.check(text, "an action")
        }

        func run() throws {
            let nominal = words.count > 1 ? words.first.map { Nominal.ID($0) } : nil
            let action = try RaiseAction(try of.open())(
                words.last ?? "", owner: raised.owner, due: raised.due, about: nominal, at: of.id, by: account,
                at: .now, today: .today)
            Terminal.say([ActionsText.raised(action)])
        }
    }

    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what is noted, slot by slot, how far ahead or behind it is, and what is still to do.")

        @OptionGroup var of: Meeting

        func run() throws {
            let noted = try ReadNotes(try of.open())(of.id, by: account, at: .now)
            Terminal.say(NotesText(noted, diary: of.diary).lines(at: .onTheOfficesClock))
        }
    }

    struct End: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Close the notes: reads the actions back, and says what nothing is noted of.")

        @OptionGroup var of: Meeting

        func run() throws {
            let noted = try EndMeeting(try of.open())(of.id, by: account, at: .now, clock: .onTheOfficesClock)
            Terminal.say(NotesText(noted, diary: of.diary).atTheEnd)
        }
    }

    struct Resume: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Go on with a meeting that was ended by mistake, or too early.")

        @OptionGroup var of: Meeting

        func run() throws {
            let noted = try ResumeMeeting(try of.open())(of.id, by: account, at: .now)
            Terminal.say(NotesText(noted, diary: of.diary).lines(at: .onTheOfficesClock))
        }
    }
}

/// Words that a person types on the command line.
enum Words {
    static func check(_ text: String, _ what: String) throws {
        guard text.contains(where: { !$0.isWhitespace }) else { throw ValidationError("\(what) needs some words") }
        guard text.count <= 4_000 else { throw ValidationError("\(what) takes up to 4,000 characters") }
        let isPlain = text.unicodeScalars.allSatisfy {
            $0.properties.generalCategory != .control || $0 == "\n" || $0 == "\t"
        }
        guard isPlain else { throw ValidationError("\(what) takes text without control characters") }
    }
}

extension ItemNote.Outcome: EnumerableFlag {}
