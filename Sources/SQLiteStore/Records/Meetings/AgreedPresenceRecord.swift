internal import Casework
internal import GRDB

/// A row of `agreed_presence`: when somebody has said they can be at a meeting.
struct AgreedPresenceRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "agreed_presence"

    enum Columns {
        static let meeting = Column("meeting")
        static let practitioner = Column("practitioner")
        static let from = Column("from_time")
        static let until = Column("until_time")
    }

    var meeting: PlannedMeeting.ID
    var presence: AgreedPresence
}

extension AgreedPresenceRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        let from: ClockTime? = try row.valueIfAny(Columns.from)
        let until: ClockTime? = try row.valueIfAny(Columns.until)
        var window: Range<ClockTime>?
        if let from, let until {
            guard from < until else { throw StoreError.damaged(column: Columns.until.name) }
            window = from..<until
        }
        presence = AgreedPresence(practitioner: try row.value(Columns.practitioner), window: window)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.practitioner] = presence.practitioner
        container[Columns.from] = presence.window?.lowerBound
        container[Columns.until] = presence.window?.upperBound
    }
}
