internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

extension NotesCommand {
    struct Decide: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Note a decision about a nominal, why, and who agreed for each service.",
            discussion: """
                It takes effect once a police and a probation practitioner have agreed, and holds until an import \
                says something newer. Without both it changes nothing, and comes back at the next MACC. The same \
                decision noted again at the same meeting takes the place of the first. Selection and deselection are \
                decided at a MACC; a deselection tapers contact over three months.
                """)

        @OptionGroup var of: Meeting

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Flag(help: "The nominal is selected.")
        var select = false

        @Flag(help: "The nominal is deselected, with three months of tapering contact.")
        var deselect = false

        @Option(help: ArgumentHelp("The new rating.", valueName: "red|amber|green"))
        var rag: Nominal.RAG?

        @Option(help: ArgumentHelp("The new cohort.", valueName: "fixed|flex|free"))
        var cohort: Nominal.Cohort?

        @Option(help: ArgumentHelp("So many contacts a week, until a day.", valueName: "count"))
        var contacts: Int?

        @Flag(help: "Something else, which --why says; it settles whatever was proposed about the nominal.")
        var other = false

        @Option(help: ArgumentHelp("With --contacts: one joint visit in so many weeks; 0: none.", valueName: "weeks"))
        var jointEvery: Int?

        @Option(
            help: ArgumentHelp("With --contacts: one contact at home in so many weeks; 0: none.", valueName: "weeks"))
        var homeEvery: Int?

        @Option(
            help: ArgumentHelp(
                "With --contacts or --deselect: from this day.", discussion: "Default: the Monday after the meeting.",
                valueName: "date"), transform: Day.read)
        var from: Day?

        @Option(help: ArgumentHelp("With --contacts: the last day.", valueName: "date"), transform: Day.read)
        var until: Day?

        @Option(help: "What was decided and why; references, no names.")
        var why: String

        @Option(help: ArgumentHelp("Who agreed for the police.", valueName: "id"))
        var police: String?

        @Option(help: ArgumentHelp("Who agreed for probation.", valueName: "id"))
        var probation: String?

        @Option(help: "Who did not agree, and why.")
        var dissent: String?

        func validate() throws {
            let chosen = [select, deselect, rag != nil, cohort != nil, contacts != nil, other].count(where: \.self)
            guard chosen == 1 else {
                throw ValidationError(
                    "give one of --select, --deselect, --rag, --cohort, --contacts and --other; each decision by itself"
                )
            }
            guard rag != .blue else {
                throw ValidationError(
                    "--rag takes red, amber or green; custody is noted with 'nominal recall' and 'nominal release'")
            }
            guard (contacts != nil) == (until != nil) else {
                throw ValidationError("--contacts and --until go together: a departure from the target has an end")
            }
            guard contacts != nil || jointEvery == nil && homeEvery == nil else {
                throw ValidationError("--joint-every and --home-every go with --contacts")
            }
            guard from == nil || contacts != nil || deselect else {
                throw ValidationError("--from goes with --contacts or --deselect")
            }
            for (name, value, most) in [("joint-every", jointEvery, 52), ("home-every", homeEvery, 52)] {
                if let value, !(0...most).contains(value) {
                    throw ValidationError("--\(name) takes a number from 0 to \(most)")
                }
            }
            try Words.check(why, "--why")
            if let dissent { try Words.check(dissent, "--dissent") }
        }

        private var choice: RecordDecision.Choice {
            if select { return .select }
            if deselect { return .deselect(from: from) }
            if let rag { return .changeRAG(rag) }
            if let cohort { return .changeCohort(cohort) }
            if let contacts, let until {
                return .changeContacts(
                    contacts, jointEveryWeeks: jointEvery, homeEveryWeeks: homeEvery, from: from, until: until)
            }
            return .other
        }

        func run() throws {
            let (_, decision) = try RecordDecision(try of.open())(
                choice, about: Nominal.ID(nominal), RecordDecision.Words(why: why, dissent: dissent),
                police: police.map { Practitioner.ID($0) }, probation: probation.map { Practitioner.ID($0) },
                at: of.id, by: account, at: .now)
            Terminal.say(DecisionText.lines(decision, diary: of.diary))
        }
    }
}

extension Nominal.RAG: ExpressibleByArgument {}
extension Nominal.Cohort: ExpressibleByArgument {}

/// What is said of a decision once it is noted.
enum DecisionText {
    static func lines(_ decision: Decision, diary: String) -> [String] {
        let what = "\(decision.nominal): \(decision.matter.inWords)"
        guard decision.isAgreed else {
            let missing = [
                decision.agreedByPolice == nil ? "the police" : nil,
                decision.agreedByProbation == nil ? "probation" : nil,
            ].compactMap(\.self).joined(separator: " and ")
            return [
                "Noted, \(what); without the agreement of \(missing).",
                "It changes nothing, and comes back at the next MACC. Once both agree, note it again with --police and "
                    + "--probation.",
            ]
        }
        var lines = ["Noted, \(what); both services agree."]
        switch decision.matter {
        case .other: return lines
        case .deselect(let from):
            guard let before = decision.targetBefore else { break }
            let taper = Taper(from: from, before: before)
            lines += taper.steps.map { step in
                "  \(step.from.inShort) to \(step.until.inShort): \(step.target.contacts) "
                    + "\(step.target.contacts == 1 ? "contact" : "contacts") a week"
                    + every(step.target.jointEveryWeeks, "joint") + every(step.target.homeEveryWeeks, "at home")
            }
            lines.append("From \(taper.end.inShortWithYear) on nothing more is due.")
        default: break
        }
        return lines + [
            "It holds from now on, until an import says something newer. To plan by it: iom-diary replan --diary \(diary)"
        ]
    }

    private static func every(_ weeks: Int, _ what: String) -> String {
        weeks == 0 ? "" : weeks == 1 ? ", one \(what) a week" : ", one \(what) every \(weeks) weeks"
    }
}
