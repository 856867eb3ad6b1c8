internal import Casework
internal import Identity
internal import Operations
internal import Publishing

/// One's own account: the password, the second factor, and who else may be signed in as oneself.
enum AccountPages {
    static var routes: [Route] {
        [
            .get("/account", for: .keepAccount) { try await page($0, []) },
            .get("/session", for: .keepAccount, session),
            .post("/account/password", for: .keepAccount, changePassword),
            .post("/account/sessions", for: .keepAccount, endOthers),
        ]
    }

    private static func page(_ visit: Visit, _ errors: [FieldError]) async throws -> Answer {
        let kept = try await visit.run { try $0.read { try $0.account(visit.account.id) } }
        let values = AccountPage(
            errors: errors, id: visit.account.id.text, role: visit.account.role.inWords,
            agency: visit.account.agency?.text, practitioner: visit.account.practitioner?.text,
            hasPassword: kept?.password != nil, hasSecondFactor: kept?.secret != nil,
            recoveryCodes: kept?.recoveryCodes.count ?? 0, least: Password.lengths.lowerBound)
        return .page("account", of: values, title: "Your account", shows: [])
    }

    /// Whoever asks stays signed in, and is told for how many seconds.
    private static func session(_ visit: Visit) async throws -> Answer {
        let left = await visit.site.sessions.left(visit.session, at: visit.now)
        return .file(Download(name: "session.txt", type: "text/plain; charset=utf-8", content: Array("\(left)".utf8)))
    }

    private static func changePassword(_ visit: Visit) async throws -> Answer {
        let present = visit.form.exactly("present-password") ?? ""
        let wanted = visit.form.exactly("new-password") ?? ""
        do {
            try await visit.site.onSlowThread {
                try ChangePassword(visit.store, secrets: visit.site.secrets)(
                    of: visit.account.id, from: present, to: wanted, at: visit.now)
            }
        } catch let error as AccountRefusal {
            let field = if case .wrongPassword = error { "present-password" } else { "new-password" }
            return try await page(visit, [FieldError(field, error.description.capitalisedFirst)])
        }
        // Whoever knew the old password is out.
        await visit.site.sessions.endAll(of: visit.account.id, but: visit.session)
        return .see("/account", saying: "Your password is changed. Other browsers were signed out.")
    }

    private static func endOthers(_ visit: Visit) async throws -> Answer {
        await visit.site.sessions.endAll(of: visit.account.id, but: visit.session)
        return .see("/account", saying: "Other browsers were signed out.")
    }
}

/// What `account.mustache` is given.
struct AccountPage: FormPage {
    var errors: [FieldError]
    var id: String
    var role: String
    var agency: String?
    var practitioner: String?
    var hasPassword: Bool
    var hasSecondFactor: Bool
    var recoveryCodes: Int
    /// Characters of a password.
    var least: Int
}
