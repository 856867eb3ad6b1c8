internal import Casework
internal import GRDB
internal import Operations

/// A row of `meeting`: a plan's word on one meeting, its agenda apart.
struct MeetingRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "meeting"

    enum Columns {
        static let plan = Column("plan")
        static let meeting = Column("meeting")
        static let position = Column("position")
        static let series = Column("series")
        static let start = Column("start")
        static let end = Column("end_at")
        static let location = Column("location")
        static let minutesNeeded = Column("minutes_needed")
        static let minutesAvailable = Column("minutes_available")
        static let waitingMinutes = Column("waiting_minutes")
        static let waitingLowerBound = Column("waiting_lower_bound")
        static let optimal = Column("optimal")
        static let proven = Column("proven")
        static let sequence = Column("sequence")
        static let changedAt = Column("changed_at")
    }

    var plan: Int64
    var position: Int
    /// Without its agenda when read from a row.
    var meeting: PlannedMeeting
    var stamp: StoredPlan.Stamp
}

extension MeetingRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        position = try row.value(Columns.position)
        meeting = PlannedMeeting(
            id: try row.value(Columns.meeting), series: try row.value(Columns.series),
            interval: try row.interval(Columns.start, Columns.end), place: try row.place(Columns.location), slots: [],
            breaks: [], attendance: [], noted: [], deferred: [],
            minutesNeeded: try row.value(Columns.minutesNeeded),
            minutesAvailable: try row.value(Columns.minutesAvailable),
            waitingMinutes: try row.value(Columns.waitingMinutes),
            waitingLowerBound: try row.value(Columns.waitingLowerBound), proven: try row.levels(Columns.proven))
        stamp = StoredPlan.Stamp(
            sequence: try row.value(Columns.sequence), changedAt: try row.value(Columns.changedAt))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.position] = position
        container[Columns.meeting] = meeting.id
        container[Columns.series] = meeting.series
        container[Columns.start] = meeting.interval.lowerBound
        container[Columns.end] = meeting.interval.upperBound
        container[Columns.location] = meeting.place.location
        container[Columns.minutesNeeded] = meeting.minutesNeeded
        container[Columns.minutesAvailable] = meeting.minutesAvailable
        container[Columns.waitingMinutes] = meeting.waitingMinutes
        container[Columns.waitingLowerBound] = meeting.waitingLowerBound
        container[Columns.optimal] = meeting.isOptimal
        container[Columns.proven] = PlannedMeeting.Level.allCases.filter(meeting.proven.contains).map(\.rawValue)
            .joined(separator: ";")
        container[Columns.sequence] = stamp.sequence
        container[Columns.changedAt] = stamp.changedAt
    }
}

extension Row {
    /// `absences;waiting`.
    fileprivate func levels(_ column: Column) throws -> Set<PlannedMeeting.Level> {
        let text: String = try value(column)
        return Set(
            try text.split(separator: ";").map { word in
                guard let level = PlannedMeeting.Level(rawValue: String(word)) else {
                    throw StoreError.damaged(column: column.name)
                }
                return level
            })
    }
}
