import Casework

/// What the meetings have before them: past reviews, exceptions, proposals, the action log.
struct MeetingBusiness {
    private(set) var reviews: [Review] = []
    private(set) var exceptions: [ReviewException] = []
    private(set) var proposals: [Proposal] = []
    private(set) var actions: [Action] = []

    private let from: Day
    private let lastConference: Day

    init(cohort: Cohort, staff: Staff, from: Day, _ chance: inout Chance) {
        self.from = from
        lastConference = CaseConference.last(before: from)
        addReviews(cohort, &chance)
        addExceptions(cohort, &chance)
        addProposals(cohort, staff, &chance)
        addActions(cohort, staff, &chance)
    }

    /// Weeks since the last review, dealt in turn so that each week's meeting has its share.
    private func weeksSince(_ rag: Nominal.RAG, _ turn: Int) -> Int {
        let turns =
            switch rag {
            case .red: Pool(1, 1, 1, 1, 2)
            case .amber: Pool(2, 1, 2, 1, 3)
            case .green: Pool(4, 2, 1, 3, 4, 3, 2, 5)
            case .blue: Pool(1, 4, 3, 2, 4, 3)
            }
        return turns[turn]
    }

    private mutating func addReviews(_ cohort: Cohort, _ chance: inout Chance) {
        var turns: [Nominal.RAG: Int] = [:]
        for person in cohort.people {
            let nominal = person.nominal
            let turn = turns[nominal.rag, default: 0]
            turns[nominal.rag] = turn + 1
            let wednesday = from - 7 * weeksSince(nominal.rag, turn) + Weekday.wednesday.rawValue
            reviews.append(Review(nominal: nominal.id, series: .map, heldOn: wednesday))
            if chance.happens(30) || turn == 0 {
                reviews.append(Review(nominal: nominal.id, series: .macc, heldOn: lastConference))
            }
        }
    }

    private mutating func addExceptions(_ cohort: Cohort, _ chance: inout Chance) {
        let count = cohort.people.count
        let wanted = count < 3 ? 0 : count < 12 ? 1 : max(3, count / 13)
        let turns = Pool(
            ReviewException.Kind.missedContacts, .ragRaised, .arrest, .recall, .crisis, .breach, .other)
        let order = cohort.some(count, &chance) { _ in true }
        var used = Set<Nominal.ID>()
        for position in 0..<wanted {
            let kind = turns[position]
            let index = order.first { index in
                let nominal = cohort.people[index].nominal
                guard !used.contains(nominal.id) else { return false }
                switch kind {
                case .recall: return nominal.rag == .blue
                case .ragRaised: return nominal.rag == .red || nominal.rag == .amber
                case .missedContacts where position == 0 && cohort.unseen != nil: return nominal.id == cohort.unseen
                default: return nominal.rag != .blue
                }
            }
            guard let index else { continue }
            let nominal = cohort.people[index].nominal
            used.insert(nominal.id)
            // After the last review, and within ten days.
            let reviewed = reviews.first { $0.nominal == nominal.id && $0.series == .map }?.heldOn ?? from - 12
            let day = from - chance.within(1...max(1, min(10, from - reviewed - 1)))
            exceptions.append(
                ReviewException(
                    nominal: nominal.id, on: day, kind: kind,
                    note: position % 4 != 1 ? Wording.note(on: kind) : nil))
        }
        exceptions.sort { ($0.on, $0.nominal) < ($1.on, $1.nominal) }
    }

    private mutating func addProposals(_ cohort: Cohort, _ staff: Staff, _ chance: inout Chance) {
        let count = cohort.people.count
        let wanted = count < 3 ? 0 : count < 12 ? 1 : min(15, max(5, count / 10))
        let kinds = Pool(Proposal.Kind.deselect, .changeRAG, .select, .changeContacts, .changeCohort)
        let order = cohort.some(count, &chance) { _ in true }
        var used = Set<Nominal.ID>()
        for position in 0..<wanted {
            let kind = kinds[position]
            let fitting = order.first { index in
                let nominal = cohort.people[index].nominal
                guard !used.contains(nominal.id) else { return false }
                switch kind {
                case .deselect: return nominal.rag == .green
                case .select: return nominal.cohort != .fixed
                case .changeRAG: return nominal.rag == .amber || nominal.rag == .red
                default: return nominal.rag != .blue
                }
            }
            guard let index = fitting else { continue }
            let nominal = cohort.people[index].nominal
            used.insert(nominal.id)
            let since = max(1, min(14, from - lastConference - 1))
            proposals.append(
                Proposal(
                    nominal: nominal.id, kind: kind, raisedOn: from - chance.within(1...since),
                    raisedBy: position % 4 == 3 ? nil : nominal.policeLead.text,
                    note: position % 5 == 4 ? nil : Wording.note(on: kind)))
        }
        proposals.sort { ($0.raisedOn, $0.nominal) < ($1.raisedOn, $1.nominal) }
    }

    private mutating func addActions(_ cohort: Cohort, _ staff: Staff, _ chance: inout Chance) {
        for number in 0..<cohort.people.count / 3 + 4 {
            let week = chance.within(1...6)
            let isTeams = number % 6 == 5
            let person = isTeams ? nil : chance.pick(cohort.people)
            let meeting = from - 7 * week + Weekday.wednesday.rawValue
            let fromConference = isTeams && number.isMultiple(of: 2)
            let raisedOn = fromConference ? lastConference : meeting
            let owner =
                isTeams ? chance.pick(staff.managers)?.id.text : chance.pick(person?.nominal.leads ?? [])?.text
            let status: Action.Status =
                switch number % 8 {
                case 1, 4, 6: .done
                case 3: number % 16 == 3 ? .noLongerApplicable : .notDone
                default: .open
                }
            // Due one to three weeks after: the older of the open ones are overdue.
            actions.append(
                Action(
                    id: Action.ID("a" + padded(number + 1, to: 3)), nominal: person?.nominal.id,
                    meeting: (fromConference ? "macc-" : "map-") + raisedOn.description, raisedOn: raisedOn,
                    owner: number % 11 == 10 ? "chair" : owner ?? "chair",
                    dueOn: number % 7 == 6 ? nil : raisedOn + 7 * chance.within(1...3),
                    text: isTeams ? Wording.teamActionTexts[number / 6] : chance.pick(Wording.actionTexts),
                    status: status))
        }
    }

    func files() -> [SampleFile] {
        var held = Sheet("nominal", "meeting", "held_on")
        for review in reviews { held.add(review.nominal.text, review.series.rawValue, review.heldOn.description) }
        var events = Sheet("nominal", "on", "kind", "note")
        for exception in exceptions {
            events.add(exception.nominal.text, exception.on.description, exception.kind.rawValue, exception.note)
        }
        var decisions = Sheet("nominal", "proposal", "raised_on", "raised_by", "note")
        for proposal in proposals {
            decisions.add(
                proposal.nominal.text, proposal.kind.rawValue, proposal.raisedOn.description, proposal.raisedBy,
                proposal.note)
        }
        var log = Sheet("action", "nominal", "meeting", "raised_on", "owner", "due_on", "text", "status")
        for action in actions {
            log.add(
                action.id.text, action.nominal?.text, action.meeting, action.raisedOn.description, action.owner,
                action.dueOn?.description, action.text, action.status.rawValue)
        }
        return [
            held.file("reviews.csv"), events.file("exceptions.csv"), decisions.file("proposals.csv"),
            log.file("actions.csv"),
        ]
    }
}
