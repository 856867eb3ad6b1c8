internal import ArgumentParser
internal import Operations
internal import SQLiteStore

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what was last done with a diary, latest first.",
        discussion: "'iom-diary audit list' can ask for more.")

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: "How many entries to show.")
    var last = 20

    func validate() throws {
        guard last >= 1 else { throw ValidationError("--last takes a number from 1") }
    }

    func run() throws {
        var query = AuditQuery()
        query.limit = last
        let page = try ReadAudit(try SQLiteStore(path: diary, mustExist: true))(query, by: account, at: .now)
        Terminal.say(page.entries.map(\.line))
    }
}
