package import Casework

/// Whom papers that go out tell of, in the words of the history: by them an entry is found again.
package enum ToldInWords {
    /// `po1 (n001 n002), sw1`: who is given papers, and whom each one's speak of.
    package static func of(_ recipients: [(Practitioner.ID, about: [Nominal.ID])]) -> String {
        recipients.map { who, nominals in
            nominals.isEmpty ? who.text : "\(who) (\(nominals.map(\.text).joined(separator: " ")))"
        }.joined(separator: ", ")
    }

    /// `their own to po1 (n001), pp1 (n002); the running order to sw1 (n001 n002)`.
    static func of(
        attendees: [(Practitioner.ID, about: [Nominal.ID])], chairs: [(Practitioner.ID, about: [Nominal.ID])]
    ) -> String {
        "their own to \(of(attendees))" + (chairs.isEmpty ? "" : "; the running order to \(of(chairs))")
    }

    /// `: n001 n002`, to stand at the end; empty where nobody is spoken of.
    package static func of(_ nominals: some Sequence<Nominal.ID>) -> String {
        let words = Set(nominals).sorted().map(\.text).joined(separator: " ")
        return words.isEmpty ? "" : ": \(words)"
    }
}
