internal import Casework
internal import GRDB
internal import Operations

/// A row of `plan`: what a plan says as a whole.
struct PlanRecord: FetchableRecord, MutablePersistableRecord {
    static let databaseTableName = "plan"

    enum Columns {
        static let plan = Column("plan")
        static let from = Column("from_day")
        static let weeks = Column("weeks")
        static let timezone = Column("timezone")
        static let seed = Column("seed")
        static let storedAt = Column("stored_at")
        static let shortfall = Column("shortfall")
        static let moved = Column("moved")
        static let cover = Column("cover")
        static let travelMinutes = Column("travel_minutes")
        static let spread = Column("spread")
    }

    /// Counts the plans; nil until the row is inserted.
    var plan: Int64?
    var weeks: Weeks
    var timezone: String
    /// In decimal, because SQLite's integers have no room for the upper half.
    var seed: String
    var storedAt: Timestamp
    var score: Score

    mutating func didInsert(_ inserted: InsertionSuccess) {
        plan = inserted.rowID
    }
}

extension PlanRecord {
    init(row: Row) throws {
        plan = try row.value(Columns.plan)
        guard let weeks = Weeks(from: try row.value(Columns.from), count: try row.value(Columns.weeks)) else {
            throw StoreError.damaged(column: Columns.weeks.name)
        }
        self.weeks = weeks
        timezone = try row.value(Columns.timezone)
        seed = try row.value(Columns.seed)
        storedAt = try row.value(Columns.storedAt)
        score = Score(
            shortfall: try row.value(Columns.shortfall), moved: try row.value(Columns.moved),
            cover: try row.value(Columns.cover), travelMinutes: try row.value(Columns.travelMinutes),
            spread: try row.value(Columns.spread))
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.plan] = plan
        container[Columns.from] = weeks.from
        container[Columns.weeks] = weeks.count
        container[Columns.timezone] = timezone
        container[Columns.seed] = seed
        container[Columns.storedAt] = storedAt
        container[Columns.shortfall] = score.shortfall
        container[Columns.moved] = score.moved
        container[Columns.cover] = score.cover
        container[Columns.travelMinutes] = score.travelMinutes
        container[Columns.spread] = score.spread
    }

    static func latest(_ db: Database) throws -> PlanRecord? {
        try order(Columns.plan.desc).limit(1).fetchOne(db)
    }
}
