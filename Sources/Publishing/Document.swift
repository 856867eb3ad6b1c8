/// A finished file: where it goes in the export, and every character of it.
///
/// The caller writes it.
package struct Document: Hashable, Sendable {
    /// Relative to the export's own folder, with `/` between its parts: `agendas/map-2026-12-02.html`.
    package var path: String
    package var content: String
    /// What there is to tell whoever asked for it, in a sentence.
    package var note: String?

    package init(path: String, content: String, note: String? = nil) {
        self.path = path
        self.content = content
        self.note = note
    }
}
