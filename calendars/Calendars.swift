package import Foundation

/// This folder: the calendars that stand in where a team brings none.
package enum Calendars {
    /// Where `map.ics`, `macc.ics` and `bank-holidays.ics` are.
    ///
    /// An installed program has them under `share`; one that was just built has them beside it.
    package static let folder: URL = {
        let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent()
        let installed = program?.deletingLastPathComponent().appendingPathComponent("share/iom-diary/calendars")
        if let installed, FileManager.default.fileExists(atPath: installed.path) { return installed }
        return Bundle.module.bundleURL
    }()
}
