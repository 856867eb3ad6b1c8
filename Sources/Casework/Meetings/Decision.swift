/// What a meeting decided about a nominal; it takes effect only with both services' agreement.
package struct Decision: Hashable, Sendable {
    package enum Matter: Hashable, Sendable {
        case select
        /// The day the three months of tapering contact begin.
        case deselect(from: Day)
        case changeRAG(Nominal.RAG)
        case changeCohort(Nominal.Cohort)
        case changeContacts(Target, from: Day, until: Day)
        /// Something else, in words; it changes nothing on record.
        case other
    }

    package var nominal: Nominal.ID
    package var matter: Matter
    /// What was decided and why: a reason is always given (HMI Probation, IOM Effective Practice Guide, 2020).
    package var text: String
    package var agreedByPolice: Practitioner.ID?
    package var agreedByProbation: Practitioner.ID?
    /// Who did not agree, and why.
    package var dissent: String?
    /// What was due before, from which a deselection steps down.
    package var targetBefore: Target?

    package init(
        nominal: Nominal.ID, matter: Matter, text: String, agreedByPolice: Practitioner.ID? = nil,
        agreedByProbation: Practitioner.ID? = nil, dissent: String? = nil, targetBefore: Target? = nil
    ) {
        self.nominal = nominal
        self.matter = matter
        self.text = text
        self.agreedByPolice = agreedByPolice
        self.agreedByProbation = agreedByProbation
        self.dissent = dissent
        self.targetBefore = targetBefore
    }

    package var isAgreed: Bool { agreedByPolice != nil && agreedByProbation != nil }
}

extension Decision.Matter {
    /// The proposal that it decides; nil: whatever waits about the nominal.
    package var proposal: Proposal.Kind? {
        switch self {
        case .select: .select
        case .deselect: .deselect
        case .changeRAG: .changeRAG
        case .changeCohort: .changeCohort
        case .changeContacts: .changeContacts
        case .other: nil
        }
    }

    /// `RAG to amber`, `deselection, with contact tapering from Mon 14 Dec`.
    package var inWords: String {
        switch self {
        case .select: return "selection"
        case .deselect(let from): return "deselection, with contact tapering from \(from.inShortWithYear)"
        case .changeRAG(let rag): return "RAG to \(rag.rawValue)"
        case .changeCohort(let cohort): return "cohort to \(cohort.rawValue)"
        case .changeContacts(let target, let from, let until):
            let contacts = target.contacts == 1 ? "1 contact" : "\(target.contacts) contacts"
            return "\(contacts) a week from \(from.inShortWithYear) to \(until.inShortWithYear)"
        case .other: return "other decision"
        }
    }
}

/// A decision under the number by which the diary keeps it.
package struct RecordedDecision: Hashable, Sendable {
    package var number: Int
    package var meeting: PlannedMeeting.ID
    /// The day of the meeting.
    package var day: Day
    package var decision: Decision
    /// Whether an export has said something newer of what it changed.
    package var isOvertaken: Bool

    package init(
        number: Int, meeting: PlannedMeeting.ID, day: Day, decision: Decision, isOvertaken: Bool = false
    ) {
        self.number = number
        self.meeting = meeting
        self.day = day
        self.decision = decision
        self.isOvertaken = isOvertaken
    }
}
