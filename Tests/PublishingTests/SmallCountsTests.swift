import Testing

@testable import Publishing

/// Nobody can be made out in small groups, held against everyone that the figures could be of.
@Suite struct SmallCountsTests {
    @Test func `no group of fewer than five is shown, and all shown add up to the total`() {
        for counts in vectors(of: 4, upTo: 7) {
            let groups = SmallCounts(labelled(counts)).groups
            #expect(groups.allSatisfy { $0.count >= 5 }, "\(counts)")
            #expect(groups.isEmpty || groups.reduce(0) { $0 + $1.count } == counts.reduce(0, +), "\(counts)")
            #expect(groups.flatMap(\.members).count == Set(groups.flatMap(\.members)).count, "\(counts)")
        }
    }

    /// Whoever knows the rule, and all the groups there can be, tries every cohort that would give the same figures.
    @Test(arguments: [(2, 16), (3, 14), (4, 8), (5, 6)])
    func `a number under five cannot be worked out from what is shown`(groups: Int, most: Int) {
        let byOutput = Dictionary(grouping: vectors(of: groups, upTo: most)) { counts in
            SmallCounts(labelled(counts)).groups.map { "\($0.label) \($0.count)" }
        }
        for (output, candidates) in byOutput {
            for group in 0..<groups {
                let values = Set(candidates.map { $0[group] })
                let small = values.filter { (1...4).contains($0) }
                #expect(small.isEmpty || values.count > 1, "\(output) tells group \(group): \(values)")
            }
        }
    }

    @Test func `fewer than five people in all are not shown`() {
        #expect(SmallCounts([("a", 2), ("b", 2)]).groups.isEmpty)
    }

    @Test func `groups that are large enough stand by themselves, the largest first`() {
        let groups = SmallCounts([("a", 5), ("b", 20), ("c", 9)]).groups
        #expect(groups.map(\.label) == ["b", "c", "a"])
    }

    @Test func `a single small group takes the next larger one with it`() {
        let groups = SmallCounts([("a", 1), ("b", 20), ("c", 9)]).groups
        #expect(groups.map(\.label) == ["b", "All other groups"] && groups.map(\.count) == [20, 10])
    }

    /// With 9, 4 and 9, “9 and 13 others” would give the 4 away.
    @Test func `nothing is shown where the largest group would tell the others`() {
        #expect(SmallCounts([("a", 4), ("b", 9), ("c", 9)]).groups.isEmpty)
    }

    private func labelled(_ counts: [Int]) -> [(label: String, count: Int)] {
        counts.enumerated().map { ("g\($0.offset)", $0.element) }
    }

    private func vectors(of length: Int, upTo most: Int) -> [[Int]] {
        (0..<length).reduce([[]]) { vectors, _ in vectors.flatMap { vector in (0...most).map { vector + [$0] } } }
    }
}
