import Casework

/// `contacts.csv`: history, and what is already booked.
enum ContactsFile {
    static let form = TableForm(
        "contacts.csv", columns: "contact, nominal, kind, start, minutes, location, practitioners, status",
        id: "contact")

    /// - Parameter kinds: The names of the policy's kinds of contact.
    static func read(_ table: Table, _ known: Known, kinds: Set<String>) -> [Contact] {
        var unique = Unique<Contact.ID>()
        return table.rows.map { row in
            let contact = Contact(
                id: row.ownID("contact"),
                nominal: row.id("nominal", in: known.nominals),
                kind: ContactKind(row.name("kind")),
                start: row.moment("start"),
                minutes: row.number("minutes", 1...1_440),
                place: row.place("location", in: known.locations),
                practitioners: row.ids("practitioners", in: known.practitioners),
                status: row.choice("status", .planned))
            unique.check(contact.id, row, "contact", expected: "each contact once")
            checkKind(contact, row, kinds)
            return contact
        }
    }

    /// A kind that the team no longer uses may stand in its history, but not in what is still to come.
    private static func checkKind(_ contact: Contact, _ row: Row, _ kinds: Set<String>) {
        guard !kinds.contains(contact.kind.name), row.areSound(["kind", "status"]) else { return }
        let hint = Spelling.hint(contact.kind.name, in: kinds)
        if contact.status.isOutcome {
            row.warn("kind", "which the policy does not have: it counts towards no target\(hint)")
        } else {
            row.fault("kind", expected: "a kind of the policy: \(alternatives(kinds.sorted()))\(hint)")
        }
    }
}
