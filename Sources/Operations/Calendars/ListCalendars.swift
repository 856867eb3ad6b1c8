package import Casework

/// Lists the calendars that a diary plans with.
package struct ListCalendars {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package struct Outcome: Sendable {
        package var policy: Policy
        package var practitioners: [Practitioner.ID]
        /// As they are planned with.
        package var files: [CalendarFile]
        /// When the files of the last import came as they are, by name.
        package var importDates: [String: Timestamp]
        package var published: [PublishedCalendar]
    }

    package func callAsFunction() throws -> Outcome {
        try store.read { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            return Outcome(
                policy: caseload.policy, practitioners: caseload.practitioners.map(\.id), files: try diary.calendars(),
                importDates: try diary.importDates(), published: try diary.publishedCalendars())
        }
    }
}
