import Casework
import Sample
import Testing

/// A made-up folder as a reader from outside sees it: text, read again with nothing of the writer's own code.
struct Folder {
    typealias Row = [String: String]

    let files: [SampleFile]

    init(_ nominals: Int, seed: UInt64 = 1, from: String = "2026-11-30") throws {
        let team = SampleTeam(nominals: nominals, seed: seed, from: try #require(Day(iso: from)))
        files = team.files()
    }

    func text(_ path: String) -> String? { files.first { $0.path == path }?.content }

    /// One column, without making a dictionary of every row: a big team's tables are long.
    func column(_ column: String, of name: String) -> [String] {
        let all = cells(name)
        guard let position = all.first?.firstIndex(of: column) else { return [] }
        return all.dropFirst().map { $0[position] }
    }

    func header(_ name: String) -> [String] { cells(name).first ?? [] }

    func rows(_ name: String) -> [Row] {
        let all = cells(name)
        guard let header = all.first else { return [] }
        return all.dropFirst().map { Row(zip(header, $0)) { first, _ in first } }
    }

    /// RFC 4180, a byte at a time.
    func cells(_ name: String) -> [[String]] {
        var (rows, row, cell, quoted) = ([[String]](), [String](), [UInt8](), false)
        let bytes = Array((text(name) ?? "").utf8)
        let (quote, comma, lineFeed, carriageReturn) = (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(10), UInt8(13))
        func read() -> String { String(decoding: cell, as: UTF8.self) }
        var index = 0
        while index < bytes.count {
            let byte = bytes[index]
            if quoted {
                if byte == quote, index + 1 < bytes.count, bytes[index + 1] == quote {
                    cell.append(quote)
                    index += 1
                } else if byte == quote {
                    quoted = false
                } else {
                    cell.append(byte)
                }
            } else if byte == quote {
                quoted = true
            } else if byte == comma {
                row.append(read())
                cell = []
            } else if byte == lineFeed {
                rows.append(row + [read()])
                (row, cell) = ([], [])
            } else if byte != carriageReturn {
                cell.append(byte)
            }
            index += 1
        }
        return rows
    }

    // MARK: Calendars

    struct Event {
        var values: [String: String] = [:]
        var lists: [String: [String]] = [:]
    }

    func events(_ path: String) -> [Event] {
        var lines: [String] = []
        for line in (text(path) ?? "").split(separator: "\r\n", omittingEmptySubsequences: true) {
            if line.hasPrefix(" "), let last = lines.popLast() {
                lines.append(last + line.dropFirst())
            } else {
                lines.append(String(line))
            }
        }
        var (events, current): ([Event], Event?) = ([], nil)
        for line in lines {
            if line == "BEGIN:VEVENT" {
                current = Event()
            } else if line == "END:VEVENT", let done = current {
                events.append(done)
                current = nil
            } else if current != nil, let colon = line.firstIndex(of: ":") {
                let name = String(line[..<colon].prefix { $0 != ";" })
                let value = String(line[line.index(after: colon)...])
                current?.values[name] = value
                current?.lists[name, default: []] += value.split(separator: ",").map { String($0) }
            }
        }
        return events
    }

    /// When a practitioner's calendar says they cannot: weekly series, their exceptions, single and all-day events.
    func busy(_ practitioner: String, on day: Day) -> [Range<Moment>] {
        let events = events("calendars/\(practitioner).ics").filter {
            $0.values["TRANSP"] == "OPAQUE" && $0.values["STATUS"] != "CANCELLED"
        }
        return events.compactMap { event in
            guard let start = Folder.moment(event.values["DTSTART"]), let end = Folder.moment(event.values["DTEND"])
            else { return nil }
            guard let rule = event.values["RRULE"] else { return start.day == day ? start..<end : nil }
            let parts = rule.split(separator: ";").map { $0.split(separator: "=").map { String($0) } }
            let every = parts.first { $0.first == "INTERVAL" }?.last.flatMap { Int($0) } ?? 1
            let until = Folder.moment(parts.first { $0.first == "UNTIL" }?.last)
            let held = day.at(start.minuteOfDay)
            guard day >= start.day, (day - start.day).isMultiple(of: 7 * every), until.map({ held <= $0 }) ?? true
            else { return nil }
            let exceptions = (event.lists["EXDATE"] ?? []).compactMap { Folder.moment($0) }
            let moved = events.filter { $0.values["UID"] == event.values["UID"] }
                .compactMap { Folder.moment($0.values["RECURRENCE-ID"]) }
            return (exceptions + moved).contains(held) ? nil : held..<held + (end - start)
        }
    }

    /// Local time, or UTC in winter, when London keeps it; the tests ask about December.
    static func moment(_ text: String?) -> Moment? {
        guard let text, text.utf8.count >= 8 else { return nil }
        func number(_ from: Int, _ count: Int) -> Int { Int(text.dropFirst(from).prefix(count)) ?? 0 }
        guard let day = Day(year: number(0, 4), month: number(4, 2), day: number(6, 2)) else { return nil }
        return day.at(text.utf8.count > 8 ? number(9, 2) * 60 + number(11, 2) : 0)
    }
}
