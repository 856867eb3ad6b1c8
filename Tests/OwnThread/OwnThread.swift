internal import Dispatch
package import Testing

/// Runs each test on a thread of its own.
///
/// Otherwise a test that waits for a network's answer stands in line, each time it goes on, behind all tests that
/// compute, and what has a time limit runs into it.
package struct OwnThread: TestTrait, SuiteTrait, TestScoping {
    package let isRecursive = true

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        try await withTaskExecutorPreference(OneThread()) { try await function() }
    }

    private final class OneThread: TaskExecutor {
        private let queue = DispatchQueue(label: "a test's own thread")

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            queue.async { unsafe job.runSynchronously(on: self.asUnownedTaskExecutor()) }
        }
    }
}

extension Trait where Self == OwnThread {
    package static var ownThread: Self { OwnThread() }
}
