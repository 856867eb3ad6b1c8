internal import Foundation
internal import Publishing

/// What was filled in, or asked for in an address: `application/x-www-form-urlencoded`.
package struct Form: Sendable {
    private var values: [String: [String]] = [:]
    /// The fields' names, in the order in which they came.
    private var names: [String] = []

    package init(_ text: String) {
        for pair in text.split(separator: "&").prefix(Form.most) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap({ Form.decoded($0) }) else { continue }
            take(name, parts.count > 1 ? Form.decoded(parts[1]) ?? "" : "")
        }
    }

    init(_ multipart: Multipart) {
        for (name, value) in multipart.fields { take(name, value) }
    }

    private mutating func take(_ name: String, _ value: String) {
        if values[name] == nil { names.append(name) }
        values[name, default: []].append(value)
    }

    /// More fields than any page has.
    private static let most = 5_000

    /// A field as it was typed, without space around it; nil where it is missing or empty.
    package subscript(_ name: String) -> String? {
        guard let text = values[name]?.last?.trimmingCharacters(in: .whitespacesAndNewlines), !text.isEmpty else {
            return nil
        }
        return text
    }

    /// Every value of a field that can be chosen several times.
    package func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    /// As sent, space included: passwords may begin with some.
    package func exactly(_ name: String) -> String? { values[name]?.last }

    /// What was filled in, to be shown to whoever sent it; secrets apart, and what a page itself puts in.
    var typed: Several<TypedField>? {
        let ordinary = names.filter { name in
            let lower = name.lowercased()
            return name != "form" && !["password", "code", "secret", "token"].contains(where: lower.contains)
        }
        let fields = ordinary.flatMap { name in all(name).map { (name, $0) } }.prefix(Form.mostTyped)
        return Several(fields.enumerated().map { TypedField($0.offset, $0.element.0, $0.element.1) })
    }

    /// More fields than anybody fills in by hand.
    private static let mostTyped = 100

    private static func decoded(_ text: Substring) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding
    }
}

/// A field of a form that could not be taken, to be copied.
struct TypedField: Sendable {
    var id: String
    /// As well as the field's name tells: `actionText` is `Action text`.
    var label: String
    var value: String
    var isLong: Bool

    init(_ place: Int, _ name: String, _ value: String) {
        id = "typed-\(place)"
        label =
            name.reduce(into: "") { words, character in
                if character == "-" || character == "_" {
                    words += " "
                } else {
                    words += character.isUppercase ? " \(character.lowercased())" : String(character)
                }
            }.capitalisedFirst
        self.value = value
        isLong = value.count > 60 || value.contains(where: \.isNewline)
    }
}

/// What `signed-out.mustache` is given.
struct SignedOutPage: Sendable {
    var signInPath: String
    var typed: Several<TypedField>?
}
