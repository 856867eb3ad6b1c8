internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct VariationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "variations", abstract: "Ask for agreed departures from contact targets, and answer.",
        discussion: """
            A variation that is approved counts for planning from then on, as those of variations.csv do. Whoever asks \
            does not answer.
            """,
        subcommands: [List.self, Request.self, Approve.self, Refuse.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the variations that were asked for, latest first.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let requests = try SQLiteStore(path: diary, mustExist: true).read { try $0.variationRequests() }
            Terminal.say(requests.isEmpty ? ["Nobody has asked for a variation."] : requests.map(\.line))
        }
    }

    struct Request: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Ask for a variation.")

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: "Contacts a week.")
        var contacts: Int

        @Option(help: ArgumentHelp("One joint visit in so many weeks; default: as it is.", valueName: "weeks"))
        var jointEvery: Int?

        @Option(help: ArgumentHelp("One contact at home in so many weeks; default: as it is.", valueName: "weeks"))
        var homeEvery: Int?

        @Option(help: ArgumentHelp("The Monday it begins with.", valueName: "date"), transform: Day.read)
        var from: Day

        @Option(help: ArgumentHelp("The last day on which it holds.", valueName: "date"), transform: Day.read)
        var until: Day

        @Option(help: "Why; references, no names.")
        var reason: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            for weeks in [jointEvery, homeEvery].compactMap(\.self) where !(0...52).contains(weeks) {
                throw ValidationError("--joint-every and --home-every take a number from 0 to 52")
            }
        }

        func run() throws {
            let asked = try RequestVariation(try SQLiteStore(path: diary, mustExist: true))(
                (contacts, jointEvery, homeEvery), for: Nominal.ID(nominal), from: from, until: until,
                because: reason, by: account, at: .now, today: .today)
            Terminal.say(["Asked for variation \(asked.number): \(asked.request.inWords)"])
        }
    }

    struct Approve: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Approve a variation that somebody asked for.")

        @OptionGroup var answer: AnswerOptions

        func run() throws { try answer.run(approving: true) }
    }

    struct Refuse: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Refuse a variation, with a reason.")

        @OptionGroup var answer: AnswerOptions

        func run() throws { try answer.run(approving: false) }
    }

    struct AnswerOptions: ParsableArguments {
        @Argument(help: "The request's number.")
        var number: Int

        @Option(help: "Why; needed where it is refused.")
        var reason: String?

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run(approving isApproved: Bool) throws {
            let answered = try AnswerVariation(try SQLiteStore(path: diary, mustExist: true))(
                number, approving: isApproved, because: reason, by: account, at: .now, today: .today)
            Terminal.say([answered.line])
        }
    }
}

extension RecordedVariationRequest {
    /// One of the list, such as `3  waits: 2 contacts a week for n007 from 2026-12-07 until 2026-12-20, asked by sw …`.
    fileprivate var line: String {
        let state =
            request.answer.map { "\($0.isApproved ? "approved" : "refused") by \($0.by) on \($0.on.inShort)" }
            ?? "waits"
        return "\(number)  \(state): \(request.inWords), asked by \(request.askedBy) on \(request.askedOn.inShort): "
            + request.reason + (request.answer?.why.map { "; \($0)" } ?? "")
    }
}
