internal import ArgumentParser
internal import Casework
internal import Operations
internal import SQLiteStore
internal import WebServer

struct AccountsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accounts", abstract: "Say who signs in to the diary over the network, and as what.",
        discussion: """
            There is no account to begin with. Whoever can write the diary's file adds the first, an administrator; \
            from then on administrators can do so in the browser, too.
            """,
        subcommands: [
            Add.self, List.self, Change.self, Disable.self, Enable.self, ResetPassword.self, ResetSecondFactor.self,
        ])

    struct Add: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Add an account, and show its password once.",
            discussion: "They choose a password of their own when they first sign in.")

        @Argument(help: ArgumentHelp("What they sign in with: a to z, digits, “_” and “-”.", valueName: "account"))
        var id: String

        @OptionGroup var role: RequiredRole

        @Option(help: "Their name. Default: the practitioner's, else that of the account.")
        var name: String?

        @OptionGroup var place: PlaceOptions

        @OptionGroup var password: PasswordOptions

        @Flag(help: "They sign in by the identity provider alone, which knows them by --email.")
        var noPassword = false

        @OptionGroup var of: AccountOptions

        func validate() throws {
            guard !noPassword || password.password == nil && !password.keepPassword else {
                throw ValidationError("--no-password leaves nothing for --password and --keep-password")
            }
            guard !noPassword || place.email != nil else {
                throw ValidationError("--no-password takes --email, by which the identity provider knows them")
            }
        }

        func run() throws {
            let store = try of.open()
            let practitioner = try place.practitioner.flatMap { id in
                try store.read { try $0.caseload()?.practitioners.first { $0.id == id } }
            }
            let wanted = Account(
                id: Account.ID(id), name: name ?? practitioner?.name ?? id, role: role.role,
                agency: place.agency, practitioner: place.practitioner)
            let proof: AddAccount.Proof =
                if noPassword {
                    .provider
                } else if let given = try password.given() {
                    .password(given, mustChange: !password.keepPassword)
                } else {
                    .madePassword
                }
            let (added, made) = try AddAccount(store, secrets: IdentitySecrets())(
                wanted, by: proof, email: place.email, actor: account, at: .now)
            Terminal.say(["Added: \(AccountsText.line(added))."] + AccountsText.lines(password: made))
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List who signs in.")

        @OptionGroup var of: AccountOptions

        func run() throws {
            let accounts = try ListAccounts(try of.open())()
            Terminal.say(accounts.isEmpty ? ["no accounts"] : AccountsText.list(accounts))
        }
    }

    struct Change: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change what an account is.",
            discussion: "Whoever is signed in with it keeps what they have open.")

        @Argument(help: ArgumentHelp("The account.", valueName: "account"))
        var id: String

        @Option(help: ArgumentHelp("What they may do.", discussion: RoleOption.list), transform: RoleOption.read)
        var role: Account.Role?

        @Option(help: "Their name.")
        var name: String?

        @OptionGroup var place: PlaceOptions

        @OptionGroup var of: AccountOptions

        private var changes: [ChangeAccount.Change] {
            [
                name.map { .name($0) }, role.map { .role($0) }, place.agency.map { .agency($0) },
                place.practitioner.map { .practitioner($0) }, place.email.map { .email($0) },
            ].compactMap(\.self)
        }

        func validate() throws {
            guard !changes.isEmpty else {
                throw ValidationError("say what to change: --role, --name, --agency, --practitioner or --email")
            }
        }

        func run() throws {
            let kept = try of.change(id, changes)
            Terminal.say(["Changed: \(AccountsText.line(kept.account))."])
        }
    }

    struct Disable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let nobody sign in with an account any more.",
            discussion: "It is never deleted: the history speaks of it.")

        @Argument(help: ArgumentHelp("The account.", valueName: "account"))
        var id: String

        @OptionGroup var of: AccountOptions

        func run() throws {
            let kept = try of.change(id, [.disable])
            Terminal.say(["Disabled: \(kept.account.id)."])
        }
    }

    struct Enable: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Let somebody sign in again who was disabled, or has to wait after wrong passwords.")

        @Argument(help: ArgumentHelp("The account.", valueName: "account"))
        var id: String

        @OptionGroup var of: AccountOptions

        func run() throws {
            let kept = try of.change(id, [.enable])
            Terminal.say(["Enabled: \(kept.account.id)."])
        }
    }

    struct ResetPassword: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Give an account another password, and show it once.",
            discussion: "They choose one of their own when they next sign in.")

        @Argument(help: ArgumentHelp("The account.", valueName: "account"))
        var id: String

        @OptionGroup var password: PasswordOptions

        @OptionGroup var of: AccountOptions

        func run() throws {
            let made = try Operations.ResetPassword(try of.open(), secrets: IdentitySecrets())(
                of: Account.ID(id), to: try password.given(), mustChange: !password.keepPassword,
                by: account, at: .now)
            Terminal.say(["Reset: the password of \(id)."] + AccountsText.lines(password: made))
        }
    }

    struct ResetSecondFactor: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take back a second factor that is lost; they enrol another when they next sign in.")

        @Argument(help: ArgumentHelp("The account.", valueName: "account"))
        var id: String

        @OptionGroup var of: AccountOptions

        func run() throws {
            let kept = try of.change(id, [.resetSecondFactor])
            Terminal.say(["Taken back: the second factor of \(kept.account.id)."])
        }
    }
}

/// A diary, and changes to its accounts.
struct AccountOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    func open() throws -> SQLiteStore { try SQLiteStore(path: diary, mustExist: true) }

    func change(_ id: String, _ changes: [ChangeAccount.Change]) throws -> KeptAccount {
        try ChangeAccount(try open(), secrets: IdentitySecrets())(
            changes, of: Account.ID(id), by: account, at: .now)
    }
}

/// Whose agreement counts, who they are in the caseload, and how an identity provider knows them.
struct PlaceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The agency whose agreement decides what they may see.", discussion: "Default: the practitioner's."),
        transform: { Agency.ID($0) })
    var agency: Agency.ID?

    @Option(help: "Who they are in the caseload.", transform: { Practitioner.ID($0) })
    var practitioner: Practitioner.ID?

    @Option(
        help: "The address by which the identity provider knows them.",
        transform: { text in
            guard let email = EmailAddress(text) else {
                throw ValidationError("expected an address such as una@prob.example")
            }
            return email
        })
    var email: EmailAddress?
}

struct RequiredRole: ParsableArguments {
    @Option(help: ArgumentHelp("What they may do.", discussion: RoleOption.list), transform: RoleOption.read)
    var role: Account.Role
}

enum RoleOption {
    static let list = "One of \(Account.Role.allCases.map(\.rawValue).joined(separator: ", "))."

    static func read(_ text: String) throws -> Account.Role {
        guard let role = Account.Role(rawValue: text) else { throw ValidationError("expected \(list.lowercasedFirst)") }
        return role
    }
}

extension String {
    fileprivate var lowercasedFirst: String { prefix(1).lowercased() + dropFirst().prefix { $0 != "." } }
}

struct PasswordOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "“-”: the password is read from standard input, so that no list of commands holds it.",
            discussion: "Default: one is made up."))
    var password: String?

    @Flag(help: "They may keep the password.")
    var keepPassword = false

    func validate() throws {
        guard password == nil || password == "-" else {
            throw ValidationError("--password takes “-” alone, and reads the password from standard input")
        }
    }

    /// Nil: one is to be made up.
    func given() throws -> String? {
        guard password != nil else { return nil }
        guard let line = readLine() else {
            throw ValidationError("--password - expects the password on standard input")
        }
        return line
    }
}

/// Accounts as text.
enum AccountsText {
    static func line(_ account: Account) -> String {
        "\(account.id), \(account.role.inWords)" + (account.agency.map { " of \($0)" } ?? "")
            + (account.practitioner.map { ", who is \($0)" } ?? "")
    }

    static func lines(password: String?) -> [String] {
        password.map { ["The password, which is shown here and nowhere else: \($0)"] } ?? []
    }

    static func list(_ accounts: [KeptAccount]) -> [String] {
        let width = accounts.map(\.account.id.text.count).max() ?? 0
        return accounts.map { kept in
            let account = kept.account
            let place = [account.role.inWords] + [account.agency?.text, account.practitioner?.text].compactMap(\.self)
            let state = [
                kept.password == nil ? nil : kept.mustChangePassword ? "has to choose a password" : "password",
                kept.secret == nil ? nil : "second factor, \(kept.recoveryCodes.count) recovery codes left",
                kept.subject == nil && kept.email == nil ? nil : "identity provider",
                kept.lastSignedInAt.map { "last signed in \($0.onTheOfficesClock.inShortWithYear)" }
                    ?? "has never signed in",
                kept.disabledAt.map { "disabled since \($0.onTheOfficesClock.day.inShortWithYear)" },
            ].compactMap(\.self)
            return "\(account.id.text.padded(width))  \(place.joined(separator: " "))  \(state.joined(separator: "; "))"
        }
    }
}
