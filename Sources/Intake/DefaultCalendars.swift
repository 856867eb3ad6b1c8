package import Casework
package import Foundation

/// The calendars that stand in where a team brings none: meeting series and bank holidays.
package enum DefaultCalendars {
    /// How messages name the folder.
    static let label = "default calendars"

    /// Reads a folder such as the project's own `calendars/`.
    package static func read(folder: URL) throws(Faults) -> [CalendarFile] {
        let findings = Findings()
        let files = CalendarsFolder.read(folder, as: label, findings).filter { CalendarName($0).isTeam }
        for name in CalendarName.team where !files.contains(where: { CalendarName($0) == name }) {
            let path = "\(label)/\(name.fileName)"
            if !findings.inOrder(.fault).contains(where: { $0.file == path || $0.file == label }) {
                findings.fault(path, says: "is missing", expected: "an iCalendar file, which may have no events")
            }
        }
        let faults = findings.inOrder(.fault)
        guard faults.isEmpty else { throw Faults(faults: faults, warnings: findings.inOrder(.warning)) }
        return files
    }
}
