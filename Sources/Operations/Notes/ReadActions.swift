package import Casework

/// Shows the action log, and writes down that it was looked at.
package struct ReadActions {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameters:
    ///   - owner: Only theirs.
    ///   - nominal: Only those about them.
    /// - Returns: What is open, by due date, those without one last; and what is on record beside it.
    package func callAsFunction(
        owner: String? = nil, nominal: Nominal.ID? = nil, by actor: String, at now: Timestamp
    ) throws -> (actions: [Action], caseload: Caseload) {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            if let nominal { _ = try caseload.known(nominal) }
            let wanted = caseload.actions.open.filter { action in
                owner.map { action.owner == $0 } ?? true && nominal.map { action.nominal == $0 } ?? true
            }
            let whose = [owner.map { "of \($0)" }, nominal.map { "about \($0)" }].compactMap(\.self)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .consultation,
                    detail: "looked at the open actions" + whose.map { " \($0)" }.joined()))
            return (wanted, caseload)
        }
    }
}

extension [Action] {
    /// What is open, by due date, those without one last.
    package var open: [Action] {
        filter { $0.status == .open }
            .sorted { ($0.dueOn ?? Day(number: .max), $0.id) < ($1.dueOn ?? Day(number: .max), $1.id) }
    }
}
