internal import Casework
internal import GRDB
internal import Operations

/// A row of `item_note`; of several about one item the latest counts.
struct ItemNoteRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "item_note"

    enum Columns {
        static let number = Column("note")
        static let meeting = Column("meeting")
        static let nominal = Column("nominal")
        static let outcome = Column("outcome")
        static let reason = Column("reason")
        static let rag = Column("rag")
        static let minutesPlanned = Column("minutes_planned")
        static let minutesTaken = Column("minutes_taken")
        static let text = Column("text")
        static let notedAt = Column("noted_at")
    }

    var meeting: PlannedMeeting.ID
    var item: ItemNote
    var notedAt: Timestamp

    /// When something was first noted of each item of a meeting.
    static func firstTimes(at meeting: PlannedMeeting.ID, _ db: Database) throws -> [Nominal.ID: Timestamp] {
        let rows = try filter(Columns.meeting == meeting).order(Columns.number).fetchAll(db)
        return Dictionary(rows.map { ($0.item.nominal, $0.notedAt) }) { first, _ in first }
    }

    /// Those that count, by the order in which the items were first noted.
    static func inForce(_ db: Database) throws -> [ItemNoteRecord] {
        try fetchAll(
            db,
            sql: """
                SELECT item_note.* FROM item_note JOIN (
                    SELECT min(note) AS first, max(note) AS last FROM item_note GROUP BY meeting, nominal)
                ON note = last ORDER BY first
                """)
    }
}

extension ItemNoteRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        item = ItemNote(
            nominal: try row.value(Columns.nominal), outcome: try row.value(Columns.outcome),
            reason: try row.value(Columns.reason), rag: try row.value(Columns.rag),
            minutesPlanned: try row.value(Columns.minutesPlanned),
            minutesTaken: try row.valueIfAny(Columns.minutesTaken), text: try row.valueIfAny(Columns.text))
        notedAt = try row.value(Columns.notedAt)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.nominal] = item.nominal
        container[Columns.outcome] = item.outcome
        container[Columns.reason] = item.reason
        container[Columns.rag] = item.rag
        container[Columns.minutesPlanned] = item.minutesPlanned
        container[Columns.minutesTaken] = item.minutesTaken
        container[Columns.text] = item.text
        container[Columns.notedAt] = notedAt
    }
}
