import Casework

/// The page of every contact booked: a sheet for each day, and what each practitioner has to do.
///
/// References stand for nominals throughout.
struct ContactsPage: Sendable {
    let plan: Plan
    let directory: Directory
    let practitionersToAsk: [Contact.ID: [Practitioner.ID]]
    let prepared: String?

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: directory.marking.fileName("contacts", "html"), content: try templates.page("contacts", of: view))
    }

    private var view: ContactsView {
        let (readers, others) = readers
        return ContactsView(
            marking: directory.marking.line, period: plan.weeks.inWords, prepared: prepared,
            readers: readers.isEmpty ? "nobody" : Wording.list(readers),
            ownTimesOnly: others.isEmpty ? nil : Wording.list(others), people: Several(people), days: Several(days))
    }

    private var contacts: [Contact] { plan.contacts.filter(\.status.countsAsOffered).sorted(by: Contact.inOrder) }

    /// The agencies at the contacts: those whose people may read the page, and those whose feeds are all they get.
    private var readers: (may: [String], mayNot: [String]) {
        let agencies = Set(contacts.flatMap(\.practitioners).compactMap(directory.agency))
        let sorted = agencies.sorted { ($0.name, $0.id) < ($1.name, $1.id) }
        let may = sorted.filter { directory.disclosure.mayReadContacts($0, of: plan.weeks) }
        return (may.map(\.name), sorted.filter { !may.contains($0) }.map(\.name))
    }

    private var people: [PersonView] {
        var theirs: [Practitioner.ID: [Contact]] = [:]
        for contact in contacts {
            for practitioner in Set(contact.practitioners) { theirs[practitioner, default: []].append(contact) }
        }
        let inOrder = theirs.sorted { (directory.name($0.key), $0.key) < (directory.name($1.key), $1.key) }
        return inOrder.map { practitioner, contacts in
            PersonView(
                name: directory.name(practitioner), agency: directory.agency(of: practitioner)?.name ?? "",
                contacts: contacts.count, hours: Wording.hours(contacts.map(\.minutes).reduce(0, +)))
        }
    }

    private var days: [ContactDayView] {
        Dictionary(grouping: contacts, by: \.day).sorted { $0.key < $1.key }.map { day, contacts in
            ContactDayView(
                id: "day-\(day)", day: day.inWords, count: Wording.counted(contacts.count, "contact"),
                contacts: contacts.sorted(by: Contact.inOrder).map(row))
        }
    }

    private func row(_ contact: Contact) -> ContactRowView {
        let isOpen = directory.disclosure.isOpenOnContactsPage(contact.nominal)
        return ContactRowView(
            times: Wording.times(contact.interval), reference: contact.id.text, nominal: contact.nominal.text,
            details: isOpen
                ? ContactDetails(
                    kind: contact.kind.inWords.capitalisedFirst, place: directory.words(for: contact.place))
                : nil,
            practitioners: contact.practitioners.sorted().map(directory.name), status: contact.status.inWords,
            ask: (practitionersToAsk[contact.id] ?? []).map(directory.name))
    }
}

extension Contact.Status {
    fileprivate var inWords: String {
        switch self {
        case .planned: "Planned"
        case .confirmed: "Confirmed"
        case .attended: "Attended"
        case .attendedFailedToComply: "Attended, failed to comply"
        case .sentHome: "Sent home"
        case .acceptableAbsence: "Acceptable absence"
        case .unacceptableAbsence: "Unacceptable absence"
        case .failedToAttend: "Failed to attend"
        case .rescheduled: "Rescheduled"
        case .cancelledByService: "Cancelled by the service"
        }
    }
}

/// What `contacts.mustache` is given.
struct ContactsView: Sendable {
    var marking: String
    var period: String
    var prepared: String?
    var readers: String
    /// Agencies with a contact to hold that may not read the page.
    var ownTimesOnly: String?
    var people: Several<PersonView>?
    var days: Several<ContactDayView>?
}

struct PersonView: Sendable {
    var name: String
    var agency: String
    var contacts: Int
    /// At contacts, travel not counted: `3 h 45 min`.
    var hours: String
}

struct ContactDayView: Sendable {
    /// Distinct on the page.
    var id: String
    var day: String
    var count: String
    var contacts: [ContactRowView]
}

struct ContactRowView: Sendable {
    var times: String
    /// The contact's own, to confirm it or record its outcome with.
    var reference: String
    var nominal: String
    /// Nil where access is limited.
    var details: ContactDetails?
    var practitioners: [String]
    var status: String
    /// Whose calendars do not say that they are free then.
    var ask: [String]
}

struct ContactDetails: Sendable {
    var kind: String
    var place: String
}
