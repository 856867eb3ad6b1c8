import Calendars
import Casework
import Foundation
import Intake
import Operations
import Planning
import Publishing
import SQLiteStore
import Sample
import Synchronization

/// An invented team with four weeks planned; each test has a diary of its own.
enum Team {
    static let monday = Day(iso: "2026-11-30") ?? Day(number: 0)
    /// Monday 30 November 2026, 9:00.
    static let clock = monday.start + 9 * 60
    static let now = Timestamp(seconds: clock.minutes * 60)

    /// A diary of the team, alone in a new folder.
    static func diary() throws -> (store: SQLiteStore, file: String) {
        let folder = try temporaryFolder()
        let file = folder.appendingPathComponent("team.diary")
        try FileManager.default.copyItem(at: try planned.get(), to: file)
        return (try SQLiteStore(path: file.path, mustExist: true), file.path)
    }

    static func diaries(_ weeks: Weeks) -> PlanWeeks.DiaryReading {
        { caseload, calendars in
            try DiaryReader.diaries(
                of: calendars, for: caseload, days: (weeks.days.lowerBound - 7)..<(weeks.days.upperBound + 63),
                defaults: try DefaultCalendars.read(folder: Calendars.folder)
            ).diaries
        }
    }

    static func feeds(_ material: ReadFeeds.Material, _ today: Day) throws -> FeedSet {
        FeedSet(
            caseload: material.caseload, history: material.history, today: today, absences: material.absences,
            changedAt: material.changedAt.seconds, productVersion: "test")
    }

    static func temporaryFolder() throws -> URL {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        return folder
    }

    /// Planned once for all tests, and closed, so that it can be copied.
    private static let planned = Result<URL, any Error> {
        let folder = try temporaryFolder()
        let export = folder.appendingPathComponent("team")
        for file in SampleTeam(nominals: 52, seed: 1, from: monday).files() {
            let url = export.appendingPathComponent(file.path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(file.content.utf8).write(to: url)
        }
        let read = try CaseloadReader.read(
            folder: export, today: monday, days: monday..<(monday + 63))
        let file = folder.appendingPathComponent("planned.diary")
        let store = try SQLiteStore(path: file.path)
        _ = try ImportCaseload(store)(
            read.caseload, equalities: read.equalities, calendars: read.calendars, by: "test", at: now)
        guard let weeks = Weeks(from: monday, count: 4) else { throw CocoaError(.featureUnsupported) }
        _ = try PlanWeeks(store, diaries: diaries(weeks))(
            weeks, seed: 1, until: Iterations(perWeek: 200), by: "test", at: now)
        return file
    }
}

/// Stands at the team's Monday morning until it is put on.
final class TestClock: Sendable {
    private let seconds = Mutex(0)

    var time: (now: Timestamp, office: Moment) {
        let later = seconds.withLock { $0 }
        return (Timestamp(seconds: Team.now.seconds + later), Team.clock + later / 60)
    }

    func putOn(seconds: Int) { self.seconds.withLock { $0 += seconds } }
}
