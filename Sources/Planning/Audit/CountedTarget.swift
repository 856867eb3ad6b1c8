internal import Casework

/// A week's target as `design/planning.md` words it, read a second time.
///
/// `TargetRules` says what to book; this says what should have been. They share nothing, so that a slip in one shows.
struct CountedTarget {
    private let register: Register
    /// Contacts that count as had: attended, or booked in an earlier week.
    private let had: [Nominal.ID: [Contact]]

    /// - Parameter planned: The contacts of the plan.
    init(_ register: Register, planned: [Contact]) {
        self.register = register
        let attended = register.caseload.contacts.filter { $0.status == .attended }
        had = Dictionary(grouping: attended + register.diaries.earlier.contacts + planned, by: \.nominal)
    }

    func target(for nominal: Nominal, week: Day) -> WeeklyTarget {
        let week = week..<(week + 7)
        var target = WeeklyTarget(
            nominal: nominal.id, week: week.lowerBound, contacts: 0, isJointDue: false, isHomeDue: false)
        // A deselection plan ends with a week.
        if let end = nominal.deselectedOn, week.lowerBound >= end { return target }
        if nominal.rag == .blue {
            guard let release = nominal.releaseOn, release < week.upperBound else { return target }
            if week.contains(release) {
                // Counts as red from the day of release: target × working days left ÷ 5, rounded up.
                let daysLeft = week.filter { $0 >= release && register.isWorkingDay($0) }.count
                let full = Double(register.policy.target(nominal.cohort, .red).contacts)
                target.contacts = Int((full * Double(daysLeft) / 5).rounded(.up))
                target.isJointDue = true
                if register.isWorkingDay(release) { target.jointOn = release }
                return target
            }
        }
        var asked = register.policy.target(nominal.cohort, nominal.rag(on: week.upperBound))
        if let variation = register.caseload.variations.last(where: {
            $0.nominal == nominal.id && ($0.from...max($0.from, $0.until)).contains(week.lowerBound)
        }) {
            asked = Target(
                contacts: variation.contacts, jointEveryWeeks: variation.jointEveryWeeks ?? asked.jointEveryWeeks,
                homeEveryWeeks: variation.homeEveryWeeks ?? asked.homeEveryWeeks)
        }
        let isSuspended = nominal.contactSuspendedFrom.map { $0 < week.upperBound } ?? false
        target.contacts = asked.contacts
        target.isJointDue =
            !isSuspended && isDue(asked.jointEveryWeeks, nominal, week.lowerBound) { $0.kind == .jointVisit }
        target.isHomeDue =
            nominal.home != nil
            && isDue(asked.homeEveryWeeks, nominal, week.lowerBound) { $0.place.location == nominal.home }
        return target
    }

    /// Due unless there was one in the weeks before, one fewer than it is due in.
    private func isDue(_ every: Int, _ nominal: Nominal, _ week: Day, _ suits: (Contact) -> Bool) -> Bool {
        if every <= 0 { return false }
        return !(had[nominal.id] ?? []).contains { contact in
            suits(contact) && contact.day < week && contact.day >= week - 7 * (every - 1)
        }
    }
}
