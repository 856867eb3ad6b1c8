package import Casework

/// Changes a setting of the policy, for everything that is planned from then on.
package struct ChangePolicy {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(
        _ setting: PolicySetting, to value: PolicyValue, because reason: String, by actor: String, at now: Timestamp,
        today: Day
    ) throws -> PolicyChange {
        guard setting.bounds.hold(value) else { throw PolicyRefusal.outOfBounds(setting, value) }
        guard reason.contains(where: { !$0.isWhitespace }) else { throw PolicyRefusal.withoutReason }
        return try store.write { diary in
            guard let policy = try diary.caseload()?.policy else { throw DiaryRefusal.empty }
            guard let was = setting.value(in: policy) else { throw PolicyRefusal.notThere(setting) }
            guard was != value else { throw PolicyRefusal.asItIs(setting, value) }
            let change = PolicyChange(
                setting: setting, was: was, value: value, madeOn: today, madeBy: actor, reason: reason)
            try diary.keep(change, at: now)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "changed the policy: \(setting.code) from \(was) to \(value)"))
            return change
        }
    }
}

/// What will not be changed in the policy.
package enum PolicyRefusal: Error, CustomStringConvertible {
    case outOfBounds(PolicySetting, PolicyValue)
    case notThere(PolicySetting)
    case asItIs(PolicySetting, PolicyValue)
    case withoutReason

    package var description: String {
        switch self {
        case .outOfBounds(let setting, let value):
            "\(setting.inWords): expected \(setting.bounds.inWords), not \(value)"
        case .notThere(let setting): "the policy has no such setting: \(setting.code)"
        case .asItIs(let setting, let value): "\(setting.inWords): it is \(value) already"
        case .withoutReason: "say why, in a few words: the reason goes on record with the change"
        }
    }
}
