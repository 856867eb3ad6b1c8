internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact",
        abstract: "Book, confirm, move, decline or call off a contact; record what became of it.",
        discussion: "What a move or a cancellation changes is booked anew at once, with as little change as can be.",
        subcommands: [Book.self, Confirm.self, Outcome.self, Move.self, Decline.self, Cancel.self])

    struct Book: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Book a contact at a time that was found, and confirm it.",
            discussion: "A contact that breaks a rule is refused, with the rule and the nearest times that would do.")

        @Option(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("The kind of contact, as the policy names it, such as joint_visit."))
        var kind: String

        @Option(help: ArgumentHelp("The start, such as 2026-12-04T11:30.", valueName: "time"), transform: Moment.read)
        var at: Moment

        @Option(help: ArgumentHelp("The location's reference, or online.", valueName: "place"))
        var place: String

        @Option(name: .customLong("with"), help: ArgumentHelp("Who goes, such as po2;pp1.", valueName: "people"))
        var people: String

        @Option(help: ArgumentHelp("The planned contact that gives way to it.", valueName: "contact"))
        var insteadOf: String?

        @Flag(help: "Only plan it: planning again may move it.")
        var planned = false

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let wish = BookContact.Wish(
                nominal: Nominal.ID(nominal), kind: ContactKind(kind), start: at, place: Place(place),
                practitioners: ContactCommand.people(people), insteadOf: insteadOf.map { Contact.ID($0) },
                isConfirmed: !planned)
            let diary = try of.open()
            try diary.change {
                let (booked, plan) = try BookContact(diary.store, diaries: diary.reader)(
                    wish, by: account, at: .now, clock: .onTheOfficesClock)
                return ("\(booked.id) is \(booked.inShort), \(booked.whereAndWho), and \(booked.status.inWords).", plan)
            }
        }
    }

    struct Confirm: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Confirm a planned contact: planning again will not move it.")

        @Argument(help: "The contact's reference.")
        var contact: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            try record(.confirmed, of: contact, in: diary)
        }
    }

    struct Outcome: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Record what became of a contact.",
            discussion: "One of: " + outcomes.map(\.rawValue).joined(separator: ", ") + ".")

        static let outcomes = Contact.Status.allCases.filter(\.isOutcome)

        @Argument(help: "The contact's reference.")
        var contact: String

        @Argument(help: "The outcome.")
        var outcome: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            guard let status = Contact.Status(rawValue: outcome), status.isOutcome else {
                throw ValidationError(
                    "'\(outcome)' is no outcome: " + Outcome.outcomes.map(\.rawValue).joined(separator: ", "))
            }
            try record(status, of: contact, in: diary)
        }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put a contact at another time or place, or with other people, and confirm it.",
            discussion: "A move that breaks a rule is refused, with the rule and the nearest times that would do.")

        @Argument(help: "The contact's reference.")
        var contact: String

        @Option(
            help: ArgumentHelp("The new start, such as 2026-12-04T11:30.", valueName: "time"), transform: Moment.read)
        var to: Moment?

        @Option(help: ArgumentHelp("The location's reference, or online.", valueName: "place"))
        var at: String?

        @Option(
            name: .customLong("with"), help: ArgumentHelp("Who goes instead, such as po2;pp1.", valueName: "people"))
        var people: String?

        @OptionGroup var of: ChangeOptions

        func validate() throws {
            guard to != nil || at != nil || people != nil else {
                throw ValidationError("say what is to change: --to, --at or --with")
            }
        }

        func run() throws {
            let wish = MoveContact.Wish(
                start: to, place: at.map { Place($0) },
                practitioners: people.map(ContactCommand.people))
            let diary = try of.open()
            try diary.change {
                let (moved, plan) = try MoveContact(diary.store, diaries: diary.reader)(
                    Contact.ID(contact), wish, by: account, at: .now, clock: .onTheOfficesClock)
                return ("\(moved.id) is \(moved.inShort), \(moved.whereAndWho), and confirmed.", plan)
            }
        }
    }

    struct Decline: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note that somebody cannot be at a contact: another time is found, or somebody else.")

        @Argument(help: "The contact's reference.")
        var contact: String

        @Option(name: .customLong("by"), help: ArgumentHelp("Who cannot.", valueName: "practitioner"))
        var practitioner: String

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (declined, plan) = try DeclineContact(diary.store, diaries: diary.reader)(
                    Contact.ID(contact), of: Practitioner.ID(practitioner), by: account, at: .now,
                    clock: .onTheOfficesClock)
                let stays =
                    declined.status == .confirmed
                    ? " It is confirmed, and stays until somebody moves it or calls it off." : ""
                return ("\(practitioner) cannot be at \(declined.id), \(declined.inShort).\(stays)", plan)
            }
        }
    }

    struct Cancel: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Call a contact off, with the reason; another is booked if there is time for one.")

        @Argument(help: "The contact's reference.")
        var contact: String

        @Option(help: ArgumentHelp("Why; kept with the contact.", valueName: "text"))
        var reason: String

        @OptionGroup var of: ChangeOptions

        func validate() throws {
            guard reason.contains(where: { !$0.isWhitespace }) else { throw ValidationError("--reason says why") }
        }

        func run() throws {
            let diary = try of.open()
            try diary.change {
                let (cancelled, plan) = try CancelContact(diary.store, diaries: diary.reader)(
                    Contact.ID(contact), why: reason, by: account, at: .now, clock: .onTheOfficesClock)
                return ("\(cancelled.id) is called off: \(cancelled.inShort).", plan)
            }
        }
    }

    /// Reads `po2;pp1`.
    fileprivate static func people(_ text: String) -> [Practitioner.ID] {
        text.split { ";,".contains($0) }.map { Practitioner.ID(String($0)) }
    }

    private static func record(_ status: Contact.Status, of contact: String, in diary: String) throws {
        let store = try SQLiteStore(path: diary, mustExist: true)
        let now = try RecordStatus(store)(
            status, of: Contact.ID(contact), by: account, at: .now, clock: .onTheOfficesClock)
        Terminal.say([
            "\(now.id) is \(now.status.rawValue): \(now.kind.inWords) with \(now.nominal), \(now.start.inShort), "
                + now.practitioners.map(\.text).joined(separator: " and ")
        ])
    }
}
