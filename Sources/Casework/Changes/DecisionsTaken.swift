/// What a caseload takes in beside the exports: what the diary was told, what meetings have decided, and what managers
/// have approved.
package enum CaseloadChange: Hashable, Sendable {
    case notice(Notice)
    case decision(RecordedDecision)
    /// Its nominal's target departs from the policy's.
    case approved(Variation)
}

extension Caseload {
    /// Takes in notices and decisions in the order in which they came.
    ///
    /// A decision counts once both services have agreed, and until an export says something newer: of a rating, a cohort
    /// or a selection the store knows which came last; of contacts, what was agreed on the meeting's day or later for
    /// some of the same days goes before it.
    package mutating func take(_ changes: [CaseloadChange]) {
        let exported = variations
        var varied: [Nominal.ID: [Variation]] = [:]
        for change in changes {
            switch change {
            case .notice(let notice): take([notice])
            case .decision(let decided) where decided.decision.isAgreed && !decided.isOvertaken:
                take(decided, exported, &varied)
            case .decision: break
            case .approved(let variation): take(variation, exported, &varied)
            }
        }
        for nominal in varied.keys.sorted() { variations += varied[nominal] ?? [] }
        let decisions = changes.compactMap { change in
            if case .decision(let decided) = change { decided } else { nil }
        }
        for decided in decisions { settleProposals(decided) }
    }

    /// Unless an export says something newer of the same days.
    private func take(
        _ variation: Variation, _ exported: [Variation], _ varied: inout [Nominal.ID: [Variation]]
    ) {
        let isOvertaken = exported.contains {
            $0.nominal == variation.nominal && $0.agreedOn >= variation.agreedOn && $0.from <= variation.until
                && variation.from <= $0.until
        }
        guard !isOvertaken, nominals.contains(where: { $0.id == variation.nominal }) else { return }
        varied[variation.nominal, default: []].append(variation)
    }

    private mutating func take(
        _ decided: RecordedDecision, _ exported: [Variation], _ varied: inout [Nominal.ID: [Variation]]
    ) {
        let decision = decided.decision
        guard let place = nominals.firstIndex(where: { $0.id == decision.nominal }) else { return }
        func vary(_ target: Target, from: Day, until: Day) {
            take(
                Variation(
                    nominal: decision.nominal, from: from, until: until, contacts: target.contacts,
                    jointEveryWeeks: target.jointEveryWeeks, homeEveryWeeks: target.homeEveryWeeks,
                    agreedOn: decided.day,
                    agreedBy: [decision.agreedByPolice, decision.agreedByProbation].compactMap { $0?.text }
                        .joined(separator: ";"),
                    reason: decision.text), exported, &varied)
        }
        switch decision.matter {
        case .select:
            // Back on the cohort, or on it at last; whoever is on it already stays since when they are.
            let isBack = nominals[place].deselectedOn != nil
            if isBack {
                varied[decision.nominal]?.removeAll()
                if nominals[place].isDeselected(on: decided.day) { nominals[place].selectedOn = decided.day }
            }
            nominals[place].deselectedOn = nil
            nominals[place].selectedOn = min(nominals[place].selectedOn, decided.day)
        case .deselect(let from):
            let taper = Taper(
                from: from,
                before: decision.targetBefore
                    ?? policy.target(for: nominals[place], week: from.monday, exported))
            for step in taper.steps { vary(step.target, from: step.from, until: step.until) }
            nominals[place].deselectedOn = taper.end
        case .changeRAG(let rag): nominals[place].rag = rag
        case .changeCohort(let cohort): nominals[place].cohort = cohort
        case .changeContacts(let target, let from, let until): vary(target, from: from, until: until)
        case .other: break
        }
    }

    /// What both services have decided waits no more; what they could not agree on waits for the next conference.
    ///
    /// A decision in words alone settles whatever waited about the nominal. What is proposed after the day waits anew.
    private mutating func settleProposals(_ decided: RecordedDecision) {
        let (decision, day) = (decided.decision, decided.day)
        guard nominals.contains(where: { $0.id == decision.nominal }) else { return }
        let kind = decision.matter.proposal
        func isMeant(_ proposal: Proposal) -> Bool {
            proposal.nominal == decision.nominal && proposal.raisedOn <= day
                && (kind == nil || proposal.kind == kind)
        }
        if decision.isAgreed {
            proposals.removeAll(where: isMeant)
        } else if let kind {
            if let place = proposals.firstIndex(where: isMeant) {
                proposals[place].notAgreedOn = day
                proposals[place].note = decision.dissent ?? proposals[place].note
            } else {
                proposals.append(
                    Proposal(
                        nominal: decision.nominal, kind: kind, raisedOn: day, note: decision.dissent, notAgreedOn: day))
            }
        }
    }
}
