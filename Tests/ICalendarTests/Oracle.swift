import Foundation
import ICalendar
import Testing

/// What Python's `icalendar` and `recurring-ical-events` make of a calendar: none of us wrote them.
enum Oracle {
    struct Case: Encodable {
        var text: String
        /// The first day, and the day after the last.
        var from: String
        var until: String

        init(_ text: String, _ window: Range<WallTime>) {
            self.text = text
            from = String(window.lowerBound.description.prefix(10))
            until = String(window.upperBound.description.prefix(10))
        }
    }

    /// For each case its occurrences as `uid start end`, in UTC; nil for a calendar that is refused.
    static func occurrences(of cases: [Case]) throws -> [Set<String>?] {
        let folder = FileManager.default.temporaryDirectory.appending(path: "oracle-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (question, answer) = (folder.appending(path: "cases.json"), folder.appending(path: "answer.json"))
        try JSONEncoder().encode(cases).write(to: question)
        try Data().write(to: answer)
        let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Oracles/occurrences.py")
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["python3", "-W", "ignore", script.path, question.path]
        // A file rather than a pipe: nothing has to be drained while it runs.
        process.standardOutput = try FileHandle(forWritingTo: answer)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "python3 needs what 'make test' installs")
        return try JSONDecoder().decode([[String]?].self, from: Data(contentsOf: answer)).map { $0.map(Set.init) }
    }
}

extension CalendarReading {
    /// Each occurrence as the oracle writes it.
    var asOracle: Set<String> {
        Set(
            occurrences.map { occurrence in
                let uid = occurrence.uid ?? "None"
                guard let start = occurrence.startUTC, let end = occurrence.endUTC else {
                    return "\(uid) \(occurrence.start.description.prefix(10)) \(occurrence.end.description.prefix(10))"
                }
                return "\(uid) \(start) \(end)"
            })
    }
}
