internal import Casework

/// Counts what one nominal has had in a week as far as it matters to their target, so that weeks that come to the
/// same are the same value.
struct WeekTally {
    /// How many joint visits, contacts at home, contacts of the day, contacts of kinds of which any number counts, and
    /// then of each kind of which only some count; none counted further than it matters.
    typealias Had = SIMD8<UInt8>

    private static let joint = 0
    private static let home = 1
    private static let today = 2
    private static let unlimited = 3

    private let demand: BookingProblem.Demand
    /// For each kind, where it is counted.
    private let lanes: [Int]
    private let most: Had
    /// What the fixed contacts come to, each day's by itself.
    private let fixed: [Had]
    /// What one contact of a day can add.
    var gains: [Set<Had>] = Array(repeating: [], count: BookingProblem.days)
    /// For each day, how many more contacts it may have.
    private let openings: [Int]
    private var known: [[Had: Int]] = Array(repeating: [:], count: BookingProblem.days + 1)

    /// Nil where the policy limits more kinds than can be counted.
    init?(_ problem: BookingProblem, _ nominal: Int) {
        let demand = problem.demands[nominal]
        let limited = problem.kinds.indices.filter { problem.kindLimits[$0] < demand.contacts }
        guard limited.count <= Had.scalarCount - WeekTally.unlimited - 1 else { return nil }
        var lanes = Array(repeating: WeekTally.unlimited, count: problem.kinds.count)
        var most = Had.zero
        most[WeekTally.joint] = demand.isJointDue ? 1 : 0
        most[WeekTally.home] = demand.isHomeDue ? 1 : 0
        most[WeekTally.today] = 1
        most[WeekTally.unlimited] = UInt8(clamping: demand.contacts)
        for (place, kind) in limited.enumerated() {
            lanes[kind] = WeekTally.unlimited + 1 + place
            most[lanes[kind]] = UInt8(clamping: problem.kindLimits[kind])
        }
        self.demand = demand
        self.lanes = lanes
        self.most = most
        let days = (0..<BookingProblem.days).map { day in demand.fixed.filter { $0.day == day } }
        openings = days.map { max(0, problem.maxPerDay - $0.count) }
        fixed = days.enumerated().map { day, contacts in
            contacts.reduce(Had.zero) { had, contact in
                had
                    &+ WeekTally.gain(
                        kind: contact.kind.map { lanes[$0] },
                        isJoint: contact.isJoint && (demand.jointOn ?? day) == day, isHome: contact.isHome)
            }
        }
    }

    private static func gain(kind lane: Int?, isJoint: Bool, isHome: Bool) -> Had {
        var gain = Had.zero
        if let lane { gain[lane] = 1 }
        gain[joint] = isJoint ? 1 : 0
        gain[home] = isHome ? 1 : 0
        gain[today] = 1
        return gain
    }

    /// What a contact of that option adds on that day.
    func gain(_ option: BookingProblem.Option, on day: Int) -> Had {
        clamped(
            WeekTally.gain(
                kind: lanes[option.kind], isJoint: option.isJoint && (demand.jointOn ?? day) == day,
                isHome: option.isHome))
    }

    private func clamped(_ had: Had) -> Had { pointwiseMin(had, most) }

    /// What the fixed contacts of the whole week come to, before the first day.
    var start: Had { overnight(clamped(fixed.reduce(.zero, &+))) }

    /// The same on the next morning, when nothing has been had that day.
    private func overnight(_ had: Had) -> Had {
        var had = had
        had[WeekTally.today] = 0
        return had
    }

    func adding(_ gain: Had, to had: Had) -> Had { clamped(had &+ gain) }

    /// What has been had at the end of a day on which this was had, and how many pairs of consecutive days that adds
    /// to those of the fixed contacts.
    func after(_ day: Int, having today: Had, on had: Had) -> (had: Had, pairs: Int) {
        var next = adding(today, to: overnight(had))
        if fixed[day][WeekTally.today] > 0 { next[WeekTally.today] = 1 }
        let before = day > 0 && fixed[day][WeekTally.today] > 0 && fixed[day - 1][WeekTally.today] > 0 ? 1 : 0
        return (next, Int(had[WeekTally.today] & next[WeekTally.today]) - before)
    }

    /// Whether a gain makes the nominal's shortfall smaller at all.
    func isOfUse(_ gain: Had) -> Bool { adding(overnight(gain), to: start) != start }

    func shortfall(_ had: Had) -> Int {
        let counted = (WeekTally.unlimited..<Had.scalarCount).reduce(0) { $0 + Int(had[$1]) }
        let missing = max(0, demand.contacts - counted)
        return demand.weight
            * (missing * missing + Int(most[WeekTally.joint] - had[WeekTally.joint])
                + Int(most[WeekTally.home] - had[WeekTally.home]))
    }

    /// The least shortfall that the nominal could still come to if nobody else had anything.
    mutating func leastShortfall(having had: Had, from day: Int) -> Int {
        if let least = known[day][had] { return least }
        var reached: Set<Had> = [overnight(had)]
        for day in day..<BookingProblem.days {
            for _ in 0..<openings[day] {
                for before in reached {
                    for gain in gains[day] { reached.insert(overnight(adding(gain, to: before))) }
                }
            }
        }
        let least = reached.lazy.map(shortfall).min() ?? 0
        known[day][had] = least
        return least
    }
}
