/// Every state that contacts and meetings have been in, so that a calendar that goes out can say what has changed in
/// it, and when.
package struct EventHistory: Hashable, Sendable {
    /// One state of one event, and since when.
    package struct Version<Subject: Hashable & Sendable>: Hashable, Sendable {
        /// The state; nil: the event has fallen away.
        package var subject: Subject?
        /// Higher than that of every version before.
        package var sequence: Int
        /// Seconds of UTC since 1970.
        package var changedAt: Int
        /// Whether the state is the one before, and what the caseload says around it is new: a place's name, or what
        /// somebody may know.
        package var isRestated: Bool

        package init(_ subject: Subject?, sequence: Int = 0, changedAt: Int, isRestated: Bool = false) {
            self.subject = subject
            self.sequence = sequence
            self.changedAt = changedAt
            self.isRestated = isRestated
        }
    }

    /// The versions of each, in order.
    package var contacts: [Contact.ID: [Version<Contact>]]
    /// The versions of each, in order.
    package var meetings: [PlannedMeeting.ID: [Version<PlannedMeeting>]]

    package init(
        contacts: [Contact.ID: [Version<Contact>]] = [:],
        meetings: [PlannedMeeting.ID: [Version<PlannedMeeting>]] = [:]
    ) {
        self.contacts = contacts
        self.meetings = meetings
    }

    /// That of a plan which nobody has stored: all of it is new.
    package init(of plan: Plan, at seconds: Int) {
        contacts = Dictionary(plan.contacts.map { ($0.id, [Version($0, changedAt: seconds)]) }) { first, _ in first }
        meetings = Dictionary(plan.meetings.map { ($0.id, [Version($0, changedAt: seconds)]) }) { first, _ in first }
    }

    /// What calendars hold on a day: from three months before it to twelve months after.
    package static func window(around today: Day) -> Range<Day> {
        today.movedBy(months: -3)..<today.movedBy(months: 12)
    }
}

extension Day {
    /// The same day of another month, or the last one of that month if it is shorter.
    package func movedBy(months: Int) -> Day {
        let (year, month, day) = components
        let index = year * 12 + month - 1 + months
        let (newYear, newMonth) = (index / 12, index % 12 + 1)
        return Day(year: newYear, month: newMonth, day: min(day, Day.length(ofMonth: newMonth, year: newYear)))
            ?? self + 30 * months
    }
}
