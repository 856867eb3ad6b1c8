import Casework
import ICalendar

/// Finds what is wrong in one calendar: used when a folder is read, and again for the days that are planned.
struct CalendarCheck {
    /// As messages name the file: `calendars/po1.ics`.
    let label: String
    let name: CalendarName
    let practitioners: Register<Practitioner>
    let locations: Register<Location>
    let findings: Findings
    let readCalendar: ReadCalendar

    /// The calendar, as far as it can be had; nil where it cannot be read.
    func read(_ file: CalendarFile, days: Range<Day>, zone: String) -> CalendarContent? {
        do {
            let content = try CalendarContent(file, days: days, zone: zone, read: readCalendar)
            noteZones(content)
            for doubt in content.doubts where doubt.zone == nil { note(doubt) }
            if case .series = name { checkSeries(CalendarText(file.content), content) }
            return content
        } catch {
            findings.fault(
                label, line: error.line, says: "cannot be read (\(error.reason.drop { $0 == " " }))",
                expected: "an iCalendar file")
            return nil
        }
    }

    /// One fault for each zone: a calendar with a strange one has it in every event.
    private func noteZones(_ content: CalendarContent) {
        var seen: Set<String> = []
        for doubt in content.doubts {
            guard let zone = doubt.zone, seen.insert(zone).inserted else { continue }
            let count = content.doubts.count { $0.zone == zone }
            findings.fault(
                label, line: doubt.line,
                says: "names the time zone \(quoted(zone))\(count > 1 ? " (and \(count - 1) times more)" : "")",
                expected: "an IANA or Windows time zone, or one the file describes")
        }
    }

    /// In the diary of one, what is unclear is planned around; of the team's, it would be missed by everyone.
    private func note(_ doubt: CalendarContent.Doubt) {
        if name.isTeam {
            findings.fault(
                label, line: doubt.line, says: "cannot be taken as written (\(doubt.reason))",
                expected: "a plain event or series")
        } else {
            findings.warn(label, line: doubt.line, says: "cannot be taken as written", doubt.reason)
        }
    }

    private func checkSeries(_ text: CalendarText, _ content: CalendarContent) {
        for event in text.events {
            if let place = event.location, place.text != "online", !locations.accepts(place.text) {
                findings.fault(
                    label, line: place.line, column: "LOCATION", says: "says \(quoted(place.text))",
                    expected: "\(locations.expected(for: place.text)), or online")
            }
            for id in event.practitioners where !practitioners.accepts(id.text) {
                findings.fault(
                    label, line: id.line, column: CalendarText.practitioner, says: "says \(quoted(id.text))",
                    expected: practitioners.expected(for: id.text))
            }
        }
        var seen: Set<Int?> = []
        for event in content.events where event.isAllDay || event.interval.isEmpty {
            guard seen.insert(event.line).inserted else { continue }
            findings.fault(
                label, line: event.line, says: event.isAllDay ? "is an event of whole days" : "is an event without end",
                expected: "a meeting with a start and an end (DTEND or DURATION)")
        }
    }

    /// A calendar named for nobody: its owner would seem free.
    func noteUnknownOwner(_ id: Practitioner.ID) {
        let hint = Spelling.hint(id.text, in: CalendarName.team.map(\.stem))
        findings.fault(
            label, says: "is the calendar of \(quoted(id.text))", expected: practitioners.expected(for: id.text) + hint)
    }
}
