internal import Casework
internal import Operations
internal import Publishing

/// Everyone's contacts, one contact, and what became of it.
enum ContactPages {
    static var routes: [Route] {
        [
            .get("/contacts", for: .seeContacts, contacts), .get("/contacts/{contact}", for: .seeContacts, contact),
            .post("/contacts/{contact}/status", for: .recordOutcomes, status),
        ]
    }

    // MARK: All

    private static func contacts(_ visit: Visit) async throws -> Answer {
        let monday = (visit.query["from"].flatMap { Day(iso: $0) } ?? visit.today).monday
        let one = visit.query["on"].flatMap { Day(iso: $0) }
        let days = one.map { $0..<($0 + 1) } ?? monday..<(monday + 7)
        let (values, nominals) = try await visit.read { files in
            let contacts = ContactFiles(files, for: visit)
            let page = ContactsList(days, contacts)
            return (page, page.nominals)
        }
        return .page(
            "contacts", of: values,
            title: one.map { "Contacts on \($0.inWords)" } ?? "Contacts of the week from \(monday.inWords)",
            shows: nominals)
    }

    // MARK: One

    private static func contact(_ visit: Visit) async throws -> Answer { try await page(visit) }

    /// The page of the contact that the address names.
    ///
    /// - Parameter change: What is added to it: times, and what was wrong with what was sent.
    static func page(
        _ visit: Visit, change: @escaping @Sendable (inout ContactPage, ContactFiles) -> Void = { _, _ in }
    ) async throws -> Answer {
        let found = try await visit.read { files in
            let contacts = ContactFiles(files, for: visit)
            return contacts.contact(visit["contact"]).map { contact in
                var page = ContactPage(contact, contacts)
                change(&page, contacts)
                return (page, contacts.title(contact), contact.nominal, page.line.nominalWords != nil)
            }
        }
        guard let (values, title, nominal, shows) = found else { return .notFound }
        return .page("contact", of: values, title: title, shows: shows ? [nominal] : [])
    }

    private static func status(_ visit: Visit) async throws -> Answer {
        guard let status = visit.form["status"].flatMap({ Contact.Status(rawValue: $0) }) else {
            return .refused("choose what became of the contact", back: "/contacts/\(visit["contact"])")
        }
        let may = try await visit.read { files -> Bool? in
            let contacts = ContactFiles(files, for: visit)
            return contacts.contact(visit["contact"]).map { contacts.mayRecord($0) }
        }
        guard let may else { return .notFound }
        guard may else {
            return .refused("only those who hold a contact record its outcome", back: visit.backToContact)
        }
        do {
            let contact = try await visit.run { store in
                try RecordStatus(store)(
                    status, of: Contact.ID(visit["contact"]), by: visit.actor, at: visit.now, clock: visit.clock)
            }
            let said = "\(contact.start.inShort): \(contact.status.inWords). You can correct it on the contact's page."
            return .see(visit.form["back"] == "home" ? "/" : visit.backToContact, saying: said.capitalisedFirst)
        } catch let refusal as DiaryRefusal {
            return .refused(try await visit.words(for: refusal) ?? "", back: visit.backToContact)
        }
    }
}

extension Visit {
    var backToContact: String { "/contacts/\(self["contact"])" }
}

/// What can become of a contact, as buttons.
struct OutcomeChoice: Sendable {
    var outcome: String
    var outcomeLabel: String
    var isNow: Bool

    static func all(for contact: Contact, clock: Moment) -> [OutcomeChoice] {
        let outcomes = Contact.Status.allCases.filter { status in
            status.isOutcome && (contact.start <= clock || !status.countsAsOffered)
                // What was put off was not offered, so that it is nobody's absence.
                && (contact.status.countsAsOffered || !status.countsAsOffered || status == .attended)
        }
        return outcomes.map {
            OutcomeChoice(
                outcome: $0.rawValue, outcomeLabel: $0.inWords.capitalisedFirst.replacing(" failed", with: ", failed"),
                isNow: $0 == contact.status)
        }
    }
}

/// What `contact.mustache` is given.
struct ContactPage: FormPage {
    var errors: [FieldError] = []
    var address: String
    var when: String
    var line: ContactLine
    /// The outcomes, where it has begun.
    var outcomes: Several<OutcomeChoice>?
    var isCorrection: Bool
    var mayConfirm: Bool
    var mayDecline: Bool
    var mayChange: Bool
    /// Times that would do, if somebody asked.
    var times: Several<TimeChoice>?
    /// Why there is none.
    var noTimes: String?
    /// What a form had, to be shown again.
    var moveDay: String
    var moveTime: String
    var reason = ""
    var whyWrong: String?
    var timeWrong: String?

    init(_ contact: Contact, _ files: ContactFiles) {
        address = "/contacts/\(contact.id)"
        when = files.when(contact)
        line = ContactLine(contact, files)
        let may = files.mayRecord(contact)
        outcomes =
            may && contact.start <= files.clock
            ? Several(OutcomeChoice.all(for: contact, clock: files.clock)) : nil
        isCorrection = contact.status.isOutcome
        mayConfirm = may && contact.status == .planned && files.isBooked(contact)
        mayDecline = files.mayDecline(contact)
        mayChange = files.mayChange(contact)
        moveDay = contact.day.description
        moveTime = contact.start.clock.description
    }
}

/// A time that would do, as a button.
struct TimeChoice: Sendable {
    var timeWords: String
    var timePlace: String
    var timePeople: String
    var timeNote: String?
    /// What the button sends.
    var timeStart: String
    var timeAt: String
    var timeWith: String
    /// What is booked, where the time is not for a contact that there is.
    var timeNominal: String
    var timeKind: String
    /// The planned contact that gives way.
    var timeInstead: String?

    init(_ contact: Contact, _ files: ContactFiles, note: String? = nil, insteadOf: Contact.ID? = nil) {
        timeWords = "\(contact.start.inShort) to \(contact.end.clock)"
        timePlace = files.directory.words(for: contact.place)
        timePeople = files.people(contact.practitioners)
        timeNote = note
        timeStart = contact.start.description
        timeAt = contact.place.description
        timeWith = contact.practitioners.map(\.text).joined(separator: ";")
        timeNominal = contact.nominal.text
        timeKind = contact.kind.name
        timeInstead = insteadOf?.text
    }
}

/// What `contacts.mustache` is given.
struct ContactsList: Sendable {
    struct DayList: Sendable {
        var heading: String
        var link: String
        var count: String
        var contacts: Several<ContactLine>?
    }

    var days: [DayList]
    var isDay: Bool
    var before: String
    var after: String
    var week: String
    let nominals: [Nominal.ID]

    init(_ range: Range<Day>, _ files: ContactFiles) {
        let contacts = files.files.caseload.contacts
            .filter { range.contains($0.day) && $0.status.countsAsOffered }.sorted(by: Contact.inOrder)
        let first = range.lowerBound
        let isDay = range.count == 1
        self.isDay = isDay
        days = range.map { day in
            let theirs = contacts.filter { $0.day == day }
            return DayList(
                heading: day.inWords, link: "/contacts?on=\(day)", count: Wording.counted(theirs.count, "contact"),
                contacts: Several(theirs.map { ContactLine($0, files) }))
        }
        .filter { isDay || $0.contacts != nil }
        before = isDay ? "/contacts?on=\(first - 1)" : "/contacts?from=\(first - 7)"
        after = isDay ? "/contacts?on=\(first + 1)" : "/contacts?from=\(first + 7)"
        week = "/contacts?from=\(first.monday)"
        nominals = contacts.filter { files.facts(about: $0.nominal, on: $0.day).contains(.reference) }.map(\.nominal)
    }
}
