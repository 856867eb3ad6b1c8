package import Casework

/// Notes that a nominal cannot be seen at some time, and books what falls into it anew.
package struct NoteUnavailability {
    private let store: any DiaryStore
    private let reading: PlanWeeks.DiaryReading

    package init(_ store: any DiaryStore, diaries reading: @escaping PlanWeeks.DiaryReading) {
        self.store = store
        self.reading = reading
    }

    package func callAsFunction(
        _ nominal: Nominal.ID, _ interval: Range<Moment>, by actor: String, at now: Timestamp, clock: Moment
    ) throws -> (notice: RecordedNotice, plan: ChangedPlan?) {
        try store.noting(.unavailable(nominal, interval), reading, by: actor, at: now, clock: clock)
    }
}
