package import Casework

/// Approves a variation that somebody asked for, or refuses it.
///
/// One that is approved counts from then on as those of `variations.csv` do, and gives way to one that is agreed later
/// for the same days.
package struct AnswerVariation {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter why: Needed where it is refused.
    package func callAsFunction(
        _ number: Int, approving isApproved: Bool, because why: String?, by actor: String, at now: Timestamp,
        today: Day
    ) throws -> RecordedVariationRequest {
        guard isApproved || why?.contains(where: { !$0.isWhitespace }) == true else {
            throw VariationRefusal.withoutReason
        }
        return try store.write { diary in
            guard var recorded = try diary.variationRequests().first(where: { $0.number == number }) else {
                throw VariationRefusal.noSuchRequest(number)
            }
            if let answer = recorded.request.answer { throw VariationRefusal.answered(number, answer) }
            guard recorded.request.askedBy != actor else { throw VariationRefusal.ownRequest(number) }
            if isApproved, recorded.request.until < today {
                throw VariationRefusal.over(until: recorded.request.until)
            }
            recorded.request.answer = VariationRequest.Answer(isApproved: isApproved, on: today, by: actor, why: why)
            try diary.keep(recorded, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "\(isApproved ? "approved" : "refused") variation \(number): \(recorded.request.inWords)"))
            return recorded
        }
    }
}
