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

        @OptionGroup var options: InvitationOptions

        func validate() throws {
            guard options.delivery != nil else {
                throw ValidationError("say where the invitations go: --invitations DIR, or --sendmail")
            }
        }

        func run() throws {
            try options.prepare(try SQLiteStore(path: diary, mustExist: true), diary: diary).sendOrRemind()
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List who was sent what, how they answered, and the times they propose instead.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let all = try ReadInvitations(store)(by: account, at: .now)
            Terminal.say(InvitationText.lines(all, from: .onTheOfficesClock, diary: diary))
        }
    }

    struct Reply: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Take an answer to an invitation: the mail as it came in.",
            discussion: """
                Who declines is planned around at once, as with 'agenda decline' and 'contact decline'. A proposal of \
                another time is listed and moves nothing. What does not come from the person who was invited, or \
                answers something else than they were sent last, changes nothing and is noted in the history.

                A sender's address can be forged: let only mail in that your mail server has checked (SPF, DKIM, DMARC).
                """)

        @Argument(help: ArgumentHelp("The mail, or a calendar file alone; '-' reads standard input."))
        var mail: String

        @OptionGroup var of: ChangeOptions

        func run() throws {
            let diary = try of.open()
            let verb = TakeReply(diary.store, diaries: diary.reader)
            let reply: InvitationReply
            do {
                reply = try ReplyReader.read(try Reply.bytes(mail), zone: Policy.standard.timezone)
            } catch let fault as ReplyReader.Fault {
                try verb.refuse(.unreadable("\(fault)"), by: account, at: .now)
            }
            let start = ContinuousClock.now
            let outcome = try verb(
                reply, until: Iterations(), by: account, at: .now, clock: .onTheOfficesClock)
            let took = ContinuousClock.now - start
            switch outcome {
            case .known(let sent):
                Terminal.say([InvitationText.line(sent, reply) + " This was known already."])
            case .kept(let sent):
                var lines = [InvitationText.line(sent, reply)]
                if let proposal = sent.proposal, case .proposal = reply.content {
                    lines.append("  " + InvitationText.follow(proposal, sent, diary: of.diary))
                }
                Terminal.say(lines)
            case .declinedContact(let sent, let contact, let plan):
                let stays =
                    contact.status == .confirmed
                    ? ["It is confirmed, and stays until somebody moves it or calls it off."] : []
                Terminal.say(
                    [InvitationText.line(sent, reply)] + stays
                        + (plan.map { ChangeText($0, took: took).lines }
                            ?? ["There is no plan of weeks ahead to change."]))
            case .declinedMeeting(let sent, let outcome):
                Terminal.say(
                    [InvitationText.line(sent, reply)]
                        + AgendaText(outcome.meeting, outcome.caseload).lines(of: outcome))
            }
            try InvitationRun(diary.store, diary: of.diary).sendOrRemind()
        }

        /// One byte more than is read of a mail, so that one that is too long is told from one that is not.
        private static let most = 1_000_001

        private static func bytes(_ path: String) throws -> [UInt8] {
            let file =
                path == "-" ? FileHandle.standardInput : try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
            var bytes: [UInt8] = []
            while bytes.count < most, let more = try file.read(upToCount: most - bytes.count), !more.isEmpty {
                bytes += more
            }
            return bytes
        }
    }
}
