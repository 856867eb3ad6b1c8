internal import ArgumentParser
internal import Casework
internal import Fetching
internal import Foundation
internal import Intake
internal import Operations
internal import SQLiteStore

struct CalendarsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendars", abstract: "Fetch practitioners' calendars from where they publish them.",
        discussion: """
            What is fetched stands in place of the practitioner's file of the last import. An address that gives an \
            error, nothing, or half a calendar changes nothing: what was had before stays, and that is said. How often \
            and how to ask stands under calendars in policy.yaml; proxies are taken from HTTPS_PROXY and NO_PROXY.
            """,
        subcommands: [Add.self, List.self, Refresh.self, Remove.self])

    struct Add: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep the address of a practitioner's calendar, and fetch it.",
            discussion: """
                What came from an address that they had before counts until the new one has given a calendar. Whoever \
                has the address can read the calendar. It is kept in the diary's file, and shown nowhere; with \
                - for the address it is read from standard input, so that no list of commands holds it either.
                """)

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        @Argument(help: "An address that begins with https:// or webcal://; or - to read it from standard input.")
        var address: String

        @Option(
            help: ArgumentHelp(
                "The time zone of times that have none, in a calendar that says nothing of it, such as Europe/London.",
                discussion: "Default: the policy's."))
        var zone: String?

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @OptionGroup var own: OwnFolders

        func validate() throws {
            if let zone, TimeZone(identifier: zone) == nil || !zone.contains("/") && zone != "UTC" {
                throw ValidationError("--zone takes the name of a time zone such as Europe/London")
            }
        }

        func run() async throws {
            let given = address == "-" ? readLine() ?? "" : address
            let address = try CalendarAddress(given.trimmingCharacters(in: .whitespaces))
            let id = Practitioner.ID(practitioner)
            let calendars = try DiaryToRefresh(diary)
            let before = try? calendars.clashes(own)
            let kept = try KeepCalendarAddress(calendars.store)(address, zone: zone, of: id, by: account, at: .now)
            let outcomes = try await calendars.refresh([id])
            let text = try calendars.text()
            let place = kept.replaced.map { ", in place of \($0.masked)" } ?? ""
            Terminal.say(
                ["Kept: the calendar of \(id) at \(address.masked)\(place)"]
                    + outcomes.flatMap { text.lines($0.result) })
            guard case .failed(_, let had)? = outcomes.first?.result else {
                if kept.hasFile {
                    Terminal.say(["It counts from now on, and \(id).ics of the last import does not."])
                }
                try calendars.sayClashes(own, since: before)
                return
            }
            if let had, kept.replaced != nil {
                Terminal.say([
                    "Until it is had, what came from the old address on \(had.onTheOfficesClock.inShort) counts."
                ])
            } else if had == nil {
                Terminal.say([
                    kept.hasFile
                        ? "Until it is had, \(id).ics of the last import counts."
                        : "Until it is had, the time of \(id) is unknown, not free."
                ])
            }
            throw ExitCode(Complaint.Status.tryAgain.rawValue)
        }
    }

    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show where each calendar comes from, how old it is, and how far ahead it speaks.")

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let calendars = try ListCalendars(try SQLiteStore(path: diary, mustExist: true))()
            let text = CalendarsText(calendars.policy, now: .now)
            Terminal.say(
                text.list(calendars) { file in
                    do {
                        return text.words(try file.appraisal(calendars.policy).reach)
                    } catch {
                        return "which cannot be read"
                    }
                })
        }
    }

    struct Refresh: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Ask for the calendars again.",
            discussion: """
                Exit status 75 if any could not be had. Says which bookings a new busy time runs into; they stay until \
                you plan again.
                """)

        @Argument(help: "Whose; everyone's if nobody is named.")
        var practitioners: [String] = []

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        @Flag(help: "Go on asking as often as the policy says (refresh_minutes), until stopped.")
        var scheduled = false

        @Option(help: ArgumentHelp("Go on asking every so many minutes, until stopped.", valueName: "minutes"))
        var every: Int?

        @OptionGroup var own: OwnFolders

        func validate() throws {
            guard !scheduled || every == nil else { throw ValidationError("give --scheduled or --every, not both") }
            if let every, !(5...10_080).contains(every) {
                throw ValidationError("--every takes a number of minutes from 5 to 10080")
            }
        }

        func run() async throws {
            let calendars = try DiaryToRefresh(diary)
            guard scheduled || every != nil else {
                guard try await pass(calendars) else { throw ExitCode(Complaint.Status.tryAgain.rawValue) }
                return
            }
            let rounds = Task {
                while true {
                    do {
                        _ = try await pass(calendars)
                    } catch let error as StoreError {
                        // Somebody else may be writing, or the disk be full for a while.
                        Terminal.complain(["iom-diary: \(error)"])
                    }
                    let minutes = try every ?? calendars.policy().fetching.refreshMinutes
                    try await Task.sleep(for: .seconds(60 * minutes))
                }
            }
            // Whatever is being fetched is given up; what has been kept is whole.
            let stops = [SIGTERM, SIGINT].map { number in
                signal(number, SIG_IGN)
                let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
                source.setEventHandler { rounds.cancel() }
                source.resume()
                return source
            }
            defer { stops.forEach { $0.cancel() } }
            do {
                try await rounds.value
            } catch is CancellationError {
                Terminal.complain(["iom-diary: stopped; what was fetched is kept"])
            }
        }

        /// - Returns: Whether all could be had.
        private func pass(_ calendars: DiaryToRefresh) async throws -> Bool {
            let only = practitioners.isEmpty ? nil : Set(practitioners.map { Practitioner.ID($0) })
            let before = try? calendars.clashes(own)
            let outcomes = try await calendars.refresh(only)
            let stamp = scheduled || every != nil ? [Timestamp.now.onTheOfficesClock.inShort] : []
            Terminal.say(
                stamp + (outcomes.isEmpty ? ["no calendar has an address"] : try calendars.text().lines(outcomes)))
            try calendars.sayClashes(own, since: before)
            return !outcomes.contains {
                if case .failed = $0.result { true } else { false }
            }
        }
    }

    struct Remove: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Forget an address, and erase what was fetched.",
            discussion: "The practitioner's file of the last import counts again, if there is one.")

        @Argument(help: "The practitioner's reference.")
        var practitioner: String

        @Option(help: ArgumentHelp("The diary.", valueName: "file"))
        var diary: String

        func run() throws {
            let id = Practitioner.ID(practitioner)
            let imported = try ForgetCalendarAddress(try SQLiteStore(path: diary, mustExist: true))(
                of: id, by: account, at: .now)
            Terminal.say([
                "Forgotten: the address of \(id)'s calendar, and what was fetched.",
                imported.map { "\(id).ics of the import of \($0.onTheOfficesClock.inShort) counts again." }
                    ?? "There is no file of theirs in the last import: they are planned with as if always free.",
            ])
        }
    }
}

/// A diary whose calendars are to be fetched: the one place where real networks are plugged in.
private struct DiaryToRefresh: Sendable {
    let store: SQLiteStore

    init(_ path: String) throws {
        store = try SQLiteStore(path: path, mustExist: true)
    }

    /// As it is now: an import may have changed it since.
    func policy() throws -> Policy {
        guard let caseload = try store.read({ try $0.caseload() }) else { throw DiaryRefusal.empty }
        return caseload.policy
    }

    func text() throws -> CalendarsText { CalendarsText(try policy(), now: .now) }

    func refresh(_ only: Set<Practitioner.ID>?) async throws -> [RefreshCalendars.Outcome] {
        let fetcher = HTTPFetcher(
            try policy().fetching, proxies: ProxyEnvironment(ProcessInfo.processInfo.environment))
        return try await RefreshCalendars(store, fetcher: fetcher, appraise: Self.appraise)(
            only, by: account, at: .now)
    }

    private static func appraise(_ file: CalendarFile, _ policy: Policy) throws(FetchFailure) -> CalendarAppraisal {
        do {
            return try file.appraisal(policy)
        } catch {
            throw FetchFailure("what came \(error.reason)")
        }
    }

    /// Says which bookings run into busy times and did not before.
    ///
    /// - Parameter before: Nil where that could not be told, for a fault in some other calendar say.
    func sayClashes(_ own: OwnFolders, since before: BookingClashes?) throws {
        guard let before else { return }
        let new = try clashes(own).new(since: before)
        if !new.isEmpty { Terminal.say(try text().lines(new)) }
    }

    /// What of the latest plan runs into busy times.
    func clashes(_ own: OwnFolders) throws -> BookingClashes {
        let weeks = try store.read { try $0.latestPlan()?.plan.weeks }
        let defaults = try own.defaultCalendars()
        let verb = FindClashes(store) { caseload, calendars in
            guard let weeks else { throw DiaryRefusal.noPlan }
            // What is amiss with calendars was said when they came.
            return try weeks.reader(defaults) { _ in }(caseload, calendars)
        }
        return try verb(clock: .onTheOfficesClock)
    }
}

extension CalendarFile {
    /// What it holds, its problems told for the nine weeks ahead that an import looks at.
    fileprivate func appraisal(_ policy: Policy) throws(PublishedCalendars.Unusable) -> CalendarAppraisal {
        let today = Day.today
        return try PublishedCalendars.appraise(
            self, days: today..<(today + 63), zone: policy.timezone, with: readCalendarInAChild)
    }
}
