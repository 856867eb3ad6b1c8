/// The tags of a template, in order, whatever its delimiters.
///
/// The library does not tell: a value or a template that it does not know would leave a silent gap in the page.
struct TemplateTags {
    struct Tag: Hashable {
        /// `capacity.needed`; of `list(reversed)` and its like the value that is transformed.
        var name: String
        var line: Int
    }

    /// The values that it writes, or asks about.
    private(set) var values: [Tag] = []
    /// The templates that it asks for, by `{{>name}}` or `{{<name}}`.
    private(set) var partials: [Tag] = []
    /// The innermost section that is never closed.
    private(set) var unclosed: Tag?

    init(in text: String) {
        var rest = text[...]
        var line = 1
        var delimiters = (open: "{{", close: "}}")
        // A section's delimiters end with it.
        var outer: [(section: Tag, delimiters: (open: String, close: String))] = []
        while let open = rest.firstRange(of: delimiters.open) {
            line += rest[..<open.lowerBound].count(where: \.isNewline)
            rest = rest[open.upperBound...]
            let sigil = rest.first
            guard let close = rest.firstRange(of: sigil == "=" ? "=" + delimiters.close : delimiters.close) else {
                break
            }
            let content = rest[..<close.lowerBound]
            rest = rest[close.upperBound...]
            let tag = Tag(name: String(content.dropFirst().filter { !$0.isWhitespace }), line: line)
            switch sigil {
            case ">": partials.append(tag)
            case "<":
                partials.append(tag)
                outer.append((tag, delimiters))
            case "#", "^":
                values.append(TemplateTags.value(tag))
                outer.append((tag, delimiters))
            case "$": outer.append((tag, delimiters))
            case "/": delimiters = outer.popLast()?.delimiters ?? delimiters
            case "=":
                let parts = content.dropFirst().split(whereSeparator: \.isWhitespace)
                if parts.count == 2 { delimiters = (String(parts[0]), String(parts[1])) }
            case "!", "%": break
            case "{", "&": values.append(TemplateTags.value(tag))
            default:
                values.append(
                    TemplateTags.value(Tag(name: String(content.filter { !$0.isWhitespace }), line: line)))
            }
            line += content.count(where: \.isNewline)
        }
        unclosed = outer.last?.section
    }

    /// Without the transforms around it, and the brace of `{{{name}}}` where delimiters are others.
    private static func value(_ tag: Tag) -> Tag {
        let name = tag.name.split(separator: "(", omittingEmptySubsequences: false).last ?? ""
        return Tag(name: String(name.prefix { $0 != ")" && $0 != "}" }), line: tag.line)
    }

    // MARK: Many templates

    /// Every template that one of these asks for, and in turn those that these ask for; itself, too.
    static func reach(of name: String, in tags: [String: TemplateTags]) -> Set<String> {
        var reached: Set<String> = []
        var waiting = [name]
        while let next = waiting.popLast() {
            if reached.insert(next).inserted { waiting += tags[next]?.partials.map(\.name) ?? [] }
        }
        return reached
    }

    /// Those that no other asks for: the documents.
    static func documents(in tags: [String: TemplateTags]) -> Set<String> {
        Set(tags.keys).subtracting(tags.values.flatMap(\.partials).map(\.name))
    }

    /// Every part of the names of values in a document: `capacity` and `needed`.
    static func vocabulary(of document: String, in tags: [String: TemplateTags]) -> Set<String> {
        Set(reach(of: document, in: tags).flatMap { tags[$0]?.values ?? [] }.flatMap(\.parts))
    }

    /// Templates of which each asks for the next, and the last for the first, if there are such.
    static func circle(in tags: [String: TemplateTags]) -> [String]? {
        var finished: Set<String> = []
        func search(_ name: String, _ path: [String]) -> [String]? {
            if let start = path.firstIndex(of: name) { return Array(path[start...]) }
            if finished.contains(name) { return nil }
            for next in tags[name]?.partials ?? [] {
                if let circle = search(next.name, path + [name]) { return circle }
            }
            finished.insert(name)
            return nil
        }
        for name in tags.keys.sorted() {
            if let circle = search(name, []) { return circle }
        }
        return nil
    }
}

extension TemplateTags.Tag {
    /// `.`, the item itself, has none.
    var parts: [String] { name.split(separator: ".").map(String.init) }
}
