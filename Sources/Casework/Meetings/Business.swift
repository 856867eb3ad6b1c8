/// The two meetings: the weekly Multi-Agency Practitioner meeting and the monthly Multi-Agency Case Conference.
package enum Series: String, CaseIterable, Hashable, Sendable, Comparable {
    case map, macc

    /// `MAP` or `MACC`.
    package var title: String { rawValue.uppercased() }

    /// The name in full.
    package var name: String {
        switch self {
        case .map: "Multi-Agency Practitioner meeting"
        case .macc: "Multi-Agency Case Conference"
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Something that has happened since a nominal's last review, so that they are due again at once.
package struct ReviewException: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case arrest, recall, breach, crisis
        case missedContacts = "missed_contacts"
        case ragRaised = "rag_raised"
        case other

        /// As a chair would say it.
        package var inWords: String {
            switch self {
            case .arrest: "arrest"
            case .recall: "recall"
            case .breach: "breach"
            case .crisis: "crisis"
            case .missedContacts: "missed contacts"
            case .ragRaised: "RAG raised"
            case .other: "other exception"
            }
        }
    }

    package var nominal: Nominal.ID
    package var on: Day
    package var kind: Kind
    package var note: String?

    package init(nominal: Nominal.ID, on: Day, kind: Kind, note: String? = nil) {
        self.nominal = nominal
        self.on = on
        self.kind = kind
        self.note = note
    }
}

/// When a meeting last discussed a nominal.
package struct Review: Hashable, Sendable {
    package var nominal: Nominal.ID
    package var series: Series
    package var heldOn: Day

    package init(nominal: Nominal.ID, series: Series, heldOn: Day) {
        self.nominal = nominal
        self.series = series
        self.heldOn = heldOn
    }
}

/// What the next MACC must decide about a nominal.
package struct Proposal: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case select, deselect
        case changeRAG = "change_rag"
        case changeCohort = "change_cohort"
        case changeContacts = "change_contacts"
    }

    package var nominal: Nominal.ID
    package var kind: Kind
    package var raisedOn: Day
    package var raisedBy: String?
    /// What was said with it; where a meeting could not agree, who did not and why.
    package var note: String?
    /// The day a meeting decided it without the agreement of both services, so that it waits still.
    package var notAgreedOn: Day?

    package init(
        nominal: Nominal.ID, kind: Kind, raisedOn: Day, raisedBy: String? = nil, note: String? = nil,
        notAgreedOn: Day? = nil
    ) {
        self.nominal = nominal
        self.kind = kind
        self.raisedOn = raisedOn
        self.raisedBy = raisedBy
        self.note = note
        self.notAgreedOn = notAgreedOn
    }
}

/// One entry of the action log.
package struct Action: Hashable, Sendable {
    package typealias ID = Identifier<Action>

    package enum Status: String, CaseIterable, Hashable, Sendable {
        case open, done
        /// Its owner did not do it.
        case notDone = "not_done"
        /// What it was for has changed; older logs say `withdrawn`.
        case noLongerApplicable = "no_longer_applicable"

        package var inWords: String {
            switch self {
            case .open: "open"
            case .done: "done"
            case .notDone: "not done"
            case .noLongerApplicable: "no longer applicable"
            }
        }
    }

    /// When and by whom an action was closed in the diary; how is its status.
    package struct Closing: Hashable, Sendable {
        package var on: Day
        /// The account that closed it.
        package var by: String
        package var remark: String?

        package init(on: Day, by: String, remark: String? = nil) {
            self.on = on
            self.by = by
            self.remark = remark
        }
    }

    package var id: ID
    package var nominal: Nominal.ID?
    /// The meeting that raised it.
    package var meeting: String
    package var raisedOn: Day
    /// The practitioner, or whoever else, that is to do it.
    package var owner: String
    package var dueOn: Day?
    package var text: String
    package var status: Status
    /// Nil where it is open, or an export says that it was closed.
    package var closing: Closing?

    package init(
        id: ID, nominal: Nominal.ID? = nil, meeting: String, raisedOn: Day, owner: String, dueOn: Day? = nil,
        text: String, status: Status, closing: Closing? = nil
    ) {
        self.id = id
        self.nominal = nominal
        self.meeting = meeting
        self.raisedOn = raisedOn
        self.owner = owner
        self.dueOn = dueOn
        self.text = text
        self.status = status
        self.closing = closing
    }

    package func isOverdue(on day: Day) -> Bool { status == .open && dueOn.map { $0 < day } ?? false }
}
