internal import Casework
internal import NIOConcurrencyHelpers
internal import Operations

/// Keeps what was last read of the diary, until the diary is another.
final class Shelf: Sendable {
    private let latest = NIOLockedValueBox<Material?>(nil)

    /// What pages are marked with, as far as is known; nil before anything was read.
    var marking: Marking? { latest.withLockedValue { $0?.caseload.policy.marking } }

    /// - Throws: `DiaryRefusal.empty` before the first import.
    func material(of diary: any DiaryReading) throws -> Material {
        let revision = try diary.revision()
        if let kept = latest.withLockedValue({ $0 }), kept.revision == revision { return kept }
        guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
        let material = Material(
            revision: revision, caseload: caseload, stored: try diary.latestPlan(),
            arrangements: try diary.arrangements())
        latest.withLockedValue { $0 = material }
        return material
    }
}
