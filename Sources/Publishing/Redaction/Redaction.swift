package import Casework
import Foundation

/// Takes nominals' names out of what people have typed, and puts their references there instead.
///
/// Need-to-know: a document carries references, never names, but the text of an action or a note is whatever
/// somebody wrote. Words are compared without regard to case, accents or invisible characters, and only whole words
/// count. Neighbouring words that fit one nominal (`Evans, Gareth`) become one reference, which also tells two
/// nominals of one family name apart. A name that is also a word (`Will`, `Mark`) goes too: an odd sentence is put
/// right in a minute, a name that has gone out cannot be called back.
package struct Redaction: Sendable {
    /// Words that name somebody wherever they stand.
    private var strong: [String: Set<String>] = [:]
    /// Words that are part of a name only in front of a strong one: the `van` of van Dyke, the O of O'Neill.
    private var particles: [String: Set<String>] = [:]
    /// Initials, by their letter: `G. Evans`.
    private var initials: [String: Set<String>] = [:]
    /// References, in small letters, that are not told.
    private var withheld: Set<String> = []

    package init(_ nominals: [Nominal] = []) {
        for nominal in nominals {
            hide(given: nominal.givenName, family: nominal.familyName, behind: nominal.id.text)
        }
    }

    /// As well as the names it hides already, those of practitioners: `plan.json` names nobody at all.
    package func hiding(_ practitioners: [Practitioner]) -> Redaction {
        var redaction = self
        for practitioner in practitioners {
            let parts = practitioner.name.split(separator: " ")
            redaction.hide(
                given: parts.dropLast().joined(separator: " "), family: parts.last.map(String.init) ?? "",
                behind: practitioner.id.text)
        }
        return redaction
    }

    /// The text with every name replaced by the reference it stands for.
    ///
    /// Where a word fits several nominals, the one the text is about is meant; failing that all are listed, or
    /// `a nominal` where they are too many to be of use.
    package func callAsFunction(_ text: String, about nominal: Nominal.ID? = nil) -> String {
        withoutWithheld(replacing(in: text) { Redaction.reference(to: $0, about: nominal?.text) })
    }

    /// The text with `erased nominal` in place of one nominal's names; those of others stay as they were typed.
    ///
    /// A name that fits whom the text is about as well is taken for theirs.
    package func erasing(_ nominal: Nominal.ID, from text: String, about owner: Nominal.ID?) -> String {
        replacing(in: text) { references in
            let isAnothers = owner.map { $0 != nominal && references.contains($0.text) } ?? false
            return references.contains(nominal.text) && !isAnothers ? "erased nominal" : nil
        }
    }

    /// - Parameter replacement: What stands for a name that fits these references; nil: the name itself.
    private func replacing(in text: String, _ replacement: (Set<String>) -> String?) -> String {
        var rest = Word.all(in: text)[...]
        var result = ""
        var copied = text.startIndex
        while !rest.isEmpty {
            guard let name = name(atStartOf: rest, in: text) else {
                rest = rest.dropFirst()
                continue
            }
            result += text[copied..<name.range.lowerBound]
            result += replacement(name.references) ?? String(text[name.range])
            copied = name.range.upperBound
            rest = rest.dropFirst(name.words)
        }
        return result + text[copied...]
    }

    /// The same, and in place of certain references the words `another nominal`: for readers who may not know of them,
    /// whoever typed them into a text about something else.
    package func withholding(_ nominals: Set<Nominal.ID>) -> Redaction {
        var redaction = self
        redaction.withheld.formUnion(nominals.map { $0.text.lowercased() })
        return redaction
    }

    private func withoutWithheld(_ text: String) -> String {
        if withheld.isEmpty { return text }
        return ReferenceWords.replace(in: text) { withheld.contains($0.lowercased()) ? "another nominal" : nil }
    }

    /// Whether the text holds a name.
    package func finds(in text: String) -> Bool {
        var rest = Word.all(in: text)[...]
        while !rest.isEmpty {
            if name(atStartOf: rest, in: text) != nil { return true }
            rest = rest.dropFirst()
        }
        return false
    }

    private static func reference(to references: Set<String>, about nominal: String?) -> String {
        if let nominal, references.contains(nominal) { return nominal }
        return references.count <= 3 ? references.sorted().joined(separator: " or ") : "a nominal"
    }
}

// MARK: - Names to look for

extension Redaction {
    private static let knownParticles: Set<String> = [
        "al", "ap", "bin", "da", "das", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "ferch", "ibn",
        "la", "le", "mac", "mc", "o", "san", "st", "ter", "van", "von", "y",
    ]

    private mutating func hide(given: String, family: String, behind reference: String) {
        let names = [given, family].map { name in Word.all(in: name).map(\.folded) }
        for parts in names {
            for part in parts {
                // The whole of a name always counts, however short (Li, Bo), save a bare letter.
                let isName = parts.count == 1 ? part.count > 1 : part.count > 2
                if isName && !(parts.count > 1 && Redaction.knownParticles.contains(part)) {
                    strong[part, default: []].insert(reference)
                } else {
                    particles[part, default: []].insert(reference)
                }
            }
            // `ONeill`, `LloydJones`: the same name, typed in one word.
            if parts.count > 1 { strong[parts.joined(), default: []].insert(reference) }
        }
        let whole = names.map { $0.joined() }.filter { !$0.isEmpty }
        if whole.count == 2 {
            strong[whole.joined(), default: []].insert(reference)
            strong[whole.reversed().joined(), default: []].insert(reference)
        }
        if let initial = names.first?.first?.first { initials[String(initial), default: []].insert(reference) }
    }
}

// MARK: - Names in a text

extension Redaction {
    private struct Name {
        var range: Range<String.Index>
        var references: Set<String>
        /// How many words it takes up.
        var words: Int
    }

    /// The longest run of words from the first on that can all be one nominal's, if one of them is a strong one.
    private func name(atStartOf words: ArraySlice<Word>, in text: String) -> Name? {
        guard let first = words.first else { return nil }
        var candidates: Set<String>?
        var found: Name?
        var end = first.range.lowerBound
        for (index, word) in words.enumerated() {
            if index > 0 && !Redaction.joins(text[end..<word.range.lowerBound]) { break }
            let strong = strong[word.folded] ?? []
            var fitting = strong.union(particles[word.folded] ?? [])
            if word.isInitial(in: text) { fitting.formUnion(initials[word.folded] ?? []) }
            if let candidates { fitting.formIntersection(candidates) }
            if fitting.isEmpty { break }
            candidates = fitting
            end = word.range.upperBound
            if !strong.isDisjoint(with: fitting) {
                found = Name(range: first.range.lowerBound..<end, references: fitting, words: index + 1)
            }
        }
        return found
    }

    /// Whether what stands between two words lets them be one name: `Evans, Gareth`, `Lloyd-Jones`, `G. Evans`.
    private static func joins(_ gap: Substring) -> Bool {
        gap.count <= 3 && gap.allSatisfy { $0.isWhitespace && !$0.isNewline || "-‐‑–.,_'’‘ʼ`´".contains($0) }
    }
}

/// A run of letters in a text, and how it reads without case and accents.
private struct Word {
    var range: Range<String.Index>
    var folded: String

    static func all(in text: String) -> [Word] {
        var words: [Word] = []
        var current: Word?
        for index in text.indices {
            let end = text.index(after: index)
            let folded = fold(text[index])
            if let folded {
                if let word = current {
                    current = Word(range: word.range.lowerBound..<end, folded: word.folded + folded)
                } else if !folded.isEmpty {
                    current = Word(range: index..<end, folded: folded)
                }
            } else if let word = current {
                words.append(word)
                current = nil
            }
        }
        if let current { words.append(current) }
        return words
    }

    /// Whether it stands there as one capital letter.
    func isInitial(in text: String) -> Bool {
        folded.count == 1 && text[range].allSatisfy(\.isUppercase)
    }

    /// The letters without case or accent; nothing for a character that cannot be seen; nil where a word ends.
    private static func fold(_ character: Character) -> String? {
        if character.isASCII { return character.isLetter ? character.lowercased() : nil }
        let plain = String(character).lowercased().decomposedStringWithCompatibilityMapping.unicodeScalars
            .filter { !$0.properties.isDefaultIgnorableCodePoint && !isMark($0) }
        if plain.isEmpty {
            return character.unicodeScalars.allSatisfy { $0.properties.isDefaultIgnorableCodePoint || isMark($0) }
                ? "" : nil
        }
        guard plain.allSatisfy(\.properties.isAlphabetic) else { return nil }
        return plain.reduce(into: "") { letters, scalar in
            letters += unaccented[scalar] ?? String(scalar)
        }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Letters that Unicode does not take apart, as people without the key type them.
    private static let unaccented: [Unicode.Scalar: String] = [
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h", "ŧ": "t",
        "ı": "i", "ŋ": "ng", "ĸ": "k",
    ]
}
