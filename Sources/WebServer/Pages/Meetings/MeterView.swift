internal import Casework
internal import Publishing

/// The minutes that a meeting has, and needs: what `meter.mustache` is given.
///
/// The words say all that the bar shows.
struct MeterView: Sendable {
    var meterWords: String
    /// Of the 400 that the bar is wide: what fits, and what is too much.
    var fitting: Int
    var tooMuch: Int?
    /// Where the meeting's time ends.
    var limit: Int

    private static let width = 400

    init(_ meeting: PlannedMeeting) {
        let (needed, available) = (meeting.minutesNeeded, meeting.minutesAvailable)
        let most = max(needed, available, 1)
        limit = MeterView.width * available / most
        fitting = MeterView.width * min(needed, available) / most
        tooMuch = needed > available ? MeterView.width - limit : nil
        meterWords = MeterView.words(meeting)
    }

    /// In words: `124 of 135 minutes needed: 11 to spare`.
    static func words(_ meeting: PlannedMeeting) -> String {
        let spare = meeting.minutesAvailable - meeting.minutesNeeded
        let sum = "\(meeting.minutesNeeded) of \(meeting.minutesAvailable) minutes needed"
        if spare >= 0 { return "\(sum): \(spare) to spare." }
        let relief =
            [(meeting.noted.count, "noted without discussion"), (meeting.deferred.count, "deferred")]
            .filter { $0.0 > 0 }.map { "\(Wording.counted($0.0, "item")) \($0.1)" }
        return "\(sum): \(-spare) too many"
            + (relief.isEmpty ? "." : ", so \(Wording.list(relief)).")
    }
}
