/// References as they stand in what people and programs have written: words of letters, digits, `_` and `-`.
package enum ReferenceWords {
    /// Every word of the text that could be a reference.
    package static func all(in text: String) -> Set<String> {
        Set(text.utf8.split { !isPart($0) }.map { String(Substring($0)) })
    }

    /// The text with certain words replaced, and the rest as it was.
    ///
    /// - Parameter replacement: What stands for a word; nil: the word itself.
    package static func replace(in text: String, _ replacement: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while !rest.isEmpty {
            let word = String(rest.prefix(while: isPart))
            if !word.isEmpty { result += replacement(word) ?? word }
            rest = rest.dropFirst(word.count)
            let gap = rest.prefix { !isPart($0) }
            result += gap
            rest = rest[gap.endIndex...]
        }
        return result
    }

    private static func isPart(_ character: Character) -> Bool { character.asciiValue.map(isPart) ?? false }

    private static func isPart(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}
