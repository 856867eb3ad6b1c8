/// Which templates ask for which others.
///
/// The library does not tell: an unknown one would leave a silent gap in the page, and a circle never end.
enum TemplatePartials {
    /// The templates that one asks for, in order, by `{{>name}}` or `{{<name}}`, whatever its delimiters.
    ///
    /// The text has parsed already.
    static func named(in text: String) -> [String] {
        var names: [String] = []
        var rest = text[...]
        var delimiters = (open: "{{", close: "}}")
        // A section's delimiters end with it.
        var outer: [(open: String, close: String)] = []
        while let open = rest.firstRange(of: delimiters.open) {
            rest = rest[open.upperBound...]
            let sigil = rest.first
            guard let close = rest.firstRange(of: sigil == "=" ? "=" + delimiters.close : delimiters.close) else {
                break
            }
            let tag = rest[..<close.lowerBound].dropFirst()
            rest = rest[close.upperBound...]
            switch sigil {
            case ">", "<":
                names.append(String(tag.filter { !$0.isWhitespace }))
                if sigil == "<" { outer.append(delimiters) }
            case "#", "^", "$": outer.append(delimiters)
            case "/": delimiters = outer.popLast() ?? delimiters
            case "=":
                let parts = tag.split(whereSeparator: \.isWhitespace)
                if parts.count == 2 { delimiters = (String(parts[0]), String(parts[1])) }
            default: break
            }
        }
        return names
    }

    /// Templates of which each asks for the next, and the last for the first, if there are such.
    static func circle(in asked: [String: [String]]) -> [String]? {
        var finished: Set<String> = []
        func search(_ name: String, _ path: [String]) -> [String]? {
            if let start = path.firstIndex(of: name) { return Array(path[start...]) }
            if finished.contains(name) { return nil }
            for next in asked[name] ?? [] {
                if let circle = search(next, path + [name]) { return circle }
            }
            finished.insert(name)
            return nil
        }
        for name in asked.keys.sorted() {
            if let circle = search(name, []) { return circle }
        }
        return nil
    }
}
