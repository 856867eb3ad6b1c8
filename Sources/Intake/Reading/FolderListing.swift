import Casework
import Foundation

/// What is in a folder, and what of it looks like one of a caseload's files by another name.
enum FolderListing {
    /// The names of what is in a folder, in order; nil if it is not a folder that can be read.
    ///
    /// Without hidden files, and those that office programs keep beside a file that is open.
    static func names(in folder: URL) -> [String]? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.resolvingSymlinksInPath().path)
        return names?.filter { !$0.hasPrefix(".") && !$0.hasPrefix("~$") }.sorted()
    }

    /// A folder with more tables that nobody asked for is something else's; beyond these they are only counted.
    private static let mostUnread = 20

    /// Warns of every file that is not read but may have been meant.
    ///
    /// `Nominals.csv`, `exceptions (1).csv` and `nominals.xlsx` do, and any table or calendar; anything else may lie
    /// in the folder unmentioned.
    static func warnOfUnread(_ names: [String], in folder: String, _ findings: Findings) {
        let unread = names.filter { !FolderForm.files.contains($0) }.compactMap { name in
            consequence(of: name, names).map { (name: name, consequence: $0) }
        }
        for (name, consequence) in unread.prefix(mostUnread) {
            findings.warn(name, says: "is not read", consequence)
        }
        if unread.count > mostUnread {
            findings.warn(
                folder, says: "has \(unread.count - mostUnread) more such files", "which are not read either")
        }
    }

    private static func consequence(of name: String, _ names: [String]) -> String? {
        let isTable = name.lowercased().hasSuffix(".csv")
        if let meant = meaning(of: name) {
            if !names.contains(meant) { return "is it \(meant)?" }
            return isTable ? "as \(meant) is there as well" : nil
        }
        if name.lowercased().hasSuffix(CalendarName.suffix) { return "is it of the folder \(FolderForm.calendars)?" }
        return isTable ? "as no file of a caseload has this name" : nil
    }

    /// The file that a name stands for: close to its own, or with it inside.
    static func meaning(of name: String) -> String? {
        if let close = Spelling.closest(to: name, in: FolderForm.files) { return close }
        let written = name.lowercased()
        guard !written.hasSuffix(CalendarName.suffix) else { return nil }
        let stems = FolderForm.files.map { (file: $0, stem: $0.split(separator: ".").first.map(String.init) ?? $0) }
        return stems.filter { written.contains($0.stem) }.max { $0.stem.utf8.count < $1.stem.utf8.count }?.file
    }

    /// The optional files that are not among the names, in the contract's order.
    static func absent(from names: [String], calendars: [CalendarFile]) -> [String] {
        let tables = FolderForm.tables.filter { !$0.isRequired }.map(\.file)
        let brought = Set(calendars.map(\.name))
        let team = CalendarName.team.map(\.fileName).filter { !brought.contains($0) }
        let calendars = brought.isEmpty ? ["\(FolderForm.calendars)/"] : team.map { "\(FolderForm.calendars)/\($0)" }
        return tables.filter { !names.contains($0) } + calendars
            + (names.contains(PolicyFile.name) ? [] : [PolicyFile.name])
    }
}
