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
    }

    package enum State: Sendable {
        /// How far, from 0 to 1 where that can be told, and what is being done.
        case running(Double?, String)
        /// Where to go on, and what to say there.
        case done(path: String, saying: String)
        case file(Download, saying: String)
        /// What came of it is a page, shown at the job's own address.
        case answer(Answer)
        case failed(String)
    }

    /// Tells how far a job is.
    package typealias Progress = @Sendable (_ part: Double?, _ doing: String) -> Void

    private static let kept = 200
    private var jobs: [ID: Job] = [:]
    private var order: [ID] = []
    private let threads: NIOThreadPool

    package init(on threads: NIOThreadPool) {
        self.threads = threads
    }

    /// Begins a job.
    ///
    /// - Returns: Where its page is.
    package func begin(
        _ title: String, for owner: Account.ID, at now: Timestamp,
        describe: @escaping @Sendable (any Error) -> String,
        _ work: @escaping @Sendable (Progress) throws -> State
    ) -> String {
        begin(title, for: owner, at: now, describe: describe, work) { state, _ in state }
    }

    /// Begins a job in two parts: one on its own threads, and one that waits for other programs, as printing does.
    ///
    /// - Returns: Where its page is.
    package func begin<Made: Sendable>(
        _ title: String, for owner: Account.ID, at now: Timestamp,
        describe: @escaping @Sendable (any Error) -> String,
        _ work: @escaping @Sendable (Progress) throws -> Made,
        finish: @escaping @Sendable (Made, @escaping Progress) async throws -> State
    ) -> String {
        let id = ID(Token.made(bits: 128))
        jobs[id] = Job(id: id, owner: owner, title: title, beganAt: now, state: .running(nil, "Waiting to begin"))
        order.append(id)
        while order.count > Jobs.kept { jobs[order.removeFirst()] = nil }
        Task { await run(id, describe, work, finish) }
        return "/jobs/\(id)"
    }

    /// A job of somebody's own.
    package func job(_ id: ID, of owner: Account.ID) -> Job? { jobs[id].flatMap { $0.owner == owner ? $0 : nil } }

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
    }
}
