internal import ArgumentParser

/// The diary in a terminal.
@main
struct IOMDiary: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "iom-diary",
        abstract: "The joint diary of an Integrated Offender Management team.",
        discussion: """
            A caseload folder goes in (CSV exports and published calendars); agendas with a timeslot for each \
            nominal, contacts booked around everyone's time, a calendar feed for each practitioner and a list of \
            shortfalls with reasons come out.

            Begin with: iom-diary sample team && iom-diary plan --caseload team --from 2026-11-30 --weeks 4 --output out
            """,
        version: Product.version,
        subcommands: [
            SampleCommand.self,
            CheckCommand.self,
            PlanCommand.self,
            ImportCommand.self,
            CalendarsCommand.self,
            EventsCommand.self,
            ContactCommand.self,
            AbsenceCommand.self,
            NominalCommand.self,
            ReplanCommand.self,
            FindCommand.self,
            WhatIfCommand.self,
            AgendaCommand.self,
            NotesCommand.self,
            ActionsCommand.self,
            VariationsCommand.self,
            SheetsCommand.self,
            LettersCommand.self,
            ExportCommand.self,
            PackCommand.self,
            ExtractsCommand.self,
            SubjectAccessCommand.self,
            FeedsCommand.self,
            FeedLinksCommand.self,
            InvitationsCommand.self,
            AuditCommand.self,
            HistoryCommand.self,
            ServeCommand.self,
            OrderCommand.self,
            AccountsCommand.self,
            AgenciesCommand.self,
            RetentionCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            ReadCalendarsCommand.self,
        ])

    /// On the main thread, whose stack is the largest: most commands compute and wait for nobody.
    @MainActor
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var waiting = command as? any AsyncParsableCommand {
                try await waiting.run()
            } else {
                try command.run()
            }
        } catch {
            Complaint.exit(with: error)
        }
    }
}

/// What this program is called where it signs its work.
enum Product {
    static let version = "0.1.0"
}
