/// What came of working the history out again.
package struct HistoryCheck: Hashable, Sendable {
    package var entries: Int
    /// The seal of the last entry, in hexadecimal digits.
    ///
    /// It depends on every entry before it: who keeps it elsewhere can tell later whether anything up to there was
    /// changed or cut off.
    package var head: String
    /// Entries out of whose words an erasure has taken somebody.
    package var erased: Int
    /// Entries stamped earlier than the one before them: the clock was set back.
    package var clockSetBack: Int
    /// The first entry that is not as it was written; nil: all are.
    package var flaw: Flaw?

    package init(entries: Int, head: String, erased: Int, clockSetBack: Int, flaw: Flaw?) {
        self.entries = entries
        self.head = head
        self.erased = erased
        self.clockSetBack = clockSetBack
        self.flaw = flaw
    }

    package struct Flaw: Hashable, Sendable, CustomStringConvertible {
        /// The entry's number; of what is missing, the first.
        package var entry: Int
        package var kind: Kind

        package init(entry: Int, kind: Kind) {
            self.entry = entry
            self.kind = kind
        }

        package var description: String {
            switch kind {
            case .content: "entry \(entry) does not say what it said when it was written"
            case .missing: "entry \(entry) is missing"
            case .chain: "entry \(entry) does not follow from the entry before it"
            case .erasure: "entry \(entry) was changed, and by no erasure"
            case .head: "no entry has the seal that was expected: entries were changed, or the last ones cut off"
            }
        }
    }

    package enum Kind: Hashable, Sendable {
        /// Words, actor, time, route or the nominals it is about.
        case content
        case missing
        case chain
        /// It is marked as erased, and there is no erasure that erased it so.
        case erasure
        /// The seal that was expected is not among those there are.
        case head
    }
}
