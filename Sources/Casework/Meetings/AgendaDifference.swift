/// What has changed from one agenda of a meeting to another: whose times, and which slots.
package struct AgendaDifference: Hashable, Sendable {
    /// Somebody who is to come at another time than before; nil where they were not or are not expected.
    package struct Move: Hashable, Sendable {
        package var practitioner: Practitioner.ID
        package var before: Range<Moment>?
        package var after: Range<Moment>?
    }

    /// A nominal whose slot is at another time; nil where there was or is none.
    package struct Shift: Hashable, Sendable {
        package var nominal: Nominal.ID
        package var before: Moment?
        package var after: Moment?
    }

    /// How long somebody is expected at the meeting in all; nought where they are not.
    package struct Stay: Hashable, Sendable {
        package var practitioner: Practitioner.ID
        package var minutesBefore: Int
        package var minutesAfter: Int
    }

    package var moves: [Move]
    package var shifts: [Shift]
    /// Of everyone who was or is expected, by reference.
    package var stays: [Stay]

    package init(from before: PlannedMeeting, to after: PlannedMeeting) {
        let people = Set((before.attendance + after.attendance).map(\.practitioner)).sorted()
        moves = people.map { Move(practitioner: $0, before: before.expected($0), after: after.expected($0)) }
            .filter { $0.before != $0.after }
        stays = people.map {
            Stay(
                practitioner: $0, minutesBefore: before.expected($0)?.minutes ?? 0,
                minutesAfter: after.expected($0)?.minutes ?? 0)
        }
        func starts(_ meeting: PlannedMeeting) -> [Nominal.ID: Moment] {
            Dictionary(meeting.slots.map { ($0.nominal, $0.start) }) { first, _ in first }
        }
        let (old, new) = (starts(before), starts(after))
        shifts = Set(old.keys).union(new.keys).sorted()
            .map { Shift(nominal: $0, before: old[$0], after: new[$0]) }
            .filter { $0.before != $0.after }
    }

    package var isEmpty: Bool { moves.isEmpty && shifts.isEmpty }
}
