package import Casework

/// Small turns of phrase that every document shares.
package enum Wording {
    /// `1 minute`, `85 minutes`.
    package static func minutes(_ count: Int) -> String { counted(count, "minute") }

    /// `45 min`, `3 h`, `3 h 45 min`.
    package static func hours(_ minutes: Int) -> String {
        if minutes < 60 { return "\(minutes) min" }
        return minutes % 60 == 0 ? "\(minutes / 60) h" : "\(minutes / 60) h \(minutes % 60) min"
    }

    /// `62 %`, rounded.
    package static func percent(_ part: Int, of whole: Int) -> String {
        whole > 0 ? "\((part * 200 + whole) / (whole * 2)) %" : "–"
    }

    /// `1 week`, `3 weeks`.
    package static func counted(_ count: Int, _ noun: String) -> String {
        count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
    }

    /// `1 entry`, `3 entries`.
    package static func counted(_ count: Int, _ one: String, _ many: String) -> String {
        count == 1 ? "1 \(one)" : "\(count) \(many)"
    }

    /// `09:35 to 10:20`, as a screen reader says it well.
    package static func times(_ interval: Range<Moment>) -> String {
        "\(interval.lowerBound.clock) to \(interval.upperBound.clock)"
    }

    /// `po1, pp2 and dw1`.
    package static func list(_ items: [String]) -> String {
        guard let last = items.last, items.count > 1 else { return items.first ?? "" }
        return "\(items.dropLast().joined(separator: ", ")) and \(last)"
    }

    package static func cohort(_ cohort: Nominal.Cohort) -> String { cohort.rawValue.capitalisedFirst }
}

extension String {
    package var capitalisedFirst: String { prefix(1).uppercased() + dropFirst() }
}

/// A RAG rating as a page shows it: the word, and a shape, so that it can be told without its colour.
package struct RatingView: Sendable {
    package let word: String
    package let shape: String
    /// The class that colours it: `red`.
    package let code: String

    package init(_ rag: Nominal.RAG) {
        code = rag.rawValue
        (word, shape) =
            switch rag {
            case .red: ("Red", "▲")
            case .amber: ("Amber", "◆")
            case .green: ("Green", "●")
            case .blue: ("Blue, in custody", "■")
            }
    }
}
