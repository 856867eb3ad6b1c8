internal import ArgumentParser
internal import Operations
internal import SQLiteStore

struct HistoryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "Show what was done with a diary, latest first.")

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: "How many entries to show.")
    var last = 20

    func validate() throws {
        guard last >= 1 else { throw ValidationError("--last takes a number from 1") }
    }

    func run() throws {
        let entries = try SQLiteStore(path: diary, mustExist: true).read { try $0.history(limit: last) }
        Terminal.say(entries.map { "\($0.at)  \($0.actor)  \($0.act.rawValue)  \($0.detail)" })
    }
}
