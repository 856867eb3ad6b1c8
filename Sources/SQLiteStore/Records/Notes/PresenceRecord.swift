internal import Casework
internal import GRDB

/// A row of `presence`.
struct PresenceRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "presence"

    enum Columns {
        static let meeting = Column("meeting")
        static let practitioner = Column("practitioner")
        static let nominal = Column("nominal")
        static let state = Column("state")
    }

    var meeting: PlannedMeeting.ID
    var presence: Presence
}

extension PresenceRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        presence = Presence(
            practitioner: try row.value(Columns.practitioner), nominal: try row.valueIfAny(Columns.nominal),
            state: try row.value(Columns.state))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.practitioner] = presence.practitioner
        container[Columns.nominal] = presence.nominal
        container[Columns.state] = presence.state
    }
}
