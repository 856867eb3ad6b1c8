internal import Casework
internal import Operations
internal import Publishing

/// Who signs in, who works in the team, and what each agency's agreement lets its people see.
enum PeoplePages {
    static var routes: [Route] {
        [
            .get("/people", for: .keepPeople, list),
            .get("/people/new", for: .keepPeople) { try await form($0, nil) },
            .post("/people", for: .keepPeople, add),
            .get("/people/{account}", for: .keepPeople) { try await account($0) },
            .post("/people/{account}", for: .keepPeople, change),
            .post("/people/{account}/access", for: .keepPeople, access),
            .post("/people/{account}/password", for: .keepPeople, password),
            .post("/people/{account}/second-factor", for: .keepPeople, secondFactor),
        ]
    }

    /// Agreements that lapse within so many days are to be renewed.
    static let notice = 8 * 7

    private static func list(_ visit: Visit) async throws -> Answer {
        let page = try await visit.run { store in
            try store.read { diary in
                let caseload = try diary.caseload() ?? Caseload()
                let accounts = try diary.accounts()
                let links = Dictionary(grouping: try diary.feedLinks().filter { $0.revokedAt == nil }, by: \.owner)
                let agencies = Dictionary(caseload.agencies.map { ($0.id, $0.name) }) { first, _ in first }
                // Somebody who has left can still be in the caseload for what they have done; they have no hours.
                let working = Set(caseload.workingPatterns.map(\.practitioner))
                let held = Dictionary(
                    accounts.filter { !$0.isDisabled }.compactMap { kept in
                        kept.account.practitioner.map { ($0, kept.account.id) }
                    }
                ) { first, _ in first }
                return PeoplePage(
                    accounts: accounts.map { kept in
                        AccountRow(
                            kept, agencies, links: links[kept.account.id]?.count ?? 0,
                            hasLeft: kept.account.practitioner.map { !working.contains($0) } ?? false)
                    },
                    leavers: accounts.filter { kept in
                        !kept.isDisabled && kept.account.practitioner.map { !working.contains($0) } ?? false
                    }.map(\.account.id.text),
                    agencies: caseload.agencies.sorted { $0.name < $1.name }.map {
                        AgencyRow($0, on: visit.today, notice: notice)
                    },
                    practitioners: caseload.practitioners.filter { working.contains($0.id) }
                        .sorted { $0.id < $1.id }.map { practitioner in
                            PractitionerRow(
                                reference: practitioner.id.text, name: practitioner.name,
                                agency: agencies[practitioner.agency] ?? practitioner.agency.text,
                                holder: held[practitioner.id]?.text)
                        })
            }
        }
        return .page("people", of: page, title: "People", shows: [])
    }

    // MARK: One account

    private static func kept(_ visit: Visit) async throws -> KeptAccount? {
        try await visit.run { store in try store.read { try $0.account(Account.ID(visit["account"])) } }
    }

    private static func account(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        guard let kept = try await kept(visit) else { return .notFound }
        return try await form(visit, kept, errors: errors)
    }

    /// - Parameter kept: Nil: somebody new.
    private static func form(_ visit: Visit, _ kept: KeptAccount?, errors: [FieldError] = []) async throws -> Answer {
        let caseload = try await visit.run { store in try store.read { try $0.caseload() } } ?? Caseload()
        // What was typed stays where it cannot stand.
        let typed = !errors.isEmpty
        let form = visit.form
        func value(_ field: String, _ stored: String?) -> String? { typed ? form[field] : stored }
        let account = kept?.account
        let page = AccountFormPage(
            account: account?.id.text, wanted: value("account", account?.id.text),
            fullName: value("name", account?.name),
            roles: Account.Role.allCases.map {
                Choice(
                    $0.rawValue, $0.inWords.prefix(1).uppercased() + $0.inWords.dropFirst(),
                    chosen: value("role", account?.role.rawValue))
            },
            agencies: caseload.agencies.sorted { $0.name < $1.name }.map {
                Choice($0.id.text, $0.name, chosen: value("agency", account?.agency?.text))
            },
            practitioners: caseload.practitioners.sorted { $0.id < $1.id }.map {
                Choice($0.id.text, "\($0.id), \($0.name)", chosen: value("practitioner", account?.practitioner?.text))
            },
            email: value("email", kept?.email?.text), isDisabled: kept?.isDisabled ?? false,
            hasSecondFactor: kept?.secret != nil, hasPassword: kept?.password != nil,
            isOwn: account?.id == visit.account.id,
            errors: errors, wrong: errors.byField)
        let title = account.map { "Account \($0.id)" } ?? "Add an account"
        return .page("person", of: page, title: title, shows: [])
    }

    /// What a form says of somebody; the errors are empty if all of it can stand.
    private static func read(_ form: Form) -> (Account, EmailAddress?, [FieldError]) {
        var errors: [FieldError] = []
        let id = form["account"]?.lowercased() ?? ""
        if form["name"] == nil { errors.append(FieldError("name", "Enter the name of whoever it is")) }
        let role = form["role"].flatMap(Account.Role.init)
        if role == nil { errors.append(FieldError("role", "Choose a role")) }
        let email = form["email"].flatMap { EmailAddress($0) }
        if form["email"] != nil && email == nil {
            errors.append(FieldError("email", "Enter an address such as po1@police.example, or leave it empty"))
        }
        let account = Account(
            id: Account.ID(id), name: form["name"] ?? "", role: role ?? .practitioner,
            agency: form["agency"].map { Agency.ID($0) }, practitioner: form["practitioner"].map { Practitioner.ID($0) }
        )
        return (account, email, errors)
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        var (account, email, errors) = read(visit.form)
        if !Account.ID.isWellFormed(account.id.text) {
            errors.insert(
                FieldError("account", "Enter 1 to 32 of the letters a to z, digits, “_” and “-” to sign in with"), at: 0
            )
        }
        guard errors.isEmpty else { return try await form(visit, nil, errors: errors) }
        do {
            let made = try await visit.run { [secrets = visit.site.secrets, account, email] store in
                try AddAccount(store, secrets: secrets)(
                    account, by: .madePassword, email: email, actor: visit.actor, at: visit.now)
            }
            return shown(made.password, of: made.account.id, "Account \(made.account.id) was added")
        } catch let refusal as AccountRefusal {
            return try await form(visit, nil, errors: [refusal.asFieldError])
        }
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        guard let before = try await kept(visit) else { return .notFound }
        let (account, email, errors) = read(visit.form)
        guard errors.isEmpty else { return try await form(visit, before, errors: errors) }
        var changes: [ChangeAccount.Change] = []
        if account.name != before.account.name { changes.append(.name(account.name)) }
        if account.role != before.account.role { changes.append(.role(account.role)) }
        if account.agency != before.account.agency { changes.append(.agency(account.agency)) }
        if account.practitioner != before.account.practitioner { changes.append(.practitioner(account.practitioner)) }
        if email != before.email { changes.append(.email(email)) }
        let id = before.account.id
        guard !changes.isEmpty else { return .see("/people", saying: "Nothing of \(id) was changed.") }
        do {
            try await make(changes, of: id, visit)
        } catch let refusal as AccountRefusal {
            return try await form(visit, before, errors: [refusal.asFieldError])
        }
        return .see("/people", saying: "Account \(id) was changed; whoever has it signs in again.")
    }

    private static func access(_ visit: Visit) async throws -> Answer {
        guard let before = try await kept(visit) else { return .notFound }
        let id = before.account.id
        let isDisabling = !before.isDisabled
        guard visit.form["to"] == (isDisabling ? "disable" : "enable") else {
            return .refused("Account \(id) was changed meanwhile.", back: "/people/\(id)")
        }
        try await make([isDisabling ? .disable : .enable], of: id, visit)
        return .see(
            "/people",
            saying: isDisabling
                ? "Account \(id) is disabled: nobody signs in with it, and whoever was signed in is not any more."
                : "Account \(id) is enabled again.")
    }

    private static func secondFactor(_ visit: Visit) async throws -> Answer {
        guard let before = try await kept(visit) else { return .notFound }
        let id = before.account.id
        try await make([.resetSecondFactor], of: id, visit)
        return .see(
            "/people/\(id)",
            saying: "The second factor of \(id) was taken back: they set up another at the next sign-in.")
    }

    private static func make(_ changes: [ChangeAccount.Change], of id: Account.ID, _ visit: Visit) async throws {
        _ = try await visit.run { [secrets = visit.site.secrets] store in
            try ChangeAccount(store, secrets: secrets)(changes, of: id, by: visit.actor, at: visit.now)
        }
        // Whoever was signed in would go on with what they were.
        if id != visit.account.id { await visit.site.sessions.endAll(of: id) }
    }

    private static func password(_ visit: Visit) async throws -> Answer {
        guard let before = try await kept(visit) else { return .notFound }
        let id = before.account.id
        guard id != visit.account.id else {
            return .refused("Your own password is changed on your own account's page.", back: "/account")
        }
        let made = try await visit.run { [secrets = visit.site.secrets] store in
            try ResetPassword(store, secrets: secrets)(of: id, by: visit.actor, at: visit.now)
        }
        await visit.site.sessions.endAll(of: id)
        return shown(made, of: id, "The password of \(id) was reset")
    }

    /// A password that was made up is on this one page, and nowhere else.
    private static func shown(_ password: String?, of account: Account.ID, _ title: String) -> Answer {
        .page("made-password", of: MadePasswordPage(account: account.text, password: password), title: title, shows: [])
    }
}

extension AccountRefusal {
    /// Beside the field that it is about.
    fileprivate var asFieldError: FieldError {
        let field =
            switch self {
            case .malformedName, .exists, .noSuchAccount, .disabled, .wrongCode, .hasSecondFactor, .wrongPassword,
                .password:
                "account"
            case .nameless: "name"
            case .noSuchAgency, .needsAgency: "agency"
            case .notOfAgency: "practitioner"
            case .sameEmail, .sameSubject: "email"
            case .lastAdministrator: "role"
            }
        let words = "\(self)"
        return FieldError(field, words.prefix(1).uppercased() + words.dropFirst())
    }
}

/// What `people.mustache` is given.
struct PeoplePage: Sendable {
    var accounts: [AccountRow]
    /// Accounts that can be used, of practitioners who have left.
    var leavers: [String]
    var agencies: [AgencyRow]
    var practitioners: [PractitionerRow]
}

struct AccountRow: Sendable {
    var account: String
    var fullName: String
    var role: String
    var agency: String?
    var practitioner: String?
    var isDisabled: Bool
    var hasLeft: Bool
    var hasSecondFactor: Bool
    /// Feed links in force, in words; nil: there are none.
    var links: String?
    /// Nil: never yet.
    var lastSignedIn: String?

    init(_ kept: KeptAccount, _ agencies: [Agency.ID: String], links: Int, hasLeft: Bool) {
        account = kept.account.id.text
        fullName = kept.account.name
        role = kept.account.role.inWords
        agency = kept.account.agency.map { agencies[$0] ?? $0.text }
        practitioner = kept.account.practitioner?.text
        isDisabled = kept.isDisabled
        self.hasLeft = hasLeft
        hasSecondFactor = kept.secret != nil
        self.links = links == 0 ? nil : Wording.counted(links, "feed link")
        lastSignedIn = kept.lastSignedInAt.map { Prepared.inShort($0.seconds, "UTC") }
    }
}

struct AgencyRow: Sendable {
    var agencyReference: String
    var agencyName: String
    var kind: String
    var sees: String
    var agreement: String
    var isLapsed: Bool
    var lapsesSoon: Bool

    init(_ agency: Agency, on day: Day, notice: Int) {
        agencyReference = agency.id.text
        agencyName = agency.name
        kind = agency.kind.rawValue
        sees = agency.sharing.inWords
        agreement = agency.agreementUntil.map { "until \($0.inShortWithYear)" } ?? "no end on record"
        isLapsed = agency.agreementUntil.map { $0 < day } ?? false
        lapsesSoon = agency.agreementUntil.map { $0 >= day && $0 < day + notice } ?? false
    }
}

struct PractitionerRow: Sendable {
    var reference: String
    var name: String
    var agency: String
    /// The account that is theirs.
    var holder: String?
}

/// What `person.mustache` is given.
struct AccountFormPage: FormPage {
    /// Nil: somebody new.
    var account: String?
    var wanted: String?
    var fullName: String?
    var roles: [Choice]
    var agencies: [Choice]
    var practitioners: [Choice]
    var email: String?
    var isDisabled: Bool
    var hasSecondFactor: Bool
    var hasPassword: Bool
    var isOwn: Bool
    var errors: [FieldError]
    var wrong: [String: String]
}

/// What `made-password.mustache` is given.
struct MadePasswordPage: Sendable {
    var account: String
    var password: String?
}
