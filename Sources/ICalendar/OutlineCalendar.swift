/// One VCALENDAR of a file: its own lines, its events and free/busy reports, and the zones it brings.
struct OutlineCalendar: Sendable {
    var properties: OutlineComponent
    var entries: [OutlineComponent] = []
    var zones: [OutlineComponent] = []
}
