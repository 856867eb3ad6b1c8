package import Casework

/// What is to be offered one nominal in one week.
package struct WeeklyTarget: Hashable, Sendable {
    package var nominal: Nominal.ID
    /// The Monday.
    package var week: Day
    package var contacts: Int
    package var isJointDue: Bool
    package var isHomeDue: Bool
    /// The day on which the joint visit is to be: the day of release, if it is a working day of this week.
    package var jointOn: Day?

    package var isNothing: Bool { contacts == 0 && !isJointDue && !isHomeDue }

    /// How far a week's contacts fall short of the target.
    package func missing(
        _ contacts: [Contact], home: Location.ID?, policy: Policy
    ) -> (booked: Int, contacts: Int, joint: Bool, home: Bool) {
        var counts: [ContactKind: Int] = [:]
        for contact in contacts { counts[contact.kind, default: 0] += 1 }
        let booked = counts.reduce(0) { sum, entry in
            guard let rule = policy.contacts[entry.key] else { return sum }
            return sum + min(entry.value, rule.atMostPerWeek ?? entry.value)
        }
        let hasJoint = contacts.contains { $0.kind == .jointVisit && (jointOn == nil || $0.day == jointOn) }
        let hasHome = contacts.contains { $0.place.location != nil && $0.place.location == home }
        return (booked, max(0, self.contacts - booked), isJointDue && !hasJoint, isHomeDue && !hasHome)
    }
}

/// Works out the targets of a week from the policy, the variations, custody and what came before.
package struct TargetRules: Sendable {
    private let register: Register
    private let variations: [Nominal.ID: [Variation]]
    /// Days of joint visits and of contacts at home: attended, or booked in an earlier week of the plan.
    private var jointDays: [Nominal.ID: [Day]] = [:]
    private var homeDays: [Nominal.ID: [Day]] = [:]

    package init(_ register: Register) {
        self.register = register
        variations = Dictionary(grouping: register.caseload.variations, by: \.nominal)
        note(register.caseload.contacts.filter { $0.status == .attended })
        note(register.diaries.earlier.contacts)
    }

    /// Counts these contacts as had, for the weeks that follow.
    package mutating func note(_ contacts: [Contact]) {
        for contact in contacts {
            if contact.kind == .jointVisit { jointDays[contact.nominal, default: []].append(contact.day) }
            if let location = contact.place.location, location == register.nominals[contact.nominal]?.home {
                homeDays[contact.nominal, default: []].append(contact.day)
            }
        }
    }

    /// The target of the week that begins on that Monday.
    package func target(for nominal: Nominal, week: Day) -> WeeklyTarget {
        let policy = register.policy
        let nothing = WeeklyTarget(
            nominal: nominal.id, week: week, contacts: 0, isJointDue: false, isHomeDue: false)
        if nominal.isDeselected(on: week) { return nothing }
        if nominal.rag == .blue {
            guard let release = nominal.releaseOn, release < week + 7 else { return nothing }
            if release >= week {
                let full = policy.target(nominal.cohort, .red).contacts
                let daysLeft = (release..<(week + 7)).count { register.isWorkingDay($0) }
                return WeeklyTarget(
                    nominal: nominal.id, week: week, contacts: (full * daysLeft + 4) / 5, isJointDue: true,
                    isHomeDue: false, jointOn: register.isWorkingDay(release) ? release : nil)
            }
        }
        var target = policy.target(for: nominal, week: week, variations[nominal.id] ?? [])
        if let suspended = nominal.contactSuspendedFrom, suspended <= week + 6 { target.jointEveryWeeks = 0 }
        return WeeklyTarget(
            nominal: nominal.id, week: week, contacts: target.contacts,
            isJointDue: isDue(every: target.jointEveryWeeks, week: week, had: jointDays[nominal.id]),
            isHomeDue: nominal.home != nil
                && isDue(every: target.homeEveryWeeks, week: week, had: homeDays[nominal.id]))
    }

    private func isDue(every weeks: Int, week: Day, had days: [Day]?) -> Bool {
        weeks > 0 && !(days ?? []).contains { week - 7 * (weeks - 1) <= $0 && $0 < week }
    }
}
