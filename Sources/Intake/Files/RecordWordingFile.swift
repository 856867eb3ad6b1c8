package import Casework
package import Foundation

/// `ndelius.csv`: the codes and words of a system of record, one row for a kind of contact, an outcome or a meeting.
package enum RecordWordingFile {
    static let form = TableForm("ndelius.csv", isRequired: true, columns: "what, ours, place?, code?, wording?")

    private enum What: String, CaseIterable {
        case contact, outcome, meeting
    }

    /// - Throws: `Faults` that name file, line, column and what was expected.
    package static func read(_ url: URL) throws(Faults) -> RecordWording {
        let findings = Findings()
        var wording = RecordWording()
        if let bytes = FileContent.read(url, as: form.file, upTo: FileContent.mostBytesOfTable, findings) {
            wording = read(Table(form, bytes, findings))
        }
        let faults = findings.inOrder(.fault)
        guard faults.isEmpty else { throw Faults(faults: faults, warnings: findings.inOrder(.warning)) }
        return wording
    }

    private static func read(_ table: Table) -> RecordWording {
        var wording = RecordWording()
        var unique = Unique<[String?]>()
        for row in table.rows {
            let entry = RecordWording.Entry(code: row.optionalName("code"), wording: row.optionalName("wording"))
            let what: What = row.choice("what", .contact)
            unique.check(
                [row.raw("what"), row.raw("ours"), row.raw("place")], row, "ours", expected: "each of them once")
            switch what {
            case .contact:
                let place = row.raw("place").map { Policy.PlaceKind($0) }
                row.require(place != .some(nil), "place", expected: "a kind of place, online, or nothing")
                wording.contacts[RecordWording.KindAtPlace(ContactKind(row.name("ours")), at: place ?? nil)] = entry
            case .outcome: wording.outcomes[row.choice("ours", Contact.Status.attended)] = entry
            case .meeting: wording.meetings[row.choice("ours", Series.map)] = entry
            }
        }
        return wording
    }
}
