internal import Casework
internal import Operations
internal import Publishing

/// Contacts and nominals as one account may see them, and how their pages speak.
///
/// Of their own contacts people are told what their sheet tells them. Those who have no sheet, and know the nominal,
/// are told as much.
struct ContactFiles: ReadersFiles {
    let reader: ReaderWords
    let clock: Moment
    let own: Practitioner?

    init(_ files: Files, for visit: Visit) {
        reader = ReaderWords(files, for: visit)
        clock = visit.clock
        own = visit.account.practitioner.flatMap(reader.directory.practitioner)
    }

    /// One that there is for this reader.
    func contact(_ id: String) -> Contact? { files.caseload.contacts.first { $0.id.text == id } }

    func nominal(_ id: String) -> Nominal? { files.caseload.nominals.first { $0.id.text == id } }

    func facts(about nominal: Nominal.ID, on day: Day) -> Set<Fact> {
        if let own {
            // As on their sheet: an agreement that has lapsed hides what was before it, too.
            return directory.disclosure.facts(
                about: nominal, in: .sheet, for: .practitioner(own), on: max(day, clock.day))
        }
        return files.sight.nominals.contains(nominal) ? [.time, .reference, .contacts, .people, .precautions] : [.time]
    }

    /// Whether the reader sees all that is on record of a nominal: who works with them, and who holds the meetings.
    func seesAll(of nominal: Nominal.ID) -> Bool {
        switch files.sight.standing(to: nominal) {
        case .lead, .involved: true
        case .colleague: files.sight.holdsMeetings || account.role == .manager
        case .outsider: false
        }
    }

    /// Partners need neither cohort nor the two services' differences.
    var isPartner: Bool {
        files.whole.caseload.agencies.first { $0.id == account.agency }?.kind == .partner
    }

    /// What the reader is to do; of somebody they may not know of, as little as on the list of actions they are given.
    func words(ofOwn action: Action) -> String {
        guard let nominal = action.nominal, let own else { return words(action.text) }
        let facts = directory.disclosure.facts(
            about: nominal, in: .actionList, for: .practitioner(own), on: clock.day)
        return facts.contains(.actions) ? words(action.text, about: nominal) : "An action"
    }

    func people(_ practitioners: [Practitioner.ID]) -> String { reader.names(of: practitioners) }

    // MARK: What may be done

    private func may(_ operation: Operation) -> Bool { operation.roles.contains(account.role) }

    /// Partners answer for their own contacts alone.
    func mayRecord(_ contact: Contact) -> Bool {
        may(.recordOutcomes) && (files.sight.isOwn(contact) || account.role != .partner)
    }

    func isBooked(_ contact: Contact) -> Bool { !contact.status.isOutcome && clock <= contact.start }

    func mayDecline(_ contact: Contact) -> Bool {
        may(.declineContacts) && files.sight.isOwn(contact) && isBooked(contact)
    }

    func mayChange(_ contact: Contact) -> Bool {
        may(.changeContacts) && files.sight.nominals.contains(contact.nominal) && isBooked(contact)
    }

    /// Whether it has begun, and nobody has said yet what became of it.
    func lacksOutcome(_ contact: Contact) -> Bool { !contact.status.isOutcome && contact.start <= clock }

    // MARK: In words

    /// `Thursday 3 December 2026, 10:00 to 10:45`.
    func when(_ contact: Contact) -> String { "\(contact.day.inWords), \(Wording.times(contact.interval))" }

    /// `Joint visit with n014, Thu 3 Dec 10:00`.
    func title(_ contact: Contact) -> String {
        let facts = facts(about: contact.nominal, on: contact.day)
        let what = facts.contains(.contacts) ? contact.kind.inWords.capitalisedFirst : "Appointment"
        return what + (facts.contains(.reference) ? " with \(contact.nominal)" : "") + ", \(contact.start.inShort)"
    }

    /// What has changed for others, of whom the reader may know; one line each, and how many others there are.
    func lines(of plan: ChangedPlan?, besides id: Contact.ID? = nil) -> [String] {
        guard let plan else { return [] }
        var (lines, others): ([String], Int) = ([], 0)
        for change in plan.difference.contacts {
            guard let contact = change.contact, contact.id != id else { continue }
            guard files.sight.nominals.contains(contact.nominal) || files.sight.isOwn(contact) else {
                others += 1
                continue
            }
            lines.append(line(of: change))
        }
        if others > 0 { lines.append("\(Wording.counted(others, "other contact")) moved.") }
        return lines
    }

    private func line(of change: PlanDifference.Change) -> String {
        guard let before = change.before else {
            return change.after.map { "New: \(title($0)), with \(people($0.practitioners))." } ?? ""
        }
        guard let after = change.after else { return "\(title(before)): no longer booked." }
        return "\(title(before)): \(difference(before, after))."
    }

    /// `moved to Fri 4 Dec 11:30, at Hill Station, with Nadia Rahman`: what is different.
    func difference(_ before: Contact, _ after: Contact) -> String {
        var parts: [String] = []
        if after.start != before.start { parts.append("moved to \(after.start.inShort)") }
        if after.place != before.place { parts.append("at \(directory.words(for: after.place))") }
        if Set(after.practitioners) != Set(before.practitioners) {
            parts.append("with \(people(after.practitioners))")
        }
        return parts.isEmpty ? "as it was" : parts.joined(separator: ", ")
    }
}

/// One contact in a table or a list.
struct ContactLine: Sendable {
    var contactTimes: String
    var contactDay: String
    var contactLink: String
    var contactName: String
    var kindWords: String?
    var placeWords: String?
    var peopleWords: String?
    var precautionWords: String?
    var statusWords: String
    var isWaiting: Bool
    var nominalWords: String?
    /// Nil where there is no page of theirs for the reader.
    var nominalLink: String?

    init(_ contact: Contact, _ files: ContactFiles) {
        let facts = files.facts(about: contact.nominal, on: contact.day)
        contactTimes = Wording.times(contact.interval)
        contactDay = contact.day.inShort
        contactLink = "/contacts/\(contact.id)"
        contactName = files.title(contact)
        if facts.contains(.contacts) {
            kindWords = contact.kind.inWords.capitalisedFirst
            placeWords = files.directory.words(for: contact.place)
        }
        if facts.contains(.people) { peopleWords = files.people(contact.practitioners) }
        if facts.contains(.precautions), let home = contact.place.location, files.directory.disclosure.isHome(home),
            files.directory.nominal(contact.nominal)?.crewing == .double
        {
            precautionWords = "Double crewed, never alone"
        }
        isWaiting = files.lacksOutcome(contact) && files.mayRecord(contact)
        statusWords = isWaiting ? "No outcome yet" : contact.status.inWords.capitalisedFirst
        if facts.contains(.reference) {
            nominalWords = contact.nominal.text
            if files.sight(of: contact.nominal) { nominalLink = "/nominals/\(contact.nominal)" }
        }
    }
}

extension ContactFiles {
    func sight(of nominal: Nominal.ID) -> Bool { files.sight.nominals.contains(nominal) }
}
