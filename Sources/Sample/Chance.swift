/// Chance that falls the same way everywhere: SplitMix64, seeded by a number and a topic.
///
/// Each topic draws from its own stream, so that a change to one file leaves the others as they were. The standard
/// library's `random(in:using:)` is not used, because how it draws is not promised between versions.
struct Chance {
    private var state: UInt64

    init(seed: UInt64, _ topic: String) {
        // FNV-1a over the topic's letters.
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in topic.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
        state = seed &* 0x9e37_79b9_7f4a_7c15 ^ hash
        _ = next()
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but not including `count`; 0 if there is nothing to choose from.
    mutating func below(_ count: Int) -> Int {
        count > 0 ? Int(next().multipliedFullWidth(by: UInt64(count)).high) : 0
    }

    mutating func within(_ range: ClosedRange<Int>) -> Int { range.lowerBound + below(range.count) }

    /// True so many times in a hundred.
    mutating func happens(_ percent: Int) -> Bool { below(100) < percent }

    mutating func pick<Element>(_ pool: Pool<Element>) -> Element { pool[below(pool.count)] }

    mutating func pick<Element>(_ choices: [Element]) -> Element? { choices.wrapping(below(choices.count)) }

    mutating func shuffled<Element>(_ elements: [Element]) -> [Element] {
        var result = elements
        for index in result.indices.reversed() where index > 0 { result.swapAt(index, below(index + 1)) }
        return result
    }
}

/// A list with something in it, counted round and round, so that no index is ever outside it.
struct Pool<Element: Sendable>: Sendable {
    private let first: Element
    private let rest: [Element]

    init(_ first: Element, _ rest: Element...) {
        self.first = first
        self.rest = rest
    }

    var count: Int { rest.count + 1 }
    var all: [Element] { [first] + rest }

    subscript(index: Int) -> Element {
        let position = (index % count + count) % count
        return position == 0 ? first : rest[position - 1]
    }
}

extension Array {
    /// The element at an index counted round and round; nil only where there is none at all.
    func wrapping(_ index: Int) -> Element? { isEmpty ? nil : self[(index % count + count) % count] }

    /// The element at an index, or nil outside the list.
    func at(_ index: Int) -> Element? { indices.contains(index) ? self[index] : nil }
}

/// Writes a number with leading zeros.
func padded(_ number: Int, to width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
}
