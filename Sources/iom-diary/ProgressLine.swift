internal import Casework
internal import Foundation
internal import Planning

/// Shows how planning goes on, on a terminal and nowhere else: meetings first, then contacts, the score falling.
final class ProgressLine {
    private let weeks: Weeks
    private let isShown = Terminal.isWatched
    private var drawn = ContinuousClock.now - .seconds(1)

    init(_ weeks: Weeks) {
        self.weeks = weeks
    }

    func show(_ progress: Planner.Progress) {
        guard isShown else { return }
        switch progress {
        case .meeting(let meeting):
            Terminal.redraw("Meetings: \(meeting.id), \(meeting.slots.count) slots")
        case .contacts(let week, let score):
            // The search finds hundreds of better scores a second; nobody can read so many.
            guard ContinuousClock.now - drawn > .milliseconds(80) else { return }
            drawn = .now
            Terminal.redraw(
                "Contacts: week \(week + 1) of \(weeks.count), shortfall \(score.shortfall), moved \(score.moved), "
                    + "cover \(score.cover), travel \(score.travelMinutes) min")
        }
    }

    func finish() {
        if isShown { Terminal.redraw("") }
    }
}
