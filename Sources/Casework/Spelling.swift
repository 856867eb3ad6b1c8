/// Finds the word that was probably meant.
package enum Spelling {
    /// The closest of the words, if it is close: the same but for case, or at most two slips away.
    package static func closest(to word: String, in words: some Sequence<String>) -> String? {
        let written = word.lowercased()
        guard (2...64).contains(written.utf8.count) else { return nil }
        let near = words.map { (word: $0, slips: slips(written, $0.lowercased())) }
            .min { ($0.slips, $0.word) < ($1.slips, $1.word) }
        guard let near, near.slips <= min(2, near.word.utf8.count / 3) else { return nil }
        return near.word
    }

    /// `, did you mean “nominal”?`, or nothing.
    package static func hint(_ word: String, in words: some Sequence<String>) -> String {
        closest(to: word, in: words).map { " (did you mean “\($0)”?)" } ?? ""
    }

    /// Letters to add, drop or change, and neighbours to swap.
    private static func slips(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one.utf8), Array(other.utf8))
        guard abs(one.count - other.count) <= 2 else { return .max }
        var before: [Int] = []
        var row = Array(0...other.count)
        for (index, byte) in one.enumerated() {
            var next = [index + 1]
            for (position, letter) in other.enumerated() {
                var least = min(row[position] + (letter == byte ? 0 : 1), row[position + 1] + 1, next[position] + 1)
                if index > 0, position > 0, one[index - 1] == letter, other[position - 1] == byte {
                    least = min(least, before[position - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row.last ?? .max
    }
}
