package import Casework
package import Identity
package import Operations

/// Who is signed in; kept in memory alone, so that a restart signs everybody out.
///
/// A session's name is 256 random bits, of which only the hash is kept. It is another before and after signing in, and
/// ends with signing out, after 15 idle minutes, and after twelve hours whatever happens.
package actor Sessions {
    package static let idle = 15 * 60
    package static let longest = 12 * 3_600
    /// Whoever asks for pages to sign in, and never does, shuts nobody out: the oldest of these go first.
    private static let mostVisitors = 10_000
    /// Pages of one session that can still be sent; the oldest go first.
    private static let mostForms = 256

    package struct Session: Sendable {
        /// Nil: nobody has signed in yet.
        package var account: Account.ID?
        var startedAt: Timestamp
        var seenAt: Timestamp
        fileprivate var forms: [String] = []
        /// What was last done, to be said on the next page.
        fileprivate var said: Notice?
        /// What is carried from one step of signing in to the next.
        package var pending: Pending?
    }

    /// What was done, and a line each for what else has changed by it.
    struct Notice: Sendable {
        var text: String
        var lines: [NoticeLine]
    }

    /// A sign-in that is not complete, and where it was to lead.
    package enum Pending: Sendable {
        /// The password was right; the code is missing.
        case code(Account.ID, to: String?)
        /// The password was right, and has to be changed.
        case newPassword(Account.ID, present: String, hasGivenCode: Bool, to: String?)
        /// A second factor has to be enrolled.
        case enrolment(Account.ID, EnrolSecondFactor.Offer, to: String?)
        /// At the identity provider.
        case elsewhere(OpenIDConnect.Pending, to: String?)
    }

    private var sessions: [String: Session] = [:]

    package init() {}

    /// The name of a fresh session, for the cookie.
    package func begin(_ account: Account.ID?, at now: Timestamp) -> String {
        if account == nil { makeRoom(at: now) }
        let name = Token.made()
        sessions[Token.digest(name)] = Session(account: account, startedAt: now, seenAt: now)
        return name
    }

    /// The session of that name, if it has not ended; from now on it is idle anew.
    package func session(_ name: String, at now: Timestamp) -> Session? {
        let key = Token.digest(name)
        guard var session = sessions[key] else { return nil }
        // Where the clock has jumped, back or ahead, nobody can tell how long it was idle: it ends.
        guard abs(now.seconds - session.seenAt.seconds) <= Sessions.idle,
            abs(now.seconds - session.startedAt.seconds) <= Sessions.longest
        else {
            sessions[key] = nil
            return nil
        }
        session.seenAt = now
        sessions[key] = session
        return session
    }

    /// How many seconds it lasts if nothing more is asked for; 0 where it has ended.
    package func left(_ name: String, at now: Timestamp) -> Int {
        guard let session = sessions[Token.digest(name)] else { return 0 }
        return max(
            0,
            min(
                session.seenAt.seconds + Sessions.idle - now.seconds,
                session.startedAt.seconds + Sessions.longest - now.seconds))
    }

    package func end(_ name: String) { sessions[Token.digest(name)] = nil }

    /// Ends every session of an account but one.
    package func endAll(of account: Account.ID, but name: String? = nil) {
        let kept = name.map(Token.digest)
        sessions = sessions.filter { $0.value.account != account || $0.key == kept }
    }

    package func hold(_ pending: Pending?, in name: String) { sessions[Token.digest(name)]?.pending = pending }

    /// A mark for the forms of one page, which the first of them that is sent uses up.
    package func form(in name: String) -> String {
        let form = Token.made(bits: 128)
        let key = Token.digest(name)
        sessions[key]?.forms.append(form)
        if let count = sessions[key]?.forms.count, count > Sessions.mostForms {
            sessions[key]?.forms.removeFirst(count - Sessions.mostForms)
        }
        return form
    }

    /// Whether a form is of a page of this session, and has not been sent before.
    package func take(form: String, in name: String) -> Bool {
        let key = Token.digest(name)
        guard let place = sessions[key]?.forms.firstIndex(of: form) else { return false }
        sessions[key]?.forms.remove(at: place)
        return true
    }

    func say(_ notice: Notice, in name: String) { sessions[Token.digest(name)]?.said = notice }

    /// What was to be said, once.
    func said(in name: String) -> Notice? {
        let key = Token.digest(name)
        defer { sessions[key]?.said = nil }
        return sessions[key]?.said
    }

    private func makeRoom(at now: Timestamp) {
        sessions = sessions.filter { now.seconds - $0.value.seenAt.seconds <= Sessions.idle }
        let visitors = sessions.filter { $0.value.account == nil }
        guard visitors.count >= Sessions.mostVisitors,
            let oldest = visitors.min(by: { $0.value.seenAt < $1.value.seenAt })
        else { return }
        sessions[oldest.key] = nil
    }
}
