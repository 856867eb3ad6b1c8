internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Publishing
internal import SQLiteStore

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a diary's latest plan as documents.",
        discussion: """
            plan.json, agendas/, feeds/, contacts and shortfalls, with index.html to begin at; 'feeds' \
            writes calendars alone, in other ways. The diary notes that they were given out.
            """)

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: ArgumentHelp("Where the documents go; replaces an earlier export.", valueName: "dir"))
    var output: String

    @OptionGroup var format: FormatOptions

    @OptionGroup var own: OwnFolders

    @OptionGroup var options: InvitationOptions

    func run() async throws {
        let folder = OutputFolder(output)
        try folder.check()
        let formats = try format.ofExport()
        let defaults = try own.defaultCalendars()
        let store = try SQLiteStore(path: diary, mustExist: true)
        let invitations = try options.prepare(store, diary: diary)
        guard let weeks = try store.read({ try $0.latestPlan()?.plan.weeks }) else { throw DiaryRefusal.noPlan }
        let read = ReadPlan(store, diaries: weeks.reader(defaults) { _ in })
        let today = Day.today
        let (stored, caseload, diaries, material, declined) = try read(
            for: output, by: account, at: .now, clock: .onTheOfficesClock)
        let export = Export(
            plan: stored.plan, caseload: caseload, diaries: diaries,
            feeds: try FeedSet(material, today: today, defaults), asOf: stored.storedAt.seconds, isDraft: false,
            templates: own.templatesURL, formats: formats, declined: declined)
        let documents = try await export.printed()
        try folder.write(documents)
        Terminal.complain(documents.compactMap(\.note).map { "warning: \($0)" })
        Terminal.say(["\(documents.count) documents written to \(output): open \(output)/index.html"])
        try invitations.sendOrRemind()
    }
}
