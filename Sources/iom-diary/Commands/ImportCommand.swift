internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import SQLiteStore

struct ImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a caseload folder into a diary.",
        discussion: """
            A newer export of the same folder updates what is there, never doubles it, and never undoes an outcome \
            that was recorded since. A folder with any fault is not taken at all (exit status 65).
            """)

    @Argument(help: "The caseload folder.")
    var directory: String

    @Option(help: ArgumentHelp("The diary; begun if it is not there.", valueName: "file"))
    var diary: String

    func run() throws {
        let today = Day.today
        let folder = try CaseloadReader.read(
            folder: URL(fileURLWithPath: directory, isDirectory: true), today: today, days: today..<(today + 63),
            with: readCalendarInAChild)
        Terminal.complain(folder.warnings.map { "warning: \($0)" })
        let summary = try ImportCaseload(SQLiteStore(path: diary))(
            folder.caseload, calendars: folder.calendars, by: account, at: .now)
        var lines = ["\(diary): \(summary.added) added, \(summary.updated) updated, \(summary.unchanged) unchanged"]
        if summary.missing > 0 {
            lines.append("\(summary.missing) on record are not in this export; they are kept, and not planned for")
        }
        if summary.outcomesKept > 0 {
            lines.append("\(summary.outcomesKept) contacts keep the later status recorded in the diary")
        }
        if !folder.absent.isEmpty {
            lines.append("Not there, and taken as empty: " + folder.absent.joined(separator: ", "))
        }
        Terminal.say(lines)
    }
}
