package import Casework
internal import Foundation
internal import Glibc
internal import Identity
package import NIOPosix
package import Operations

/// Work that takes longer than a page may: planning, importing, documents.
///
/// It runs on threads of its own that give way to those who answer requests; whoever began it sees how far it is, and
/// what came of it. With the process it is gone, and with it nothing but the asking: each is one transaction, or none.
package actor Jobs {
    package typealias ID = Identifier<Job>

    package struct Job: Sendable {
        package var id: ID
        package var owner: Account.ID
        package var title: String
        package var beganAt: Timestamp
        package var state: State
        /// Nil: it still runs.
        package var overAt: Timestamp?

        /// Whether what came of it is not to be had any more.
        fileprivate func isPast(at now: Timestamp) -> Bool {
            overAt.map { now.seconds - $0.seconds >= Jobs.secondsKept } ?? false
        }
    }

    package enum State: Sendable {
        /// How far, from 0 to 1 where that can be told, and what is being done.
        case running(Double?, String)
        /// Where to go on, and what to say there.
        case done(path: String, saying: String)
        /// A file, whom it tells of, and what to say of it; to fetch it is a disclosure each time.
        case file(Download, about: [Nominal.ID], saying: String)
        /// What came of it is a page, shown at the job's own address.
        case answer(Answer)
        case failed(String)
    }

    /// Why a job is not begun.
    package struct TooMany: Error, CustomStringConvertible {
        package var description: String {
            "\(Jobs.mostRunning) jobs of yours are still running, which is the most: wait until one of them is over"
        }
    }

    /// Tells how far a job is.
    package typealias Progress = @Sendable (_ part: Double?, _ doing: String) -> Void

    /// Of one person.
    private static let most = 20
    private static let mostRunning = 3
    /// What came of a job is other people's papers: it is not kept for long.
    private static let secondsKept = 3_600
    private var jobs: [ID: Job] = [:]
    /// As they were begun.
    private var order: [ID] = []
    private let threads: NIOThreadPool
    private let clock: @Sendable () -> Timestamp

    package init(on threads: NIOThreadPool, clock: @escaping @Sendable () -> Timestamp) {
        self.threads = threads
        self.clock = clock
    }

    /// Begins a job.
    ///
    /// - Returns: Where its page is.
    /// - Throws: `TooMany`.
    package func begin(
        _ title: String, for owner: Account.ID, at now: Timestamp,
        describe: @escaping @Sendable (any Error) -> String,
        _ work: @escaping @Sendable (Progress) throws -> State
    ) throws -> String {
        try begin(title, for: owner, at: now, describe: describe, work) { state, _ in state }
    }

    /// Begins a job in two parts: one on its own threads, and one that waits for other programs, as printing does.
    ///
    /// - Returns: Where its page is.
    /// - Throws: `TooMany`.
    package func begin<Made: Sendable>(
        _ title: String, for owner: Account.ID, at now: Timestamp,
        describe: @escaping @Sendable (any Error) -> String,
        _ work: @escaping @Sendable (Progress) throws -> Made,
        finish: @escaping @Sendable (Made, @escaping Progress) async throws -> State
    ) throws -> String {
        forget { $0.isPast(at: now) }
        let own = order.compactMap { jobs[$0] }.filter { $0.owner == owner }
        guard own.count(where: { $0.overAt == nil }) < Jobs.mostRunning else { throw TooMany() }
        // Those that run are fewer, so that there are enough that are over.
        let old = Set(own.filter { $0.overAt != nil }.prefix(max(0, own.count - Jobs.most + 1)).map(\.id))
        forget { old.contains($0.id) }
        let id = ID(Token.made(bits: 128))
        jobs[id] = Job(id: id, owner: owner, title: title, beganAt: now, state: .running(nil, "Waiting to begin"))
        order.append(id)
        Task { await run(id, describe, work, finish) }
        return "/jobs/\(id)"
    }

    /// A job of somebody's own.
    package func job(_ id: ID, of owner: Account.ID, at now: Timestamp) -> Job? {
        jobs[id].flatMap { $0.owner == owner && !$0.isPast(at: now) ? $0 : nil }
    }

    private func forget(_ id: ID) { forget { $0.id == id } }

    private func forget(_ isOld: (Job) -> Bool) {
        order.removeAll { jobs[$0].map(isOld) ?? true }
        jobs = jobs.filter { !isOld($0.value) }
    }

    private func run<Made: Sendable>(
        _ id: ID, _ describe: @escaping @Sendable (any Error) -> String,
        _ work: @escaping @Sendable (Progress) throws -> Made,
        _ finish: @escaping @Sendable (Made, @escaping Progress) async throws -> State
    ) async {
        let progress: Progress = { part, doing in
            Task { await self.set(.running(part, doing), of: id, evenIfOver: false) }
        }
        do {
            let made = try await threads.runIfActive {
                // On Linux a thread has a niceness of its own; one that stays as it was is only less polite.
                _ = setpriority(Int32(PRIO_PROCESS.rawValue), 0, 15)
                return try work(progress)
            }
            set(try await finish(made, progress), of: id)
        } catch {
            set(.failed(describe(error)), of: id)
        }
    }

    private func set(_ state: State, of id: ID, evenIfOver: Bool = true) {
        if !evenIfOver {
            guard case .running? = jobs[id]?.state else { return }
        }
        jobs[id]?.state = state
        if case .running = state { return }
        jobs[id]?.overAt = clock()
        // Even if nobody asks for anything until then.
        Task { [weak self] in
            try await Task.sleep(for: .seconds(Jobs.secondsKept))
            await self?.forget(id)
        }
    }
}
