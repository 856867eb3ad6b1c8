internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct ContactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "contact", abstract: "Record where a contact stands.",
        subcommands: [Confirm.self, Outcome.self])

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
