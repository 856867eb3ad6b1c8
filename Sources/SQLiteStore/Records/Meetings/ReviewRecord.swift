internal import Casework
internal import GRDB

/// A row of `review`.
struct ReviewRecord: FetchableRecord, PersistableRecord, Hashable {
    static let databaseTableName = "review"

    enum Columns {
        static let nominal = Column("nominal")
        static let meeting = Column("meeting")
        static let heldOn = Column("held_on")
    }

    var review: Review
}

extension ReviewRecord {
    init(row: Row) throws {
        review = Review(
            nominal: try row.value(Columns.nominal), series: try row.value(Columns.meeting),
            heldOn: try row.value(Columns.heldOn))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = review.nominal
        container[Columns.meeting] = review.series
        container[Columns.heldOn] = review.heldOn
    }
}
