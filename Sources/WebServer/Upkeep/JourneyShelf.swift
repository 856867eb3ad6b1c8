internal import Casework
internal import NIOConcurrencyHelpers
internal import Operations

/// Keeps everybody's ways of the weeks that were last asked for: to work them out all calendars are read.
final class JourneyShelf: Sendable {
    private struct Kept {
        var revision = -1
        var weeks: [Day: [Journey]] = [:]
    }

    private static let most = 8
    private let kept = NIOLockedValueBox(Kept())

    func journeys(in week: Weeks, to meetings: [PlannedMeeting], _ files: Files, _ site: Site) throws -> [Journey] {
        let revision = files.whole.revision
        if let known = kept.withLockedValue({ $0.revision == revision ? $0.weeks[week.from] : nil }) { return known }
        let journeys = try files.diary.journeys(
            in: week, to: meetings, files.whole.caseload, reading: site.plugs.diaries(week))
        kept.withLockedValue { kept in
            if kept.revision != revision || kept.weeks.count >= JourneyShelf.most {
                kept = Kept(revision: revision)
            }
            kept.weeks[week.from] = journeys
        }
        return journeys
    }
}
