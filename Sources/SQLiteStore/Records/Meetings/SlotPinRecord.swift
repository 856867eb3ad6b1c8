internal import Casework
internal import GRDB

/// A row of `slot_pin`: where a nominal's slot is fixed.
struct SlotPinRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "slot_pin"

    enum Columns {
        static let meeting = Column("meeting")
        static let nominal = Column("nominal")
        static let at = Column("at_time")
        static let place = Column("place")
        static let after = Column("after_nominal")
    }

    var meeting: PlannedMeeting.ID
    var pin: SlotPin
}

extension SlotPinRecord {
    init(row: Row) throws {
        meeting = try row.value(Columns.meeting)
        let place: SlotPin.Place
        if let time: ClockTime = try row.valueIfAny(Columns.at) {
            place = .at(time)
        } else if let position: Int = try row.valueIfAny(Columns.place) {
            place = .position(position)
        } else {
            place = .after(try row.value(Columns.after))
        }
        pin = SlotPin(nominal: try row.value(Columns.nominal), place: place)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.meeting] = meeting
        container[Columns.nominal] = pin.nominal
        switch pin.place {
        case .at(let time): container[Columns.at] = time
        case .position(let position): container[Columns.place] = position
        case .after(let other): container[Columns.after] = other
        }
    }
}
