internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Publishing
internal import SQLiteStore

struct FeedsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "feeds", abstract: "Write the calendars that people and rooms subscribe to.",
        discussion: """
            people/ID.ics, agencies/ID.ics, team.ics, series/ID.ics, rooms/ID.ics, and availability/ID.ics for when \
            the diary has each practitioner booked or not at work; what is in their own calendar it does not repeat. \
            They hold three months back and twelve ahead as the diary stands, nobody's name, and for 14 days whatever \
            was cancelled. Nothing is planned; the diary notes that they were given out.
            """)

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @Option(help: ArgumentHelp("Where the calendars go; replaces what was written there before.", valueName: "dir"))
    var output: String

    @Option(
        help: ArgumentHelp(
            "busy: times alone. reference: also what and where, and references.", valueName: "busy|reference"))
    var level = FeedSet.Level.reference

    @Option(
        help: ArgumentHelp(
            "Write these alone: people, agencies, team, series, rooms or availability. May be given again.",
            valueName: "kind"))
    var only: [FeedSet.Kind] = []

    @Option(
        help: ArgumentHelp(
            "Remind so long before each event.", discussion: "Default: no reminders.", valueName: "minutes"))
    var alarm: Int?

    @Option(
        help: ArgumentHelp(
            "What follows the @ in every UID.", discussion: "Default: the policy's, or iom-diary.invalid.",
            valueName: "host"))
    var host: String?

    @OptionGroup var own: OwnFolders

    static let alarms = 0...40_320
    static let alarmExpected = "--alarm takes a number of minutes from 0 to 40320, which is four weeks"

    func validate() throws {
        if let alarm, !FeedsCommand.alarms.contains(alarm) { throw ValidationError(FeedsCommand.alarmExpected) }
        if let host, !Policy.Feeds.isHost(host) {
            throw ValidationError("--host takes a host's name, such as diary.example.org")
        }
    }

    func run() throws {
        let folder = OutputFolder(output, layout: .feeds)
        try folder.check()
        let defaults = try own.defaultCalendars()
        let store = try SQLiteStore(path: diary, mustExist: true)
        let kinds = only.isEmpty ? Set(FeedSet.Kind.allCases) : Set(only)
        let names = FeedSet.Kind.allCases.filter(kinds.contains).map(\.rawValue).joined(separator: ", ")
        let today = Day.today
        let (documents, usedHost) = try ReadFeeds(store)(
            "feeds (\(names)) at level \(level.rawValue)", for: output, by: account, at: .now, today: today
        ) { material in
            var feeds = try FeedSet(material, today: today, defaults)
            feeds.level = level
            feeds.alarmMinutes = alarm
            if let host { feeds.host = host }
            let documents = try feeds.documents(kinds)
            let nominals = feeds.nominals
            let told = Set(documents.flatMap { $0.nominals(among: nominals) }).sorted()
            return (calendars: (documents, feeds.host), about: told)
        }
        try folder.write(documents)
        if usedHost == Policy.Feeds().host {
            Terminal.complain([
                "warning: the team has no host of its own yet; set feeds: {host: ...} in policy.yaml, and import the "
                    + "folder again, before anybody subscribes: to change it later shows everything twice"
            ])
        }
        Terminal.complain(documents.compactMap(\.note).map { "warning: \($0)" })
        Terminal.say([
            "\(documents.count) calendars written to \(output): \(names), at level \(level.rawValue)",
            "Calendar programs fetch them when they like, some only once a day: ring about a change on the day.",
        ])
    }
}

extension FeedLevel: ExpressibleByArgument {}
extension FeedSet.Kind: ExpressibleByArgument {}

extension FeedSet {
    init(_ material: ReadFeeds.Material, today: Day, _ defaults: [CalendarFile]) throws {
        let holidays = try DiaryReader.bankHolidays(
            of: material.calendars, for: material.caseload, days: today..<(today + FeedSet.daysOfAvailability),
            defaults: defaults)
        self.init(
            caseload: material.caseload, history: material.history, today: today, bankHolidays: holidays,
            absences: material.absences, changedAt: material.changedAt.seconds, productVersion: Product.version)
    }
}
