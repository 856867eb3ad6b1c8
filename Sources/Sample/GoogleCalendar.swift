import Casework

/// A diary as Google publishes it: once-only entries in UTC, series in London's own time.
enum GoogleCalendar {
    static func file(_ diary: Diary, from: Day) -> SampleFile {
        var text = CalendarText()
        text.add([
            "BEGIN:VCALENDAR", "PRODID:-//Google Inc//Google Calendar 70.9054//EN", "VERSION:2.0",
            "CALSCALE:GREGORIAN", "METHOD:PUBLISH", "X-WR-CALNAME:\(diary.owner)", "X-WR-TIMEZONE:Europe/London",
        ])
        text.add(CalendarText.londonZone)
        for (index, entry) in diary.entries.enumerated() {
            let uid = "\(diary.owner)-\(padded(index, to: 4))@google.com"
            write(entry, uid: uid, stamp: CalendarText.utc(from - 3, 6 * 60), to: &text)
        }
        text.add("END:VCALENDAR")
        return text.file("calendars/\(diary.owner).ics")
    }

    private static func write(_ entry: DiaryEntry, uid: String, stamp: String, to text: inout CalendarText) {
        func event(_ times: [String], _ more: [String] = []) {
            text.add("BEGIN:VEVENT")
            text.add(times)
            text.add(["DTSTAMP:\(stamp)", "UID:\(uid)"])
            text.add(more)
            let takesNone = entry.showing == .free || entry.showing == .elsewhere
            let status = entry.isCancelled ? "CANCELLED" : entry.showing == .tentative ? "TENTATIVE" : "CONFIRMED"
            text.add([
                "CREATED:\(stamp)", "LAST-MODIFIED:\(stamp)", "SEQUENCE:0", "STATUS:\(status)",
                "SUMMARY:" + CalendarText.escaped(entry.title),
                "TRANSP:" + (takesNone ? "TRANSPARENT" : "OPAQUE"), "END:VEVENT",
            ])
        }
        func zoned(_ name: String, _ day: Day, _ minute: Int) -> String {
            "\(name);TZID=Europe/London:" + CalendarText.local(day, minute)
        }
        switch entry.dates {
        case .once(let day):
            event([
                "DTSTART:" + CalendarText.utc(day, entry.start),
                "DTEND:" + CalendarText.utc(day, entry.start + entry.minutes),
            ])
        case .allDay(let day):
            event([
                "DTSTART;VALUE=DATE:" + CalendarText.date(day), "DTEND;VALUE=DATE:" + CalendarText.date(day + 1),
            ])
        case .weekly(let from, _, _, let skipped, let moved):
            let rule = CalendarText.rule(entry).map { [$0] } ?? []
            event(
                [zoned("DTSTART", from, entry.start), zoned("DTEND", from, entry.start + entry.minutes)] + rule
                    + skipped.map { zoned("EXDATE", $0, entry.start) })
            for move in moved {
                event(
                    [zoned("DTSTART", move.to, move.start), zoned("DTEND", move.to, move.start + entry.minutes)],
                    [zoned("RECURRENCE-ID", move.from, entry.start)])
            }
        }
    }
}
