package import NIOPosix
package import Operations

/// Small writes that come together are kept together: one transaction, and one wait for the disk, for all who wait.
///
/// A page is shown, and a feed handed out, once that is on record; a thousand readers are not to wait for a thousand
/// turns of the disk.
package actor Recorder {
    private let store: any DiaryStore
    private let threads: NIOThreadPool
    private var waiting: [Work] = []
    private var isWriting = false

    private struct Work: Sendable {
        var write: @Sendable (any DiaryWriting) -> @Sendable () -> Void
        var fail: @Sendable (any Error) -> Void
    }

    package init(_ store: any DiaryStore, on threads: NIOThreadPool) {
        self.store = store
        self.threads = threads
    }

    /// Runs `body` in a transaction with whatever else is waiting, and answers once it is kept.
    ///
    /// - Parameter body: Writes in one step, or throws before it writes: what others write beside it stays.
    package func write<Result: Sendable>(
        _ body: @escaping @Sendable (any DiaryWriting) throws -> Result
    ) async throws -> Result {
        try await withCheckedThrowingContinuation { continuation in
            waiting.append(
                Work(
                    write: { diary in
                        let result = Swift.Result { try body(diary) }
                        return { continuation.resume(with: result) }
                    },
                    fail: { continuation.resume(throwing: $0) }))
            if !isWriting {
                isWriting = true
                Task { await writeAll() }
            }
        }
    }

    package func record(_ entry: HistoryEntry) async throws {
        try await write { try $0.record(entry) }
    }

    private func writeAll() async {
        while !waiting.isEmpty {
            let work = waiting
            waiting = []
            do {
                let answers = try await threads.runIfActive { [store] in
                    try store.write { diary in work.map { $0.write(diary) } }
                }
                for answer in answers { answer() }
            } catch {
                for one in work { one.fail(error) }
            }
        }
        isWriting = false
    }
}
