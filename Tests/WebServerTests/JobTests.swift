import Casework
import Foundation
import HTTPTypes
import Operations
import Synchronization
import Testing
import WebServer

/// Work in the background, and how long what came of it is kept.
@Suite struct JobTests {
    private static let (una, bert) = (Account.ID("una"), Account.ID("bert"))

    @Test func `Nobody has more than three running, and others are not kept waiting for it`() async throws {
        try await Service.run { service in
            let gate = Gate()
            defer { gate.open() }
            for _ in 0..<3 { _ = try await service.begin(for: Self.una, behind: gate) }
            await #expect(throws: Jobs.TooMany.self) { try await service.begin(for: Self.una, behind: gate) }
            let other = try await service.begin(for: Self.bert, behind: gate)
            gate.open()
            try await service.wait(for: other, of: Self.bert)
            _ = try await service.begin(for: Self.bert, behind: gate)
        }
    }

    @Test func `Each keeps their last twenty, whatever others do`() async throws {
        try await Service.run { service in
            let gate = Gate()
            gate.open()
            let others = try await service.begin(for: Self.bert, behind: gate)
            try await service.wait(for: others, of: Self.bert)
            var own: [String] = []
            for _ in 0..<25 {
                own.append(try await service.begin(for: Self.una, behind: gate))
                try await service.wait(for: own.last ?? "", of: Self.una)
            }
            for (number, path) in own.enumerated() {
                #expect((await service.job(path, of: Self.una) != nil) == (number >= 5), "\(number)")
            }
            #expect(await service.job(others, of: Self.bert) != nil)
            #expect(await service.job(others, of: Self.una) == nil)
        }
    }

    @Test func `What came of a job is kept for an hour after it was over`() async throws {
        let clock = TestClock()
        try await Service.run(clock: clock) { service in
            let gate = Gate()
            let path = try await service.begin(for: Self.una, behind: gate)
            clock.putOn(seconds: 7_200)
            // However long it takes.
            #expect(await service.job(path, of: Self.una, at: clock.time.now) != nil)
            gate.open()
            try await service.wait(for: path, of: Self.una, at: clock.time.now)
            clock.putOn(seconds: 3_599)
            #expect(await service.job(path, of: Self.una, at: clock.time.now) != nil)
            clock.putOn(seconds: 1)
            #expect(await service.job(path, of: Self.una, at: clock.time.now) == nil)
        }
    }

    @Test func `Who asks for too much at once is told so, in a page`() async throws {
        try await Service.run { service in
            let gate = Gate()
            defer { gate.open() }
            let owner = Person.supportWorker.id
            for _ in 0..<3 { _ = try await service.begin(for: owner, behind: gate) }
            let browser = await service.browser(Person.supportWorker)
            let page = try await browser.send(
                "/plan", [("from", "\(Team.monday)"), ("count", "1")], from: try await browser.get("/plan"))
            #expect(page.status == .unprocessableContent)
            #expect(page.text.contains("3 jobs of yours are still running"))
        }
    }
}

extension Service {
    /// Begins a job that is over once the gate is open.
    ///
    /// - Returns: Where its page is.
    fileprivate func begin(for owner: Account.ID, behind gate: Gate) async throws -> String {
        try await site.jobs.begin(
            "Wait", for: owner, at: Team.now, describe: { "\($0)" }, { _ in },
            finish: { _, _ in
                await gate.wait()
                return .done(path: "/", saying: "over")
            })
    }

    fileprivate func job(_ path: String, of owner: Account.ID, at now: Timestamp = Team.now) async -> Jobs.Job? {
        await site.jobs.job(Jobs.ID(String(path.dropFirst("/jobs/".count))), of: owner, at: now)
    }

    fileprivate func wait(for path: String, of owner: Account.ID, at now: Timestamp = Team.now) async throws {
        while await job(path, of: owner, at: now)?.overAt == nil { try await Task.sleep(for: .milliseconds(5)) }
    }
}

/// Shut until it is opened.
private final class Gate: Sendable {
    private let isOpen = Mutex(false)

    func open() { isOpen.withLock { $0 = true } }

    func wait() async {
        while !isOpen.withLock({ $0 }) { try? await Task.sleep(for: .milliseconds(5)) }
    }
}
