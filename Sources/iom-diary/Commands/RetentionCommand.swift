internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing
internal import SQLiteStore

struct RetentionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retention", abstract: "Show whose case is closed, and erase somebody whose time is over.",
        discussion: """
            A case is closed once the nominal is deselected and the taper over, or in no import any more. From so many \
            months after that and after their last contact, meeting or decision (retention in policy.yaml) a person \
            may decide to erase them; nothing is erased by itself.
            """,
        subcommands: [List.self, Erase.self, Overwrite.self])

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show closed cases, those due first.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let cases = try ListRetention(try SQLiteStore(path: diary, mustExist: true))(
                by: account, at: .now, today: .today)
            Terminal.say(
                cases.isEmpty
                    ? ["no case is closed"]
                    : cases.map { row in
                        let last = row.lastDealtWith.map { ", last dealt with \($0)" } ?? ""
                        let due = row.isDue(on: .today) ? "due since \(row.dueOn)" : "kept until \(row.dueOn)"
                        return "\(row.nominal)  closed \(row.closedOn)\(last)  \(due)"
                    })
        }
    }

    struct Erase: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Erase everything the diary holds about a nominal.",
            discussion: """
                It cannot be undone. Rows about them go, and where others' rows mention them, “erased nominal” stands \
                instead; the record goes on showing what was done, without them. Backups, and papers that have gone \
                out, are not reached.
                """)

        @Argument(help: "The nominal's reference.")
        var nominal: String

        @Option(help: ArgumentHelp("Why, for the record; without naming them.", valueName: "text"))
        var reason: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let outcome = try EraseNominal(try SQLiteStore(path: diary, mustExist: true))(
                Nominal.ID(nominal), because: reason, by: account, at: .now, today: .today,
                erasing: { everybody, nominal in
                    let redaction = Redaction(everybody)
                    return { redaction.erasing(nominal.id, from: $0, about: $1) }
                })
            let rows = outcome.rows
            Terminal.say([
                "Erased: \(rows.removed) rows taken out, \(rows.changed) changed, \(rows.entries) entries of the record"
            ])
            if !outcome.isOverwritten {
                Terminal.complain([
                    "warning: another program was using the diary, and the file may still hold traces; "
                        + "run 'iom-diary retention overwrite' when none is"
                ])
            }
            if outcome.isInLastImport {
                Terminal.complain([
                    "warning: the last import still had this nominal; the next brings back what the export still says"
                ])
            }
        }
    }

    struct Overwrite: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Overwrite in the diary's file what was erased from it.",
            discussion: "An erasure does so by itself, unless another program is using the diary.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            guard try SQLiteStore(path: diary, mustExist: true).overwriteErased() else { throw StoreError.busy }
            Terminal.say(["Nothing that was erased is in the file any more."])
        }
    }
}
