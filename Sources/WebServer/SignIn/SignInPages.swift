internal import Casework
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Identity
internal import Logging
internal import Operations
internal import Publishing

/// How somebody gets in: by a password and a one-time code, or by the word of the organisation's identity provider.
///
/// On the way in they may have to choose a password of their own, and to set up a second factor.
struct SignInPages: Sendable {
    let site: Site

    func add(to router: Router<SiteContext>) {
        router.get("/sign-in") { request, context in try await begin(request, context) }
        for (path, step) in steps {
            router.post(RouterPath(path)) { request, context in try await take(request, context, step) }
        }
        for path in ["/sign-in/code", "/sign-in/password", "/sign-in/second-factor"] {
            router.get(RouterPath(path)) { request, _ in try await show(request) }
        }
        router.get("/sign-in/elsewhere") { request, context in try await leave(request, context) }
        router.get("/sign-in/back") { request, context in try await comeBack(request, context) }
        router.post("/sign-out") { request, _ in try await signOut(request) }
    }

    private typealias Step = @Sendable (Sent) async throws -> Response

    private var steps: [(String, Step)] {
        [
            ("/sign-in", { try await password($0) }), ("/sign-in/code", { try await code($0) }),
            ("/sign-in/password", { try await newPassword($0) }),
            ("/sign-in/second-factor", { try await enrolment($0) }),
        ]
    }

    /// A form of one who is not signed in yet.
    private struct Sent: Sendable {
        var form: Form
        var session: String
        var pending: Sessions.Pending?
        var now: Timestamp
        var agent: String
    }

    // MARK: The first page

    private func begin(_ request: Request, _ context: SiteContext) async throws -> Response {
        let now = site.plugs.clock().now
        if let (_, session) = await session(of: request, at: now), session.account != nil {
            return Response(status: .seeOther, headers: [.location: "/"])
        }
        let to = Form(request.uri.query ?? "")["to"]
        return try await firstPage(SignInPage(to: to), in: try await visitor(request, context, at: now))
    }

    /// A session for somebody who has none; how many of them one address can begin is limited.
    private func visitor(_ request: Request, _ context: SiteContext, at now: Timestamp) async throws -> String {
        if let (name, session) = await session(of: request, at: now), session.account == nil { return name }
        if let seconds = await site.visitors.wait(site.caller(of: request, context), at: now) {
            throw HTTPError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
        }
        return await site.sessions.begin(nil, at: now)
    }

    private func firstPage(_ page: SignInPage, in session: String) async throws -> Response {
        var page = page
        page.provider = site.provider?.label
        return cookie(session, on: try await site.page("sign-in", of: page, title: "Sign in", in: session))
    }

    // MARK: The steps

    private func take(_ request: Request, _ context: SiteContext, _ step: Step) async throws -> Response {
        guard Site.isFromHere(request) else { throw HTTPError(.forbidden) }
        let now = site.plugs.clock().now
        if let seconds = await site.visitors.wait(site.caller(of: request, context), at: now) {
            throw HTTPError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
        }
        let form = Form(String(decoding: try await site.body(of: request, atMost: 16 * 1024), as: UTF8.self))
        guard let (name, session) = await session(of: request, at: now), session.account == nil,
            let mark = form.exactly("form"), await site.sessions.take(form: mark, in: name)
        else {
            // The page was open for too long, or sent twice: it is shown again, and nothing was tried.
            let fresh = await site.sessions.begin(nil, at: now)
            let page = SignInPage(
                to: form["to"], errors: [FieldError("name", "The page was open for too long. Sign in again.")])
            return try await firstPage(page, in: fresh)
        }
        return try await step(
            Sent(
                form: form, session: name, pending: session.pending, now: now,
                agent: request.headers[.userAgent] ?? ""))
    }

    private func password(_ sent: Sent) async throws -> Response {
        let (name, password) = (sent.form["name"], sent.form.exactly("password") ?? "")
        var page = SignInPage(to: sent.form["to"], name: name ?? "")
        guard let name, !password.isEmpty else {
            if name == nil { page.errors.append(FieldError("name", "Enter your account's name")) }
            if password.isEmpty { page.errors.append(FieldError("password", "Enter your password")) }
            return try await firstPage(page, in: sent.session)
        }
        let outcome = try await site.onSlowThread { [site] in
            try site.signIn(name, password: password, at: sent.now)
        }
        if case .refused(let seconds) = outcome {
            page.errors.append(FieldError("name", Self.refusal(seconds)))
            return try await firstPage(page, in: sent.session)
        }
        return try await goOn(outcome, sent, to: sent.form["to"], password: password, hasGivenCode: false)
    }

    private static func refusal(_ seconds: Int) -> String {
        "The account's name or the password is wrong, or the account cannot sign in."
            + (seconds > 0 ? " Wait \(Self.inWords(seconds)) before you try again." : "")
    }

    private static func inWords(_ seconds: Int) -> String {
        seconds < 120 ? "\(seconds) seconds" : "\((seconds + 59) / 60) minutes"
    }

    private func code(_ sent: Sent) async throws -> Response {
        guard case .code(let account, let to)? = sent.pending else { return again(sent) }
        guard let code = sent.form["code"] else {
            return try await show(.code(account, to: to), sent, [FieldError("code", "Enter the code")])
        }
        let outcome = try await site.onThread { [site] in try site.signIn(account, code: code, at: sent.now) }
        if case .refused(let seconds) = outcome {
            let wait = seconds > 0 ? " Wait \(Self.inWords(seconds)) before you try again." : ""
            return try await show(
                .code(account, to: to), sent,
                [FieldError("code", "That is not the code that is shown at present, or it was used already.\(wait)")])
        }
        return try await goOn(outcome, sent, to: to, password: nil, hasGivenCode: true)
    }

    private func newPassword(_ sent: Sent) async throws -> Response {
        guard case .newPassword(let account, let present, let hasGivenCode, let to)? = sent.pending else {
            return again(sent)
        }
        let wanted = sent.form.exactly("new-password") ?? ""
        do {
            try await site.onSlowThread { [site] in
                try ChangePassword(site.store, secrets: site.secrets)(
                    of: account, from: present, to: wanted, at: sent.now)
            }
        } catch let error as AccountRefusal {
            return try await show(
                .newPassword(account, present: present, hasGivenCode: hasGivenCode, to: to), sent,
                [FieldError("new-password", error.description.capitalisedFirst)])
        }
        return try await goOn(
            try await onward(account, hasGivenCode, sent), sent, to: to, password: wanted, hasGivenCode: hasGivenCode)
    }

    private func enrolment(_ sent: Sent) async throws -> Response {
        guard case .enrolment(let account, let offer, let to)? = sent.pending else { return again(sent) }
        let codes: [String]
        do {
            codes = try await site.onThread { [site] in
                try EnrolSecondFactor(site.store, secrets: site.secrets)(
                    account, offer, code: sent.form["code"] ?? "", at: sent.now)
            }
        } catch let error as AccountRefusal {
            return try await show(
                .enrolment(account, offer, to: to), sent, [FieldError("code", error.description.capitalisedFirst)])
        }
        let outcome = try await onward(account, true, sent)
        guard case .welcome(let welcome) = outcome else {
            return try await goOn(outcome, sent, to: to, password: nil, hasGivenCode: true)
        }
        let session = await enter(welcome, sent)
        let page = RecoveryCodesPage(codes: codes, to: Self.path(to))
        return cookie(
            session, on: try await site.page("recovery-codes", of: page, title: "Keep these codes", in: session))
    }

    private func onward(_ account: Account.ID, _ hasGivenCode: Bool, _ sent: Sent) async throws -> SignIn.Outcome {
        try await site.onThread { [site] in
            try site.signIn(goingOn: account, hasGivenCode: hasGivenCode, at: sent.now)
        }
    }

    /// Where an outcome leads.
    private func goOn(
        _ outcome: SignIn.Outcome, _ sent: Sent, to: String?, password: String?, hasGivenCode: Bool
    ) async throws -> Response {
        switch outcome {
        case .welcome(let account):
            return cookie(
                await enter(account, sent),
                on: Response(status: .seeOther, headers: [.location: Self.path(to)]))
        case .needsCode(let account): return try await show(.code(account.id, to: to), sent, [])
        case .mustChangePassword(let account):
            guard let password else { return again(sent) }
            return try await show(
                .newPassword(account.id, present: password, hasGivenCode: hasGivenCode, to: to), sent, [])
        case .needsEnrolment(let account):
            let offer = try await site.onThread { [site] in
                try EnrolSecondFactor(site.store, secrets: site.secrets).offer(account.id, issuer: "IOM diary")
            }
            return try await show(.enrolment(account.id, offer, to: to), sent, [])
        case .refused: return again(sent)
        }
    }

    /// Another session than before, so that nobody who knew the old one is in it.
    private func enter(_ account: Account, _ sent: Sent) async -> String {
        await site.sessions.end(sent.session)
        return await site.sessions.begin(account.id, at: sent.now)
    }

    private func again(_ sent: Sent) -> Response { Response(status: .seeOther, headers: [.location: "/sign-in"]) }

    /// Where to go after signing in: a page of ours, and nobody else's.
    static func path(_ to: String?) -> String {
        guard let to, to.hasPrefix("/"), !to.hasPrefix("//"), !to.hasPrefix("/sign-"),
            to.utf8.allSatisfy({ (0x21..<0x7f).contains($0) && $0 != UInt8(ascii: "\\") })
        else { return "/" }
        return to
    }

    // MARK: The pages of the steps

    private func show(_ request: Request) async throws -> Response {
        let now = site.plugs.clock().now
        guard let (name, session) = await session(of: request, at: now), let pending = session.pending else {
            return Response(status: .seeOther, headers: [.location: "/sign-in"])
        }
        return try await page(of: pending, [], in: name)
    }

    private func show(_ pending: Sessions.Pending, _ sent: Sent, _ errors: [FieldError]) async throws -> Response {
        await site.sessions.hold(pending, in: sent.session)
        return try await page(of: pending, errors, in: sent.session)
    }

    private func page(of pending: Sessions.Pending, _ errors: [FieldError], in session: String) async throws -> Response
    {
        switch pending {
        case .code:
            return try await site.page(
                "sign-in-code", of: CodePage(errors: errors), title: "Enter your code", in: session)
        case .newPassword:
            let page = NewPasswordPage(errors: errors, least: Password.lengths.lowerBound)
            return try await site.page("sign-in-password", of: page, title: "Choose a password", in: session)
        case .enrolment(_, let offer, _):
            let page = EnrolmentPage(errors: errors, secret: Token.inFours(offer.secret), address: offer.address)
            return try await site.page(
                "sign-in-second-factor", of: page, title: "Set up your second factor", in: session)
        case .elsewhere: return Response(status: .seeOther, headers: [.location: "/sign-in"])
        }
    }

    // MARK: Elsewhere

    private func leave(_ request: Request, _ context: SiteContext) async throws -> Response {
        guard let provider = site.provider else { throw HTTPError(.notFound) }
        let now = site.plugs.clock().now
        let session = try await visitor(request, context, at: now)
        do {
            let (address, pending) = try await provider.connection.authorizationRequest(at: now.seconds)
            await site.sessions.hold(.elsewhere(pending, to: Form(request.uri.query ?? "")["to"]), in: session)
            return cookie(session, on: Response(status: .seeOther, headers: [.location: address]))
        } catch {
            return try await failed(error, provider, in: session)
        }
    }

    private func comeBack(_ request: Request, _ context: SiteContext) async throws -> Response {
        let now = site.plugs.clock().now
        guard let provider = site.provider, let (name, session) = await session(of: request, at: now),
            case .elsewhere(let pending, let to)? = session.pending
        else { return Response(status: .seeOther, headers: [.location: "/sign-in"]) }
        // One answer, whatever it is.
        await site.sessions.hold(nil, in: name)
        do {
            let who = try await provider.connection.complete(
                parameters(of: request), pending, at: now.seconds)
            let account = try await site.onThread { [site] in
                try SignInBySubject(site.store, secrets: site.secrets)(
                    KeptAccount.Subject(issuer: who.issuer, name: who.subject),
                    verifiedEmail: who.isEmailVerified ? who.email.flatMap { EmailAddress($0) } : nil, at: now)
            }
            guard let account else {
                let page = SignInPage(
                    errors: [
                        FieldError(
                            "name",
                            "There is no account for you here, or it cannot sign in. Ask whoever keeps your team's "
                                + "accounts.")
                    ])
                return try await firstPage(page, in: name)
            }
            await site.sessions.end(name)
            let fresh = await site.sessions.begin(account.id, at: now)
            return cookie(fresh, on: Response(status: .seeOther, headers: [.location: Self.path(to)]))
        } catch {
            return try await failed(error, provider, in: name)
        }
    }

    private func parameters(of request: Request) -> [String: String] {
        let form = Form(request.uri.query ?? "")
        return Dictionary(
            ["code", "state", "error", "error_description", "iss"].compactMap { name in
                form[name].map { (name, $0) }
            }, uniquingKeysWith: { first, _ in first })
    }

    private func failed(_ error: any Error, _ provider: Site.Provider, in session: String) async throws -> Response {
        guard let failure = error as? OpenIDFailure else { throw error }
        site.logger.warning("signing in by the identity provider failed: \(failure)")
        let page = SignInPage(
            errors: [FieldError("name", "\(provider.label) did not let you in, or could not be asked. Try again.")])
        return try await firstPage(page, in: session)
    }

    // MARK: Out

    private func signOut(_ request: Request) async throws -> Response {
        let now = site.plugs.clock().now
        guard Site.isFromHere(request) else { throw HTTPError(.forbidden) }
        let form = Form(String(decoding: try await site.body(of: request, atMost: 16 * 1024), as: UTF8.self))
        if let (name, session) = await session(of: request, at: now), let mark = form.exactly("form"),
            await site.sessions.take(form: mark, in: name)
        {
            await site.sessions.end(name)
            if let account = session.account {
                try await site.recorder.record(
                    HistoryEntry(
                        at: now, actor: account.text, act: .consultation, detail: "signed out", route: "/sign-out"))
            }
            var response = Response(status: .seeOther, headers: [.location: "/sign-in"])
            response.setCookie(
                Cookie(
                    name: Site.cookie, value: "", maxAge: 0, path: "/", secure: true, httpOnly: true, sameSite: .lax))
            return response
        }
        return Response(status: .seeOther, headers: [.location: "/"])
    }

    private func session(of request: Request, at now: Timestamp) async -> (name: String, session: Sessions.Session)? {
        guard let name = request.cookies[Site.cookie]?.value,
            let session = await site.sessions.session(name, at: now)
        else { return nil }
        return (name, session)
    }

    private func cookie(_ session: String, on response: Response) -> Response {
        var response = response
        // Lax, not strict: whoever comes back from the identity provider comes from another site.
        response.setCookie(
            Cookie(name: Site.cookie, value: session, path: "/", secure: true, httpOnly: true, sameSite: .lax))
        return response
    }
}

struct SignInPage: FormPage {
    var to: String?
    var name = ""
    var errors: [FieldError] = []
    /// Who else lets people in: `Sign in with …`.
    var provider: String?
}

struct CodePage: FormPage {
    var errors: [FieldError]
}

struct NewPasswordPage: FormPage {
    var errors: [FieldError]
    /// Characters.
    var least: Int
}

struct EnrolmentPage: FormPage {
    var errors: [FieldError]
    var secret: String
    var address: String
}

struct RecoveryCodesPage: Sendable {
    var codes: [String]
    var to: String
}
