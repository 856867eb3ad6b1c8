internal import Casework
internal import GRDB

/// Practitioners as the caseload's files list them: `po1;pp2`.
///
/// Used where a row is a record of the past; the ledger has a row for each.
struct Crew: StoredAsText {
    var practitioners: [Practitioner.ID]

    init(_ practitioners: [Practitioner.ID]) {
        self.practitioners = practitioners
    }

    init(stored text: String) {
        practitioners = text.split(separator: ";").map { Practitioner.ID(String($0)) }
    }

    var stored: String { practitioners.map(\.text).joined(separator: ";") }
}
