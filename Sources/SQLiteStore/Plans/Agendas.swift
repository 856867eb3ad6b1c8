internal import Casework
internal import GRDB
internal import Operations

/// A plan's meetings and their agendas: the table `meeting` and those that hang on it.
struct Agendas {
    let db: Database

    private static let meeting = Column("meeting")
    private static let plan = Column("plan")
    private static let position = Column("position")

    /// All meetings of a plan, in its order.
    func meetings(of plan: Int64) throws -> [MeetingRecord] {
        let rows = try MeetingRecord.filter(Self.plan == plan).order(Self.position).fetchAll(db)
        return try rows.map(withAgenda)
    }

    /// A meeting as a plan had it.
    func meeting(_ id: PlannedMeeting.ID, in plan: Int64) throws -> PlannedMeeting? {
        try MeetingRecord.filter(Self.meeting == id && Self.plan == plan).fetchOne(db).map(withAgenda)?.meeting
    }

    /// The meetings of these days, each as the latest plan for its day has it.
    func inForce(in days: Range<Day>) throws -> [MeetingRecord] {
        try MeetingRecord.fetchAll(
            db,
            sql: """
                SELECT meeting.* FROM meeting
                WHERE start >= ? AND start < ? AND plan = (
                    SELECT max(plan.plan) FROM plan
                    WHERE from_day <= date(start) AND date(from_day, '+' || (7 * weeks) || ' days') > date(start))
                ORDER BY start, meeting
                """,
            arguments: [days.lowerBound.start, days.upperBound.start]
        ).map(withAgenda)
    }

    /// Every agenda given out, as it was when it was last given out.
    func issued() throws -> [PlannedMeeting.ID: PlannedMeeting] {
        let rows = try MeetingRecord.fetchAll(
            db,
            sql: """
                SELECT meeting.* FROM issue JOIN meeting USING (plan, meeting)
                WHERE issue = (SELECT max(issue) FROM issue AS later WHERE later.meeting = issue.meeting)
                """
        ).map(withAgenda)
        return Dictionary(rows.map { ($0.meeting.id, $0.meeting) }) { first, _ in first }
    }

    /// When the agenda of a meeting was last given out.
    func issueDate(of id: PlannedMeeting.ID) throws -> Timestamp? {
        try IssueRecord.filter(Self.meeting == id).order(Column("issue").desc).fetchOne(db)?.issuedAt
    }

    /// Notes that the agenda of a meeting has been given out as the latest plan has it; false if none has it.
    func issue(_ id: PlannedMeeting.ID, at now: Timestamp) throws -> Bool {
        guard let plan = try MeetingRecord.filter(Self.meeting == id).order(Self.plan.desc).fetchOne(db)?.plan else {
            return false
        }
        try IssueRecord(meeting: id, plan: plan, issuedAt: now).insert(db)
        return true
    }

    func insert(_ row: MeetingRecord) throws {
        try row.insert(db)
        let (plan, meeting) = (row.plan, row.meeting.id)
        for (position, slot) in row.meeting.slots.enumerated() {
            try SlotRecord(
                plan: plan, meeting: meeting, position: position, nominal: slot.nominal, reason: slot.reason,
                start: slot.start, minutes: slot.minutes, why: slot.why
            ).insert(db)
            for (line, text) in slot.matters.enumerated() {
                try SlotMatterRecord(plan: plan, meeting: meeting, slot: position, position: line, text: text)
                    .insert(db)
            }
            for (people, isAbsent) in [(slot.attendees, false), (slot.absent, true)] {
                for (order, practitioner) in people.enumerated() {
                    try SlotAttendeeRecord(
                        plan: plan, meeting: meeting, slot: position, practitioner: practitioner, position: order,
                        isAbsent: isAbsent
                    ).insert(db)
                }
            }
        }
        for pause in row.meeting.breaks {
            try PauseRecord(plan: plan, meeting: meeting, start: pause.start, minutes: pause.minutes).insert(db)
        }
        for (position, attendance) in row.meeting.attendance.enumerated() {
            try AttendanceRecord(
                plan: plan, meeting: meeting, position: position, practitioner: attendance.practitioner,
                interval: attendance.interval
            ).insert(db)
        }
        for (position, nominal) in row.meeting.noted.enumerated() {
            try NotedRecord(plan: plan, meeting: meeting, position: position, nominal: nominal).insert(db)
        }
        for (position, item) in row.meeting.deferred.enumerated() {
            try DeferralRecord(
                plan: plan, meeting: meeting, position: position, nominal: item.nominal, due: item.due
            ).insert(db)
        }
    }

    private func withAgenda(_ row: MeetingRecord) throws -> MeetingRecord {
        var row = row
        row.meeting.slots = try slots(of: row)
        row.meeting.breaks = try rows(PauseRecord.self, of: row, by: PauseRecord.Columns.start)
            .map { PlannedMeeting.Pause(start: $0.start, minutes: $0.minutes) }
        row.meeting.attendance = try rows(AttendanceRecord.self, of: row)
            .map { PlannedMeeting.Attendance(practitioner: $0.practitioner, interval: $0.interval) }
        row.meeting.noted = try rows(NotedRecord.self, of: row).map(\.nominal)
        row.meeting.deferred = try rows(DeferralRecord.self, of: row)
            .map { PlannedMeeting.Deferral(nominal: $0.nominal, due: $0.due) }
        return row
    }

    private func slots(of row: MeetingRecord) throws -> [PlannedMeeting.Slot] {
        let matters = Dictionary(grouping: try rows(SlotMatterRecord.self, of: row), by: \.slot)
        let people = Dictionary(grouping: try rows(SlotAttendeeRecord.self, of: row), by: \.slot)
        return try rows(SlotRecord.self, of: row).map { slot in
            let people = people[slot.position, default: []]
            return PlannedMeeting.Slot(
                nominal: slot.nominal, reason: slot.reason,
                matters: matters[slot.position, default: []].map(\.text), start: slot.start, minutes: slot.minutes,
                attendees: people.filter { !$0.isAbsent }.map(\.practitioner),
                absent: people.filter(\.isAbsent).map(\.practitioner), why: slot.why)
        }
    }

    private func rows<Record: FetchableRecord & TableRecord>(
        _ type: Record.Type, of row: MeetingRecord, by order: Column = Agendas.position
    ) throws -> [Record] {
        try type.filter(Self.plan == row.plan && Self.meeting == row.meeting.id).order(order).fetchAll(db)
    }
}
