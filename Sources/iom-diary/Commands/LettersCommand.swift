internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Operations
internal import Publishing
internal import SQLiteStore

struct LettersCommand: ParsableCommand {
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

    @Option(help: ArgumentHelp("Where the letters go; replaces earlier ones.", valueName: "dir"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "Templates that replace the project's, file by file.", discussion: "Default: the project's own.",
            valueName: "dir"))
    var templates: String?

    func run() throws {
        guard let weeks = Weeks(from: week.monday, count: 1) else { return }
        let folder = OutputFolder(output, layout: .letters)
        try folder.check()
        let verb = HandOutLetters(try SQLiteStore(path: diary, mustExist: true))
        let ids = nominal.map { Nominal.ID($0) }
        let letters = try verb(to: ids, in: weeks, by: account, at: .now) { caseload in
            let made = try ContactLetters(
                days: weeks.days, from: .onTheOfficesClock, caseload: caseload,
                language: welsh ? .welsh : .english, isLarge: largePrint, includesPlanned: planned,
                templates: templates.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ).documents(for: ids)
            return (made, made.recipients)
        }
        if letters.documents.isEmpty {
            Terminal.say(["Nobody has a confirmed appointment ahead in that week; nothing was written"])
        } else {
            try folder.write(letters.documents)
            let count = letters.documents.count
            Terminal.say(["\(count == 1 ? "1 letter" : "\(count) letters") written to \(output)"])
        }
        if !letters.unconfirmed.isEmpty {
            Terminal.say([
                "No letter to \(letters.unconfirmed.map(\.text).joined(separator: ", ")): what they have is planned "
                    + "and not confirmed; confirm it with 'contact confirm', or add --planned"
            ])
        }
    }
}
