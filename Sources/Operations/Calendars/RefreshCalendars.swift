package import Casework

/// Asks for practitioners' published calendars again, and keeps what has come.
///
/// A calendar counts only if it is one, and whole: whatever else an address gives, what is kept stays, with what was
/// wrong beside it. Each is kept by itself, so that one that fails, or a stop in the middle, takes nothing from others.
package struct RefreshCalendars: Sendable {
    /// Looks into a calendar that has come; plugged in, because operations know nothing of iCalendar.
    ///
    /// Throws `FetchFailure` where it is none to plan with.
    package typealias Appraisal =
        @Sendable (_ file: CalendarFile, _ policy: Policy) throws(FetchFailure) -> CalendarAppraisal

    private static let mostAtOnce = 8

    private let store: any DiaryStore
    private let fetcher: any CalendarFetcher
    private let appraise: Appraisal

    package init(_ store: any DiaryStore, fetcher: any CalendarFetcher, appraise: @escaping Appraisal) {
        self.store = store
        self.fetcher = fetcher
        self.appraise = appraise
    }

    /// What came of one calendar.
    package struct Outcome: Hashable, Sendable {
        package var practitioner: Practitioner.ID
        package var result: Result

        package enum Result: Hashable, Sendable {
            /// Nothing has changed since what was had before.
            case unchanged
            case new(CalendarAppraisal)
            /// Why it was not had, and when it was had before.
            case failed(String, kept: Timestamp?)
            /// The address was replaced or forgotten meanwhile.
            case overtaken
        }
    }

    /// - Parameter only: Whose; nil: everyone's who is in the last import.
    /// - Returns: By practitioner.
    /// - Throws: `DiaryRefusal.noSuchPractitioner` or `.noCalendarAddress`, errors of the store, `CancellationError`.
    package func callAsFunction(
        _ only: Set<Practitioner.ID>? = nil, by actor: String, at now: Timestamp
    ) async throws -> [Outcome] {
        let (calendars, policy) = try store.read { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            let known = Set(caseload.practitioners.map(\.id))
            if let nobody = only?.subtracting(known).min() { throw DiaryRefusal.noSuchPractitioner(nobody) }
            return (try diary.publishedCalendars().filter { !$0.hasLeft }, caseload.policy)
        }
        if let unknown = only?.sorted().first(where: { id in !calendars.contains { $0.practitioner == id } }) {
            throw DiaryRefusal.noCalendarAddress(unknown)
        }
        var waiting = calendars.filter { only?.contains($0.practitioner) ?? true }[...]
        return try await withThrowingTaskGroup(of: Outcome.self) { group in
            var outcomes: [Outcome] = []
            var running = 0
            while true {
                while running < Self.mostAtOnce, let calendar = waiting.popFirst() {
                    group.addTask { try await refresh(calendar, policy, by: actor, at: now) }
                    running += 1
                }
                guard let outcome = try await group.next() else { break }
                running -= 1
                outcomes.append(outcome)
            }
            return outcomes.sorted { $0.practitioner < $1.practitioner }
        }
    }

    private func refresh(
        _ calendar: PublishedCalendar, _ policy: Policy, by actor: String, at now: Timestamp
    ) async throws -> Outcome {
        let result: FetchResult
        var appraisal: CalendarAppraisal?
        do {
            switch try await fetcher.fetch(calendar.address, unlessStill: calendar.validators) {
            case .unchanged: result = .unchanged
            case .content(let bytes, let validators):
                let file = CalendarFile(
                    name: calendar.name, content: bytes, source: .address(zone: calendar.zone))
                let found = try appraise(file, policy)
                // Servers have been seen to publish nothing for a while; to believe them would free weeks that are full.
                if found.events == 0, calendar.events > 0 {
                    throw FetchFailure(
                        "the calendar is empty, and had \(calendar.events) events before; if that is right, remove it "
                            + "and add it again")
                }
                appraisal = found
                result = .content(bytes, validators, events: found.events)
            }
        } catch let failure as FetchFailure {
            result = .failed(failure.reason)
        }
        return Outcome(
            practitioner: calendar.practitioner,
            result: try keep(result, appraisal, of: calendar, by: actor, at: now))
    }

    private func keep(
        _ result: FetchResult, _ appraisal: CalendarAppraisal?, of calendar: PublishedCalendar, by actor: String,
        at now: Timestamp
    ) throws -> Outcome.Result {
        try store.write { diary in
            guard let isNew = try diary.keep(result, of: calendar, at: now) else { return .overtaken }
            switch result {
            case .failed(let why): return .failed(why, kept: calendar.fetchedAt)
            case .content where isNew:
                guard let appraisal else { return .unchanged }
                try diary.record(
                    HistoryEntry(
                        at: now, actor: actor, act: .collection,
                        detail: "fetched the calendar of \(calendar.practitioner) from \(calendar.address.masked): "
                            + "\(appraisal.events) \(appraisal.events == 1 ? "event" : "events")"))
                return .new(appraisal)
            case .content, .unchanged: return .unchanged
            }
        }
    }
}
