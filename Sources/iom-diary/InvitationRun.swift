internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

/// Where invitations go, for every command that can send them.
struct InvitationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Write the invitations there, each as an .eml file.", valueName: "dir"))
    var invitations: String?

    @Flag(help: "Hand the invitations to the system's mail program.")
    var sendmail = false

    @Option(
        help: ArgumentHelp("Hand the invitations to this mail program, which takes '-t -i'.", valueName: "path"))
    var sendmailProgram: String?

    @Option(
        help: ArgumentHelp(
            "The mailbox that invites and gets the answers.", discussion: "Default: the policy's.",
            valueName: "address"))
    var organiser: String?

    /// Why nothing can be sent: nobody is named whom it could come from.
    struct NoOrganiser: Error, CustomStringConvertible {
        let description =
            "invitations need a mailbox to come from, which the team reads: give --organiser ADDRESS, or put "
            + "invitations: {organiser: iom@police.example} into policy.yaml and import the folder again."
    }

    var delivery: MailDelivery? {
        invitations.map { .folder($0) } ?? sendmailProgram.map { .sendmail($0) }
            ?? (sendmail ? .sendmail(MailDelivery.usualSendmail) : nil)
    }

    func validate() throws {
        guard [invitations != nil, sendmail, sendmailProgram != nil].count(where: \.self) <= 1 else {
            throw ValidationError("give one of --invitations, --sendmail and --sendmail-program")
        }
        if let organiser, EmailAddress(organiser) == nil {
            throw ValidationError("--organiser takes one plain e-mail address, such as iom@police.example")
        }
        guard organiser == nil || delivery != nil else {
            throw ValidationError("--organiser goes with --invitations, --sendmail or --sendmail-program")
        }
    }

    /// Refuses now what would be refused once the plan or the agenda is out.
    ///
    /// - Parameter scope: Which invitations are sent.
    func prepare(
        _ store: SQLiteStore, diary: String, scope: InvitationScope = .all
    ) throws -> InvitationRun {
        guard let delivery else { return InvitationRun(store, diary: diary) }
        guard let caseload = try store.read({ try $0.caseload() }) else { throw DiaryRefusal.empty }
        var sender = caseload.policy.organiser
        if let address = organiser.flatMap({ EmailAddress($0) }) {
            sender = Organiser(address: address, name: sender?.name ?? Organiser.usualName)
        }
        guard let sender else { throw NoOrganiser() }
        try delivery.check()
        return InvitationRun(
            store, diary: diary, post: (delivery, sender, caseload.policy.marking), scope: scope)
    }
}

/// Sends what people are to be told of the diary in a file, or says who waits for it.
struct InvitationRun {
    private let store: SQLiteStore
    private let diary: String
    /// Nil: nothing is to be sent now.
    private let post: (delivery: MailDelivery, organiser: Organiser, marking: Marking)?
    private let scope: InvitationScope
    private let verb: SendInvitations

    init(
        _ store: SQLiteStore, diary: String,
        post: (delivery: MailDelivery, organiser: Organiser, marking: Marking)? = nil,
        scope: InvitationScope = .all
    ) {
        self.store = store
        self.diary = diary
        self.post = post
        self.scope = scope
        verb = SendInvitations(store) { stored, caseload, arrangements, now in
            Invitations(plan: stored.plan, caseload: caseload, beside: stored.beside, issued: arrangements.issued)
                .all(from: now)
        }
    }

    func sendOrRemind() throws {
        guard let post else { return try remind() }
        let now = Timestamp.now
        let outcome = try verb(scope, by: account, at: now, clock: .onTheOfficesClock) { letter in
            let mail = InvitationMail(
                letter, from: post.organiser, marking: post.marking, at: now.seconds, productVersion: Product.version)
            try post.delivery.deliver(try mail.mail(), as: mail.reference)
        }
        Terminal.say(lines(outcome, post.delivery))
        if scope != .all { try remind() }
    }

    /// Says what sending now would come to, and does nothing.
    func rehearse() throws {
        let outcome = try verb.rehearsed(scope, at: .now, clock: .onTheOfficesClock)
        let mails = Dictionary(grouping: outcome.letters, by: \.invitation.practitioner).mapValues(\.count)
        let most = mails.values.max() ?? 0
        Terminal.say(
            ["Nothing is sent. \(summary(outcome.letters))" + (most > 0 ? "; at most \(most) to one person" : "")]
                + mails.sorted { $0.key < $1.key }.map { "  \($0.key.text.padded(6)) \($0.value)" }
                + unreachable(outcome))
    }

    /// Whether somebody has not been told yet that it is off for them.
    func isOff(_ sent: SentInvitation) throws -> Bool {
        let own = InvitationScope(practitioners: [sent.invitation.practitioner], event: sent.invitation.event)
        return try !verb.round(own, at: .onTheOfficesClock).stillAsks(sent)
    }

    /// Says who has not been told yet, in a team that sends invitations.
    private func remind() throws {
        let (sendsInvitations, hasOrganiser) = try store.read { diary in
            let hasOrganiser = try diary.caseload()?.policy.organiser != nil
            guard try diary.latestPlan() != nil else { return (false, hasOrganiser) }
            let hasSent = try !diary.invitations().isEmpty
            return (hasOrganiser || hasSent, hasOrganiser)
        }
        guard sendsInvitations else { return }
        let waiting = try verb.round(at: .onTheOfficesClock).waiting.count
        guard waiting > 0 else { return }
        Terminal.say([
            "",
            "\(waiting) \(waiting == 1 ? "person has" : "people have") not been sent what is new for them:",
            "  iom-diary invitations send --sendmail \(hasOrganiser ? "" : "--organiser ADDRESS ")--diary \(diary)",
        ])
    }

    private func lines(_ outcome: SendInvitations.Outcome, _ delivery: MailDelivery) -> [String] {
        var lines = [summary(outcome.letters)]
        if case .folder(let path) = delivery, !outcome.letters.isEmpty {
            lines.append("Written to \(path), and noted as sent: see that they go out.")
        }
        return lines + unreachable(outcome)
    }

    /// `12 mails to 5 people: 10 invitations, 1 change, 1 cancellation`.
    private func summary(_ letters: [InvitationLetter]) -> String {
        if letters.isEmpty { return "Everybody has been sent everything already." }
        func counted(_ count: Int, _ one: String, _ many: String? = nil) -> String {
            "\(count) \(count == 1 ? one : many ?? one + "s")"
        }
        let people = Set(letters.map(\.invitation.practitioner)).count
        let requests = letters.filter { $0.method == .request }
        let changes = requests.count { $0.before != nil }
        return "\(counted(letters.count, "mail")) to \(counted(people, "person", "people")): "
            + "\(counted(requests.count - changes, "invitation")), \(counted(changes, "change")), "
            + counted(letters.count - requests.count, "cancellation")
    }

    private func unreachable(_ outcome: SendInvitations.Outcome) -> [String] {
        if outcome.withoutAddress.isEmpty { return [] }
        let who = outcome.withoutAddress.map(\.text).joined(separator: ", ")
        return ["No usable e-mail address in practitioners.csv, so tell them yourselves: \(who)"]
    }
}
