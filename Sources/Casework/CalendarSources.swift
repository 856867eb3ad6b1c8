/// What the reading of calendars depends on, the days apart: of two that are equal the same is read.
package struct CalendarSources: Hashable, Sendable {
    private let calendars: [CalendarFile]
    private let timezone: String
    private let host: String
    private let practitioners: [Practitioner.ID]
    private let locations: [Location.ID]

    package init(_ caseload: Caseload, _ calendars: [CalendarFile]) {
        self.calendars = calendars
        timezone = caseload.policy.timezone
        host = caseload.policy.feeds.host
        practitioners = caseload.practitioners.map(\.id)
        locations = caseload.locations.map(\.id)
    }
}
