/// A component's properties as values, after libical has read them.
struct ParsedComponent: Sendable {
    var properties: [ContentProperty]
    /// Properties that were in the file with a value, and that libical dropped as malformed.
    var unreadable: Set<String>

    /// Repeat rules are left out: they pass our own gate before libical reads them.
    init(_ outline: OutlineComponent) {
        var text = Array("BEGIN:\(outline.name)\r\n".utf8)
        var given: [String: Int] = [:]
        for line in outline.lines where line.name != "RRULE" && line.name != "EXRULE" && !line.text.isEmpty {
            for part in line.hasSensibleParameters ? line.forLibical : [] {
                text += part
                text += [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
            }
            given[line.name, default: 0] += line.values
        }
        text += Array("END:\(outline.name)\r\n".utf8)
        guard !given.isEmpty else {
            properties = []
            unreadable = []
            return
        }
        properties = Libical.exclusively { [text] in
            guard let component = Component(parsing: text) else { return [] }
            return component.properties()
        }
        // libical makes one property of each value: fewer means some were lost.
        var found: [String: Int] = [:]
        for property in properties { found[property.name, default: 0] += 1 }
        unreadable = Set(given.filter { found[$0.key, default: 0] < $0.value }.keys)
    }

    func first(_ name: String) -> ContentProperty? {
        properties.first { $0.name == name }
    }

    func all(_ name: String) -> [ContentProperty] {
        properties.filter { $0.name == name }
    }
}
