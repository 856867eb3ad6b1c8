import Foundation

/// What is in a folder, and what of it looks like one of a caseload's files by another name.
enum FolderListing {
    /// The names of what is in a folder, in order, hidden files apart; nil if it is not a folder that can be read.
    static func names(in folder: URL) -> [String]? {
        let names = try? FileManager.default.contentsOfDirectory(atPath: folder.resolvingSymlinksInPath().path)
        return names?.filter { !$0.hasPrefix(".") }.sorted()
    }

    /// Warns of every file that is not read but seems to have been meant.
    ///
    /// `Nominals.csv`, `nominal.csv` and `nominals.xlsx` do; anything else may lie in the folder unmentioned.
    static func warnOfNearMisses(_ names: [String], _ findings: Findings) {
        for name in names where !FolderForm.files.contains(name) {
            guard let meant = meaning(of: name), !names.contains(meant) else { continue }
            findings.warn(name, says: "is not read", "did you mean “\(meant)”?")
        }
    }

    static func meaning(of name: String) -> String? {
        if let close = Spelling.closest(to: name, in: FolderForm.files) { return close }
        let stem = name.split(separator: ".").first.map { $0.lowercased() } ?? ""
        return FolderForm.files.first { $0.split(separator: ".").first.map(String.init) == stem }
    }
}
