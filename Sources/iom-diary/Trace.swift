internal import Casework
internal import Foundation
internal import Planning

/// Writes down how the score falls as planning goes on, a line of CSV for each better one; the bench reads it.
///
/// Seconds count from when the trace is opened, weeks from 1.
final class Trace {
    private let file: FileHandle
    private let start = ContinuousClock.now

    init(_ path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw OutputFolder.Refusal.unwritable(path, "no file can be made there") }
        self.file = file
        write("seconds,week,shortfall,moved,cover,travel_minutes,spread")
    }

    func note(_ progress: Planner.Progress) {
        guard case .contacts(let week, let score) = progress else { return }
        let milliseconds = Int((ContinuousClock.now - start) / .milliseconds(1))
        write(
            "\(Double(milliseconds) / 1000),\(week + 1),\(score.shortfall),\(score.moved),\(score.cover),"
                + "\(score.travelMinutes),\(score.spread)")
    }

    /// A trace that cannot be written, on a full disk say, is no reason to lose the plan.
    private func write(_ line: String) {
        try? file.write(contentsOf: Data("\(line)\n".utf8))
    }
}
