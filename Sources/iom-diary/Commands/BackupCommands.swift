internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore

struct BackupCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "backup", abstract: "Copy a diary into one file, while others go on working with it.",
        discussion: """
            The copy is of one moment, is looked through, and is readable for its owner alone. It holds everything the \
            diary does: keep it as safe, and no longer than you keep the diary's own. Exit status 65 if the record in \
            it is not as it was written.
            """)

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: ArgumentHelp("The file to write, which must not be there yet.", valueName: "file"))
    var output: String

    func run() throws {
        let store = try SQLiteStore(path: diary, mustExist: true)
        let check = try BackUpDiary(store)(to: output, by: account, at: .now)
        Terminal.say(["Written to \(output)"] + check.lines)
        try check.complain()
    }
}

struct RestoreCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Put a backup where a diary is to be, once it has been found sound.",
        discussion: """
            What was done since the backup is not in it. Whoever was erased since is in it again: erase them again.
            """)

    @Argument(help: "The backup.")
    var backup: String

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Flag(help: "Where there is a diary, set it aside, under a name with .before-restore in it.")
    var replace = false

    func run() throws {
        let now = Timestamp.now
        let mark = ".before-restore-" + now.description.filter { $0.isNumber }
        let restored = try SQLiteStore.restore(backup, to: diary, replacing: replace, mark: mark)
        try NoteRestoration(try SQLiteStore(path: diary, mustExist: true))(restored.check, by: account, at: now)
        Terminal.say(["Restored from \(backup)"] + restored.check.lines)
        if let former = restored.former { Terminal.say(["What was there is now \(former)"]) }
    }
}
