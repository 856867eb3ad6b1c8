import Casework

/// `working_patterns.csv`: who works when, and where.
enum WorkingPatternsFile {
    static let form = TableForm(
        "working_patterns.csv", isRequired: true,
        columns: "practitioner, weekday, start, end, location?, from?, until?")

    static func read(_ table: Table, _ known: Known) -> [WorkingBlock] {
        var earlier: [Practitioner.ID: [(block: WorkingBlock, line: Int)]] = [:]
        return table.rows.map { row in
            let block = WorkingBlock(
                practitioner: row.id("practitioner", in: known.practitioners),
                weekday: row.weekday("weekday"),
                start: row.clock("start"),
                end: row.clock("end"),
                location: row.optionalID("location", in: known.locations),
                from: row.optionalDay("from"),
                until: row.optionalDay("until"))
            row.require(block.start < block.end, "end", "start", expected: "a time after start, \(block.start)")
            if let from = block.from, let until = block.until {
                row.require(from <= until, "until", "from", expected: "a day not before from, \(from)")
            }
            guard row.areSound(["practitioner", "weekday", "start", "end", "from", "until"]) else { return block }
            if let other = earlier[block.practitioner]?.first(where: { overlap($0.block, block) }) {
                row.fault(
                    "start", says: "says \(quoted("\(block.weekday.code) \(block.start)–\(block.end)"))",
                    expected: "hours clear of line \(other.line), \(other.block.start)–\(other.block.end)")
            }
            earlier[block.practitioner, default: []].append((block, row.line))
            return block
        }
    }

    /// Whether someone would have to be in two blocks at once on some day.
    private static func overlap(_ one: WorkingBlock, _ other: WorkingBlock) -> Bool {
        let areOnOneDay = one.weekday == other.weekday && startsInTime(one, other) && startsInTime(other, one)
        return areOnOneDay && one.start < other.end && other.start < one.end
    }

    /// Whether the one has begun to hold by the other's last day.
    private static func startsInTime(_ one: WorkingBlock, _ other: WorkingBlock) -> Bool {
        guard let from = one.from, let until = other.until else { return true }
        return from <= until
    }
}
