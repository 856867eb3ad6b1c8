package import Casework

/// Adds to the action log: what is to be done, by whom, by when.
package struct RaiseAction {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// Where an action comes from that no meeting raised.
    package static let betweenMeetings = "between meetings"

    /// - Parameter meeting: The meeting that raises it, which has been started; nil: none does.
    package func callAsFunction(
        _ text: String, owner: String, due: Day?, about nominal: Nominal.ID?, at meeting: PlannedMeeting.ID?,
        by actor: String, at now: Timestamp, today: Day
    ) throws -> Action {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            var raised = today
            if let meeting {
                let noted = try diary.noted(meeting)
                guard noted.notes.isStarted else { throw NotesRefusal.notStarted(meeting) }
                raised = noted.day
            }
            if let nominal { _ = try caseload.known(nominal) }
            // A mistyped reference is nobody; a desk or a role is somebody.
            let isPractitioner = caseload.practitioners.contains { $0.id.text == owner }
            guard isPractitioner || !(owner.last?.isNumber ?? true) else { throw NotesRefusal.noSuchOwner(owner) }
            if let due, due < raised { throw NotesRefusal.dueBeforeRaised(due: due, raised: raised) }
            if let due, due > raised.latestAhead { throw NotesRefusal.tooFarAhead(due) }
            var action = Action(
                id: Action.ID(""), nominal: nominal, meeting: meeting?.text ?? RaiseAction.betweenMeetings,
                raisedOn: raised, owner: owner, dueOn: due, text: text, status: .open)
            action.id = RaiseAction.id(of: action, apartFrom: Set(caseload.actions.map(\.id)))
            try diary.keep(action)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "\(action.meeting): action \(action.id) raised"
                        + (nominal.map { " about \($0)" } ?? "") + (isPractitioner ? " for \(owner)" : "")
                        + (due.map { ", due \($0)" } ?? "")))
            return action
        }
    }

    /// `a-3f09c2`: from what the action says, so that a rehearsal gives the same, and free.
    private static func id(of action: Action, apartFrom taken: Set<Action.ID>) -> Action.ID {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in "\(action.meeting) \(action.nominal?.text ?? "") \(action.owner) \(action.text)".utf8 {
            hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
        }
        while true {
            let digits = String((hash >> 20) % 0x100_0000, radix: 16)
            let id = Action.ID("a-" + String(repeating: "0", count: 6 - digits.count) + digits)
            if !taken.contains(id) { return id }
            hash = hash &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        }
    }
}
