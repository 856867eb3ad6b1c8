internal import ArgumentParser
internal import Casework
internal import Operations
internal import Planning

extension AgendaCommand {
    /// One item of a meeting, and what a person settles about it.
    struct Item: ParsableArguments {
        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("Why; kept with the agenda.", valueName: "text"))
        var reason: String?

        @Flag(help: "Take it back: the rules decide again, and an issued agenda stays as people have it.")
        var back = false

        var id: Nominal.ID { Nominal.ID(nominal) }

        func validate() throws {
            guard !back || reason == nil else { throw ValidationError("give --reason or --back, not both") }
        }

        func settle(_ turn: ArrangedItem.Turn) throws {
            try of.arrange(back ? .takeBack(id, turn) : .turn(id, turn, why: reason))
        }
    }

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Put somebody on the agenda who is not due, or was noted or deferred.")

        @OptionGroup var item: Item

        func run() throws { try item.settle(.added) }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an item off the agenda; what is due comes back at the next meeting.")

        @OptionGroup var item: Item

        func run() throws { try item.settle(.removed) }
    }

    struct Note: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note a routine item without discussion; a written update is asked for instead.")

        @OptionGroup var item: Item

        func run() throws { try item.settle(.noted) }
    }

    struct Defer: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Put an item off to the next meeting.")

        @OptionGroup var item: Item

        func run() throws { try item.settle(.deferred) }
    }

    struct Minutes: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an item so many minutes, or the policy's again where none are named.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Argument(help: "How many, from 1 to 60.")
        var minutes: Int?

        func run() throws { try of.arrange(.minutes(Nominal.ID(nominal), minutes)) }
    }

    struct Move: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Move a slot one place up or down; the others stay in the order they are in.")

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Flag(help: "Before the one above it.")
        var up = false

        @Flag(help: "After the one below it.")
        var down = false

        func validate() throws {
            guard up != down else { throw ValidationError("give --up or --down") }
        }

        func run() throws {
            try of.arrange {
                try $0(
                    moving: Nominal.ID(nominal), up ? .up : .down, at: of.id, by: account, at: .now,
                    clock: .onTheOfficesClock)
            }
        }
    }

    struct Reorder: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let go of every move, and find the best order again; pins stay.")

        @OptionGroup var of: Meeting

        func run() throws { try of.arrange(.reorder) }
    }
}
