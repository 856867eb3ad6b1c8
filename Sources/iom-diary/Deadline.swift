internal import Planning

/// Stops the search after so many seconds, shared out over the weeks.
struct Deadline: StopCriterion {
    private let seconds: Double
    private let start = ContinuousClock.now

    init(seconds: Double) {
        self.seconds = seconds
    }

    func used(rounds: Int, size: Int, part: Int, of parts: Int) -> Double {
        let gone = (ContinuousClock.now - start) / .seconds(1)
        let (from, until) = (seconds * Double(part) / Double(parts), seconds * Double(part + 1) / Double(parts))
        return until > from ? max(0, gone - from) / (until - from) : 1
    }
}
