/// A word as a set of numbers from 0 to 63, a bit each: what the exact programmes know items and people by.
extension UInt64 {
    /// The set of these numbers, none of which is above 63.
    init(numbers: some Sequence<Int>) {
        self = numbers.reduce(0) { $0 | 1 << UInt64($1) }
    }

    /// The numbers in the set, the lowest first.
    var numbers: SetOfNumbers { SetOfNumbers(left: self) }
}

/// The numbers in a word, one after another.
struct SetOfNumbers: Sequence, IteratorProtocol {
    var left: UInt64

    mutating func next() -> Int? {
        guard left != 0 else { return nil }
        defer { left &= left - 1 }
        return left.trailingZeroBitCount
    }
}
