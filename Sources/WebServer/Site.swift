package import Casework
package import Logging
internal import NIOPosix
package import Operations
package import Publishing

/// The service: the diary in a browser.
package struct Site: Sendable {
    /// What it is plugged into.
    package struct Plugs: Sendable {
        /// The time, and the time on the office's clock.
        package var clock: @Sendable () -> (now: Timestamp, office: Moment)
        /// Who signs in by that name; nil where nobody may.
        package var account: @Sendable (Account.ID) throws -> Account?
        /// Reads calendars for the weeks of a plan.
        package var diaries: @Sendable (Weeks) -> PlanWeeks.DiaryReading
        /// An error in words, for whoever asked; nil where that is a fault of ours.
        package var words: @Sendable (any Error) -> String?
        /// Whether an error says that the diary's file cannot be used, for now.
        package var isStoreTrouble: @Sendable (any Error) -> Bool

        package init(
            clock: @escaping @Sendable () -> (now: Timestamp, office: Moment),
            account: @escaping @Sendable (Account.ID) throws -> Account?,
            diaries: @escaping @Sendable (Weeks) -> PlanWeeks.DiaryReading,
            words: @escaping @Sendable (any Error) -> String?,
            isStoreTrouble: @escaping @Sendable (any Error) -> Bool
        ) {
            self.clock = clock
            self.account = account
            self.diaries = diaries
            self.words = words
            self.isStoreTrouble = isStoreTrouble
        }
    }

    package let store: any DiaryStore
    package let plugs: Plugs
    package let templates: TemplateSet
    /// How people and programs reach it: `https://diary.example`. Addresses that go out are made from it, and never
    /// from what a request claims.
    package let address: String
    /// Whether what comes and goes is encrypted, here or by a proxy in front.
    package var isEncrypted: Bool { address.hasPrefix("https://") }
    package let logger: Logger
    package let sessions = Sessions()
    package let recorder: Recorder
    package let jobs: Jobs
    package let figures = Figures()
    let shelf = Shelf()
    private let threads: NIOThreadPool

    /// Threads that wait for the disk while others compute.
    private static let readers = 8

    package init(
        _ store: any DiaryStore, plugs: Plugs, templates: TemplateSet, address: String, logger: Logger
    ) {
        self.store = store
        self.plugs = plugs
        self.templates = templates
        self.address = address
        self.logger = logger
        threads = NIOThreadPool(numberOfThreads: Site.readers)
        threads.start()
        let background = NIOThreadPool(numberOfThreads: 1)
        background.start()
        recorder = Recorder(store, on: threads)
        jobs = Jobs(on: background)
    }

    func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
        try await threads.runIfActive(body)
    }

    /// What is wrong, for whoever asked; nil where that is our own fault.
    package func words(for error: any Error) -> String? {
        switch error {
        case let refusal as DiaryRefusal: "\(refusal)"
        case let refusal as NotesRefusal: "\(refusal)"
        case let refusal as ReplyRefusal: "\(refusal)"
        default: plugs.words(error)
        }
    }
}
