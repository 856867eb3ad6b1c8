internal import GRDB

/// A row that an import updates under its reference and never deletes.
protocol ReferencedRecord: FetchableRecord, PersistableRecord, Equatable {
    var reference: String { get }
    /// Whether the last import had it.
    var isCurrent: Bool { get set }
}
