import Casework

/// What has been agreed around nominals: variations, partner workers, their own commitments, who must not meet whom.
struct Arrangements {
    private(set) var variations: [Variation] = []
    private(set) var involvements: [Involvement] = []
    private(set) var unavailability: [Unavailability] = []
    private(set) var keepApart: [KeepApart] = []
    private var workers: [Nominal.ID: [Practitioner.ID]] = [:]
    private var commitments: [Nominal.ID: [Unavailability]] = [:]

    init(cohort: Cohort, staff: Staff, from: Day, _ chance: inout Chance) {
        addInvolvements(cohort, staff, &chance)
        addVariations(cohort, staff, from, &chance)
        addUnavailability(cohort, from, &chance)
        addKeepApart(cohort, &chance)
    }

    /// The partner workers who work with a nominal.
    func partners(of nominal: Nominal.ID) -> [Practitioner.ID] { workers[nominal] ?? [] }

    func isUnavailable(_ nominal: Nominal.ID, on day: Day, _ span: Range<Int>) -> Bool {
        (commitments[nominal] ?? []).contains {
            $0.holds(on: day) && $0.start.minutes < span.upperBound && $0.end.minutes > span.lowerBound
        }
    }

    private mutating func addInvolvements(_ cohort: Cohort, _ staff: Staff, _ chance: inout Chance) {
        for person in cohort.people {
            let nominal = person.nominal
            // Without a home or probation's own contact, a partner is who still sees them.
            let needsOne = nominal.home == nil || nominal.contactSuspendedFrom != nil
            guard chance.happens(80) || needsOne else { continue }
            let nearby = chance.shuffled(staff.partners.filter { $0.hub == person.hub })
            var agencies: [Agency.ID] = []
            var chosen: [Practitioner.ID] = []
            let wanted = chance.within(1...3)
            for worker in nearby where chosen.count < wanted && !agencies.contains(worker.practitioner.agency) {
                agencies.append(worker.practitioner.agency)
                chosen.append(worker.id)
            }
            workers[nominal.id] = chosen.sorted()
            involvements += chosen.sorted().map { Involvement(nominal: nominal.id, practitioner: $0) }
        }
    }

    private mutating func addVariations(_ cohort: Cohort, _ staff: Staff, _ from: Day, _ chance: inout Chance) {
        let count = cohort.people.count
        let wanted = count >= 12 ? max(3, count / 12) : count >= 3 ? 1 : 0
        let nextConference = CaseConference.next(from: from)
        let agreedOn = CaseConference.last(before: from)
        let vacant = staff.vacancy?.id
        let fits = cohort.some(wanted, &chance) {
            let nominal = $0.nominal
            return nominal.rag != .blue && nominal.home != nil && nominal.contactSuspendedFrom == nil
                && nominal.probationLead != vacant && nominal.id != cohort.unseen
                && Policy.standard.target(nominal.cohort, nominal.rag).contacts > 1
        }
        for (position, index) in fits.enumerated() {
            let nominal = cohort.people[index].nominal
            let target = Policy.standard.target(nominal.cohort, nominal.rag)
            var variation = Variation(
                nominal: nominal.id, from: from - 14, until: from + chance.within(13...60),
                contacts: max(1, target.contacts - 1), agreedOn: agreedOn, agreedBy: "macc", reason: Wording.stepDown)
            switch position {
            case 0: variation.until = max(from, nextConference - 3)
            case 1:
                variation.contacts = target.contacts + 1
                variation.jointEveryWeeks = 1
                variation.until = from + 20
                variation.agreedBy = "spo1"
                variation.reason = Wording.uplift
            case 2:
                variation.contacts = 1
                variation.jointEveryWeeks = 4
                variation.homeEveryWeeks = 4
                variation.from = from - 35
                variation.agreedOn = CaseConference.last(before: variation.from)
                variation.reason = Wording.taper
            default:
                if position.isMultiple(of: 2) {
                    variation.jointEveryWeeks = 2
                    variation.homeEveryWeeks = 2
                }
                if position % 5 == 4 { variation.reason = nil }
            }
            variations.append(variation)
        }
        variations.sort { $0.nominal < $1.nominal }
    }

    private mutating func addUnavailability(_ cohort: Cohort, _ from: Day, _ chance: inout Chance) {
        for (index, person) in cohort.people.enumerated() {
            guard person.nominal.rag != .blue else { continue }
            if chance.happens(35) || index == 0 {
                let start = chance.within(9...15) * 60
                let weekday = Weekday.allCases.at(chance.below(5)) ?? .monday
                add(
                    Unavailability(
                        nominal: person.nominal.id, day: .weekly(weekday), start: ClockTime(minutes: start),
                        end: ClockTime(minutes: start + chance.within(3...5) * 30),
                        reason: chance.pick(Wording.commitments)))
            }
            if chance.happens(10) || index == 1 {
                let start = chance.within(9...14) * 60 + 30
                add(
                    Unavailability(
                        nominal: person.nominal.id, day: .on(from + chance.below(3) * 7 + chance.below(5)),
                        start: ClockTime(minutes: start), end: ClockTime(minutes: start + 120),
                        reason: chance.happens(80) ? chance.pick(Wording.datedCommitments) : nil))
            }
        }
    }

    private mutating func add(_ commitment: Unavailability) {
        unavailability.append(commitment)
        commitments[commitment.nominal, default: []].append(commitment)
    }

    /// Pairs from one part of town, each nominal in one pair at most.
    private mutating func addKeepApart(_ cohort: Cohort, _ chance: inout Chance) {
        let count = cohort.people.count
        var left = cohort.some(count, &chance) { $0.nominal.rag != .blue }
        while keepApart.count < (count >= 4 ? max(1, count / 12) : 0), let first = left.popLast() {
            guard let other = left.lastIndex(where: { cohort.people[$0].hub == cohort.people[first].hub }) else {
                continue
            }
            let second = left.remove(at: other)
            keepApart.append(
                KeepApart(first: cohort.people[first].nominal.id, second: cohort.people[second].nominal.id))
        }
    }

    func files() -> [SampleFile] {
        var changes = Sheet(
            "nominal", "from", "until", "contacts", "joint_every_weeks", "home_every_weeks", "agreed_on", "agreed_by",
            "reason")
        for variation in variations {
            changes.add(
                variation.nominal.text, variation.from.description, variation.until.description,
                String(variation.contacts), variation.jointEveryWeeks.map { String($0) },
                variation.homeEveryWeeks.map { String($0) }, variation.agreedOn.description, variation.agreedBy,
                variation.reason)
        }
        var work = Sheet("nominal", "practitioner")
        for involvement in involvements { work.add(involvement.nominal.text, involvement.practitioner.text) }
        var times = Sheet("nominal", "day", "start", "end", "reason")
        for time in unavailability {
            times.add(
                time.nominal.text, time.day.description, time.start.description, time.end.description, time.reason)
        }
        var apart = Sheet("first", "second")
        for pair in keepApart { apart.add(pair.first.text, pair.second.text) }
        return [
            changes.file("variations.csv"), work.file("involvements.csv"), times.file("unavailability.csv"),
            apart.file("keep_apart.csv"),
        ]
    }
}
