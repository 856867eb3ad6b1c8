import Casework
import Operations
import SQLiteStore
import Synchronization
import Testing

/// Secrets that can be read, and cost nothing: what the verbs make of them is what is tested here.
private struct PlainSecrets: Secrets {
    /// Called once a password has been looked at, and before anything is kept.
    var meanwhile: @Sendable () -> Void = {}

    func refusal(of password: String, for account: Account) -> String? { password.count < 4 ? "too short" : nil }
    func hash(_ password: String) throws -> String { "hash of \(password)" }
    func matches(_ password: String, _ hash: String?) -> Bool {
        meanwhile()
        return hash == "hash of \(password)"
    }
    func madePassword() -> String { "made-password" }
    func madeSecret() -> String { "seed" }
    func address(of secret: String, for account: Account.ID, issuer: String) -> String {
        "\(issuer):\(account):\(secret)"
    }
    /// The code is the secret with the minute.
    func step(of code: String, secret: String, at now: Timestamp, after last: Int?) -> Int? {
        let step = now.seconds / 60
        return code == "\(secret)-\(step)" && step > last ?? -1 ? step : nil
    }
    func madeRecoveryCodes() -> [String] { ["r1", "r2"] }
    func digest(recoveryCode: String) -> String { "digest of \(recoveryCode)" }
    func digest(name: String) -> String { "digest of \(name)" }
}

/// Who is let in, who is not, and what is written down of it.
struct AccountTests {
    private static let noon = Timestamp(seconds: 1_795_260_800)
    private static func later(_ seconds: Int) -> Timestamp { Timestamp(seconds: noon.seconds + seconds) }

    private let store: SQLiteStore
    private let secrets = PlainSecrets()

    init() throws {
        store = try SQLiteStore.inMemory()
        var caseload = Caseload()
        caseload.agencies = [
            Agency(id: .init("pol"), name: "Wexcombe Police", kind: .police, sharing: .full),
            Agency(id: .init("prob"), name: "Wexcombe Probation", kind: .probation, sharing: .full),
        ]
        caseload.locations = [
            Location(id: .init("office"), name: "Mill House", kind: .probationOffice, latitude: 51.5, longitude: 0)
        ]
        caseload.practitioners = [
            Practitioner(
                id: .init("pp1"), name: "Cara Voss", agency: .init("prob"), role: .probationPractitioner,
                base: .init("office"))
        ]
        _ = try ImportCaseload(store)(caseload, calendars: [], by: "una", at: Self.noon)
    }

    @discardableResult
    private func add(
        _ name: String, _ role: Account.Role = .administrator, agency: String? = nil, practitioner: String? = nil,
        by proof: AddAccount.Proof = .password("horse", mustChange: false), email: String? = nil
    ) throws -> (account: Account, password: String?) {
        try AddAccount(store, secrets: secrets)(
            Account(
                id: .init(name), name: "Una Newcombe", role: role, agency: agency.map { .init($0) },
                practitioner: practitioner.map { .init($0) }),
            by: proof, email: email.flatMap { EmailAddress($0) }, actor: "root", at: Self.noon)
    }

    private func signIn(
        _ name: String, _ password: String = "horse", at now: Timestamp = noon, second: Bool = false
    ) throws -> SignIn.Outcome {
        try SignIn(store, secrets: secrets, needsSecondFactor: { _ in second })(name, password: password, at: now)
    }

    private func signIn(_ account: Account, code: String, at now: Timestamp = noon) throws -> SignIn.Outcome {
        try SignIn(store, secrets: secrets)(account.id, code: code, at: now)
    }

    @discardableResult
    private func change(_ name: String, _ changes: ChangeAccount.Change...) throws -> KeptAccount {
        try ChangeAccount(store, secrets: secrets)(changes, of: .init(name), by: "root", at: Self.noon)
    }

    private func kept(_ name: String) throws -> KeptAccount {
        try #require(try store.read { try $0.account(.init(name)) })
    }

    /// What was done since the import, first things first.
    private func history() throws -> [String] {
        try store.read { try $0.history(limit: 99) }.reversed().dropFirst()
            .map { "\($0.actor) \($0.act): \($0.detail)" }
    }

    /// The sentence with which something is refused.
    private func refusal(_ body: () throws -> Void) -> String {
        do {
            try body()
            return "nothing was refused"
        } catch {
            return "\(error)"
        }
    }

    @discardableResult
    private func enrol(_ account: Account, at now: Timestamp = noon) throws -> [String] {
        let verb = EnrolSecondFactor(store, secrets: secrets)
        let offer = try verb.offer(account.id, issuer: "Wexcombe")
        #expect(offer.address == "Wexcombe:\(account.id):seed")
        return try verb(account.id, offer, code: code(now), at: now)
    }

    private func code(_ now: Timestamp) -> String { "seed-\(now.seconds / 60)" }

    // MARK: Accounts

    @Test func `an account is what was asked for, and changes nothing that is planned from`() throws {
        let before = try store.read { try $0.revision() }
        let (account, password) = try add(
            "Una", .practitioner, practitioner: "pp1", by: .madePassword, email: "una@prob.example")
        #expect(account.id.text == "una" && account.agency == .init("prob") && password == "made-password")
        let kept = try kept("una")
        #expect(kept.account == account && kept.madeAt == Self.noon && kept.mustChangePassword)
        #expect(kept.password == "hash of made-password" && kept.email == EmailAddress("una@prob.example"))
        try change("UNA", .name("U. Newcombe"), .role(.manager), .practitioner(nil), .agency(.init("pol")))
        #expect(
            try self.kept("una").account
                == Account(id: .init("una"), name: "U. Newcombe", role: .manager, agency: .init("pol")))
        #expect(try ListAccounts(store)().map(\.account.id.text) == ["una"])
        #expect(try store.read { try $0.revision() } == before)
        #expect(
            try history() == [
                "root alteration: added the account una: practitioner of prob, who is pp1",
                "root alteration: account una: has another name", "root alteration: account una: is manager",
                "root alteration: account una: is nobody in the caseload", "root alteration: account una: is of pol",
            ])
    }

    @Test func `what is amiss with an account is said, and nothing is kept`() throws {
        try add("una", email: "una@prob.example")
        let count = try history().count
        #expect(
            refusal { try add("una b") }
                == "“una b” cannot be an account: expected 1 to 32 of the letters a to z, digits, “_” and “-”")
        #expect(refusal { try add("UNA") } == "there is an account una already")
        #expect(
            refusal { try add("bob", .manager) }
                == "a manager needs an agency, whose agreement decides what they may see")
        #expect(refusal { try add("bob", .manager, agency: "army") } == "there is no agency army in the diary")
        #expect(refusal { try add("bob", practitioner: "pp9") } == "there is no practitioner pp9 in the diary")
        #expect(refusal { try add("bob", agency: "pol", practitioner: "pp1") } == "pp1 is not of pol")
        #expect(refusal { try add("bob", by: .password("cow", mustChange: true)) } == "too short")
        #expect(
            refusal { try add("bob", email: "Una@PROB.example") } == "another account has the address Una@PROB.example")
        #expect(refusal { try change("bob", .disable) } == "there is no account bob")
        #expect(refusal { try change("una", .name(" ")) } == "una needs the name of whoever it is")
        #expect(try ListAccounts(store)().count == 1 && history().count == count)
    }

    @Test func `the last administrator stays one, and stays enabled`() throws {
        try add("una")
        let refused = "una is the last administrator: make somebody else one first, or nobody could let anybody in"
        #expect(refusal { try change("una", .disable) } == refused)
        #expect(refusal { try change("una", .role(.auditor)) } == refused)
        try add("bob")
        try change("una", .disable)
        #expect(refusal { try change("bob", .role(.auditor)) } == refused.replacing("una", with: "bob"))
        try change("una", .enable)
        try change("bob", .role(.auditor))
        #expect(try kept("una").isDisabled == false && kept("bob").account.role == .auditor)
    }

    @Test func `somebody who has left the caseload can be disabled`() throws {
        try add("cara", .practitioner, practitioner: "pp1")
        _ = try ImportCaseload(store)(Caseload(), calendars: [], by: "una", at: Self.noon)
        try change("cara", .disable)
        #expect(try kept("cara").disabledAt == Self.noon)
    }

    // MARK: Signing in

    @Test func `the right password lets in, whatever the capitals of the name`() throws {
        let account = try add("una").account
        #expect(try signIn("Una", at: Self.later(60)) == .welcome(account))
        #expect(try kept("una").lastSignedInAt == Self.later(60))
        #expect(try history().last == "una consultation: signed in")
    }

    @Test func `a made password is good for choosing another`() throws {
        let account = try add("una", by: .madePassword).account
        #expect(try signIn("una", "made-password") == .mustChangePassword(account))
        let change = ChangePassword(store, secrets: secrets)
        #expect(refusal { try change(of: account.id, from: "made-password", to: "cow", at: Self.noon) } == "too short")
        #expect(
            refusal { try change(of: account.id, from: "made-password", to: "made-password", at: Self.noon) }
                == "the new password is the present one")
        #expect(
            refusal { try change(of: account.id, from: "guess", to: "long enough", at: Self.noon) }
                == "the present password is another")
        try change(of: account.id, from: "made-password", to: "horse", at: Self.noon)
        let verb = SignIn(store, secrets: secrets, needsSecondFactor: { _ in false })
        #expect(try verb(goingOn: account.id, hasGivenCode: false, at: Self.noon) == .welcome(account))
        #expect(try signIn("una") == .welcome(account))
        #expect(try signIn("una", "made-password") == .refused(after: 0))
    }

    @Test func `a reset password lets in who was locked out, to choose another`() throws {
        let account = try add("una").account
        for guess in 1...3 { _ = try signIn("una", "guess \(guess)") }
        #expect(try signIn("una") == .refused(after: 2))
        let reset = ResetPassword(store, secrets: secrets)
        #expect(try reset(of: .init("una"), by: "root", at: Self.noon) == "made-password")
        #expect(try signIn("una", "made-password") == .mustChangePassword(account))
        #expect(try reset(of: .init("una"), to: "a pony", mustChange: false, by: "root", at: Self.noon) == nil)
        #expect(try signIn("una", "a pony") == .welcome(account))
    }

    @Test func `waits double from the third failure, and from the tenth on last a quarter of an hour`() throws {
        try add("una")
        var (now, waits) = (Self.noon, [Int]())
        for _ in 1...12 {
            guard case .refused(let wait) = try signIn("una", "guess", at: now) else { continue }
            waits.append(wait)
            // A second early it is not looked at, be it right.
            if wait > 1 {
                #expect(try signIn("una", at: Timestamp(seconds: now.seconds + wait - 1)) == .refused(after: 1))
            }
            now = Timestamp(seconds: now.seconds + wait)
        }
        #expect(waits == [0, 0, 2, 4, 8, 16, 32, 64, 128, 900, 900, 900])
        guard case .welcome = try signIn("una", at: now) else {
            Issue.record("the right password was refused once the wait was over")
            return
        }
        #expect(try signIn("una", "guess", at: now) == .refused(after: 0), "whoever was let in begins anew")
        #expect(try history().count { $0.contains("failed to sign in") } == 13)
        #expect(try history().contains("una consultation: failed to sign in (12 in a row), waits 900 s"))
    }

    @Test func `failures are forgotten a day after the last`() throws {
        try add("una")
        for _ in 1...3 { _ = try signIn("una", "guess") }
        #expect(try signIn("una", "guess", at: Self.later(86_400)) == .refused(after: 4))
        #expect(try signIn("una", "guess", at: Self.later(2 * 86_400 + 1)) == .refused(after: 0))
    }

    @Test func `a wait that a clock running ahead began is over when it is set back, and the next failure counts`()
        throws
    {
        try add("una")
        for _ in 1...3 { _ = try signIn("una", "guess", at: Self.later(400 * 86_400)) }
        #expect(try signIn("una", "guess") == .refused(after: 4))
        #expect(try signIn("una") == .refused(after: 4))
        guard case .welcome = try signIn("una", at: Self.later(4)) else {
            Issue.record("the right password was refused once the wait was over")
            return
        }
    }

    @Test func `an unknown name and a disabled account are answered as a wrong password is`() throws {
        try add("una")
        try add("bob")
        try change("bob", .disable)
        var now = Self.noon
        for _ in 1...11 {
            let known = try signIn("una", "guess", at: now)
            #expect(try signIn("nobody here", "guess", at: now) == known)
            #expect(try signIn("bob", at: now) == known)
            guard case .refused(let wait) = known else { break }
            now = Timestamp(seconds: now.seconds + wait)
        }
        let lines = try history()
        #expect(lines.contains("an unknown name consultation: failed to sign in (11 in a row), waits 900 s"))
        #expect(!lines.contains { $0.contains("nobody") })
    }

    @Test func `guesses that come at the same moment all count`() async throws {
        try add("una")
        let arrived = Atomic(0)
        // Each looks at the password before any of them is judged.
        var secrets = PlainSecrets()
        secrets.meanwhile = { arrived.add(1, ordering: .relaxed) }
        let verb = SignIn(store, secrets: secrets)
        let waits = try await withThrowingTaskGroup(of: SignIn.Outcome.self) { group in
            for guess in 1...15 {
                group.addTask { try verb("una", password: "guess \(guess)", at: Self.noon) }
            }
            return try await group.reduce(into: [SignIn.Outcome]()) { $0.append($1) }
        }
        #expect(waits.count { $0 == .refused(after: 0) } == 2)
        #expect(waits.count { $0 == .refused(after: 2) } == 13)
        #expect(try store.read { try $0.failedSignIns(under: "digest of una") }?.count == 3)
        #expect(arrived.load(ordering: .relaxed) >= 3)
    }

    @Test func `a right guess that was being looked at when the wait began is not let in`() throws {
        try add("una")
        var secrets = PlainSecrets()
        let store = store
        secrets.meanwhile = {
            for _ in 1...3 { _ = try? SignIn(store, secrets: PlainSecrets())("una", password: "guess", at: Self.noon) }
        }
        #expect(try SignIn(store, secrets: secrets)("una", password: "horse", at: Self.noon) == .refused(after: 2))
    }

    @Test func `a password that is reset while the old one is looked at counts at once`() throws {
        try add("una")
        let store = store
        let once = Mutex(true)
        var secrets = PlainSecrets()
        secrets.meanwhile = {
            guard
                once.withLock({ first in
                    defer { first = false }; return first
                })
            else { return }
            _ = try? ResetPassword(store, secrets: PlainSecrets())(
                of: .init("una"), to: "a pony", by: "root", at: Self.noon)
        }
        #expect(try SignIn(store, secrets: secrets)("una", password: "horse", at: Self.noon) == .refused(after: 0))
    }

    // MARK: The second factor

    @Test func `a second factor is enrolled on the way in, and asked for from then on`() throws {
        let account = try add("una").account
        #expect(try signIn("una", second: true) == .needsEnrolment(account))
        let verb = EnrolSecondFactor(store, secrets: secrets)
        let offer = try verb.offer(account.id, issuer: "Wexcombe")
        #expect(throws: AccountRefusal.self) { try verb(account.id, offer, code: "seed-1", at: Self.noon) }
        #expect(try kept("una").secret == nil)
        #expect(try enrol(account) == ["r1", "r2"])
        let going = SignIn(store, secrets: secrets)
        #expect(try going(goingOn: account.id, hasGivenCode: true, at: Self.noon) == .welcome(account))
        #expect(try signIn("una", at: Self.later(60)) == .needsCode(account))
        #expect(try going(goingOn: account.id, hasGivenCode: false, at: Self.noon) == .needsCode(account))
        #expect(try signIn(account, code: code(Self.later(60)), at: Self.later(60)) == .welcome(account))
        #expect(try history().last == "una consultation: signed in with a second factor")
        #expect(refusal { try enrol(account) }.hasPrefix("una has a second factor already"))
    }

    @Test func `a code is taken once, that of the enrolment too`() throws {
        let account = try add("una").account
        try enrol(account)
        #expect(try signIn(account, code: code(Self.noon)) == .refused(after: 0))
        let (now, next) = (Self.later(60), code(Self.later(60)))
        #expect(try signIn(account, code: next, at: now) == .welcome(account))
        #expect(try signIn(account, code: next, at: now) == .refused(after: 0))
    }

    @Test func `a recovery code is taken once`() throws {
        let account = try add("una").account
        try enrol(account)
        #expect(try signIn(account, code: "r2") == .welcome(account))
        #expect(try signIn(account, code: "r2") == .refused(after: 0))
        #expect(try signIn(account, code: "r1") == .welcome(account))
        #expect(try kept("una").recoveryCodes.isEmpty)
        #expect(try history().contains("una consultation: used a recovery code; 1 are left"))
    }

    @Test func `wrong codes count as wrong passwords do, and the right password does not clear them`() throws {
        let account = try add("una").account
        try enrol(account)
        #expect(try signIn(account, code: "1") == .refused(after: 0))
        #expect(try signIn("una") == .needsCode(account))
        #expect(try signIn(account, code: "2") == .refused(after: 0))
        #expect(try signIn(account, code: "3") == .refused(after: 2))
        #expect(try signIn("una") == .refused(after: 2))
        #expect(try signIn(account, code: "r1", at: Self.later(1)) == .refused(after: 1))
        #expect(try signIn(account, code: "r1", at: Self.later(2)) == .welcome(account))
    }

    @Test func `a second factor that was taken back is enrolled anew`() throws {
        let account = try add("una").account
        try enrol(account)
        try change("una", .resetSecondFactor)
        #expect(try kept("una").recoveryCodes.isEmpty)
        #expect(try signIn(account, code: "r1") == .refused(after: 0))
        #expect(try signIn("una", second: true) == .needsEnrolment(account))
        try enrol(account)
        #expect(try signIn("una") == .needsCode(account))
    }

    @Test func `who was disabled after the first step gets no further`() throws {
        let account = try add("una").account
        try add("bob")
        try enrol(account)
        #expect(try signIn("una") == .needsCode(account))
        try change("una", .disable)
        #expect(try signIn(account, code: "r1") == .refused(after: 0))
        #expect(
            try SignIn(store, secrets: secrets)(goingOn: account.id, hasGivenCode: true, at: Self.noon)
                == .refused(after: 0))
        #expect(refusal { try enrol(account) } == "una is disabled")
    }

    // MARK: Identity providers

    private func arrive(
        _ name: String, email: String? = nil, issuer: String = "https://id.example"
    ) throws -> Account? {
        try SignInBySubject(store, secrets: secrets)(
            .init(issuer: issuer, name: name), verifiedEmail: email.flatMap { EmailAddress($0) }, at: Self.noon)
    }

    @Test func `a verified address lets in once, and the provider's own name from then on`() throws {
        let account = try add("una", by: .provider, email: "una@prob.example").account
        #expect(try arrive("s1") == nil)
        #expect(try arrive("s1", email: "UNA@prob.example") == account)
        #expect(try arrive("s1") == account)
        #expect(try arrive("s2", email: "una@prob.example") == nil, "the address was given to somebody else")
        #expect(try arrive("s1", issuer: "https://other.example") == nil)
        #expect(try signIn("una", "") == .refused(after: 0), "there is no password")
        #expect(try history().contains("una consultation: signed in by the identity provider"))
        #expect(
            try history().contains(
                "an unknown name consultation: failed to sign in by the identity provider: no account is prepared for them"
            ))
    }

    @Test func `an administrator can say who it is, and that it is another`() throws {
        let account = try add("una", by: .provider).account
        try change("una", .subject(.init(issuer: "https://id.example", name: "s1")))
        #expect(try arrive("s1") == account)
        try add("bob")
        #expect(
            refusal { try change("bob", .subject(.init(issuer: "https://id.example", name: "s1"))) }
                == "the identity provider's word on them lets in una already")
        try change("una", .email(EmailAddress("una@prob.example")))
        #expect(try arrive("s1") == nil)
        #expect(try arrive("s9", email: "una@prob.example") == account)
        try change("una", .role(.administrator))
        try change("una", .disable)
        #expect(try arrive("s9") == nil)
    }

    @Test func `nothing written down holds a secret`() throws {
        let account = try add("una", by: .madePassword).account
        try enrol(account)
        _ = try signIn("una", "guess")
        _ = try signIn(account, code: "r1")
        try ChangePassword(store, secrets: secrets)(of: account.id, from: "made-password", to: "horse", at: Self.noon)
        let text = try history().joined(separator: "\n") + "\(try kept("una"))" + String(reflecting: try kept("una"))
        for secret in ["made-password", "horse", "guess", "hash", "seed", "r1", "digest", "Newcombe"] {
            #expect(!text.contains(secret))
        }
    }
}
