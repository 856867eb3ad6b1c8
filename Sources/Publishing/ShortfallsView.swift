import Casework

/// What `shortfalls.mustache` is given: how far the weeks' contacts fall short, for managers.
struct ShortfallsView: Sendable {
    var marking: String
    var period: String
    var prepared: String?
    var total: FiguresView
    /// `1 of 12 nominals with a target falls short`.
    var fallShort: String
    /// What no plan of each week that falls short can better, a sentence each.
    var least: [String]
    /// The weeks before beside the weeks of the plan.
    var trend: TrendView?
    var byWeek: FigureTableView?
    var byLead: FigureTableView?
    var byCohort: FigureTableView?
    var byCause: FigureTableView?
    var byNominal: Several<NominalFiguresView>?
    var shortfalls: Several<ShortfallView>?
    /// Weeks that are over, where a screen shows them from every side.
    var over: OverView?
}

struct OverView: Sendable {
    /// The first of the weeks: `Monday 7 September 2026`.
    var since: String
    /// How far it is known why anything was missing.
    var knowledge: String
    // Names of their own: where one is empty, a template looks for its name in what stands around.
    var overCauses: FigureTableView?
    var overLeads: FigureTableView?
    var overCohorts: FigureTableView?
}

struct FiguresView: Sendable {
    var target: Int
    var offered: Int
    var kept: Int
    var missing: Int
    var missingJoint: Int
    var missingHome: Int
    /// Whether each figure of its own is more than nought, to mark the cell.
    var shortContacts: Bool
    var shortJoint: Bool
    var shortHome: Bool

    init(_ figures: Figures) {
        target = figures.target
        offered = figures.offered
        kept = figures.kept
        missing = figures.missing
        missingJoint = figures.missingJoint
        missingHome = figures.missingHome
        shortContacts = figures.missing > 0
        shortJoint = figures.missingJoint > 0
        shortHome = figures.missingHome > 0
    }
}

struct FigureTableView: Sendable {
    /// SVG, to go into the page as it is; nil where a picture would add nothing.
    var chart: String?
    var rows: [FigureRowView]
}

struct FigureRowView: Sendable {
    var label: String
    /// The second line of a label: a lead's agency.
    var note: String?
    /// How many shortfalls it counts, where rows are shortfalls.
    var count: Int
    var figures: FiguresView
}

struct TrendView: Sendable {
    /// SVG, to go into the page as it is.
    var chart: String
    var rows: [TrendRowView]

    /// Weeks that are over which bars can show beside those of the plan; more are lines.
    static let mostBars = 4
}

/// One week: three figures, none in place of another.
struct TrendRowView: Sendable {
    var week: String
    var ahead: Bool
    var target: Int
    var offered: Int
    /// Nil in a week of the plan of which no outcome is recorded yet.
    var kept: String?
    /// Nominals with a target, and of them those who were offered, and who kept, as many contacts as that.
    var nominals: Int
    var offeredInFull: Int
    var keptInFull: Int

    init(_ week: Day, _ weeks: [ContactWeek], isAhead: Bool, isKnown: Bool) {
        let total = weeks.total
        self.week = week.inShort
        ahead = isAhead
        target = total.target
        offered = total.offered
        kept = isKnown ? "\(total.kept)" : nil
        nominals = weeks.count
        offeredInFull = weeks.count { $0.figures.offered >= $0.figures.target }
        keptInFull = weeks.count { $0.figures.kept >= $0.figures.target }
    }
}

struct NominalFiguresView: Sendable {
    var nominal: String
    var cohort: String
    var rating: RatingView?
    var leads: [String]
    var figures: FiguresView
}

struct ShortfallView: Sendable {
    var nominal: String
    var week: String
    var target: Int
    var booked: Int
    var missing: String
    var causes: String?
    var reasons: [String]
}
