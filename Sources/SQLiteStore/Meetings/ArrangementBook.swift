internal import Casework
internal import GRDB

/// What is settled about meetings: the tables `slot_pin`, `agreed_presence`, `arranged_item` and `arranged_order`.
struct ArrangementBook {
    let db: Database

    /// Everything that is settled, and the agendas that have been given out.
    func all() throws -> Arrangements {
        let pins = try SlotPinRecord.order(SlotPinRecord.Columns.meeting, SlotPinRecord.Columns.nominal).fetchAll(db)
        let presences =
            try AgreedPresenceRecord
            .order(AgreedPresenceRecord.Columns.meeting, AgreedPresenceRecord.Columns.practitioner).fetchAll(db)
        let items =
            try ArrangedItemRecord
            .order(ArrangedItemRecord.Columns.meeting, ArrangedItemRecord.Columns.nominal).fetchAll(db)
        let orders =
            try ArrangedOrderRecord
            .order(ArrangedOrderRecord.Columns.meeting, ArrangedOrderRecord.Columns.position).fetchAll(db)
        return Arrangements(
            pins: Dictionary(grouping: pins, by: \.meeting).mapValues { $0.map(\.pin) },
            presences: Dictionary(grouping: presences, by: \.meeting).mapValues { $0.map(\.presence) },
            items: Dictionary(grouping: items, by: \.meeting).mapValues { $0.map(\.item) },
            orders: Dictionary(grouping: orders, by: \.meeting).mapValues { $0.map(\.nominal) },
            issued: try Agendas(db: db).issued())
    }

    func settle(_ arrangement: Arrangement, for meeting: PlannedMeeting.ID) throws {
        switch arrangement {
        case .pin(let pin):
            try SlotPinRecord(meeting: meeting, pin: pin).insert(db, onConflict: .replace)
            try order(of: meeting).filter(ArrangedOrderRecord.Columns.nominal == pin.nominal).deleteAll(db)
        case .unpin(let nominal): try SlotPinRecord.deleteOne(db, key: key(meeting, nominal))
        case .agree(let presence):
            try AgreedPresenceRecord(meeting: meeting, presence: presence).insert(db, onConflict: .replace)
        case .forget(let practitioner):
            try AgreedPresenceRecord.deleteOne(
                db, key: ["meeting": meeting.text, "practitioner": practitioner.text])
        case .turn(let nominal, _, _), .takeBack(let nominal, _), .minutes(let nominal, _):
            let stored = try ArrangedItemRecord.fetchOne(db, key: key(meeting, nominal))
            var item = stored?.item ?? ArrangedItem(nominal: nominal)
            item.settle(arrangement)
            if item.isEmpty {
                try ArrangedItemRecord.deleteOne(db, key: key(meeting, nominal))
            } else {
                try ArrangedItemRecord(meeting: meeting, item: item).insert(db, onConflict: .replace)
            }
        case .order(let nominals):
            try order(of: meeting).deleteAll(db)
            for (position, nominal) in nominals.enumerated() {
                try ArrangedOrderRecord(meeting: meeting, position: position, nominal: nominal).insert(db)
            }
        case .reorder: try order(of: meeting).deleteAll(db)
        }
    }

    private func order(of meeting: PlannedMeeting.ID) -> QueryInterfaceRequest<ArrangedOrderRecord> {
        ArrangedOrderRecord.filter(ArrangedOrderRecord.Columns.meeting == meeting)
    }

    private func key(_ meeting: PlannedMeeting.ID, _ nominal: Nominal.ID) -> [String: String] {
        ["meeting": meeting.text, "nominal": nominal.text]
    }
}
