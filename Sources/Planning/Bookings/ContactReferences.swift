package import Casework

/// Gives new contacts their references: short, never used before, and the same for the same plan.
package struct ContactReferences {
    private var taken: Set<Contact.ID>

    package init(_ contacts: [Contact]) {
        taken = Set(contacts.map(\.id))
    }

    package mutating func next(for contact: Contact) -> Contact.ID {
        // FNV-1a over who, what, when and where, so that two plans give one reference to one visit alone; then
        // onwards to the first reference that is free.
        let visit = "\(contact.nominal) \(contact.kind) \(contact.start) \(contact.place) \(contact.practitioners)"
        var hash: UInt32 = 2_166_136_261
        for byte in visit.utf8 { hash = (hash ^ UInt32(byte)) &* 16_777_619 }
        while true {
            let digits = String(hash & 0xFF_FFFF, radix: 16)
            let id = Contact.ID("v-" + String(repeating: "0", count: 6 - digits.count) + digits)
            if taken.insert(id).inserted { return id }
            hash = hash &* 16_777_619 &+ 1
        }
    }
}
