internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import Publishing
internal import SQLiteStore

struct InvitationsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invitations", abstract: "Invite people by mail to what they are needed for; take their answers.",
        discussion: """
            Each practitioner gets a mail of their own for every contact they are booked for, and for their own time at \
            every meeting whose agenda is issued. Accepted in Outlook, Exchange, Google or Thunderbird, it makes them \
            busy there, which a subscribed feed does not. References stand for names.
            """,
        subcommands: [Send.self, List.self, Reply.self])

    struct Send: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Send what is new, has changed or is off since each person was last sent something.",
            discussion: "Run it again whenever it stopped half way: nobody is sent anything twice.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Option(help: ArgumentHelp("Only to this practitioner; may be repeated.", valueName: "practitioner"))
        var only: [String] = []

        @Flag(help: "Say how many mails each person would get; send nothing, and remember nothing.")
        var dryRun = false

        @OptionGroup var options: InvitationOptions

        func validate() throws {
            guard dryRun || options.delivery != nil else {
                throw ValidationError(
                    "say where the invitations go: --invitations DIR, --sendmail or --sendmail-program PATH")
            }
        }

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let scope = InvitationScope(only)
            if dryRun { return try InvitationRun(store, diary: diary, scope: scope).rehearse() }
            try options.prepare(store, diary: diary, scope: scope).sendOrRemind()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List who was sent what, how they answered, and the times they propose instead.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Option(help: ArgumentHelp("Only this practitioner's; may be repeated.", valueName: "practitioner"))
        var only: [String] = []

        @Flag(help: "Only those that stand, and were neither answered nor met with another time.")
        var unanswered = false

        @Flag(help: "Only those that stand, and to which another time is proposed.")
        var proposals = false

        func validate() throws {
            if unanswered && proposals { throw ValidationError("give --unanswered or --proposals, not both") }
        }

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let (all, caseload) = try ReadInvitations(store)(InvitationScope(only), by: account, at: .now)
            let chosen = all.filter { sent in
                if unanswered { return !sent.isOff && sent.answer == nil && sent.proposal == nil }
                return !proposals || !sent.isOff && sent.proposal != nil
            }
            let lines = InvitationText(caseload, diary: diary).lines(chosen, from: .onTheOfficesClock)
            let nothing = only.isEmpty && all.isEmpty ? "nobody has been sent an invitation" : "no such invitation"
            Terminal.say(lines.isEmpty ? [nothing] : lines)
        }
    }

    struct Reply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take answers to invitations: the mails as they came in.",
            discussion: """
                Who declines is planned around at once, as with 'agenda decline' and 'contact decline'. A proposal of \
                another time is listed and moves nothing. What does not come from the person who was invited, or \
                answers something else than they were sent last, changes nothing and is noted in the history. Each \
                mail is judged by itself; of several, the exit status is the highest.

                A sender's address can be forged: let only mail in that your mail server has checked (SPF, DKIM, DMARC).
                """)

        @Argument(help: ArgumentHelp("Mails, or calendar files alone; '-' reads one from standard input."))
        var mails: [String]

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            let text = InvitationText(try diary.store.read { try $0.caseload() } ?? Caseload(), diary: of.diary)
            var isAnyTaken = false
            var worst: Complaint.Status?
            for mail in mails {
                do {
                    Terminal.say(try take(mail, into: diary, text))
                    isAnyTaken = true
                } catch {
                    if mails.count > 1 { Terminal.complain(["\(mail):"]) }
                    guard let status = Complaint.tell(error) else { throw error }
                    worst = [worst, status].compactMap(\.self).max { $0.rawValue < $1.rawValue }
                }
            }
            if isAnyTaken { try InvitationRun(diary.store, diary: of.diary).sendOrRemind() }
            if let worst { throw ExitCode(worst.rawValue) }
        }

        private func take(_ mail: String, into diary: DiaryToChange, _ text: InvitationText) throws -> [String] {
            let verb = TakeReply(diary.store, diaries: diary.reader)
            let bytes = try Reply.bytes(mail)
            let reply: InvitationReply
            do throws(ReplyReader.Fault) {
                reply = try ReplyReader.read(bytes, zone: Policy.standard.timezone)
            } catch {
                try verb.refuse(.unreadable("\(error)"), by: account, at: .now)
            }
            let start = ContinuousClock.now
            let outcome = try verb(reply, by: account, at: .now, clock: .onTheOfficesClock)
            let took = ContinuousClock.now - start
            func isOff(_ sent: SentInvitation) throws -> Bool {
                try sent.answer != .declined && InvitationRun(diary.store, diary: of.diary).isOff(sent)
            }
            switch outcome {
            case .known(let sent):
                return text.lines(sent, reply, isOff: try isOff(sent)) + ["This was known already."]
            case .kept(let sent):
                return text.lines(sent, reply, isOff: try isOff(sent))
            case .declinedContact(let sent, let contact, let plan):
                let stays =
                    contact.status == .confirmed
                    ? ["It is confirmed, and stays until somebody moves it or calls it off."] : []
                return text.lines(sent, reply, isOff: false) + stays
                    + (plan.map { ChangeText($0, took: took).lines } ?? ["There is no plan of weeks ahead to change."])
            case .declinedMeeting(let sent, let outcome):
                return text.lines(sent, reply, isOff: false)
                    + AgendaText(outcome.meeting, outcome.caseload).lines(of: outcome, diary: of.diary)
            }
        }

        /// One byte more than is read of a mail, so that one that is too long is told from one that is not.
        private static let most = 1_000_001

        private static func bytes(_ path: String) throws -> [UInt8] {
            let kind = try? FileManager.default.attributesOfItem(atPath: path)[.type] as? FileAttributeType
            if path != "-", kind == .typeDirectory {
                throw EventsCommand.Unreadable(
                    file: path, reason: "It is a folder; expected a mail, or a calendar file.", isMissing: true)
            }
            guard let file = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path) else {
                throw EventsCommand.Unreadable(
                    file: path, reason: "There is no such file, or it may not be read.", isMissing: true)
            }
            var bytes: [UInt8] = []
            while bytes.count < most, let more = try file.read(upToCount: most - bytes.count), !more.isEmpty {
                bytes += more
            }
            return bytes
        }
    }
}

extension InvitationScope {
    /// Those whom `--only` names.
    fileprivate init(_ only: [String]) { self.init(practitioners: Set(only.map { Practitioner.ID($0) })) }
}
