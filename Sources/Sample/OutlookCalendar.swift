import Casework

/// A diary as Exchange publishes it.
///
/// A busy status of FREE or WORKINGELSEWHERE always goes with TRANSP:TRANSPARENT, the others with OPAQUE. A meeting
/// that was called off keeps STATUS:CONFIRMED and says so in its title, as Exchange does.
enum OutlookCalendar {
    private static let zone = "TZID=GMT Standard Time"

    static func file(_ diary: Diary, from: Day) -> SampleFile {
        var text = CalendarText()
        text.add([
            "BEGIN:VCALENDAR", "METHOD:PUBLISH", "PRODID:Microsoft Exchange Server 2010", "VERSION:2.0",
            "X-WR-CALNAME:Calendar",
        ])
        text.add(CalendarText.exchangeZone)
        for (index, entry) in diary.entries.enumerated() {
            write(entry, uid: uid(diary.owner, index), stamp: CalendarText.utc(from - 3, 6 * 60), to: &text)
        }
        text.add("END:VCALENDAR")
        return text.file("calendars/\(diary.owner).ics")
    }

    private static func write(_ entry: DiaryEntry, uid: String, stamp: String, to text: inout CalendarText) {
        func event(_ head: [String], _ times: [String], instance: Int) {
            text.add("BEGIN:VEVENT")
            text.add(head)
            let title = (entry.isCancelled ? "Canceled: " : "") + entry.title
            text.add(["UID:\(uid)", "SUMMARY:" + CalendarText.escaped(title)])
            text.add(times)
            let status = status(entry)
            text.add([
                "CLASS:PUBLIC", "PRIORITY:5", "DTSTAMP:\(stamp)",
                "TRANSP:" + (["FREE", "WORKINGELSEWHERE"].contains(status) ? "TRANSPARENT" : "OPAQUE"),
                "STATUS:CONFIRMED", "SEQUENCE:\(instance == 3 ? 1 : 0)", "X-MICROSOFT-CDO-BUSYSTATUS:\(status)",
                "X-MICROSOFT-CDO-ALLDAYEVENT:" + (isAllDay(entry) ? "TRUE" : "FALSE"),
                "X-MICROSOFT-CDO-INSTTYPE:\(instance)", "END:VEVENT",
            ])
        }
        func times(_ day: Day, _ start: Int) -> [String] {
            [
                "DTSTART;\(zone):" + CalendarText.local(day, start),
                "DTEND;\(zone):" + CalendarText.local(day, start + entry.minutes),
            ]
        }
        switch entry.dates {
        case .once(let day): event([], times(day, entry.start), instance: 0)
        case .allDay(let day):
            event(
                [],
                [
                    "DTSTART;VALUE=DATE:" + CalendarText.date(day),
                    "DTEND;VALUE=DATE:" + CalendarText.date(day + 1),
                ], instance: 0)
        case .weekly(let from, _, _, let skipped, let moved):
            var head = CalendarText.rule(entry).map { [$0] } ?? []
            if !skipped.isEmpty {
                head.append(
                    "EXDATE;\(zone):"
                        + skipped.map { CalendarText.local($0, entry.start) }.joined(separator: ","))
            }
            event(head, times(from, entry.start), instance: 1)
            for move in moved {
                event(
                    ["RECURRENCE-ID;\(zone):" + CalendarText.local(move.from, entry.start)],
                    times(move.to, move.start), instance: 3)
            }
        }
    }

    private static func isAllDay(_ entry: DiaryEntry) -> Bool {
        if case .allDay = entry.dates { true } else { false }
    }

    private static func status(_ entry: DiaryEntry) -> String {
        if entry.isCancelled { return "FREE" }
        return switch entry.showing {
        case .busy: "BUSY"
        case .tentative: "TENTATIVE"
        case .out: "OOF"
        case .free: "FREE"
        case .elsewhere: "WORKINGELSEWHERE"
        }
    }

    /// Long and hexadecimal, as Exchange's are.
    private static func uid(_ owner: Practitioner.ID, _ index: Int) -> String {
        var chance = Chance(seed: UInt64(index), owner.text)
        let digits = (0..<2).map { _ in
            let hex = String(chance.next(), radix: 16, uppercase: true)
            return String(repeating: "0", count: max(0, 16 - hex.count)) + hex
        }
        return "040000008200E00074C5B7101A82E008" + digits.joined()
    }
}
