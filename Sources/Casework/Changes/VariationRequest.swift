/// A departure from a nominal's target that somebody asks for between two case conferences: a manager approves it, and
/// it counts from then on as any agreed variation does, or refuses it.
package struct VariationRequest: Hashable, Sendable {
    package struct Answer: Hashable, Sendable {
        package var isApproved: Bool
        package var on: Day
        /// The account that answered.
        package var by: String
        /// Why; there is always one where it is refused.
        package var why: String?

        package init(isApproved: Bool, on: Day, by: String, why: String?) {
            self.isApproved = isApproved
            self.on = on
            self.by = by
            self.why = why
        }
    }

    package var nominal: Nominal.ID
    /// A Monday.
    package var from: Day
    /// The last day on which it holds.
    package var until: Day
    /// What would be due in place of the policy's target.
    package var target: Target
    package var reason: String
    package var askedOn: Day
    /// The account that asked.
    package var askedBy: String
    /// Nil: it waits.
    package var answer: Answer?

    package init(
        nominal: Nominal.ID, from: Day, until: Day, target: Target, reason: String, askedOn: Day, askedBy: String,
        answer: Answer? = nil
    ) {
        self.nominal = nominal
        self.from = from
        self.until = until
        self.target = target
        self.reason = reason
        self.askedOn = askedOn
        self.askedBy = askedBy
        self.answer = answer
    }

    /// What it counts as once it is approved; nil before, and where it is refused.
    package var variation: Variation? {
        guard let answer, answer.isApproved else { return nil }
        return Variation(
            nominal: nominal, from: from, until: until, contacts: target.contacts,
            jointEveryWeeks: target.jointEveryWeeks, homeEveryWeeks: target.homeEveryWeeks, agreedOn: answer.on,
            agreedBy: answer.by, reason: reason)
    }

    /// With references only: `2 contacts a week for n007 from 2026-12-07 until 2026-12-20`.
    package var inWords: String {
        "\(target.contacts) \(target.contacts == 1 ? "contact" : "contacts") a week for \(nominal) from \(from) until "
            + "\(until)"
    }
}

/// A request under the number by which it is answered.
package struct RecordedVariationRequest: Hashable, Sendable {
    package var number: Int
    package var request: VariationRequest

    package init(number: Int, request: VariationRequest) {
        self.number = number
        self.request = request
    }
}
