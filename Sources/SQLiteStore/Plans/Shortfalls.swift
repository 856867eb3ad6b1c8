internal import Casework
internal import GRDB

/// A plan's shortfalls: the table `shortfall`, and the causes and reasons that hang on it.
struct Shortfalls {
    let db: Database

    private static let plan = Column("plan")
    private static let position = Column("position")

    func shortfalls(of plan: Int64) throws -> [Shortfall] {
        let causes = Dictionary(grouping: try rows(ShortfallCauseRecord.self, of: plan), by: \.shortfall)
        let reasons = Dictionary(grouping: try rows(ShortfallReasonRecord.self, of: plan), by: \.shortfall)
        return try rows(ShortfallRecord.self, of: plan).map { row in
            Shortfall(
                nominal: row.nominal, week: row.week, target: row.target, booked: row.booked,
                missingContacts: row.missingContacts, isJointMissing: row.isJointMissing,
                isHomeMissing: row.isHomeMissing, causes: causes[row.position, default: []].map(\.cause),
                reasons: reasons[row.position, default: []].map(\.text))
        }
    }

    func insert(_ shortfalls: [Shortfall], of plan: Int64) throws {
        for (position, shortfall) in shortfalls.enumerated() {
            try ShortfallRecord(
                plan: plan, position: position, nominal: shortfall.nominal, week: shortfall.week,
                target: shortfall.target, booked: shortfall.booked, missingContacts: shortfall.missingContacts,
                isJointMissing: shortfall.isJointMissing, isHomeMissing: shortfall.isHomeMissing
            ).insert(db)
            for (order, cause) in shortfall.causes.enumerated() {
                try ShortfallCauseRecord(plan: plan, shortfall: position, position: order, cause: cause).insert(db)
            }
            for (order, text) in shortfall.reasons.enumerated() {
                try ShortfallReasonRecord(plan: plan, shortfall: position, position: order, text: text).insert(db)
            }
        }
    }

    private func rows<Record: FetchableRecord & TableRecord>(
        _ type: Record.Type, of plan: Int64
    ) throws -> [Record] {
        try type.filter(Self.plan == plan).order(Self.position).fetchAll(db)
    }
}
