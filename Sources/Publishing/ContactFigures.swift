import Casework

/// Target, offered, kept and missing: four figures that never stand in for one another.
struct Figures: Hashable, Sendable {
    var target = 0
    var offered = 0
    var kept = 0
    var missing = 0
    var missingJoint = 0
    var missingHome = 0

    /// All that is missing: contacts, joint visits and contacts at home.
    var allMissing: Int { missing + missingJoint + missingHome }

    static func + (left: Figures, right: Figures) -> Figures {
        Figures(
            target: left.target + right.target, offered: left.offered + right.offered, kept: left.kept + right.kept,
            missing: left.missing + right.missing, missingJoint: left.missingJoint + right.missingJoint,
            missingHome: left.missingHome + right.missingHome)
    }
}

/// One nominal in one week: what was asked for, what was offered and kept, and why anything is missing.
struct ContactWeek: Sendable {
    let nominal: Nominal.ID
    /// The Monday.
    let week: Day
    var figures: Figures
    let shortfall: Shortfall?

    /// Every nominal and week with a target, by week and then by nominal; those without a shortfall count too, or
    /// the totals would say that nothing goes well.
    static func all(of plan: Plan, _ targets: [WeeklyTarget]) -> [ContactWeek] {
        var targets = targets.filter(\.asksForSomething)
        let known = Set(targets.map { Key(nominal: $0.nominal, week: $0.week) })
        // A shortfall is never lost, even where no target was given for it.
        for shortfall in plan.shortfalls where !known.contains(Key(nominal: shortfall.nominal, week: shortfall.week)) {
            targets.append(
                WeeklyTarget(
                    nominal: shortfall.nominal, week: shortfall.week, contacts: shortfall.target,
                    isJointDue: shortfall.isJointMissing, isHomeDue: shortfall.isHomeMissing,
                    offered: shortfall.booked, kept: 0))
        }
        let shortfalls = Dictionary(plan.shortfalls.map { (Key(nominal: $0.nominal, week: $0.week), $0) }) { first, _ in
            first
        }
        let weeks = targets.map { target in
            ContactWeek(target, shortfalls[Key(nominal: target.nominal, week: target.week)])
        }
        return weeks.sorted { ($0.week, $0.nominal) < ($1.week, $1.nominal) }
    }

    /// Weeks that are over.
    ///
    /// - Parameter planned: What was said of them when they were planned.
    static func all(_ targets: [WeeklyTarget], planned: [Shortfall] = []) -> [ContactWeek] {
        let shortfalls = Dictionary(planned.map { (Key(nominal: $0.nominal, week: $0.week), $0) }) { first, _ in first }
        return targets.filter(\.asksForSomething).map { target in
            ContactWeek(target, shortfalls[Key(nominal: target.nominal, week: target.week)])
        }
        .sorted { ($0.week, $0.nominal) < ($1.week, $1.nominal) }
    }

    /// As it is once the week is over: what is missing is what was not offered, whatever was planned.
    ///
    /// Of joint visits and contacts at home nothing is counted.
    var over: ContactWeek {
        var over = self
        over.figures = Figures(
            target: figures.target, offered: figures.offered, kept: figures.kept,
            missing: max(0, figures.target - figures.offered))
        return over
    }

    private struct Key: Hashable {
        var nominal: Nominal.ID
        var week: Day
    }

    private init(_ target: WeeklyTarget, _ shortfall: Shortfall?) {
        nominal = target.nominal
        week = target.week
        figures = Figures(
            target: target.contacts, offered: target.offered, kept: target.kept,
            missing: shortfall?.missingContacts ?? 0, missingJoint: shortfall?.isJointMissing == true ? 1 : 0,
            missingHome: shortfall?.isHomeMissing == true ? 1 : 0)
        self.shortfall = shortfall
    }
}

extension [ContactWeek] {
    var total: Figures { map(\.figures).reduce(Figures(), +) }
}
