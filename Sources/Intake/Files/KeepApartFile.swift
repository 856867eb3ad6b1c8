import Casework

/// `keep_apart.csv`: nominals who must not meet.
enum KeepApartFile {
    static let form = TableForm("keep_apart.csv", columns: "first, second")

    static func read(_ table: Table, _ known: Known) -> [KeepApart] {
        var unique = Unique<Set<Nominal.ID>>()
        return table.rows.map { row in
            let pair = KeepApart(
                first: row.id("first", in: known.nominals),
                second: row.id("second", in: known.nominals))
            row.require(pair.first != pair.second, "second", "first", expected: "another nominal than first")
            unique.check(
                [pair.first, pair.second], row, "first", "second", expected: "each pair once, either way round")
            return pair
        }
    }
}
