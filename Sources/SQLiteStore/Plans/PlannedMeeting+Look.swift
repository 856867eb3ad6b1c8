internal import Casework

extension PlannedMeeting {
    /// Whether both look the same in a calendar: the time, the place, who is expected when, and for whom.
    func looksLike(_ other: PlannedMeeting) -> Bool {
        guard interval == other.interval, place == other.place, attendance == other.attendance,
            breaks == other.breaks, slots.count == other.slots.count
        else { return false }
        return zip(slots, other.slots).allSatisfy { slot, other in
            slot.nominal == other.nominal && slot.start == other.start && slot.minutes == other.minutes
                && slot.attendees == other.attendees && slot.absent == other.absent
        }
    }
}
