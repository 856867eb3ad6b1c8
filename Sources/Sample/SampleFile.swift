/// One file of a made-up caseload folder, as it would stand on disk.
package struct SampleFile: Hashable, Sendable {
    /// Relative to the folder: `nominals.csv`, `calendars/po1.ics`.
    package let path: String
    package let content: String

    package init(path: String, content: String) {
        self.path = path
        self.content = content
    }
}
