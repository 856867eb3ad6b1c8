package import Casework

/// What somebody asks of the history; what is nil or empty is not asked.
package struct AuditQuery: Hashable, Sendable {
    /// Entries about them.
    package var nominal: Nominal.ID?
    package var actor: String?
    package var act: HistoryEntry.Act?
    /// Days of universal time, in which entries are stamped.
    package var days: Range<Day>?
    /// All of these words, in the detail or the route, whatever their case.
    package var words = ""
    /// Only entries before this one: where a page ended, the next goes on.
    ///
    /// Looking adds an entry, so pages that were counted from the latest on would shift.
    package var before: Int?
    /// How many at the most.
    package var limit = 50

    package init() {}
}

/// An entry of the history, with what the store knows of it besides.
package struct AuditEntry: Hashable, Sendable {
    /// Entries are numbered from 1.
    package var number: Int
    package var entry: HistoryEntry
    /// The nominals it is about, by reference.
    package var about: [Nominal.ID]
    /// The entry of the erasure that took somebody out of its words.
    package var erasedBy: Int?

    package init(number: Int, entry: HistoryEntry, about: [Nominal.ID], erasedBy: Int?) {
        self.number = number
        self.entry = entry
        self.about = about
        self.erasedBy = erasedBy
    }
}
