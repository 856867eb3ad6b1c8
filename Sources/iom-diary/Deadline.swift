internal import Foundation
internal import Planning

/// Stops the search after so many seconds, shared out over the weeks.
struct Deadline: StopCriterion {
    private let seconds: Double
    private let start = ContinuousClock.now

    init(seconds: Double) {
        self.seconds = seconds
    }

    var lanes: Int? { ProcessInfo.processInfo.activeProcessorCount }

    func used(rounds: Int, size: Int, share: Double, week: Int, of weeks: Int) -> Double {
        let gone = (ContinuousClock.now - start) / .seconds(1)
        let (from, until) = (seconds * Double(week) / Double(weeks), seconds * Double(week + 1) / Double(weeks))
        return until > from ? max(0, gone - from) / (until - from) : 1
    }
}
