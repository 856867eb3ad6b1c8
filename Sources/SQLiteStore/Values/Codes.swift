internal import Casework
internal import GRDB
internal import Operations

// Kept as their codes, which are those of the caseload's files.

extension Account.Role: DatabaseValueConvertible {}
extension Agency.Kind: DatabaseValueConvertible {}
extension Agency.Sharing: DatabaseValueConvertible {}
extension Location.Kind: DatabaseValueConvertible {}
extension Practitioner.Role: DatabaseValueConvertible {}
extension Nominal.Cohort: DatabaseValueConvertible {}
extension Nominal.RAG: DatabaseValueConvertible {}
extension Nominal.Crewing: DatabaseValueConvertible {}
extension ReviewException.Kind: DatabaseValueConvertible {}
extension Contact.Status: DatabaseValueConvertible {}
extension Series: DatabaseValueConvertible {}
extension Proposal.Kind: DatabaseValueConvertible {}
extension Action.Status: DatabaseValueConvertible {}
extension SlotReason: DatabaseValueConvertible {}
extension ArrangedItem.Turn: DatabaseValueConvertible {}
extension Presence.State: DatabaseValueConvertible {}
extension ItemNote.Outcome: DatabaseValueConvertible {}
extension Shortfall.Cause: DatabaseValueConvertible {}
extension HistoryEntry.Act: DatabaseValueConvertible {}
extension InvitationAnswer: DatabaseValueConvertible {}
extension Equalities.Characteristic: DatabaseValueConvertible {}
extension FeedLevel: DatabaseValueConvertible {}
