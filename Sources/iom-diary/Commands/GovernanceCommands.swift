internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Publishing
internal import SQLiteStore
internal import Templates

struct PackCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pack", abstract: "Write the monthly pack for the case conference and governance.",
        discussion: """
            Active cases reconciled, selections and deselections, contacts offered and kept, attendance by agency, \
            actions, equalities with small numbers suppressed. It names nobody; the list of active cases beside it is \
            for the managers of both services.
            """)

    @Option(help: ArgumentHelp("The month, such as 2026-12.", valueName: "month"), transform: Month.read)
    var month: Month

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @OptionGroup var papers: PaperOptions

    @OptionGroup var own: OwnFolders

    func run() async throws {
        let run = try PaperRun(
            to: papers.output, "monthly-pack-", "active-cases-", format: papers.format, usual: [.html, .pdf],
            templates: own.templatesURL)
        let store = try SQLiteStore(path: diary, mustExist: true)
        let (documents, policy) = try ReadMonth(store)(of: month.days, by: account, at: .now) { read in
            let pack = MonthlyPack(
                month: month, caseload: read.caseload, memberships: read.memberships, deselections: read.deselections,
                equalities: read.equalities, meetings: read.meetings, notes: read.notes, today: .today,
                prepared: Moment.onTheOfficesClock.inWords)
            let made = try pack.handedOut(templates: own.templatesURL)
            return (papers: (made.documents, read.caseload.policy), about: made.about)
        }
        try await run.write(documents, policy)
        Terminal.say(["The pack of \(month), and the list of active cases beside it, written to \(papers.output)"])
    }
}

struct SubjectAccessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "subject-access", abstract: "Write out everything held about one nominal, at their request.",
        discussion: """
            What is about other people is taken out as far as references tell; read it before it is handed over. The \
            diary notes that it was written.
            """)

    @Argument(help: "The nominal's reference.")
    var nominal: String

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @OptionGroup var papers: PaperOptions

    @OptionGroup var own: OwnFolders

    func run() async throws {
        let run = try PaperRun(
            to: papers.output, "subject-access-", format: papers.format, usual: [.html, .pdf],
            templates: own.templatesURL)
        let store = try SQLiteStore(path: diary, mustExist: true)
        let read = try ReadSubjectRecord(store)(
            Nominal.ID(nominal), by: account, at: .now,
            naming: { nominal in
                let redaction = Redaction([nominal])
                return { redaction.finds(in: $0) }
            },
            redacting: { everybody, nominal in
                let redaction = Redaction(everybody)
                return { redaction($0, about: nominal.id) }
            })
        let access = SubjectAccess(
            nominal: read.nominal, tables: read.tables, caseload: read.caseload,
            prepared: Moment.onTheOfficesClock.inWords)
        try await run.write([access.document(templates: own.templatesURL)], read.caseload.policy)
        let entries = read.tables.reduce(0) { $0 + $1.rows.count }
        Terminal.say([
            "\(entries) entries about \(nominal) written to \(papers.output): read them before they are handed over"
        ])
    }
}

struct ExtractsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extracts", abstract: "Write what the leads put into their own systems of record.",
        discussion: """
            For each lead a folder: per nominal, contacts with their outcomes and what meetings decided, as text to \
            paste and as CSV; for probation in nDelius wording and codes (ndelius.csv among the templates, to be \
            replaced by a team's own), for the police in plain words.
            """)

    @Option(help: ArgumentHelp("The first day.", valueName: "date"), transform: Day.read)
    var from: Day

    @Option(help: ArgumentHelp("The last day.", valueName: "date"), transform: Day.read)
    var until: Day

    @Option(parsing: .upToNextOption, help: "About these nominals only.")
    var nominal: [String] = []

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: ArgumentHelp("Where the extracts go.", valueName: "dir"))
    var output: String

    @OptionGroup var own: OwnFolders

    func validate() throws {
        guard from <= until else { throw ValidationError("--from has to be no later than --until") }
    }

    func run() throws {
        let folder = OutputFolder(output, layout: .extracts)
        try folder.check()
        let theirs = own.templatesURL?.appendingPathComponent("ndelius.csv")
        let file = theirs.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
        let wording = try RecordWordingFile.read(file ?? Templates.folder.appendingPathComponent("ndelius.csv"))
        let store = try SQLiteStore(path: diary, mustExist: true)
        let nominals = nominal.isEmpty ? nil : Set(nominal.map { Nominal.ID($0) })
        let days = from..<(until + 1)
        let documents = try ReadExtracts(store)(of: days, about: nominals, by: account, at: .now) { caseload, notes in
            let made = Extracts(days: days, caseload: caseload, notes: notes, wording: wording, nominals: nominals)
                .handedOut()
            return (papers: made.documents, recipients: made.recipients)
        }
        try folder.write(documents)
        let leads = Set(documents.compactMap { $0.path.split(separator: "/").first })
        Terminal.say(["\(documents.count) extracts for \(leads.count) leads written to \(output)"])
    }
}

extension Month {
    /// Reads a month of the command line, or says how one is written.
    static func read(_ text: String) throws -> Month {
        guard let month = Month(text) else { throw ValidationError("expected a month such as 2026-12") }
        return month
    }
}

extension Moment {
    /// `Tuesday 5 January 2027, 09:14`.
    var inWords: String { "\(day.inWords), \(clock)" }
}
