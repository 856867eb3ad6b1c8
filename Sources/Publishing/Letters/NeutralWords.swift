import Casework
import Foundation

/// How a letter to a nominal speaks of people and places: in words from which nobody else who opens it could tell
/// which services it comes from.
struct NeutralWords: Sendable {
    private let directory: Directory
    private let locations: [Location.ID: Location]
    /// Longest first, so that a name within another goes with it.
    private let agencies: [String]

    init(_ directory: Directory) {
        self.directory = directory
        locations = Dictionary(directory.caseload.locations.map { ($0.id, $0) }) { first, _ in first }
        agencies = directory.caseload.agencies.map(\.name).filter { !$0.isEmpty }.sorted {
            ($1.count, $0) < ($0.count, $1)
        }
    }

    /// Where an appointment is.
    enum Whereabouts: Hashable, Sendable {
        case theirHome
        case call
        case named(String)
        /// Its name tells too much: the nominal knows it.
        case told
    }

    func whereabouts(of contact: Contact, _ nominal: Nominal) -> Whereabouts {
        guard let id = contact.place.location else { return .call }
        if id == nominal.home { return .theirHome }
        guard let location = locations[id], !directory.disclosure.isHome(id) else { return .told }
        switch location.kind {
        case .policeStation, .prison, .home: return .told
        case .probationOffice, .partnerOffice, .community:
            return name(of: location).map(Whereabouts.named) ?? .told
        }
    }

    /// What is left of a place's name without services: `Aldermoor Office` of Aldermoor Probation Office.
    ///
    /// Nil where nothing is left that one could find it by.
    private func name(of location: Location) -> String? {
        var name = location.name
        for agency in agencies {
            while let range = name.range(of: agency, options: [.caseInsensitive, .diacriticInsensitive]) {
                name.removeSubrange(range)
            }
        }
        let words = name.split(whereSeparator: \.isWhitespace).map(String.init)
            .filter { !NeutralWords.tells($0, NeutralWords.services) }
        let plain = words.joined(separator: " ").trimmingCharacters(in: .whitespaces.union(.punctuationCharacters))
        let isFindable = words.contains { word in
            word.contains(where: \.isLetter) && !NeutralWords.tells(word, NeutralWords.commonplace)
        }
        return isFindable && !directory.redaction.finds(in: plain) ? plain : nil
    }

    /// A practitioner's name without rank, number or service; nil where nothing is left of it.
    func name(of practitioner: Practitioner.ID) -> String? {
        guard let full = directory.practitioner(practitioner)?.name else { return nil }
        let outside = full.replacing(/[(\[].*?[)\]]/, with: " ")
        var words = outside.split { $0.isWhitespace || $0 == "/" || $0 == "," }.map(String.init)
            .filter { word in
                word.contains(where: \.isLetter) && !word.contains(where: \.isNumber)
                    && !NeutralWords.tells(word, NeutralWords.services)
            }
        while let first = words.first, NeutralWords.isRank(first) { words.removeFirst() }
        while let last = words.last, words.count > 1, NeutralWords.isRank(last) { words.removeLast() }
        return words.isEmpty ? nil : words.joined(separator: " ")
    }

    private static func isRank(_ word: String) -> Bool {
        tells(word, ranks) && !(word.dropFirst().contains(where: \.isLowercase) && tells(word, alsoNames))
    }

    /// Whether a word is one of a list, or several of them in one (`Police/Probation`).
    private static func tells(_ word: String, _ list: Set<String>) -> Bool {
        let parts = word.lowercased().split { !$0.isLetter && $0 != "'" && $0 != "’" }
        // `P.C.` is one word, whatever stands between its letters.
        let whole = word.lowercased().filter(\.isLetter)
        return list.contains(whole) || parts.contains { list.contains(String($0.replacing(/['’]s?$/, with: ""))) }
    }

    private static let services: Set<String> = [
        "police", "policing", "constabulary", "probation", "offender", "offenders", "offending", "iom", "hmpps", "hmp",
        "hmyoi", "yoi", "nps", "pdu", "delivery", "prison", "custody", "justice", "criminal", "crime", "court",
        "courts",
        "mappa", "integrated", "heddlu", "prawf",
    ]

    /// Words that no place can be told by alone.
    private static let commonplace: Set<String> = [
        "office", "offices", "station", "team", "unit", "centre", "service", "services", "base", "hub", "house",
        "building", "the", "of", "and", "for", "community", "room", "local", "area", "main", "north", "south", "east",
        "west",
    ]

    private static let ranks: Set<String> = [
        "pc", "dc", "ps", "ds", "di", "dci", "dcs", "ci", "wpc", "sgt", "insp", "supt", "det", "con", "pcso", "cso",
        "sc", "spo", "po", "ppo", "pso", "om", "com", "pom", "constable", "sergeant", "inspector", "superintendent",
        "detective", "officer", "chief", "acting", "t", "a", "snr", "senior", "cons", "pqip", "qip",
    ]

    /// Ranks that are given names too when they are written as names are: Di, Con.
    private static let alsoNames: Set<String> = ["di", "con", "po", "om", "sc"]
}
