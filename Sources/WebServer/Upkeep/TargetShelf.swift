internal import Casework
internal import NIOConcurrencyHelpers
internal import Operations
internal import Publishing

/// Keeps how contacts stand against their targets until the diary, or the day, is another: calendars are read for it,
/// which takes longer than a page may.
final class TargetShelf: Sendable {
    private struct Kept: Sendable {
        var revision: Int
        var day: Day
        var material: ReadShortfalls.Material
    }

    private let latest = NIOLockedValueBox<Kept?>(nil)

    func material(
        of revision: Int, on day: Day, _ make: () throws -> ReadShortfalls.Material
    ) throws -> ReadShortfalls.Material {
        if let kept = latest.withLockedValue({ $0 }), kept.revision == revision, kept.day == day {
            return kept.material
        }
        let made = try make()
        latest.withLockedValue { $0 = Kept(revision: revision, day: day, material: made) }
        return made
    }
}

extension Visit {
    /// How contacts stand against their targets; whom this account may know of is for the caller to ask.
    func standing(_ files: Files) throws -> ReadShortfalls.Material {
        guard let weeks = files.whole.stored?.plan.weeks else { throw DiaryRefusal.noPlan }
        return try site.targets.material(of: files.whole.revision, on: today) {
            try ReadShortfalls(diaries: site.plugs.diaries(weeks))(
                files.diary, weeksBefore: ShortfallReport.weeksOver, clock: clock)
        }
    }
}
