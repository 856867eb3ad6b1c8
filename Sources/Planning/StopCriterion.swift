/// When a search ends.
///
/// Planning has no clock: whoever wants to stop by time brings one.
package protocol StopCriterion: Sendable {
    /// The share of the work that is used up, from 0 to 1; at 1 the search stops.
    ///
    /// A week is searched in parts that have nobody in common: a team is one part, a region many.
    ///
    /// - Parameters:
    ///   - rounds: Rounds done in this part of the week.
    ///   - size: How many contacts are to be booked in this part of the week, or are out of place where a plan is
    ///     mended.
    ///   - share: How much of the week's contacts that is, from 0 to 1.
    ///   - week: The week's number, from 0: weeks are searched one after another.
    ///   - weeks: How many weeks there are in all.
    func used(rounds: Int, size: Int, share: Double, week: Int, of weeks: Int) -> Double

    /// By the clock: how many parts of a week are searched at one time and share it; nil: each part's rounds count.
    var lanes: Int? { get }
}

extension StopCriterion {
    package var lanes: Int? { nil }
}

/// Stops a re-planned week's search after a few rounds for each contact that a change has put out of place, so that
/// the answer is there at once; where nothing is out of place nothing is searched for.
package struct Mending: StopCriterion, Sendable {
    package init() {}

    static let (least, perContact, most) = (400, 150, 4_000)

    package func used(rounds: Int, size: Int, share: Double, week: Int, of weeks: Int) -> Double {
        guard size > 0 else { return 1 }
        return Double(rounds) / Double(min(Mending.least + Mending.perContact * size, Mending.most))
    }
}

/// Stops each week's search after a number of rounds, so that the same seed gives the same plan on every machine.
package struct Iterations: StopCriterion {
    /// Rounds for each week, shared out to its parts; nil: in proportion to the contacts to book.
    package var perWeek: Int?

    package init(perWeek: Int? = nil) {
        self.perWeek = perWeek
    }

    /// Rounds for each contact to book, where nothing else is asked for: enough that more finds little.
    package static let perContact = 200
    /// At most so many rounds for a part of a week by default, so that a hub of hundreds is planned within the minute.
    package static let most = 25_000

    package func used(rounds: Int, size: Int, share: Double, week: Int, of weeks: Int) -> Double {
        let limit = perWeek.map { Double($0) * share } ?? Double(min(Iterations.perContact * size, Iterations.most))
        return limit > 0 ? Double(rounds) / limit : 1
    }
}
