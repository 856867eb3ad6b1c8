internal import Casework
internal import GRDB
internal import Operations

/// A row of `calendar_address`: where a practitioner's calendar is published, and what is known of it.
struct CalendarAddressRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "calendar_address"

    enum Columns {
        static let practitioner = Column("practitioner")
        static let address = Column("address")
        static let zone = Column("zone")
        static let etag = Column("etag")
        static let lastModified = Column("last_modified")
        static let triedAt = Column("tried_at")
        static let fetchedAt = Column("fetched_at")
        static let events = Column("events")
        static let problem = Column("problem")
        static let isOfFormerAddress = Column("is_of_former_address")
    }

    var calendar: PublishedCalendar
}

extension CalendarAddressRecord {
    init(row: Row) throws {
        let address: CalendarAddress
        do {
            address = try CalendarAddress(try row.value(Columns.address))
        } catch is CalendarAddress.Refusal {
            throw StoreError.damaged(column: Columns.address.name)
        }
        calendar = PublishedCalendar(
            practitioner: try row.value(Columns.practitioner), address: address,
            zone: try row.valueIfAny(Columns.zone),
            validators: .init(
                etag: try row.valueIfAny(Columns.etag), lastModified: try row.valueIfAny(Columns.lastModified)),
            triedAt: try row.valueIfAny(Columns.triedAt), fetchedAt: try row.valueIfAny(Columns.fetchedAt),
            events: try row.value(Columns.events), problem: try row.valueIfAny(Columns.problem),
            isOfFormerAddress: try row.value(Columns.isOfFormerAddress))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.practitioner] = calendar.practitioner
        container[Columns.address] = calendar.address.whole
        container[Columns.zone] = calendar.zone
        container[Columns.etag] = calendar.validators.etag
        container[Columns.lastModified] = calendar.validators.lastModified
        container[Columns.triedAt] = calendar.triedAt
        container[Columns.fetchedAt] = calendar.fetchedAt
        container[Columns.events] = calendar.events
        container[Columns.problem] = calendar.problem
        container[Columns.isOfFormerAddress] = calendar.isOfFormerAddress
    }
}
