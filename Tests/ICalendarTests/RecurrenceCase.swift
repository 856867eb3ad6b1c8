import Foundation
import ICalendar

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
