internal import Casework
internal import Operations

extension ContactRecord {
    /// The contact as it is to stand from now on.
    ///
    /// Its stamp is raised only if something a calendar shows has changed; the order of the crew is not.
    func changed(to new: Contact, detailsFrom: Source, statusFrom: Source, at now: Timestamp) -> ContactRecord {
        var changed = self
        changed.contact = new
        changed.detailsFrom = detailsFrom
        changed.statusFrom = statusFrom
        if !contact.looksLike(new) {
            changed.stamp = StoredPlan.Stamp(sequence: stamp.sequence + 1, changedAt: now)
        }
        return changed
    }
}

extension Contact {
    /// Whether both are the same appointment in the same state, whatever the order of the crew.
    func looksLike(_ other: Contact) -> Bool {
        isWhereItWas(other) && nominal == other.nominal && kind == other.kind && minutes == other.minutes
            && status == other.status
    }
}
