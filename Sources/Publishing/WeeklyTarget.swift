package import Casework

/// What one nominal is to be offered in one week, and what came of it; worked out by the planner, only shown here.
///
/// A report needs the weeks that go well too: a total over shortfalls alone would say nothing of how many contacts
/// were offered in all.
package struct WeeklyTarget: Hashable, Sendable {
    package var nominal: Nominal.ID
    /// The Monday.
    package var week: Day
    /// Contacts to offer.
    package var contacts: Int
    package var isJointDue: Bool
    package var isHomeDue: Bool
    /// Contacts offered, whatever became of them.
    package var offered: Int
    /// Contacts kept.
    package var kept: Int

    package init(
        nominal: Nominal.ID, week: Day, contacts: Int, isJointDue: Bool, isHomeDue: Bool, offered: Int = 0,
        kept: Int = 0
    ) {
        self.nominal = nominal
        self.week = week
        self.contacts = contacts
        self.isJointDue = isJointDue
        self.isHomeDue = isHomeDue
        self.offered = offered
        self.kept = kept
    }

    /// Whether anything is asked for: a nominal in custody or on a break has no target to fall short of.
    package var asksForSomething: Bool { contacts > 0 || isJointDue || isHomeDue }
}

extension [WeeklyTarget] {
    /// The same targets, with what of these contacts was offered and kept for them.
    package func counting(_ contacts: [Contact]) -> [WeeklyTarget] {
        let contacts = Dictionary(grouping: contacts.filter(\.status.countsAsOffered), by: \.nominal)
        return map { target in
            var counted = target
            let mine = (contacts[target.nominal] ?? []).filter { $0.day.monday == target.week }
            counted.offered = mine.count
            counted.kept = mine.count { $0.status.countsAsKept }
            return counted
        }
    }
}
