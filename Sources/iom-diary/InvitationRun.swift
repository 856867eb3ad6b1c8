internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

/// Where invitations go, for every command that can send them.
struct InvitationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the invitations there, each as an .eml file.", valueName: "dir"))
    var invitations: String?

    @Option(
        defaultAsFlag: MailDelivery.usualSendmail,
        help: ArgumentHelp("Hand the invitations to this mail program, or to the system's own.", valueName: "path"))
    var sendmail: String?

    @Option(
        help: ArgumentHelp(
            "The mailbox that invites and gets the answers.", discussion: "Default: the policy's.",
            valueName: "address"))
    var organiser: String?

    var delivery: MailDelivery? { invitations.map { .folder($0) } ?? sendmail.map { .sendmail($0) } }

    func validate() throws {
        guard invitations == nil || sendmail == nil else {
            throw ValidationError("give --invitations or --sendmail, not both")
        }
        if let organiser, EmailAddress(organiser) == nil {
            throw ValidationError("--organiser takes one plain e-mail address, such as iom@police.example")
        }
        guard organiser == nil || delivery != nil else {
            throw ValidationError("--organiser goes with --invitations or --sendmail")
        }
    }

    /// Refuses now what would be refused once the plan or the agenda is out.
    func prepare(_ store: SQLiteStore, diary: String) throws -> InvitationRun {
        guard let delivery else { return InvitationRun(store, diary: diary) }
        guard let caseload = try store.read({ try $0.caseload() }) else { throw DiaryRefusal.empty }
        var sender = caseload.policy.organiser
        if let address = organiser.flatMap({ EmailAddress($0) }) {
            sender = Organiser(address: address, name: sender?.name ?? Organiser.usualName)
        }
        guard let sender else {
            throw ValidationError(
                "invitations need a mailbox to come from, which the team reads: give --organiser, or in policy.yaml "
                    + "invitations: {organiser: iom@police.example}")
        }
        try delivery.check()
        return InvitationRun(store, diary: diary, post: (delivery, sender))
    }
}

/// Sends what people are to be told of the diary in a file, or says who waits for it.
struct InvitationRun {
    private let store: SQLiteStore
    private let diary: String
    /// Nil: nothing is to be sent now.
    private let post: (delivery: MailDelivery, organiser: Organiser)?
    private let verb: SendInvitations

    init(_ store: SQLiteStore, diary: String, post: (delivery: MailDelivery, organiser: Organiser)? = nil) {
        self.store = store
        self.diary = diary
        self.post = post
        verb = SendInvitations(store) { stored, caseload, arrangements, now in
            Invitations(plan: stored.plan, caseload: caseload, beside: stored.beside, issued: arrangements.issued)
                .all(from: now)
        }
    }

    func sendOrRemind() throws {
        guard let post else { return try remind() }
        let now = Timestamp.now
        let outcome = try verb(by: account, at: now, clock: .onTheOfficesClock) { letter in
            let mail = InvitationMail(letter, from: post.organiser, at: now.seconds, productVersion: Product.version)
            try post.delivery.deliver(try mail.mail(), as: mail.reference)
        }
        Terminal.say(lines(outcome, post.delivery))
    }

    /// Says who has not been told yet, in a team that sends invitations.
    private func remind() throws {
        guard try sendsInvitations() else { return }
        let waiting = try verb.round(at: .onTheOfficesClock).waiting.count
        guard waiting > 0 else { return }
        Terminal.say([
            "",
            "\(waiting) \(waiting == 1 ? "person has" : "people have") not been sent what is new for them:",
            "  iom-diary invitations send --sendmail --diary \(diary)",
        ])
    }

    private func sendsInvitations() throws -> Bool {
        try store.read { diary in
            guard try diary.latestPlan() != nil else { return false }
            return try diary.caseload()?.policy.organiser != nil || !diary.invitations().isEmpty
        }
    }

    private func lines(_ outcome: SendInvitations.Outcome, _ delivery: MailDelivery) -> [String] {
        let letters = outcome.letters
        let (cancelled, rest) = (letters.count { $0.method == .cancel }, letters.filter { $0.method == .request })
        let changed = rest.count { $0.before != nil }
        let people = Set(letters.map(\.invitation.practitioner)).count
        var lines = [
            letters.isEmpty
                ? "Everybody has been sent everything already."
                : "\(letters.count) mails to \(people) people: \(rest.count - changed) invitations, \(changed) changes, "
                    + "\(cancelled) cancellations"
        ]
        if case .folder(let path) = delivery, !letters.isEmpty {
            lines.append("Written to \(path), and noted as sent: see that they go out.")
        }
        if !outcome.withoutAddress.isEmpty {
            lines.append(
                "No usable e-mail address in practitioners.csv, so tell them yourselves: "
                    + outcome.withoutAddress.map(\.text).joined(separator: ", "))
        }
        return lines
    }
}
