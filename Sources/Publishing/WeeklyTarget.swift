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
        nominal: Nominal.ID, week: Day, contacts: Int, isJointDue: Bool, isHomeDue: Bool, offered: Int, kept: Int
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
