/// The ways to the frontiers of one layer of an `AttendanceProgramme`, a row of numbers each.
///
/// Rows are put into blocks of one size, so that they never have to be copied when there are more of them, and the
/// bytes they take are known.
struct Rows {
    /// A way to a frontier.
    struct Way {
        /// Weighted waiting minutes of the sorts of item that are settled.
        var settled: Int32
        /// No order that goes on from here waits less than this in all.
        var floor: Int32
        /// The row of the way to the same frontier that was found before it; -1: none.
        var previous: Int32
        /// The step it was made with.
        var step: Int32
        /// For each pending sort of item, the weight of the lightest company it has met.
        var companies: [Int32]
    }

    private static let blockBits = 16
    private static let header = 4
    private var blocks: [[Int32]] = []

    /// What the blocks take.
    var bytes: Int { blocks.count * MemoryLayout<Int32>.stride << Rows.blockBits }
    /// More blocks than this cannot be told apart.
    static let mostBytes = MemoryLayout<Int32>.stride << 31

    /// Keeps a way, and says in which row.
    mutating func append(_ way: Way) -> Int32 {
        let size = 1 << Rows.blockBits
        if blocks.last.map({ $0.count + Rows.header + way.companies.count > size }) ?? true {
            var block: [Int32] = []
            block.reserveCapacity(size)
            blocks.append(block)
        }
        let last = blocks.count - 1
        let row = last << Rows.blockBits | blocks[last].count
        blocks[last].append(way.settled)
        blocks[last].append(way.floor)
        blocks[last].append(way.previous)
        blocks[last].append(way.step)
        blocks[last].append(contentsOf: way.companies)
        return Int32(truncatingIfNeeded: row)
    }

    func header(at row: Int32) -> (floor: Int32, previous: Int32) {
        let (block, place) = Rows.split(row)
        return (blocks[block][place + 1], blocks[block][place + 2])
    }

    /// Looks at what a way has settled and what it remembers, without copying it.
    func read<Found>(_ row: Int32, remembered: Int, _ look: (Int32, ArraySlice<Int32>) -> Found) -> Found {
        let (block, place) = Rows.split(row)
        let begin = place + Rows.header
        return look(blocks[block][place], blocks[block][begin..<(begin + remembered)])
    }

    /// All ways to a frontier, from the one found last.
    func ways(from newest: Int32, remembered: Int) -> [Way] {
        var ways: [Way] = []
        var row = newest
        while row >= 0 {
            let (block, place) = Rows.split(row)
            let begin = place + Rows.header
            ways.append(
                Way(
                    settled: blocks[block][place], floor: blocks[block][place + 1],
                    previous: blocks[block][place + 2], step: blocks[block][place + 3],
                    companies: Array(blocks[block][begin..<(begin + remembered)])))
            row = blocks[block][place + 2]
        }
        return ways
    }

    private static func split(_ row: Int32) -> (block: Int, place: Int) {
        (Int(row) >> blockBits, Int(row) & (1 << blockBits - 1))
    }
}
