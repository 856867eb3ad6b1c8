extension PlannedMeeting {
    /// How many minutes of slots somebody is needed for, and there.
    package func minutesNeeded(of practitioner: Practitioner.ID) -> Int {
        slots.filter { $0.attendees.contains(practitioner) }.reduce(0) { $0 + $1.minutes }
    }

    /// How many minutes somebody attends; the break is nobody's waiting.
    package func minutesAttended(_ attendance: Attendance) -> Int {
        let pauses = breaks.map { ($0.start..<($0.start + $0.minutes)).clamped(to: attendance.interval) }
        return attendance.interval.minutes - pauses.reduce(0) { $0 + $1.minutes }
    }
}

/// What timeslots save the partner agencies: their people's minutes at a meeting, held against sitting through.
package struct PartnerMinutes: Hashable, Sendable {
    package var asked: Int
    package var throughout: Int

    package init(asked: Int, throughout: Int) {
        self.asked = asked
        self.throughout = throughout
    }

    package var saved: Int { throughout - asked }
}

extension Caseload {
    /// Whether somebody is at all of a meeting, because it is theirs to hold, or because the agenda asks for it.
    package func staysThroughout(_ attendance: PlannedMeeting.Attendance, at meeting: PlannedMeeting) -> Bool {
        if attendance.interval == meeting.interval { return true }
        guard let practitioner = practitioners.first(where: { $0.id == attendance.practitioner }) else { return false }
        return policy.meetings[meeting.series]?.staysThroughout(practitioner) ?? false
    }

    /// Nil where no partner is asked for a part of the meeting.
    package func partnerMinutes(at meeting: PlannedMeeting) -> PartnerMinutes? {
        let kinds = Dictionary(agencies.map { ($0.id, $0.kind) }) { first, _ in first }
        let partners = Set(practitioners.filter { kinds[$0.agency] == .partner }.map(\.id))
        let theirs = meeting.attendance.filter {
            partners.contains($0.practitioner) && !staysThroughout($0, at: meeting)
        }
        if theirs.isEmpty { return nil }
        return PartnerMinutes(
            asked: theirs.reduce(0) { $0 + $1.interval.minutes },
            throughout: theirs.count * meeting.interval.minutes)
    }
}
