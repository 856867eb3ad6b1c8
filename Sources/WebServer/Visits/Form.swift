internal import Foundation

/// What was filled in, or asked for in an address: `application/x-www-form-urlencoded`.
package struct Form: Sendable {
    private var values: [String: [String]] = [:]

    package init(_ text: String) {
        for pair in text.split(separator: "&").prefix(Form.most) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = parts.first.flatMap({ Form.decoded($0) }) else { continue }
            values[name, default: []].append(parts.count > 1 ? Form.decoded(parts[1]) ?? "" : "")
        }
    }

    init(_ multipart: Multipart) {
        for (name, value) in multipart.fields { values[name, default: []].append(value) }
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

    private static func decoded(_ text: Substring) -> String? {
        String(text).replacing("+", with: " ").removingPercentEncoding
    }
}
