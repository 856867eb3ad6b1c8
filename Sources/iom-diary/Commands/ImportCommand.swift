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
        let store = try SQLiteStore(path: diary)
        let summary = try ImportCaseload(store)(
            folder.caseload, equalities: folder.equalities, calendars: folder.calendars, by: account, at: .now)
        Terminal.complain(
            summary.calendarsLost.map { practitioner in
                "warning: \(practitioner) had a calendar, and has none in this export: \(practitioner)'s busy times are "
                    + "not known any more, and planned with as if free"
            })
        Terminal.complain(
            summary.settingsOvertaken.map { setting in
                "warning: \(setting.inWords) was changed in the diary, and this export says something new of it: the "
                    + "export's word counts from now on"
            })
        Terminal.complain(
            summary.agreementsOvertaken.map { agency in
                "warning: the agreement of \(agency) was changed in the diary, and this export says something new of it: "
                    + "the export's word counts from now on"
            })
        var lines = ["\(diary): \(summary.added) added, \(summary.updated) updated, \(summary.unchanged) unchanged"]
        if summary.missing > 0 {
            lines.append("\(summary.missing) on record are not in this export; they are kept, and not planned for")
        }
        if summary.outcomesKept > 0 {
            lines.append("\(summary.outcomesKept) contacts keep the later status recorded in the diary")
        }
        let published = try store.read { try $0.publishedCalendars() }
        let files = Set(folder.calendars.map(\.name))
        let both = published.filter { files.contains($0.name) }
        for (calendars, says) in [
            (both.filter { $0.fetchedAt != nil }, "what is fetched from the address counts, and not the file"),
            (both.filter { $0.fetchedAt == nil }, "the file counts until something is had from the address"),
        ] where !calendars.isEmpty {
            lines.append("Calendars of \(calendars.map(\.practitioner.text).joined(separator: ", ")): \(says)")
        }
        if !folder.absent.isEmpty {
            lines.append("Not there, and taken as empty: " + folder.absent.joined(separator: ", "))
        }
        Terminal.say(lines)
    }
}
