package import Casework

/// Records what a meeting decided about a nominal, and who agreed for each service.
///
/// It takes effect with both services' agreement and not before; without, it waits for the next case conference. Only
/// those who are there agree, whoever writes it down. The software never decides.
package struct RecordDecision {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// What was decided, days left open as people leave them.
    package enum Choice: Hashable, Sendable {
        case select
        case deselect(from: Day?)
        case changeRAG(Nominal.RAG)
        case changeCohort(Nominal.Cohort)
        /// Joint visits and contacts at home as often as before, where that is left out.
        case changeContacts(Int, jointEveryWeeks: Int?, homeEveryWeeks: Int?, from: Day?, until: Day)
        case other
    }

    package struct Words: Hashable, Sendable {
        package var why: String
        package var dissent: String?

        package init(why: String, dissent: String? = nil) {
            self.why = why
            self.dissent = dissent
        }
    }

    package func callAsFunction(
        _ choice: Choice, about nominal: Nominal.ID, _ words: Words, police: Practitioner.ID?,
        probation: Practitioner.ID?, at id: PlannedMeeting.ID, by actor: String, at now: Timestamp
    ) throws -> (noted: NotedMeeting, decision: Decision) {
        var made: Decision?
        let noted = try store.noting(id, by: actor, at: now) { noted in
            let known = try noted.caseload.known(nominal)
            for (agreed, kind) in [(police, Agency.Kind.police), (probation, .probation)] {
                guard let agreed else { continue }
                let agency = try noted.caseload.known(agreed).agency
                guard noted.caseload.agencies.first(where: { $0.id == agency })?.kind == kind else {
                    throw NotesRefusal.notOfService(agreed, kind)
                }
                guard noted.canAgree(agreed, about: nominal) else { throw NotesRefusal.notThere(agreed) }
            }
            var decision = try decision(choice, known, words, noted)
            decision.agreedByPolice = police
            decision.agreedByProbation = probation
            made = decision
            let agreed = [police, probation].compactMap { $0?.text }
            return (
                [.decision(decision)],
                "\(nominal) \(decision.matter.inWords), "
                    + (agreed.isEmpty ? "agreed by nobody" : "agreed by \(agreed.joined(separator: " and "))")
                    + (decision.isAgreed ? "" : ", not by both services: changes nothing")
            )
        }
        guard let made else { throw NotesRefusal.notStarted(id) }
        return (noted, made)
    }

    private func decision(
        _ choice: Choice, _ nominal: Nominal, _ words: Words, _ noted: NotedMeeting
    ) throws -> Decision {
        // Targets are those of weeks, which begin on Mondays.
        let next = noted.day.monday + 7
        let before = noted.caseload.policy.target(for: nominal, week: next, noted.caseload.variations)
        var decision = Decision(nominal: nominal.id, matter: .other, text: words.why, dissent: words.dissent)
        switch choice {
        case .select: decision.matter = .select
        case .deselect(let from):
            if let from, from < noted.day { throw NotesRefusal.beginsBefore(from, noted.day) }
            if let from, from > noted.day.latestAhead { throw NotesRefusal.tooFarAhead(from) }
            let earlier = noted.notes.decisions.first { $0.nominal == nominal.id && $0.matter.proposal == .deselect }
            if let end = nominal.deselectedOn, earlier == nil {
                throw NotesRefusal.alreadyDeselected(nominal.id, end)
            }
            let taper = Taper(from: from ?? next, before: earlier?.targetBefore ?? before)
            decision.matter = .deselect(from: taper.from)
            decision.targetBefore = taper.before
        case .changeRAG(let rag):
            guard !nominal.isInCustody(on: noted.day) else { throw NotesRefusal.inCustody(nominal.id) }
            decision.matter = .changeRAG(rag)
        case .changeCohort(let cohort): decision.matter = .changeCohort(cohort)
        case .changeContacts(let contacts, let joint, let home, let from, let until):
            let (from, latest) = (from ?? next, Variation.latestEnd(agreedOn: noted.day))
            guard Variation.contactsAllowed.contains(contacts) else { throw NotesRefusal.contacts(contacts) }
            guard until <= latest else { throw NotesRefusal.tooLong(until: until, latest: latest) }
            guard from <= until else { throw NotesRefusal.endsBeforeItBegins(from: from, until: until) }
            if from < noted.day.monday { throw NotesRefusal.beginsBefore(from, noted.day) }
            // No contacts at all is no joint visit and none at home, either.
            decision.matter = .changeContacts(
                Target(
                    contacts: contacts, jointEveryWeeks: joint ?? (contacts == 0 ? 0 : before.jointEveryWeeks),
                    homeEveryWeeks: home ?? (contacts == 0 ? 0 : before.homeEveryWeeks)), from: from, until: until)
        case .other: break
        }
        let isOfConference = decision.matter.proposal == .select || decision.matter.proposal == .deselect
        guard !isOfConference || noted.meeting.series == .macc else {
            throw NotesRefusal.onlyAtConference(decision.matter)
        }
        return decision
    }
}
