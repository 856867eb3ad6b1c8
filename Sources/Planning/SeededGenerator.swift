/// Chance that repeats itself: the same seed gives the same numbers on every machine.
///
/// SplitMix64, after Steele, Lea and Flood 2014.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    package init(seed: UInt64) {
        state = seed
    }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to `bound`, which is at least 1.
    ///
    /// Its bias is below one in four billion.
    mutating func below(_ bound: Int) -> Int {
        Int(((next() >> 32) &* UInt64(max(1, bound))) >> 32)
    }

    /// A number from 0 up to 1.
    mutating func unit() -> Double {
        Double(next() >> 11) * 0x1p-53
    }

    /// A generator of its own for a part of the work, so that one part's draws never shift another's.
    func branch(_ label: UInt64) -> SeededGenerator {
        var generator = SeededGenerator(seed: state ^ (label &* 0xD1B5_4A32_D192_ED03))
        _ = generator.next()
        return generator
    }

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        guard elements.count > 1 else { return }
        for index in stride(from: elements.count - 1, to: 0, by: -1) {
            elements.swapAt(index, below(index + 1))
        }
    }
}
