package import Casework

/// Lets somebody in who shows who they are.
///
/// An account that is not there, or is disabled, is refused as a wrong password is: after the same time, and with the
/// same waits. What is tried while a name has to wait is not looked at, and does not count.
package struct SignIn {
    private let store: any DiaryStore
    private let secrets: any Secrets
    private let needsSecondFactor: @Sendable (Account) -> Bool

    /// - Parameter needsSecondFactor: Who is not let in without one.
    package init(
        _ store: any DiaryStore, secrets: any Secrets,
        needsSecondFactor: @escaping @Sendable (Account) -> Bool = { _ in true }
    ) {
        self.store = store
        self.secrets = secrets
        self.needsSecondFactor = needsSecondFactor
    }

    package enum Outcome: Hashable, Sendable {
        case welcome(Account)
        /// The password is right; the one-time code is still to come.
        case needsCode(Account)
        /// They have to choose a password of their own first: `ChangePassword`, then `goingOn`.
        case mustChangePassword(Account)
        /// They have to enrol a second factor first: `EnrolSecondFactor`, then `goingOn`.
        case needsEnrolment(Account)
        /// Seconds to wait before anything is tried again.
        case refused(after: Int)
    }

    /// The first step.
    package func callAsFunction(_ name: String, password: String, at now: Timestamp) throws -> Outcome {
        let id = Account.ID(typed: name)
        while true {
            let (seen, wait) = try store.read { diary in
                (try diary.account(id)?.password, try diary.wait(under: secrets.digest(name: id.text), at: now))
            }
            if wait > 0 { return .refused(after: wait) }
            // Slow on purpose, so outside the transaction that judges and counts.
            let matches = secrets.matches(password, seen)
            let outcome: Outcome? = try store.write { diary in
                let kept = try diary.account(id)
                guard kept?.password == seen else { return nil }
                return try diary.judging(id, secrets, at: now) {
                    guard matches, let kept, !kept.isDisabled else { return nil }
                    return try proceed(kept, hasGivenCode: false, diary, at: now)
                }
            }
            // Nil: the password was changed meanwhile, and the new one is what counts.
            if let outcome { return outcome }
        }
    }

    /// The second step, of somebody whose password was right just before.
    ///
    /// - Parameter code: A one-time code, or one of their recovery codes.
    package func callAsFunction(_ account: Account.ID, code: String, at now: Timestamp) throws -> Outcome {
        try store.write { diary in
            try diary.judging(account, secrets, at: now) {
                guard var kept = try diary.account(account), !kept.isDisabled, let secret = kept.secret else {
                    return nil
                }
                if let step = secrets.step(of: code, secret: secret, at: now, after: kept.lastStep) {
                    kept.lastStep = step
                } else if kept.recoveryCodes.remove(secrets.digest(recoveryCode: code)) != nil {
                    try diary.record(
                        HistoryEntry(
                            at: now, actor: account.text, act: .consultation,
                            detail: "used a recovery code; \(kept.recoveryCodes.count) are left"))
                } else {
                    return nil
                }
                try diary.keep(kept)
                return try proceed(kept, hasGivenCode: true, diary, at: now)
            }
        }
    }

    /// What comes after somebody has changed their password or enrolled a second factor on the way in.
    ///
    /// - Parameter hasGivenCode: Whether they have shown a code of their second factor, be it when enrolling it.
    package func callAsFunction(
        goingOn account: Account.ID, hasGivenCode: Bool, at now: Timestamp
    ) throws -> Outcome {
        try store.write { diary in
            guard let kept = try diary.account(account), !kept.isDisabled else { return .refused(after: 0) }
            return try proceed(kept, hasGivenCode: hasGivenCode, diary, at: now)
        }
    }

    private func proceed(
        _ kept: KeptAccount, hasGivenCode: Bool, _ diary: any DiaryWriting, at now: Timestamp
    ) throws -> Outcome {
        if kept.secret != nil && !hasGivenCode { return .needsCode(kept.account) }
        if kept.mustChangePassword { return .mustChangePassword(kept.account) }
        if kept.secret == nil && needsSecondFactor(kept.account) { return .needsEnrolment(kept.account) }
        try diary.welcome(kept, secrets, how: kept.secret == nil ? "signed in" : "signed in with a second factor", now)
        return .welcome(kept.account)
    }
}

extension DiaryReading {
    /// How many seconds a name has to wait.
    func wait(under digest: String, at now: Timestamp) throws -> Int {
        try failedSignIns(under: digest).map { failures in
            // What failed in time to come was counted by a clock that has been set back since: that wait may be for
            // years.
            failures.lastAt > now ? 0 : max(0, failures.waitsUntil.seconds - now.seconds)
        } ?? 0
    }
}

extension DiaryWriting {
    /// Judges something that somebody shows, and counts it if it is wrong.
    ///
    /// Both in one transaction: of guesses that come at the same moment each counts.
    ///
    /// - Parameter judge: Nil: it is wrong.
    func judging(
        _ account: Account.ID, _ secrets: any Secrets, at now: Timestamp, _ judge: () throws -> SignIn.Outcome?
    ) throws -> SignIn.Outcome {
        let digest = secrets.digest(name: account.text)
        let wait = try wait(under: digest, at: now)
        guard wait == 0 else { return .refused(after: wait) }
        if let outcome = try judge() { return outcome }
        let old = Patience.begins(at: now)
        var failures =
            try failedSignIns(under: digest).flatMap { $0.lastAt < old ? nil : $0 }
            ?? FailedSignIns(count: 0, lastAt: now, waitsUntil: now)
        failures.count += 1
        failures.lastAt = now
        let delay = Patience.delay(after: failures.count)
        failures.waitsUntil = Timestamp(seconds: now.seconds + delay)
        try keep(failures, under: digest, forgettingBefore: old)
        let isKnown = try self.account(account) != nil
        try record(
            HistoryEntry(
                at: now, actor: isKnown ? account.text : "an unknown name", act: .consultation,
                detail: "failed to sign in (\(failures.count) in a row)" + (delay > 0 ? ", waits \(delay) s" : "")))
        return .refused(after: delay)
    }

    /// Forgets what has failed under an account's name.
    func forgive(_ account: Account.ID, _ secrets: any Secrets, at now: Timestamp) throws {
        try keep(nil, under: secrets.digest(name: account.text), forgettingBefore: Patience.begins(at: now))
    }

    /// Writes down that somebody is let in.
    func welcome(_ kept: KeptAccount, _ secrets: any Secrets, how: String, _ now: Timestamp) throws {
        var kept = kept
        kept.lastSignedInAt = now
        try keep(kept)
        try forgive(kept.account.id, secrets, at: now)
        try record(HistoryEntry(at: now, actor: kept.account.id.text, act: .consultation, detail: how))
    }
}

/// How long somebody waits who was wrong too often.
enum Patience {
    /// Seconds, after so many failures in a row: none for two, then 2 doubling to 128, and a quarter of an hour from
    /// the tenth on.
    static func delay(after failures: Int) -> Int {
        switch failures {
        case ..<3: 0
        case 3..<10: 1 << (failures - 2)
        default: 15 * 60
        }
    }

    /// Failures in a row are forgotten a day after the last of them.
    static func begins(at now: Timestamp) -> Timestamp { Timestamp(seconds: now.seconds - 86_400) }
}
