internal import Casework
internal import GRDB
internal import Operations

/// What is noted of meetings: the table `meeting_notes` and those that hang on it.
struct Notebook {
    let db: Database

    /// All there are notes of, by day.
    func all(where isWanted: (MeetingNotesRecord) -> Bool = { _ in true }) throws -> [MeetingNotes] {
        let columns = MeetingNotesRecord.Columns.self
        let rows = try MeetingNotesRecord.order(columns.heldOn, columns.meeting).fetchAll(db).filter(isWanted)
        guard !rows.isEmpty else { return [] }
        let presences = Dictionary(
            grouping: try PresenceRecord.order(Column.rowID).fetchAll(db), by: \.meeting)
        let items = Dictionary(grouping: try ItemNoteRecord.inForce(db), by: \.meeting)
        let updates = Dictionary(grouping: try WrittenUpdateRecord.inForce(db), by: \.meeting)
        let decisions = Dictionary(grouping: try DecisionRecord.inForce(db), by: \.meeting)
        return rows.map { row in
            MeetingNotes(
                meeting: row.meeting, startedAt: row.startedAt, endedAt: row.endedAt,
                presences: presences[row.meeting, default: []].map(\.presence),
                items: items[row.meeting, default: []].map(\.item),
                updates: updates[row.meeting, default: []].map(\.update),
                decisions: decisions[row.meeting, default: []].map(\.decision))
        }
    }

    /// Every decision that none has replaced, with when it came.
    func decisions() throws -> [(at: Timestamp, decided: RecordedDecision)] {
        let days = Dictionary(
            try MeetingNotesRecord.fetchAll(db).map { ($0.meeting, $0.heldOn) }
        ) { first, _ in first }
        return try DecisionRecord.inForce(db).compactMap { row in
            guard let number = row.number, let day = days[row.meeting] else { return nil }
            return (
                row.notedAt,
                RecordedDecision(
                    number: Int(number), meeting: row.meeting, day: day, decision: row.decision,
                    isOvertaken: row.overtakenAt != nil)
            )
        }
    }

    /// The reviews that were had at meetings.
    func reviews() throws -> [Review] {
        let rows = try ItemNoteRecord.inForce(db).filter { $0.item.outcome == .discussed }
        return rows.compactMap { row in
            PlannedMeeting.seriesAndDay(of: row.meeting).map { held in
                Review(nominal: row.item.nominal, series: held.series, heldOn: held.day)
            }
        }
    }

    func keep(_ entry: NoteEntry, of meeting: PlannedMeeting, at now: Timestamp) throws {
        let columns = MeetingNotesRecord.Columns.self
        let stored = try MeetingNotesRecord.filter(columns.meeting == meeting.id).fetchOne(db)
        var notes =
            stored ?? MeetingNotesRecord(meeting: meeting.id, heldOn: meeting.interval.lowerBound.day)
        switch entry {
        case .started(let moment): notes.startedAt = moment
        case .ended(let moment): notes.endedAt = moment
        case .resumed: notes.endedAt = nil
        case .presence, .item, .update, .decision: break
        }
        try notes.upsert(db)
        switch entry {
        case .started, .ended, .resumed: break
        case .presence(let presence):
            let columns = PresenceRecord.Columns.self
            try PresenceRecord.filter(
                columns.meeting == meeting.id && columns.practitioner == presence.practitioner
                    && columns.nominal == presence.nominal
            ).deleteAll(db)
            try PresenceRecord(meeting: meeting.id, presence: presence).insert(db)
        case .item(let item): try ItemNoteRecord(meeting: meeting.id, item: item, notedAt: now).insert(db)
        case .update(let update):
            try WrittenUpdateRecord(meeting: meeting.id, update: update, notedAt: now).insert(db)
        case .decision(let decision):
            let columns = DecisionRecord.Columns.self
            try DecisionRecord.filter(
                columns.meeting == meeting.id && columns.nominal == decision.nominal
                    && columns.matter == DecisionRecord.Matter(decision.matter) && columns.replacedAt == nil
            ).updateAll(db, columns.replacedAt.set(to: now))
            var row = DecisionRecord(meeting: meeting.id, decision: decision, notedAt: now)
            try row.insert(db)
        }
    }
}
