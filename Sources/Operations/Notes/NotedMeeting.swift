package import Casework

/// A meeting with what is noted of it, and what is on record beside it.
package struct NotedMeeting: Sendable {
    /// The agenda it is noted against.
    package var meeting: PlannedMeeting
    package var caseload: Caseload
    package var notes: MeetingNotes
    /// When something was first noted of each item.
    package var notedAt: [Nominal.ID: Timestamp] = [:]

    package var day: Day { meeting.interval.lowerBound.day }

    /// The slots that nothing is noted of, in their order.
    package var slotsToDo: [PlannedMeeting.Slot] {
        meeting.slots.filter { notes.item($0.nominal) == nil }
    }

    /// Those without a slot that nothing is noted of: what was to be noted, or put off.
    package var othersToDo: [Nominal.ID] {
        (meeting.noted + meeting.deferred.map(\.nominal)).filter { notes.item($0) == nil }
    }

    /// How far the meeting is behind its agenda, in minutes; less than nought: ahead.
    ///
    /// Nil on another day, and where it is over or nothing is left to discuss.
    package func minutesBehind(at clock: Moment) -> Int? {
        guard clock.day == day, notes.isStarted, notes.endedAt == nil else { return nil }
        return slotsToDo.first.map { clock - $0.start }
    }

    /// How many minutes the item that is discussed has had by the clock: since the one before it was dealt with, or the
    /// meeting began, without the opening and a break in between; at least one.
    ///
    /// Nil on another day, and where the meeting is not being held.
    package func minutesByTheClock(at clock: Moment, _ now: Timestamp) -> Int? {
        guard clock.day == day, let start = notes.startedAt, notes.endedAt == nil else { return nil }
        let last = meeting.slots.compactMap { slot in notedAt[slot.nominal].map { (slot: slot, at: $0) } }
            .max { $0.at < $1.at }
        guard let last else {
            let opening = meeting.slots.first.map { $0.start - meeting.interval.lowerBound } ?? 0
            return max(1, clock - start - opening)
        }
        let pauses = meeting.breaks.filter { pause in
            last.slot.end <= pause.start && slotsToDo.first.map { pause.start < $0.start } ?? false
        }
        return max(1, (now.seconds - last.at.seconds + 30) / 60 - pauses.reduce(0) { $0 + $1.minutes })
    }

    /// The minutes that the items noted so far were planned to take, and took; those nobody timed are left out.
    package var pace: (planned: Int, taken: Int) {
        let timed = notes.items.filter { $0.minutesTaken != nil && $0.minutesPlanned > 0 }
        return (timed.reduce(0) { $0 + $1.minutesPlanned }, timed.reduce(0) { $0 + ($1.minutesTaken ?? 0) })
    }

    /// Whether somebody can be named as having agreed to what was decided about a nominal: who is on the register as
    /// there, at that item where it was noted of it; until the register is taken, who is expected.
    package func canAgree(_ practitioner: Practitioner.ID, about nominal: Nominal.ID) -> Bool {
        if let state = notes.state(of: practitioner, at: nominal) { return state == .present }
        if notes.state(of: practitioner) == .present { return true }
        let isTaken = notes.presences.contains { $0.nominal == nil && $0.state == .present }
        return !isTaken && meeting.expected(practitioner) != nil
    }

    /// The actions that it raised.
    package var actions: [Action] { caseload.actions.filter { $0.meeting == meeting.id.text } }

    /// Those who are given the notes: whoever was expected, came, sent apologies, or wrote in.
    package var recipients: [Practitioner.ID] {
        let known = Set(caseload.practitioners.map(\.id))
        return Set(
            meeting.attendance.map(\.practitioner) + notes.presences.filter { $0.state != .absent }.map(\.practitioner)
                + notes.updates.map(\.practitioner)
        ).intersection(known).sorted()
    }
}

extension DiaryReading {
    /// A meeting to note, against the agenda that people have: as it was issued; failing that as it is planned, or was
    /// last planned for its day.
    ///
    /// - Throws: `NotesRefusal` if there is none.
    package func noted(_ id: PlannedMeeting.ID) throws -> NotedMeeting {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        let planned = try latestPlan()?.plan.meetings ?? []
        let meeting =
            try arrangements().issued[id] ?? planned.first { $0.id == id }
            ?? PlannedMeeting.seriesAndDay(of: id).flatMap { held in
                try meetings(in: held.day..<(held.day + 1)).first { $0.id == id }
            }
        guard let meeting else { throw NotesRefusal.noAgenda(id, planned.map(\.id)) }
        return NotedMeeting(
            meeting: meeting, caseload: caseload, notes: try notes(of: id), notedAt: try notingTimes(of: id))
    }
}

extension DiaryStore {
    /// Notes something of a meeting that has been started, in one transaction with its line of the history.
    ///
    /// - Parameter entries: Judges what is to be noted, and says for the history what it is, with references alone.
    func noting(
        _ id: PlannedMeeting.ID, by actor: String, at now: Timestamp,
        _ entries: (NotedMeeting) throws -> (entries: [NoteEntry], detail: String)
    ) throws -> NotedMeeting {
        try write { diary in
            let noted = try diary.noted(id)
            guard noted.notes.isStarted else { throw NotesRefusal.notStarted(id) }
            let (entries, detail) = try entries(noted)
            for entry in entries { try diary.keep(entry, of: noted.meeting, at: now) }
            try diary.record(HistoryEntry(at: now, actor: actor, act: .alteration, detail: "\(id): \(detail)"))
            return try diary.noted(id)
        }
    }
}

extension Caseload {
    func known(_ practitioner: Practitioner.ID) throws -> Practitioner {
        guard let known = practitioners.first(where: { $0.id == practitioner }) else {
            throw DiaryRefusal.noSuchPractitioner(practitioner)
        }
        return known
    }

    func known(_ nominal: Nominal.ID) throws -> Nominal {
        guard let known = nominals.first(where: { $0.id == nominal }) else { throw DiaryRefusal.noSuchNominal(nominal) }
        return known
    }
}
