package import Casework

/// Which invitations are meant, of all there are.
package struct InvitationScope: Hashable, Sendable {
    /// Empty: everybody.
    package var practitioners: Set<Practitioner.ID>
    /// Nil: everything that people are asked to.
    package var event: Invitation.Event?

    package static let all = InvitationScope()

    package init(practitioners: Set<Practitioner.ID> = [], event: Invitation.Event? = nil) {
        self.practitioners = practitioners
        self.event = event
    }

    package func includes(_ invitation: Invitation) -> Bool {
        (practitioners.isEmpty || practitioners.contains(invitation.practitioner))
            && (event == nil || event == invitation.event)
    }
}

extension DiaryReading {
    /// - Throws: `DiaryRefusal` if somebody is meant who is not on record and was never sent anything.
    func check(_ scope: InvitationScope) throws {
        if scope.practitioners.isEmpty { return }
        let known = Set(
            try invitations().map(\.invitation.practitioner) + (try caseload()?.practitioners.map(\.id) ?? []))
        if let unknown = scope.practitioners.subtracting(known).min() {
            throw DiaryRefusal.noSuchPractitioner(unknown)
        }
    }
}
