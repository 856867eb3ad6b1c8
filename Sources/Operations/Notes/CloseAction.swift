package import Casework

/// Closes an action: done, not done, or no longer applicable.
///
/// A closing can be put right.
package struct CloseAction {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(
        _ id: Action.ID, as status: Action.Status, remark: String?, by actor: String, at now: Timestamp, today: Day
    ) throws -> Action {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard var action = caseload.actions.first(where: { $0.id == id }) else {
                throw NotesRefusal.noSuchAction(id)
            }
            let was = action.status
            action.status = status
            action.closing = Action.Closing(on: today, by: actor, remark: remark ?? action.closing?.remark)
            try diary.keep(action)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "action \(id) \(status.inWords), was \(was.inWords)"))
            return action
        }
    }
}
