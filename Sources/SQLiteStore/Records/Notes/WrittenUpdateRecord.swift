internal import Casework
internal import GRDB
internal import Operations

/// A row of `written_update`; of several from one person about one nominal the latest counts.
struct WrittenUpdateRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "written_update"

    enum Columns {
        static let meeting = Column("meeting")
        static let nominal = Column("nominal")
        static let practitioner = Column("practitioner")
        static let receivedOn = Column("received_on")
        static let text = Column("text")
        static let notedAt = Column("noted_at")
    }

    var meeting: PlannedMeeting.ID
    var update: WrittenUpdate
    var notedAt: Timestamp

    /// Those that count, in the order in which they came.
    static func inForce(_ db: Database) throws -> [WrittenUpdateRecord] {
        try fetchAll(
            db,
            sql: """
                SELECT * FROM written_update WHERE written_update IN (
                    SELECT max(written_update) FROM written_update GROUP BY meeting, nominal, practitioner)
                ORDER BY written_update
                """)
    }
}

extension WrittenUpdateRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        update = WrittenUpdate(
            nominal: try row.value(Columns.nominal), practitioner: try row.value(Columns.practitioner),
            receivedOn: try row.value(Columns.receivedOn), text: try row.valueIfAny(Columns.text))
        notedAt = try row.value(Columns.notedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.nominal] = update.nominal
        container[Columns.practitioner] = update.practitioner
        container[Columns.receivedOn] = update.receivedOn
        container[Columns.text] = update.text
        container[Columns.notedAt] = notedAt
    }
}
