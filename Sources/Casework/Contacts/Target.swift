/// The contacts to offer a nominal in a week, and how often one of them is joint and one at home.
package struct Target: Hashable, Sendable {
    /// Contacts to offer each week.
    package var contacts: Int
    /// One joint visit in every so many weeks; 0: never due.
    package var jointEveryWeeks: Int
    /// One contact at home in every so many weeks; 0: never due.
    package var homeEveryWeeks: Int

    package init(contacts: Int, jointEveryWeeks: Int, homeEveryWeeks: Int) {
        self.contacts = contacts
        self.jointEveryWeeks = jointEveryWeeks
        self.homeEveryWeeks = homeEveryWeeks
    }
}

/// An agreed departure from the target, with its end: a step-down, an uplift, the taper of a deselection plan.
package struct Variation: Hashable, Sendable {
    /// How many contacts a week can be agreed.
    package static let contactsAllowed = 0...7

    /// The last day of one that is agreed on a day: what nobody looks at again would be a target in disguise.
    package static func latestEnd(agreedOn day: Day) -> Day { day.movedBy(months: 6) }

    package var nominal: Nominal.ID
    package var from: Day
    /// The last day on which it holds.
    package var until: Day
    package var contacts: Int
    package var jointEveryWeeks: Int?
    package var homeEveryWeeks: Int?
    package var agreedOn: Day
    package var agreedBy: String
    package var reason: String?

    package init(
        nominal: Nominal.ID, from: Day, until: Day, contacts: Int, jointEveryWeeks: Int? = nil,
        homeEveryWeeks: Int? = nil, agreedOn: Day, agreedBy: String, reason: String? = nil
    ) {
        self.nominal = nominal
        self.from = from
        self.until = until
        self.contacts = contacts
        self.jointEveryWeeks = jointEveryWeeks
        self.homeEveryWeeks = homeEveryWeeks
        self.agreedOn = agreedOn
        self.agreedBy = agreedBy
        self.reason = reason
    }
}

extension Policy {
    /// What is to be offered a nominal in the week that begins on that Monday, custody apart: the policy's target with
    /// the variations that hold laid over it, the last one first.
    package func target(for nominal: Nominal, week: Day, _ variations: [Variation]) -> Target {
        var target = target(nominal.cohort, nominal.rag == .blue ? .red : nominal.rag)
        for variation in variations
        where variation.nominal == nominal.id && variation.from <= week && week <= variation.until {
            target.contacts = variation.contacts
            target.jointEveryWeeks = variation.jointEveryWeeks ?? target.jointEveryWeeks
            target.homeEveryWeeks = variation.homeEveryWeeks ?? target.homeEveryWeeks
        }
        return target
    }
}

/// The nominal's own commitments: a job, treatment, a course.
package struct Unavailability: Hashable, Sendable {
    package enum Recurrence: Hashable, Sendable, CustomStringConvertible {
        case weekly(Weekday)
        case on(Day)

        /// `mon`, or `2026-11-30`.
        package var description: String {
            switch self {
            case .weekly(let weekday): weekday.code
            case .on(let day): day.description
            }
        }
    }

    package var nominal: Nominal.ID
    package var day: Recurrence
    package var start: ClockTime
    package var end: ClockTime
    package var reason: String?

    package init(
        nominal: Nominal.ID, day: Recurrence, start: ClockTime, end: ClockTime, reason: String? = nil
    ) {
        self.nominal = nominal
        self.day = day
        self.start = start
        self.end = end
        self.reason = reason
    }

    package func holds(on day: Day) -> Bool {
        switch self.day {
        case .weekly(let weekday): weekday == day.weekday
        case .on(let date): date == day
        }
    }
}

/// Two nominals who must not meet at one place.
package struct KeepApart: Hashable, Sendable {
    package var first: Nominal.ID
    package var second: Nominal.ID

    package init(first: Nominal.ID, second: Nominal.ID) {
        self.first = first
        self.second = second
    }
}

/// A practitioner's work with a nominal, beside the two leads'.
package struct Involvement: Hashable, Sendable {
    package var nominal: Nominal.ID
    package var practitioner: Practitioner.ID

    package init(nominal: Nominal.ID, practitioner: Practitioner.ID) {
        self.nominal = nominal
        self.practitioner = practitioner
    }
}
