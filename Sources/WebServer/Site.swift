package import Casework
package import Foundation
package import Identity
package import Logging
internal import NIOPosix
package import Operations
internal import Planning
package import Publishing

/// The service: the diary in a browser.
package struct Site: Sendable {
    /// What it is plugged into.
    package struct Plugs: Sendable {
        /// The time, and the time on the office's clock.
        package var clock: @Sendable () -> (now: Timestamp, office: Moment)
        /// Reads calendars for the weeks of a plan.
        package var diaries: @Sendable (Weeks) -> PlanWeeks.DiaryReading
        /// What feeds are made from, as of a day: with the calendars that the program brings, and how it is set up.
        package var feeds: @Sendable (ReadFeeds.Material, Day) throws -> FeedSet
        /// An error in words, for whoever asked; nil where that is a fault of ours.
        package var words: @Sendable (any Error) -> String?
        /// Whether an error says that the diary's file cannot be used, for now.
        package var isStoreTrouble: @Sendable (any Error) -> Bool
        /// The bank holidays of some days, for whoever counts working days.
        package var holidays: @Sendable (Caseload, [CalendarFile], Range<Day>) -> Set<Day>
        /// Reads an export that lies in a folder.
        package var readExport: @Sendable (URL, Day) throws -> ImportedExport
        /// The team's own templates of documents, if it has any.
        package var templates: URL?

        package init(
            clock: @escaping @Sendable () -> (now: Timestamp, office: Moment),
            diaries: @escaping @Sendable (Weeks) -> PlanWeeks.DiaryReading,
            feeds: @escaping @Sendable (ReadFeeds.Material, Day) throws -> FeedSet,
            words: @escaping @Sendable (any Error) -> String?,
            isStoreTrouble: @escaping @Sendable (any Error) -> Bool,
            holidays: @escaping @Sendable (Caseload, [CalendarFile], Range<Day>) -> Set<Day> = { _, _, _ in [] },
            readExport: @escaping @Sendable (URL, Day) throws -> ImportedExport = { _, _ in
                throw ExportFaults(["this service was begun without anything that reads exports"])
            },
            templates: URL? = nil
        ) {
            self.clock = clock
            self.diaries = diaries
            self.feeds = feeds
            self.words = words
            self.isStoreTrouble = isStoreTrouble
            self.holidays = holidays
            self.readExport = readExport
            self.templates = templates
        }
    }

    /// What the team decides when it runs the service.
    package struct Settings: Sendable {
        /// How people and programs reach it: `https://diary.example`.
        ///
        /// Addresses that go out are made from it, and never from what a request claims.
        package var address: String
        /// Whether nobody gets in by a password alone.
        package var needsSecondFactor = true
        /// Who asks is told by a proxy in front.
        package var isBehindProxy = false
        package var provider: Provider?

        package init(address: String) {
            self.address = address
        }
    }

    /// The organisation's identity provider, and what people call it.
    package struct Provider: Sendable {
        package var label: String
        package var connection: OpenIDConnect

        package init(label: String, connection: OpenIDConnect) {
            self.label = label
            self.connection = connection
        }
    }

    package let store: any DiaryStore
    package let secrets: any Secrets
    package let plugs: Plugs
    package let templates: TemplateSet
    package let settings: Settings
    package var address: String { settings.address }
    var provider: Provider? { settings.provider }
    /// Whether what comes and goes is encrypted, here or by a proxy in front.
    package var isEncrypted: Bool { address.hasPrefix("https://") }
    package let logger: Logger
    package let sessions = Sessions()
    package let recorder: Recorder
    package let jobs: Jobs
    package let figures = Figures()
    let shelf = Shelf()
    /// Who is not signed in: the pages there are for them, by the address they come from.
    let visitors = RateLimit(burst: 60, perMinute: 60)
    let uploads = Uploads()
    let ways = JourneyShelf()
    let feeds: FeedShelf
    let feedLimits: FeedLimits
    let targets = TargetShelf()
    private let threads: NIOThreadPool
    private let slowThreads: NIOThreadPool

    /// Threads that wait for the disk while others compute.
    private static let readers = 8

    package init(
        _ store: any DiaryStore, secrets: any Secrets = IdentitySecrets(), plugs: Plugs, templates: TemplateSet,
        settings: Settings, logger: Logger,
        feedLimits: FeedLimits = FeedLimits()
    ) {
        self.store = store
        self.plugs = plugs
        self.templates = templates
        self.secrets = secrets
        self.settings = settings
        self.logger = logger
        self.feedLimits = feedLimits
        let threads = NIOThreadPool(numberOfThreads: Site.readers)
        threads.start()
        self.threads = threads
        // Each hash of a password takes memory and time on purpose: so many at once, and no more.
        slowThreads = NIOThreadPool(numberOfThreads: 2)
        slowThreads.start()
        let background = NIOThreadPool(numberOfThreads: 1)
        background.start()
        recorder = Recorder(store, on: threads)
        jobs = Jobs(on: background, clock: { plugs.clock().now })
        feeds = FeedShelf(on: threads) { today in
            PeoplesFeeds(try plugs.feeds(try store.read { try $0.feedMaterial(today: today) }, today))
        }
    }

    func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await threads.runIfActive(body)
    }

    func onSlowThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await slowThreads.runIfActive(body)
    }

    /// Signing in, as this team wants it.
    var signIn: SignIn {
        SignIn(store, secrets: secrets, needsSecondFactor: { [settings] _ in settings.needsSecondFactor })
    }

    /// Who is signed in under that name; nil where there is no such account any more, or it is disabled.
    func account(_ id: Account.ID) async throws -> Account? {
        try await onThread { [store] in
            try store.read { try $0.account(id) }.flatMap { $0.isDisabled ? nil : $0.account }
        }
    }

    /// What a job that failed says.
    func describe(_ error: any Error) -> String {
        if let words = words(for: error) { return words.capitalisedFirst }
        logger.error("a job failed: \(type(of: error))")
        return "Something went wrong. Try again; if it goes on, tell whoever runs the service."
    }

    /// What is wrong, for whoever asked; nil where that is our own fault.
    package func words(for error: any Error) -> String? {
        switch error {
        case let refusal as DiaryRefusal: refusal.words(for: nil)
        case is NotesRefusal, is ReplyRefusal, is AccountRefusal, is FeedLinkRefusal, is VariationRefusal,
            is PolicyRefusal, is AgreementRefusal, is RetentionRefusal, is Jobs.TooMany:
            "\(error)"
        case is Planner.BrokenPlan: "What was planned does not keep every rule, and was not kept."
        case let faults as ExportFaults: faults.lines.joined(separator: "\n")
        default: plugs.words(error)
        }
    }
}
