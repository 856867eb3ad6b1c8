internal import ArgumentParser
internal import ICalendar

/// The child that the program starts to read calendars; nobody else would run it.
struct ReadCalendarsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read-calendars", abstract: "Read the calendars that the program itself sends.",
        shouldDisplay: false)

    func run() {
        CalendarProcess.serve()
    }
}

/// Reads a calendar in a child of this program, so that whatever a file does to its reader, the program goes on.
let readCalendarInAChild: ReadCalendar = { (bytes, window, zone, floatingZone) throws(CalendarError) in
    try child.read(bytes, window: window, zone: zone, floatingZone: floatingZone)
}

private let child = CalendarProcess()
