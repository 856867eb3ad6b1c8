package import Casework

/// Changes what an agency's people see, and until when: it counts at once, on pages, papers and feeds alike.
package struct ChangeAgreement {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: The agency as it then is.
    package func callAsFunction(
        of id: Agency.ID, to terms: [AgreementTerm], because reason: String, by actor: String, at now: Timestamp,
        today: Day
    ) throws -> Agency {
        guard reason.contains(where: { !$0.isWhitespace }) else { throw AgreementRefusal.withoutReason }
        return try store.write { diary in
            var agency = try diary.agency(id)
            let changed = terms.filter { agency.term(like: $0) != $0 }
            guard !changed.isEmpty else { throw AgreementRefusal.asItIs(id) }
            for term in changed {
                let was = agency.term(like: term)
                try diary.keep(
                    AgreementChange(
                        agency: id, was: was, term: term, madeOn: today, madeBy: actor, reason: reason), at: now)
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .alteration,
                        detail: "changed the agreement of agency \(id): \(term.inWords); it was: \(was.inWords)"))
                agency.take(term)
            }
            return agency
        }
    }
}

/// What will not be changed of an agreement.
package enum AgreementRefusal: Error, Hashable, CustomStringConvertible {
    case noSuchAgency(Agency.ID, [Agency.ID])
    case asItIs(Agency.ID)
    case withoutReason

    package var description: String {
        switch self {
        case .noSuchAgency(let agency, let known):
            "there is no agency \(agency) in the diary; it has \(known.map(\.text).joined(separator: ", "))"
        case .asItIs(let agency): "the agreement of \(agency) says so already"
        case .withoutReason: "say why, in a few words: the reason goes on record with the change"
        }
    }
}

extension DiaryReading {
    func agency(_ id: Agency.ID) throws -> Agency {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        guard let agency = caseload.agencies.first(where: { $0.id == id }) else {
            throw AgreementRefusal.noSuchAgency(id, caseload.agencies.map(\.id))
        }
        return agency
    }
}
