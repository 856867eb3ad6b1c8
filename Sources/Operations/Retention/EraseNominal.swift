package import Casework

/// Takes everything about a nominal out of the diary, once their case has been closed for as long as the policy says.
///
/// The record that somebody was erased stays, and says nothing of them. A later import that has the reference again
/// begins anew with it, as with somebody who was never known.
package struct EraseNominal {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package struct Outcome: Hashable, Sendable {
        package var rows: ErasedRows
        /// Whether nothing of it can be found in the file's bytes any more; false while another program was reading.
        package var isOverwritten: Bool
        /// Whether the last import still had them, so that the next may bring them back.
        package var isInLastImport: Bool
    }

    /// - Parameters:
    ///   - reason: Kept with the record, without the nominal's reference and names.
    ///   - erasing: Makes what takes the nominal's names out of a text, which may be about somebody else.
    /// - Throws: `RetentionRefusal` if they are on the cohort, or were too lately; `DiaryRefusal` if there is nobody of
    ///   such a reference.
    package func callAsFunction(
        _ id: Nominal.ID, because reason: String, by actor: String, at now: Timestamp, today: Day,
        erasing: ([Nominal], Nominal) -> (String, Nominal.ID?) -> String
    ) throws -> Outcome {
        guard reason.contains(where: \.isLetter) else { throw RetentionRefusal.noReason }
        let (rows, isInLastImport) = try store.write { diary in
            let memberships = try diary.memberships()
            guard let membership = memberships.first(where: { $0.nominal.id == id }) else {
                throw DiaryRefusal.noSuchNominal(id)
            }
            guard let closed = try diary.closedCases(on: today).first(where: { $0.nominal == id }) else {
                throw RetentionRefusal.notClosed(id)
            }
            guard closed.isDue(on: today) else { throw RetentionRefusal.notDue(id, until: closed.dueOn) }
            let erased = try diary.erase(
                id, erasing: erasing(memberships.map(\.nominal), membership.nominal), because: reason
            ) { rows, reason in
                HistoryEntry(
                    at: now, actor: actor, act: .erasure,
                    detail: "erased one nominal, as retention asks: \(rows.removed) rows taken out, \(rows.changed) "
                        + "changed, \(rows.entries) entries of the history; \(reason)")
            }
            return (erased, membership.leftOn == nil)
        }
        return Outcome(rows: rows, isOverwritten: try store.overwriteErased(), isInLastImport: isInLastImport)
    }
}
