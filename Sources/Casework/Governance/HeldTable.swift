/// The rows of one of the store's tables that hold something about somebody.
package struct HeldTable: Hashable, Sendable {
    /// The table's own name, and its columns'.
    package var name: String
    package var columns: [String]
    /// As text, a row as long as `columns`; nil: empty.
    package var rows: [[String?]]

    package init(name: String, columns: [String], rows: [[String?]]) {
        self.name = name
        self.columns = columns
        self.rows = rows
    }
}
