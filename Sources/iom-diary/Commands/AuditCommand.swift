internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Show who did what with a diary, and check that nobody has changed the record.",
        discussion: """
            Everything that is done with a diary, looking at it included, adds an entry (Data Protection Act 2018, \
            section 62). So does this.
            """,
        subcommands: [List.self, Verify.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show entries, latest first.")

        @Option(help: ArgumentHelp("About this nominal.", valueName: "reference"))
        var nominal: String?

        @Option(help: ArgumentHelp("By this account.", valueName: "account"))
        var actor: String?

        @Option(
            help: ArgumentHelp(
                "Of this kind: \(HistoryEntry.Act.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "act")
        )
        var act: String?

        @Option(help: ArgumentHelp("The first day, in universal time.", valueName: "date"), transform: Day.read)
        var from: Day?

        @Option(help: ArgumentHelp("The last day, in universal time.", valueName: "date"), transform: Day.read)
        var until: Day?

        @Option(help: ArgumentHelp("With all of these words.", valueName: "words"))
        var text = ""

        @Option(help: "How many entries to show.")
        var limit = 50

        @Flag(help: "As CSV.")
        var csv = false

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            guard limit >= 1 else { throw ValidationError("--limit takes a number from 1") }
            _ = try query()
        }

        func run() throws {
            let page = try ReadAudit(try SQLiteStore(path: diary, mustExist: true))(query(), by: account, at: .now)
            Terminal.say(csv ? [String(page.table.text.dropLast())] : page.entries.map(\.line))
            if page.next != nil { Terminal.complain(["There are more; --limit shows more than \(limit)."]) }
        }

        private func query() throws -> AuditQuery {
            var query = AuditQuery()
            query.nominal = nominal.map { Nominal.ID($0) }
            query.actor = actor
            query.act = try act.map { text in
                guard let act = HistoryEntry.Act(rawValue: text) else {
                    throw ValidationError(
                        "--act takes one of \(HistoryEntry.Act.allCases.map(\.rawValue).joined(separator: ", "))")
                }
                return act
            }
            if from != nil || until != nil {
                let (first, last) = (from ?? .earliest, until ?? .latest)
                guard first <= last, first <= .latest else {
                    throw ValidationError("--from has to be no later than --until")
                }
                query.days = first..<(min(last, .latest) + 1)
            }
            query.words = text
            query.limit = limit
            return query
        }
    }

    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check that the record is as it was written.",
            discussion: """
                Every entry is sealed with the one before it. Exit status 65 if one was changed, put in or taken out, \
                with the first such entry. The head that is printed stands for the whole record: keep it somewhere \
                else, and give it with --expect another time, so that it shows too if the last entries are cut off.
                """)

        @Option(help: ArgumentHelp("The head printed by an earlier check.", valueName: "head"))
        var expect: String?

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func validate() throws {
            if let expect, expect.utf8.count != 64 || !expect.allSatisfy(\.isHexDigit) {
                throw ValidationError("--expect takes the 64 digits that an earlier check printed as the head")
            }
        }

        func run() throws {
            let store = try SQLiteStore(path: diary, mustExist: true)
            let check = try VerifyAudit(store)(expecting: expect, by: account, at: .now)
            Terminal.say(check.lines)
            try check.complain()
        }
    }
}

extension Day {
    /// What dates can be written with four digits for the year.
    fileprivate static let earliest = Day(iso: "0001-01-01") ?? Day(number: 0)
    fileprivate static let latest = Day(iso: "9999-12-30") ?? Day(number: 0)
}
