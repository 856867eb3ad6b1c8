internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake

struct CheckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Report every fault in a caseload folder.",
        discussion: """
            One line for each fault: file, line, column, what it says, and what was expected. Exit status 65 if there \
            is any; warnings do not count. Nothing is stored or changed.
            """)

    @Argument(help: "The caseload folder.")
    var directory: String

    @Option(
        help: ArgumentHelp(
            "The day by which agreements have lapsed, and from which calendars are read.",
            discussion: "Default: today.", valueName: "date"), transform: Day.read)
    var on: Day?

    func run() throws {
        let day = on ?? .today
        let folder = try CaseloadReader.read(
            folder: URL(fileURLWithPath: directory, isDirectory: true), today: day, days: day..<(day + 63),
            with: readCalendarInAChild)
        Terminal.complain(folder.warnings.map { "warning: \($0)" })
        let caseload = folder.caseload
        let warnings = folder.warnings.count
        Terminal.say([
            "\(directory): no faults, \(warnings) \(warnings == 1 ? "warning" : "warnings"); \(caseload.nominals.count) nominals, "
                + "\(caseload.practitioners.count) practitioners, \(caseload.contacts.count) contacts, "
                + "\(folder.calendars.count) calendars"
        ])
        if !folder.absent.isEmpty {
            Terminal.say(["Not there, and taken as empty: " + folder.absent.joined(separator: ", ")])
        }
    }
}
