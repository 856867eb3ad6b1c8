internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Operations
internal import Publishing
internal import SQLiteStore

struct LettersCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "letters", abstract: "Write letters to nominals with their appointments of a week.",
        discussion: """
            In plain words that name no service. Only what is confirmed is in them: an appointment that is merely \
            planned may still move, and a letter cannot be called back. The diary notes for whom letters were made.
            """)

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(
        help: ArgumentHelp("A day of the week; of the running one, what is still ahead.", valueName: "date"),
        transform: Day.read)
    var week: Day

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp(
            "To whom; may be several.", discussion: "Default: everyone with an appointment.", valueName: "nominal"))
    var nominal: [String] = []

    @Flag(help: "Planned appointments too, with the words that they may still change.")
    var planned = false

    @Flag(help: "In Welsh; have a Welsh speaker check the template first.")
    var welsh = false

    @Flag(help: "In print of 18 points.")
    var largePrint = false

    @OptionGroup var papers: PaperOptions

    func validate() throws {
        if largePrint, let formats = papers.format.formats, !formats.isDisjoint(with: [.docx, .odt]) {
            throw ValidationError("large print is made as html and pdf: in a word processor choose the size there")
        }
    }

    @OptionGroup var own: OwnFolders

    func run() async throws {
        guard let weeks = Weeks(from: week.monday, count: 1) else { return }
        let run = try PaperRun(
            to: papers.output, "letter-", format: papers.format, usual: [.html, .pdf], templates: own.templatesURL)
        let verb = HandOutLetters(try SQLiteStore(path: diary, mustExist: true))
        let ids = nominal.map { Nominal.ID($0) }
        let (letters, policy) = try verb(to: ids, in: weeks, by: account, at: .now) { caseload in
            let made = try ContactLetters(
                days: weeks.days, from: .onTheOfficesClock, caseload: caseload,
                language: welsh ? .welsh : .english, isLarge: largePrint, includesPlanned: planned,
                templates: own.templatesURL
            ).documents(for: ids)
            return ((made, caseload.policy), made.recipients)
        }
        if letters.documents.isEmpty {
            Terminal.say(["Nobody has a confirmed appointment ahead in that week; nothing was written"])
        } else {
            try await run.write(letters.documents, policy)
            let count = letters.documents.count
            Terminal.say(["\(count == 1 ? "1 letter" : "\(count) letters") written to \(papers.output)"])
        }
        if !letters.unconfirmed.isEmpty {
            Terminal.say([
                "No letter to \(letters.unconfirmed.map(\.text).joined(separator: ", ")): what they have is planned "
                    + "and not confirmed; confirm it with 'contact confirm', or add --planned"
            ])
        }
    }
}
