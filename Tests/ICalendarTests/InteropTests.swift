import Foundation
import ICalendar
import Testing

/// Calendars and expectations that none of us wrote, kept beside the package; skipped where they are absent.
struct InteropTests {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "../shared/data/calendar").standardizedFileURL
    static let isPresent = FileManager.default.fileExists(atPath: folder.path)

    private static func calendars() -> [URL] {
        let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        let urls = files?.compactMap { $0 as? URL } ?? []
        // Foundation leaks its buffer when it reads an empty file, which would hide leaks of our own.
        let isRead = { (url: URL) in
            url.pathExtension == "ics" && (try? url.resourceValues(forKeys: [.fileSizeKey]).fileSize) != 0
        }
        return urls.filter(isRead).sorted { $0.path < $1.path }
    }

    @Test(.enabled(if: isPresent, "needs ../shared/data/calendar"))
    func `real and malformed calendars are read, or refused with a sentence`() throws {
        var read = 0
        var refused: [String] = []
        for url in InteropTests.calendars() {
            let bytes = Array(try Data(contentsOf: url))
            do {
                let window = days((2014, 1, 1), (2026, 1, 1))
                let reading = try readCalendar(bytes, window: window, zone: "Europe/London")
                read += 1
                #expect(reading.occurrences.allSatisfy { $0.start <= $0.end }, "\(url.lastPathComponent)")
            } catch {
                refused.append("\(error)")
            }
        }

        #expect(read > 150)
        #expect(refused.allSatisfy { $0.hasPrefix("This is not a calendar") })
    }

    @Test(.enabled(if: isPresent, "needs ../shared/data/calendar"))
    func `repeat rules give the instances that ical.js expects`() throws {
        let cases = try RecurrenceCase.load(InteropTests.folder.appending(path: "icaljs/recur_iterator_cases.txt"))
        var compared = 0
        for recurrence in cases {
            let start = recurrence.start
            let first = recurrence.instances.first ?? start
            let last = recurrence.instances.last ?? start
            let window =
                min(start, first)..<(recurrence.isFinite ? last.advanced(by: 40_000_000) : last.advanced(by: 1))
            let value = recurrence.startText.count == 8 ? ";VALUE=DATE" : ""
            let event = "BEGIN:VEVENT\nDTSTART\(value):\(recurrence.startText)\nRRULE:\(recurrence.rule)\nEND:VEVENT"
            let reading = try ICalendarTests.read(event, window: window, zone: "UTC")
            guard reading.problems.isEmpty else { continue }
            compared += 1
            // RFC 5545 counts DTSTART as an instance; ical.js gives the rule's own only.
            var starts = reading.occurrences.map(\.start)
            if !recurrence.instances.contains(start) { starts.removeAll { $0 == start } }
            // Where DTSTART does not fit a rule with BYSETPOS, ical.js counts it, and libical counts one more.
            if recurrence.rule.contains("BYSETPOS"), recurrence.rule.contains("COUNT"),
                starts.count == recurrence.instances.count + 1
            {
                starts.removeLast()
            }
            #expect(starts == recurrence.instances, "\(recurrence.rule) from \(recurrence.startText)")
        }

        #expect(cases.count == 115)
        #expect(compared >= 60, "\(compared)")
    }
}

/// One rule and its expected instances.
struct RecurrenceCase {
    var rule = ""
    var startText = ""
    var isFinite = false
    var instances: [WallTime] = []

    var start: WallTime { RecurrenceCase.wall(Substring(startText)) }

    static func load(_ url: URL) throws -> [RecurrenceCase] {
        var cases: [RecurrenceCase] = []
        for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n") {
            let pair = line.split(separator: ":", maxSplits: 1)
            guard let name = pair.first, let value = pair.last, pair.count == 2 else { continue }
            switch name {
            case "RRULE": cases.append(RecurrenceCase(rule: String(value)))
            case "DTSTART": cases[cases.count - 1].startText = String(value)
            case "FINITE": cases[cases.count - 1].isFinite = value == "true"
            case "INSTANCES": cases[cases.count - 1].instances = value.split(separator: ",").map(wall)
            default: continue
            }
        }
        return cases
    }

    private static func wall(_ text: Substring) -> WallTime {
        let digits = text.filter(\.isNumber).map { $0.wholeNumberValue ?? 0 }
        func number(_ range: Range<Int>) -> Int {
            digits.count < range.upperBound ? 0 : digits[range].reduce(0) { $0 * 10 + $1 }
        }
        return WallTime(
            year: number(0..<4), month: number(4..<6), day: number(6..<8), hour: number(8..<10),
            minute: number(10..<12), second: number(12..<14))
    }
}
