internal import Casework

extension DiaryReading {
    func known(_ account: Account.ID) throws -> KeptAccount {
        guard let kept = try self.account(account) else { throw AccountRefusal.noSuchAccount(account) }
        return kept
    }
}

extension DiaryWriting {
    /// Keeps an account that may be as it is, or says why it may not.
    ///
    /// What has not changed is not judged again: somebody who has left the caseload can still be disabled.
    func keepJudged(_ kept: KeptAccount) throws {
        let account = kept.account
        guard account.name.contains(where: { !$0.isWhitespace }) else { throw AccountRefusal.nameless(account.id) }
        let before = try self.account(account.id)
        let place = { (account: Account) in [account.role.rawValue, account.agency?.text, account.practitioner?.text] }
        if before.map({ place($0.account) }) != place(account) { try judge(account) }
        let others = try accounts().filter { $0.account.id != account.id }
        if let email = kept.email, others.contains(where: { $0.email == email }) {
            throw AccountRefusal.sameEmail(email)
        }
        if let subject = kept.subject, let other = others.first(where: { $0.subject == subject }) {
            throw AccountRefusal.sameSubject(other.account.id)
        }
        if let before, before.administers, !kept.administers, !others.contains(where: \.administers) {
            throw AccountRefusal.lastAdministrator(account.id)
        }
        try keep(kept)
    }

    /// Holds what an account is against the caseload.
    private func judge(_ account: Account) throws {
        let caseload = try caseload()
        if let agency = account.agency {
            guard caseload?.agencies.contains(where: { $0.id == agency }) == true else {
                throw AccountRefusal.noSuchAgency(agency)
            }
        } else if account.role != .auditor && account.role != .administrator {
            throw AccountRefusal.needsAgency(account.role)
        }
        guard let practitioner = account.practitioner else { return }
        guard let who = caseload?.practitioners.first(where: { $0.id == practitioner }) else {
            throw DiaryRefusal.noSuchPractitioner(practitioner)
        }
        if let agency = account.agency, who.agency != agency {
            throw AccountRefusal.notOfAgency(practitioner, agency)
        }
    }
}

extension KeptAccount {
    fileprivate var administers: Bool { account.role == .administrator && !isDisabled }
}

extension Account.ID {
    /// As a name is typed: capitals make no difference.
    init(typed name: String) { self.init(name.lowercased()) }
}
