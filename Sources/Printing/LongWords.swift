/// Lets words that are too long for a column be broken, where a style sheet could only let all words be.
enum LongWords {
    /// As long as a word may be before it gets places to break at, and how far these are apart.
    private static let (longest, piece) = (30, 10)

    /// The page with `<wbr>` in such words of its text.
    static func breakable(_ page: String) -> String {
        var result = ""
        var rest = page[...]
        while let open = rest.firstIndex(of: "<") {
            result += breakable(text: rest[..<open])
            rest = rest[open...]
            // What is in these is no text.
            let isRaw = ["<style", "<svg", "<title"].first { rest.hasPrefix($0) }
            let end = isRaw.map { "</\($0.dropFirst())>" } ?? ">"
            let close = rest.firstRange(of: end)?.upperBound ?? rest.endIndex
            result += rest[..<close]
            rest = rest[close...]
        }
        return result + breakable(text: rest)
    }

    private static func breakable(text: Substring) -> String {
        if text.utf8.count <= longest { return String(text) }
        let words = text.split(omittingEmptySubsequences: false, whereSeparator: \.isWhitespace)
        guard words.contains(where: { $0.count > longest }) else { return String(text) }
        var result = ""
        for word in words {
            result += word.count > longest ? broken(word) : String(word)
            if word.endIndex < text.endIndex { result.append(text[word.endIndex]) }
        }
        return result
    }

    private static func broken(_ word: Substring) -> String {
        var result = ""
        var letters = 0
        var isInEntity = false
        for letter in word {
            if letters >= piece, !isInEntity {
                result += "<wbr>"
                letters = 0
            }
            result.append(letter)
            // `&amp;` is one letter.
            if letter == "&" { isInEntity = true }
            if letter == ";" { isInEntity = false }
            if !isInEntity { letters += 1 }
        }
        return result
    }
}
