package import Casework

/// Asks for a departure from a nominal's target; nothing changes until a manager has approved it.
package struct RequestVariation {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter target: What is to be due in place of the policy's; nil figures stay as they are.
    /// - Returns: The number under which it is answered.
    package func callAsFunction(
        _ target: (contacts: Int, jointEveryWeeks: Int?, homeEveryWeeks: Int?), for nominal: Nominal.ID, from: Day,
        until: Day, because reason: String, by actor: String, at now: Timestamp, today: Day
    ) throws -> RecordedVariationRequest {
        guard Variation.contactsAllowed.contains(target.contacts) else {
            throw VariationRefusal.contacts(target.contacts)
        }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw VariationRefusal.withoutReason }
        let first = from == from.monday ? from : from.monday + 7
        guard first <= until else { throw VariationRefusal.noWholeWeek(from: from, until: until) }
        guard until >= today else { throw VariationRefusal.over(until: until) }
        let latest = Variation.latestEnd(agreedOn: today)
        guard until <= latest else { throw VariationRefusal.tooLong(until: until, latest: latest) }
        return try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard let known = caseload.nominals.first(where: { $0.id == nominal }) else {
                throw DiaryRefusal.noSuchNominal(nominal)
            }
            let waiting = try diary.variationRequests().first {
                $0.request.nominal == nominal && $0.request.answer == nil
            }
            if let waiting { throw VariationRefusal.waits(nominal, waiting.number) }
            let before = caseload.policy.target(for: known, week: first, caseload.variations)
            let request = VariationRequest(
                nominal: nominal, from: first, until: until,
                target: Target(
                    contacts: target.contacts, jointEveryWeeks: target.jointEveryWeeks ?? before.jointEveryWeeks,
                    homeEveryWeeks: target.homeEveryWeeks ?? before.homeEveryWeeks),
                reason: reason, askedOn: today, askedBy: actor)
            let number = try diary.keep(request, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration, detail: "asked for variation \(number): \(request.inWords)"
                ))
            return RecordedVariationRequest(number: number, request: request)
        }
    }
}
