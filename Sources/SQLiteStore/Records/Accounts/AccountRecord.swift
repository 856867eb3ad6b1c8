internal import Casework
internal import GRDB
internal import Operations

/// A row of `account`; its recovery codes are beside it.
struct AccountRecord: FetchableRecord, PersistableRecord {
    static let databaseTableName = "account"

    enum Columns {
        static let account = Column("account")
        static let name = Column("name")
        static let role = Column("role")
        static let agency = Column("agency")
        static let practitioner = Column("practitioner")
        static let madeAt = Column("made_at")
        static let disabledAt = Column("disabled_at")
        static let lastSignedInAt = Column("last_signed_in_at")
        static let password = Column("password")
        static let mustChangePassword = Column("must_change_password")
        static let secret = Column("secret")
        static let lastStep = Column("last_step")
        static let email = Column("email")
        static let issuer = Column("issuer")
        static let subject = Column("subject")
    }

    var kept: KeptAccount
}

extension AccountRecord {
    init(row: Row) throws {
        kept = KeptAccount(
            account: Account(
                id: try row.value(Columns.account), name: try row.value(Columns.name),
                role: try row.value(Columns.role), agency: try row.valueIfAny(Columns.agency),
                practitioner: try row.valueIfAny(Columns.practitioner)),
            madeAt: try row.value(Columns.madeAt), password: try row.valueIfAny(Columns.password),
            mustChangePassword: try row.value(Columns.mustChangePassword), email: try row.valueIfAny(Columns.email))
        kept.disabledAt = try row.valueIfAny(Columns.disabledAt)
        kept.lastSignedInAt = try row.valueIfAny(Columns.lastSignedInAt)
        kept.secret = try row.valueIfAny(Columns.secret)
        kept.lastStep = try row.valueIfAny(Columns.lastStep)
        if let issuer: String = try row.valueIfAny(Columns.issuer) {
            kept.subject = .init(issuer: issuer, name: try row.value(Columns.subject))
        }
    }

    func encode(to container: inout PersistenceContainer) {
        container[Columns.account] = kept.account.id
        container[Columns.name] = kept.account.name
        container[Columns.role] = kept.account.role
        container[Columns.agency] = kept.account.agency
        container[Columns.practitioner] = kept.account.practitioner
        container[Columns.madeAt] = kept.madeAt
        container[Columns.disabledAt] = kept.disabledAt
        container[Columns.lastSignedInAt] = kept.lastSignedInAt
        container[Columns.password] = kept.password
        container[Columns.mustChangePassword] = kept.mustChangePassword
        container[Columns.secret] = kept.secret
        container[Columns.lastStep] = kept.lastStep
        container[Columns.email] = kept.email
        container[Columns.issuer] = kept.subject?.issuer
        container[Columns.subject] = kept.subject?.name
    }
}
