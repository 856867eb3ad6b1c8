internal import Casework
internal import GRDB
internal import Operations

/// Every state that contacts and meetings have been in: the tables `contact_version` and `meeting_version`.
struct EventLog {
    let db: Database

    private static let meeting = MeetingVersionRecord.Columns.meeting
    private static let sequence = MeetingVersionRecord.Columns.sequence

    /// The versions of all that has, or had at some time, a start within the days.
    func history(in days: Range<Day>) throws -> EventHistory {
        let bounds: StatementArguments = [days.lowerBound.start, days.upperBound.start]
        let contacts = try ContactVersionRecord.fetchAll(
            db,
            sql: """
                SELECT * FROM contact_version
                WHERE contact IN (SELECT contact FROM contact_version WHERE start >= ? AND start < ?)
                ORDER BY contact, sequence
                """,
            arguments: bounds)
        let meetings = try MeetingVersionRecord.fetchAll(
            db,
            sql: """
                SELECT * FROM meeting_version
                WHERE meeting IN (
                    SELECT meeting FROM meeting_version JOIN meeting USING (plan, meeting)
                    WHERE start >= ? AND start < ?)
                ORDER BY meeting, sequence
                """,
            arguments: bounds)
        let agendas = Agendas(db: db)
        return EventHistory(
            contacts: Dictionary(grouping: contacts, by: \.contact.id).mapValues { $0.map(\.version) },
            meetings: try Dictionary(grouping: meetings, by: \.meeting).mapValues { rows in
                try rows.map { row in
                    let state = row.hasFallenAway ? nil : try agendas.meeting(row.meeting, in: row.plan)
                    return EventHistory.Version(
                        state, sequence: row.stamp.sequence, changedAt: row.stamp.changedAt.seconds,
                        isRestated: row.isRestated)
                }
            })
    }

    func note(_ row: ContactRecord, fellAway: Bool = false, isRestated: Bool = false) throws {
        try ContactVersionRecord(
            contact: row.contact, stamp: row.stamp, hasFallenAway: fellAway, isRestated: isRestated
        ).insert(db)
    }

    // MARK: Meetings

    func latest(_ id: PlannedMeeting.ID) throws -> MeetingVersionRecord? {
        try MeetingVersionRecord.filter(Self.meeting == id).order(Self.sequence.desc).limit(1).fetchOne(db)
    }

    /// Notes which meetings of the days a plan has no more.
    func noteMeetingsFallenAway(in days: Range<Day>, but kept: Set<PlannedMeeting.ID>, at now: Timestamp) throws {
        for var row in try standingMeetings(in: days) where !kept.contains(row.meeting) {
            row.hasFallenAway = true
            row.isRestated = false
            row.stamp = StoredPlan.Stamp(sequence: row.stamp.sequence + 1, changedAt: now)
            try row.insert(db)
        }
    }

    /// The latest versions of the meetings of these days that have not fallen away.
    private func standingMeetings(in days: Range<Day>) throws -> [MeetingVersionRecord] {
        try MeetingVersionRecord.fetchAll(
            db,
            sql: """
                SELECT meeting_version.* FROM meeting_version JOIN meeting USING (plan, meeting)
                WHERE start >= ? AND start < ? AND NOT fell_away AND meeting_version.sequence = (
                    SELECT max(sequence) FROM meeting_version AS later
                    WHERE later.meeting = meeting_version.meeting)
                """,
            arguments: [days.lowerBound.start, days.upperBound.start])
    }

    // MARK: What an import says around them

    /// Notes which contacts and meetings of the days feeds show otherwise since an import, though they are as they
    /// were: their place goes by another name, or somebody may know more of them, or less.
    func noteRestated(in days: Range<Day>, since before: Surroundings, at now: Timestamp) throws {
        let after = try Surroundings(db)
        guard after != before else { return }
        let today = Moment(minutes: now.seconds / 60).day
        let standing = try Contact.ID.fetchSet(
            db,
            sql: """
                SELECT contact FROM contact_version WHERE NOT fell_away AND sequence = (
                    SELECT max(sequence) FROM contact_version AS later WHERE later.contact = contact_version.contact)
                """)
        for var row in try Ledger(db: db).contacts(in: days)
        where standing.contains(row.contact.id) && row.stamp.changedAt < now
            && before.facts(of: row.contact, on: today) != after.facts(of: row.contact, on: today)
        {
            row.stamp = StoredPlan.Stamp(sequence: row.stamp.sequence + 1, changedAt: now)
            try row.update(db)
            try note(row, isRestated: true)
        }
        for var row in try standingMeetings(in: days) where row.stamp.changedAt < now {
            guard let meeting = try Agendas(db: db).meeting(row.meeting, in: row.plan),
                before.facts(of: meeting, on: today) != after.facts(of: meeting, on: today)
            else { continue }
            row.isRestated = true
            row.stamp = StoredPlan.Stamp(sequence: row.stamp.sequence + 1, changedAt: now)
            try row.insert(db)
        }
    }

    // MARK: Nominals who leave, and come back

    /// Notes that contacts ahead fell away with a nominal who has left the caseload, and stand again with one who is
    /// back.
    func followNominals(from today: Day, at now: Timestamp) throws {
        let fellAway = """
            (SELECT fell_away FROM contact_version WHERE contact_version.contact = contact.contact
            ORDER BY sequence DESC LIMIT 1)
            """
        let changed = try Contact.ID.fetchAll(
            db,
            sql: """
                SELECT contact FROM contact JOIN nominal USING (nominal)
                WHERE start >= ? AND status IN ('planned', 'confirmed') AND current = \(fellAway)
                """,
            arguments: [today.start])
        let ledger = Ledger(db: db)
        for id in changed {
            guard var row = try ledger.contact(id) else { continue }
            let isBack = try NominalRecord.fetchOne(db, key: row.contact.nominal)?.isCurrent ?? false
            row.stamp = StoredPlan.Stamp(sequence: row.stamp.sequence + 1, changedAt: now)
            try row.update(db)
            try note(row, fellAway: !isBack)
        }
    }
}
