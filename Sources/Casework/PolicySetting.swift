/// A figure of the policy that an administrator can change in the diary.
///
/// What else the policy says is changed in `policy.yaml`, and imported.
package enum PolicySetting: Hashable, Sendable {
    /// Contacts to offer each week.
    case contacts(Nominal.Cohort, Nominal.RAG)
    /// One joint visit in so many weeks; 0: never due.
    case jointEveryWeeks(Nominal.Cohort, Nominal.RAG)
    /// One contact at home in so many weeks; 0: never due.
    case homeEveryWeeks(Nominal.Cohort, Nominal.RAG)
    case openingMinutes(Series)
    case closingMinutes(Series)
    case businessMinutes(Series)
    case slotMinutes(Series, SlotReason)

    /// Every one there can be, in the order in which they are shown.
    private static let known: [PolicySetting] = {
        let ratings: [Nominal.RAG] = [.red, .amber, .green]
        let targets = Nominal.Cohort.allCases.flatMap { cohort in
            ratings.flatMap { [contacts(cohort, $0), jointEveryWeeks(cohort, $0), homeEveryWeeks(cohort, $0)] }
        }
        let meetings = Series.allCases.flatMap { series in
            [openingMinutes(series), closingMinutes(series), businessMinutes(series)]
                + SlotReason.allCases.map { slotMinutes(series, $0) }
        }
        return targets + meetings
    }()

    /// All that a policy has.
    package static func all(of policy: Policy) -> [PolicySetting] { known.filter { $0.value(in: policy) != nil } }

    /// The one that `code` is of; nil where there is none such.
    package init?(code: String) {
        guard let setting = PolicySetting.known.first(where: { $0.code == code }) else { return nil }
        self = setting
    }

    /// As `policy.yaml` would name it: `targets.fixed.red.contacts`.
    package var code: String {
        switch self {
        case .contacts(let cohort, let rag): "targets.\(cohort.rawValue).\(rag.rawValue).contacts"
        case .jointEveryWeeks(let cohort, let rag): "targets.\(cohort.rawValue).\(rag.rawValue).joint_every_weeks"
        case .homeEveryWeeks(let cohort, let rag): "targets.\(cohort.rawValue).\(rag.rawValue).home_every_weeks"
        case .openingMinutes(let series): "meetings.\(series.rawValue).opening_minutes"
        case .closingMinutes(let series): "meetings.\(series.rawValue).closing_minutes"
        case .businessMinutes(let series): "meetings.\(series.rawValue).business_minutes"
        case .slotMinutes(let series, let reason): "meetings.\(series.rawValue).slot_minutes.\(reason.rawValue)"
        }
    }

    /// `Contacts a week, fixed cohort, red`.
    package var inWords: String {
        switch self {
        case .contacts(let cohort, let rag): "Contacts a week, \(cohort.rawValue) cohort, \(rag.rawValue)"
        case .jointEveryWeeks(let cohort, let rag):
            "Weeks from one joint visit to the next, \(cohort.rawValue) cohort, \(rag.rawValue)"
        case .homeEveryWeeks(let cohort, let rag):
            "Weeks from one contact at home to the next, \(cohort.rawValue) cohort, \(rag.rawValue)"
        case .openingMinutes(let series): "Minutes for opening a \(series.title)"
        case .closingMinutes(let series): "Minutes for closing a \(series.title)"
        case .businessMinutes(let series): "Minutes for business before the items of a \(series.title)"
        case .slotMinutes(let series, let reason):
            "Minutes for an item at a \(series.title): \(reason.inWords)"
        }
    }

    /// What it can be here; `policy.yaml` takes whatever lies in it, too.
    package var range: ClosedRange<Int> {
        switch self {
        case .contacts: 0...7
        case .jointEveryWeeks, .homeEveryWeeks: 0...52
        case .openingMinutes, .closingMinutes, .businessMinutes: 0...120
        case .slotMinutes: 1...60
        }
    }

    /// Nil where the policy has no such meeting or item.
    package func value(in policy: Policy) -> Int? {
        switch self {
        case .contacts(let cohort, let rag): policy.target(cohort, rag).contacts
        case .jointEveryWeeks(let cohort, let rag): policy.target(cohort, rag).jointEveryWeeks
        case .homeEveryWeeks(let cohort, let rag): policy.target(cohort, rag).homeEveryWeeks
        case .openingMinutes(let series): policy.meetings[series]?.openingMinutes
        case .closingMinutes(let series): policy.meetings[series]?.closingMinutes
        case .businessMinutes(let series): policy.meetings[series]?.businessMinutes
        case .slotMinutes(let series, let reason): policy.meetings[series]?.slotMinutes[reason]
        }
    }

    package func set(_ value: Int, in policy: inout Policy) {
        switch self {
        case .contacts(let cohort, let rag): change(cohort, rag, in: &policy) { $0.contacts = value }
        case .jointEveryWeeks(let cohort, let rag): change(cohort, rag, in: &policy) { $0.jointEveryWeeks = value }
        case .homeEveryWeeks(let cohort, let rag): change(cohort, rag, in: &policy) { $0.homeEveryWeeks = value }
        case .openingMinutes(let series): policy.meetings[series]?.openingMinutes = value
        case .closingMinutes(let series): policy.meetings[series]?.closingMinutes = value
        case .businessMinutes(let series): policy.meetings[series]?.businessMinutes = value
        case .slotMinutes(let series, let reason): policy.meetings[series]?.slotMinutes[reason] = value
        }
    }

    private func change(
        _ cohort: Nominal.Cohort, _ rag: Nominal.RAG, in policy: inout Policy, _ body: (inout Target) -> Void
    ) {
        var target = policy.target(cohort, rag)
        body(&target)
        policy.targets[cohort, default: [:]][rag] = target
    }
}

/// A figure of the policy, as it was changed in the diary: it holds from the moment of the change until an import
/// says another figure than the import before.
package struct PolicyChange: Hashable, Sendable {
    package var setting: PolicySetting
    package var was: Int
    package var value: Int
    package var madeOn: Day
    /// The account that made it.
    package var madeBy: String
    package var reason: String
    /// Whether a later import or change has gone before it.
    package var isOvertaken: Bool

    package init(
        setting: PolicySetting, was: Int, value: Int, madeOn: Day, madeBy: String, reason: String,
        isOvertaken: Bool = false
    ) {
        self.setting = setting
        self.was = was
        self.value = value
        self.madeOn = madeOn
        self.madeBy = madeBy
        self.reason = reason
        self.isOvertaken = isOvertaken
    }
}
