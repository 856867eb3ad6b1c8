package import Casework

/// Counts a plan's score and shortfalls from the plan itself, contact by contact.
///
/// It shares nothing with the search, so that the two check each other.
package struct Recount {
    private let register: Register

    package init(_ register: Register) {
        self.register = register
    }

    /// What a plan is worth and where it falls short; the reasons are left for others to find.
    package func assess(
        _ weeks: Weeks, meetings: [PlannedMeeting], contacts: [Contact]
    ) -> (score: Score, shortfalls: [Shortfall], targets: [WeeklyTarget]) {
        let policy = register.policy
        var score = Score()
        var shortfalls: [Shortfall] = []
        var targets: [WeeklyTarget] = []
        let rules = CountedTarget(register, planned: contacts)
        let byWeek = Dictionary(grouping: contacts) { $0.day.monday }
        for week in weeks.mondays {
            let ofNominal = Dictionary(grouping: byWeek[week] ?? [], by: \.nominal)
            for nominal in register.caseload.nominals {
                let mine = ofNominal[nominal.id] ?? []
                let target = rules.target(for: nominal, week: week)
                let missing = target.missing(mine, home: nominal.home, policy: policy)
                targets.append(target)
                score.spread += consecutiveDays(mine)
                guard missing.contacts > 0 || missing.joint || missing.home else { continue }
                score.shortfall +=
                    policy.weight(of: nominal.rag)
                    * (missing.contacts * missing.contacts + (missing.joint ? 1 : 0) + (missing.home ? 1 : 0))
                shortfalls.append(
                    Shortfall(
                        nominal: nominal.id, week: week, target: target.contacts, booked: missing.booked,
                        missingContacts: missing.contacts, isJointMissing: missing.joint,
                        isHomeMissing: missing.home))
            }
        }
        score.moved = moved(weeks, contacts)
        score.cover = contacts.filter { $0.status == .planned }.reduce(0) { sum, contact in
            guard let nominal = register.nominals[contact.nominal] else { return sum }
            let own = register.involved(with: nominal.id).union(nominal.leads)
            return sum + contact.practitioners.count { !own.contains($0) }
        }
        score.travelMinutes = Itineraries(register, weeks: weeks, meetings: meetings, contacts: contacts).travelMinutes
        return (score, shortfalls, targets)
    }

    private func consecutiveDays(_ contacts: [Contact]) -> Int {
        let days = Set(contacts.map(\.day))
        return days.count { days.contains($0 + 1) }
    }

    private func moved(_ weeks: Weeks, _ contacts: [Contact]) -> Int {
        let now = Dictionary(contacts.map { ($0.id, $0) }) { first, _ in first }
        return register.caseload.contacts.count { before in
            guard before.status == .planned, weeks.days.contains(before.day) else { return false }
            return now[before.id].map { !$0.isWhereItWas(before) } ?? true
        }
    }
}
