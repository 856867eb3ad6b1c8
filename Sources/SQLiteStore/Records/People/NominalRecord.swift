internal import Casework
internal import GRDB

/// A row of `nominal`.
struct NominalRecord: ReferencedRecord {
    static let databaseTableName = "nominal"

    enum Columns {
        static let nominal = Column("nominal")
        static let givenName = Column("given_name")
        static let familyName = Column("family_name")
        static let born = Column("born")
        static let cohort = Column("cohort")
        static let rag = Column("rag")
        static let policeLead = Column("police_lead")
        static let probationLead = Column("probation_lead")
        static let home = Column("home")
        static let selectedOn = Column("selected_on")
        static let releaseOn = Column("release_on")
        static let lastOffenceOn = Column("last_offence_on")
        static let crewing = Column("crewing")
        static let statutory = Column("statutory")
        static let limitedAccess = Column("limited_access")
        static let contactSuspendedFrom = Column("contact_suspended_from")
        static let current = Column("current")
    }

    var nominal: Nominal
    var isCurrent: Bool

    var reference: String { nominal.id.text }
}

extension NominalRecord {
    init(row: Row) throws {
        nominal = Nominal(
            id: try row.value(Columns.nominal), givenName: try row.value(Columns.givenName),
            familyName: try row.value(Columns.familyName), born: try row.valueIfAny(Columns.born),
            cohort: try row.value(Columns.cohort), rag: try row.value(Columns.rag),
            policeLead: try row.value(Columns.policeLead), probationLead: try row.value(Columns.probationLead),
            home: try row.valueIfAny(Columns.home), selectedOn: try row.value(Columns.selectedOn),
            releaseOn: try row.valueIfAny(Columns.releaseOn),
            lastOffenceOn: try row.valueIfAny(Columns.lastOffenceOn), crewing: try row.value(Columns.crewing),
            isStatutory: try row.value(Columns.statutory), hasLimitedAccess: try row.value(Columns.limitedAccess),
            contactSuspendedFrom: try row.valueIfAny(Columns.contactSuspendedFrom))
        isCurrent = try row.value(Columns.current)
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.nominal] = nominal.id
        container[Columns.givenName] = nominal.givenName
        container[Columns.familyName] = nominal.familyName
        container[Columns.born] = nominal.born
        container[Columns.cohort] = nominal.cohort
        container[Columns.rag] = nominal.rag
        container[Columns.policeLead] = nominal.policeLead
        container[Columns.probationLead] = nominal.probationLead
        container[Columns.home] = nominal.home
        container[Columns.selectedOn] = nominal.selectedOn
        container[Columns.releaseOn] = nominal.releaseOn
        container[Columns.lastOffenceOn] = nominal.lastOffenceOn
        container[Columns.crewing] = nominal.crewing
        container[Columns.statutory] = nominal.isStatutory
        container[Columns.limitedAccess] = nominal.hasLimitedAccess
        container[Columns.contactSuspendedFrom] = nominal.contactSuspendedFrom
        container[Columns.current] = isCurrent
    }
}
