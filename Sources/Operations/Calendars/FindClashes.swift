package import Casework
import Planning

/// Finds what of the latest plan lies ahead and runs into busy times, as the diary stands; nothing is changed, or
/// disclosed.
package struct FindClashes {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    /// - Returns: Nothing where there is no plan, or its weeks are over.
    package func callAsFunction(clock: Moment) throws -> BookingClashes {
        try store.read { diary in
            guard let caseload = try diary.caseload(), let plan = try diary.latestPlan()?.plan,
                clock < plan.weeks.days.upperBound.start
            else { return BookingClashes() }
            let diaries = try diary.diaries(for: plan.weeks, caseload, at: clock, reading: reading)
            let busyTimes = diaries.busyTimes(by: caseload.policy.calendars)
            func busy(_ practitioner: Practitioner.ID, _ time: Range<Moment>) -> [Range<Moment>] {
                (busyTimes[practitioner] ?? []).map(\.interval).filter { !$0.isEmpty && $0.overlaps(time) }
            }
            let contacts = plan.contacts.filter { $0.start >= clock && !$0.status.isOutcome }
            var clashes = BookingClashes()
            for contact in contacts {
                for practitioner in contact.practitioners {
                    let busy = busy(practitioner, contact.interval)
                    if busy.isEmpty { continue }
                    clashes.atContacts.append(.init(contact: contact, practitioner: practitioner, busy: busy))
                }
            }
            for meeting in plan.meetings where meeting.interval.lowerBound >= clock {
                for attendance in meeting.attendance {
                    let busy = busy(attendance.practitioner, attendance.interval)
                    if busy.isEmpty { continue }
                    clashes.atMeetings.append(
                        .init(
                            series: meeting.series, attendance: attendance, busy: busy,
                            isIssued: diaries.arrangements.issued[meeting.id] != nil))
                }
            }
            clashes.outOfReach = Planner(caseload, diaries).contactsOutOfReach(in: plan)
                .intersection(contacts.map(\.id)).subtracting(clashes.atContacts.map(\.contact.id))
            return clashes
        }
    }
}

/// What people are booked for while their calendars have them busy.
package struct BookingClashes: Hashable, Sendable {
    package var atContacts: [AtContact] = []
    package var atMeetings: [AtMeeting] = []
    /// Contacts that are in no busy time, and that somebody has no time to travel to, or from.
    package var outOfReach: Set<Contact.ID> = []

    package struct AtContact: Hashable, Sendable {
        package var contact: Contact
        package var practitioner: Practitioner.ID
        package var busy: [Range<Moment>]
    }

    package struct AtMeeting: Hashable, Sendable {
        package var series: Series
        /// From when until when who is needed.
        package var attendance: PlannedMeeting.Attendance
        package var busy: [Range<Moment>]
        /// Whether people have been given the agenda.
        package var isIssued: Bool
    }

    package var isEmpty: Bool { atContacts.isEmpty && atMeetings.isEmpty && outOfReach.isEmpty }

    /// Those that there were not before.
    package func new(since before: BookingClashes) -> BookingClashes {
        var new = self
        new.atContacts.removeAll { before.atContacts.contains($0) }
        new.atMeetings.removeAll { before.atMeetings.contains($0) }
        new.outOfReach.subtract(before.outOfReach)
        new.outOfReach.subtract(before.atContacts.map(\.contact.id))
        return new
    }
}
