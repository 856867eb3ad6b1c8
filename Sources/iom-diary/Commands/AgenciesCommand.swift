internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct AgenciesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "agencies", abstract: "Show agencies' information-sharing agreements, and change them.",
        discussion: """
            A change counts at once, on pages, papers and feeds alike, and stays until an import says something new \
            of the same.
            """,
        subcommands: [List.self, Change.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what each agency's people see, and until when.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            guard let caseload = try SQLiteStore(path: diary, mustExist: true).read({ try $0.caseload() }) else {
                throw DiaryRefusal.empty
            }
            Terminal.say(caseload.agencies.map(\.line))
        }
    }

    struct Change: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what an agency's people see, or until when.")

        @Argument(help: "The agency's reference.")
        var agency: String

        @Option(
            help: ArgumentHelp(
                "What its people see: full, case (whom they are involved with) or none (no personal data)."))
        var sharing: Agency.Sharing?

        @Option(
            help: ArgumentHelp("The last day of the agreement, or “none”.", valueName: "date"),
            transform: { $0 == "none" ? .until(nil) : .until(try Day.read($0)) })
        var agreementUntil: AgreementTerm?

        @Option(help: "Why; it goes on record.")
        var reason: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            guard sharing != nil || agreementUntil != nil else {
                throw ValidationError("say what to change: --sharing or --agreement-until")
            }
        }

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let terms = [sharing.map { .sharing($0) }, agreementUntil].compactMap(\.self)
            let id = Agency.ID(agency)
            let (caseload, accounts) = try store.read { (try $0.caseload(), try $0.accounts()) }
            let changed = try ChangeAgreement(store)(
                of: id, to: terms, because: reason, by: account, at: .now, today: .today)
            Terminal.say(["Changed: \(changed.line)"])
            guard let caseload else { return }
            let effect = AgreementEffect(of: terms, on: id, caseload, accounts, on: .today)
            Terminal.say(
                effect.people.filter { $0.before != $0.after }.map {
                    "\($0.reference) sees \($0.after) nominals today; it was \($0.before)"
                })
        }
    }
}

extension Agency.Sharing: ExpressibleByArgument {}

extension Agency {
    /// `drugs  partner  its people see everything, until Fri 1 Jan 2027`.
    fileprivate var line: String {
        "\(id)  \(kind.rawValue)  " + terms.map(\.inWords).joined(separator: ", ")
    }
}
