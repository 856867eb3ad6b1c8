internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Identity
internal import Operations
internal import SQLiteStore

struct FeedLinksCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feed-links", abstract: "Keep the links by which calendar programs subscribe at 'serve'.",
        discussion: """
            Whoever has a link's address can read that calendar, without signing in. The address is shown once; the \
            diary keeps what it takes to recognise it, and notes every fetch.
            """,
        subcommands: [Make.self, List.self, Revoke.self])

    struct Make: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a link for each of some practitioners, and print the addresses.",
            discussion: "The addresses are printed this once, each behind its practitioner.")

        @Argument(help: "Whose calendars; everyone's if nobody is named.")
        var practitioners: [String] = []

        @Option(
            help: ArgumentHelp(
                "busy: times alone. reference: also what and where, and references.", valueName: "busy|reference"))
        var level = FeedLevel.reference

        @Option(help: ArgumentHelp("What the link is called.", valueName: "text"))
        var label: String?

        @Option(
            help: ArgumentHelp(
                "The account that answers for it: the practitioner's own, or a name that nobody signs in with.",
                discussion: "Default: the practitioner's account, or else whoever runs this.", valueName: "account"))
        var owner: String?

        @Option(help: ArgumentHelp("How people reach the service, such as https://diary.example.", valueName: "url"))
        var address = "http://127.0.0.1:8080"

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let ids =
                practitioners.isEmpty
                ? try store.read { try $0.caseload()?.practitioners.map(\.id).sorted() ?? [] }
                : practitioners.map { Practitioner.ID($0) }
            let accounts = try store.read { try $0.accounts() }.filter { !$0.isDisabled }.map(\.account)
            let base = address.hasSuffix("/") ? String(address.dropLast()) : address
            let tokens = ids.map { _ in Token.madeForAddress() }
            let wanted = zip(ids, tokens).map { id, token in
                let theirs = accounts.first { $0.practitioner == id }?.id
                return MakeFeedLink.Wanted(
                    id, digest: Token.digest(token),
                    owner: owner.map { Account.ID($0) } ?? theirs ?? Account.ID(account))
            }
            _ = try MakeFeedLink(store)(wanted, at: level, label: label, by: account, at: .now)
            Terminal.say(zip(ids, tokens).map { id, token in "\(id) \(base)/feeds/\(token).ics" })
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the links, and when each was last asked by.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let links = try ListFeedLinks(try SQLiteStore(path: diary, mustExist: true))()
            guard !links.isEmpty else { return Terminal.say(["There are no feed links."]) }
            Terminal.say(links.map(FeedLinksCommand.line))
        }
    }

    struct Revoke: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Revoke a link, or all links of an account.",
            discussion: """
                For 30 days its address gives an empty calendar, so that programs forget what they hold; then nothing.
                """)

        @Argument(help: "The link's number, as 'list' shows it.")
        var link: Int?

        @Option(help: ArgumentHelp("Every link of this account.", valueName: "account"))
        var allOf: String?

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            guard (link == nil) != (allOf == nil) else {
                throw ValidationError("give the number of a link, or --all-of with an account")
            }
        }

        func run() throws {
            let verb = RevokeFeedLink(try SQLiteStore(path: diary, mustExist: true))
            if let link {
                try verb(link, of: nil, by: account, at: .now)
                Terminal.say(["Revoked: link \(link)."])
            } else if let allOf {
                let count = try verb.revokeAll(of: Account.ID(allOf), by: account, at: .now)
                Terminal.say(["Revoked: \(count) \(count == 1 ? "link" : "links") of \(allOf)."])
            }
        }
    }

    private static func line(_ link: FeedLink) -> String {
        let state =
            link.revokedAt.map { "revoked \($0.onTheOfficesClock.inShort)" }
            ?? link.lastFetchedAt.map { "last fetched \($0.onTheOfficesClock.inShort)" } ?? "never fetched"
        let label = link.label.map { " (\($0))" } ?? ""
        return "\(link.number)  \(link.practitioner) \(link.level.rawValue)\(label), of \(link.owner), made "
            + "\(link.madeAt.onTheOfficesClock.inShort), \(state)"
    }
}
