import Casework
import Foundation

/// A folder of calendars: a caseload's `calendars/`, or the project's own.
enum CalendarsFolder {
    /// Every `.ics` file in it, by name.
    ///
    /// - Parameter label: How messages name the folder.
    static func read(_ folder: URL, as label: String, _ findings: Findings) -> [CalendarFile] {
        guard let names = FolderListing.names(in: folder) else {
            findings.fault(label, says: "is not a folder", expected: "a folder of iCalendar files")
            return []
        }
        return names.compactMap { name in
            let path = "\(label)/\(name)"
            guard name.hasSuffix(CalendarName.suffix) else {
                if name.lowercased().hasSuffix(CalendarName.suffix) {
                    findings.warn(path, says: "is not read", "as calendars' names end in .ics, in small letters")
                }
                return nil
            }
            let bytes = FileContent.read(
                folder.appendingPathComponent(name), as: path, upTo: FileContent.mostBytesOfCalendar, findings)
            return bytes.map { CalendarFile(name: name, content: $0) }
        }
    }
}
