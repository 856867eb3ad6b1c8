package import Casework

/// Somebody who is no longer on the cohort, and until when the diary keeps what it holds of them.
package struct RetentionCase: Hashable, Sendable {
    package var nominal: Nominal.ID
    /// The first day off the cohort: deselected, with the taper over, or gone from the exports.
    package var closedOn: Day
    /// The day of the last contact, review, note or decision.
    package var lastDealtWith: Day?
    /// From this day on a person may decide to erase them.
    package var dueOn: Day

    package init(nominal: Nominal.ID, closedOn: Day, lastDealtWith: Day?, dueOn: Day) {
        self.nominal = nominal
        self.closedOn = closedOn
        self.lastDealtWith = lastDealtWith
        self.dueOn = dueOn
    }

    package func isDue(on day: Day) -> Bool { dueOn <= day }
}

/// What an erasure took out and changed.
package struct ErasedRows: Hashable, Sendable {
    package var removed: Int
    /// Rows about others, or about nobody, that had mentioned them.
    package var changed: Int
    /// Entries of the history.
    package var entries = 0

    package init(removed: Int, changed: Int) {
        self.removed = removed
        self.changed = changed
    }
}

/// Why nobody is erased.
package enum RetentionRefusal: Error, Hashable, CustomStringConvertible {
    case notClosed(Nominal.ID)
    case notDue(Nominal.ID, until: Day)
    case noReason

    package var description: String {
        switch self {
        case .notClosed(let nominal):
            "\(nominal) is still on the cohort, or in the taper of a deselection, and cannot be erased"
        case .notDue(let nominal, let day):
            "\(nominal) is kept until \(day.inShortWithYear), as the policy says, and cannot be erased before"
        case .noReason: "an erasure needs a reason in words"
        }
    }
}

extension DiaryReading {
    /// Whose case is closed on that day, those due first.
    func closedCases(on today: Day) throws -> [RetentionCase] {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        let deselections = Dictionary(
            caseload.nominals.compactMap { nominal in nominal.deselectedOn.map { (nominal.id, $0) } },
            uniquingKeysWith: { first, _ in first })
        let dealings = try lastDealings()
        return try memberships().compactMap { membership -> RetentionCase? in
            let id = membership.nominal.id
            guard let closedOn = [deselections[id], membership.leftOn].compactMap(\.self).min(), closedOn <= today
            else { return nil }
            let last = dealings[id]
            return RetentionCase(
                nominal: id, closedOn: closedOn, lastDealtWith: last,
                dueOn: max(closedOn, last ?? closedOn).after(months: caseload.policy.retention.months))
        }.sorted { ($0.dueOn, $0.nominal) < ($1.dueOn, $1.nominal) }
    }
}
