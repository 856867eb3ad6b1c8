internal import Casework

/// Whose word on an action counts: the export's, or the diary's.
///
/// As with contacts, a word that goes further wins: an action that is closed is never opened again. Where both go
/// equally far, what was raised or closed here stays, and what came from an earlier export follows the export.
enum ActionMerge {
    static func keepsStored(_ stored: ActionRecord, against export: Action) -> Bool {
        switch (stored.action.status == .open, export.status == .open) {
        case (true, false): false
        case (false, true): true
        case (true, true): stored.detailsFrom == .diary
        case (false, false): stored.action.closing != nil
        }
    }
}
