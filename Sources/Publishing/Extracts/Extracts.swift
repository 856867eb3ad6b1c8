package import Casework

/// What each lead pastes into their own system of record, so that nobody keys anything twice: per nominal, as text and
/// as a table.
package struct Extracts: Sendable {
    package var days: Range<Day>
    package var caseload: Caseload
    package var notes: [MeetingNotes]
    /// nDelius's codes and words; the police's systems take plain ones.
    package var wording: RecordWording
    /// Nil: all.
    package var nominals: Set<Nominal.ID>?

    package init(
        days: Range<Day>, caseload: Caseload, notes: [MeetingNotes] = [], wording: RecordWording,
        nominals: Set<Nominal.ID>? = nil
    ) {
        self.days = days
        self.caseload = caseload
        self.notes = notes
        self.wording = wording
        self.nominals = nominals
    }

    /// In a folder for each lead, whom they are for: what is in another's is not theirs to see.
    package func documents() -> [Document] {
        let directory = Directory(caseload)
        return caseload.nominals.sorted { $0.id < $1.id }
            .filter { nominals?.contains($0.id) ?? true }
            .flatMap { nominal in
                documents(nominal, for: nominal.probationLead, Ndelius(wording), directory)
                    + documents(nominal, for: nominal.policeLead, PlainRecord(), directory)
            }
    }

    /// The same, with which lead is told of whom.
    package func handedOut() -> (documents: [Document], recipients: [(Practitioner.ID, about: [Nominal.ID])]) {
        let documents = documents()
        let known = Set(caseload.nominals.map(\.id))
        let byLead = Dictionary(grouping: documents) { String($0.path.prefix { $0 != "/" }) }
        return (
            documents,
            byLead.sorted { $0.key < $1.key }.map { lead, theirs in
                (Practitioner.ID(lead), about: Set(theirs.flatMap { $0.nominals(among: known) }).sorted())
            }
        )
    }

    private func documents(
        _ nominal: Nominal, for lead: Practitioner.ID, _ system: any RecordSystem, _ directory: Directory
    ) -> [Document] {
        guard let reader = directory.practitioner(lead) else { return [] }
        let facts = directory.disclosure.facts(
            about: nominal.id, in: .extract, for: .practitioner(reader), on: days.upperBound - 1)
        guard facts == Paper.extract.facts else { return [] }
        let entries = entries(nominal, system, directory)
        if entries.isEmpty { return [] }
        let stem = "\(lead)/\(nominal.id)-\(system.name)"
        return [
            Document(path: caseload.policy.marking.fileName(stem, "txt"), content: text(entries, nominal, system)),
            Document(path: caseload.policy.marking.fileName(stem, "csv"), content: table(entries, nominal)),
        ]
    }

    // MARK: What happened

    private func entries(_ nominal: Nominal, _ system: any RecordSystem, _ directory: Directory) -> [RecordEntry] {
        let contacts = caseload.contacts.filter {
            $0.nominal == nominal.id && days.contains($0.day) && $0.status.isOutcome
        }.map { entry($0, system, directory) }
        let discussed = notes.compactMap { entry($0, nominal.id, system, directory) }
        return (contacts + discussed).sorted { ($0.day, $0.from) < ($1.day, $1.from) }
    }

    private func entry(_ contact: Contact, _ system: any RecordSystem, _ directory: Directory) -> RecordEntry {
        let kind = contact.place.location.flatMap { id in caseload.locations.first { $0.id == id }?.kind }
        let place: Policy.PlaceKind? = contact.place == .online ? .online : kind.map { .location($0) }
        let crew = Wording.list(contact.practitioners.map(directory.name))
        return RecordEntry(
            day: contact.day, from: contact.start.clock.description, until: contact.end.clock.description,
            type: system.type(of: contact.kind, at: place), outcome: system.outcome(contact.status),
            place: directory.words(for: contact.place), notes: ["\(contact.kind.inWords.capitalisedFirst) by \(crew)."],
            reference: contact.id.text)
    }

    /// What a meeting said and decided of the nominal, if it did.
    private func entry(
        _ meeting: MeetingNotes, _ nominal: Nominal.ID, _ system: any RecordSystem, _ directory: Directory
    ) -> RecordEntry? {
        guard let start = meeting.startedAt, days.contains(start.day),
            let series = Series.allCases.first(where: { meeting.meeting.text.hasPrefix($0.rawValue) })
        else { return nil }
        func tidy(_ text: String) -> String { directory.redaction(text, about: nominal) }
        var notes: [String] = []
        if let item = meeting.items.first(where: { $0.nominal == nominal }) {
            switch item.outcome {
            case .discussed: notes.append("Discussed.")
            case .noted: notes.append("Noted without discussion.")
            case .deferred: notes.append("Deferred to the next meeting.")
            }
            if let text = item.text { notes.append(tidy(text)) }
        }
        for decision in meeting.decisions where decision.nominal == nominal {
            let agreement = decision.isAgreed ? "agreed by police and probation" : "not agreed by both services"
            let matter = decision.matter == .other ? "" : "\(decision.matter.inWords.capitalisedFirst). "
            notes.append("Decision (\(agreement)): \(matter)\(tidy(decision.text))")
        }
        for action in caseload.actions where action.nominal == nominal && action.meeting == meeting.meeting.text {
            let owner = directory.practitioner(Practitioner.ID(action.owner))?.name ?? tidy(action.owner)
            let due = action.dueOn.map { ", due \(RecordEntry.written($0))" } ?? ""
            notes.append("Action: \(tidy(action.text)) (\(owner)\(due)).")
        }
        if notes.isEmpty { return nil }
        return RecordEntry(
            day: start.day, from: start.clock.description, until: meeting.endedAt?.clock.description ?? "",
            type: system.meeting(series), outcome: nil, place: nil, notes: notes, reference: meeting.meeting.text)
    }

    // MARK: How it is written

    private func text(_ entries: [RecordEntry], _ nominal: Nominal, _ system: any RecordSystem) -> String {
        let period = "\(days.lowerBound.inShortWithYear) to \((days.upperBound - 1).inShortWithYear)"
        let lines =
            [caseload.policy.marking.line, "\(nominal.id): for \(system.title), \(period)", ""]
            + entries.flatMap(\.lines)
        return lines.joined(separator: "\r\n") + "\r\n" + caseload.policy.marking.line + "\r\n"
    }

    private func table(_ entries: [RecordEntry], _ nominal: Nominal) -> String {
        var table = SpreadsheetTable(
            marking: caseload.policy.marking,
            header: [
                "nominal", "date", "start", "end", "type_code", "type", "outcome_code", "outcome", "place", "notes",
                "reference",
            ])
        for entry in entries {
            table.append(
                [
                    nominal.id.text, RecordEntry.written(entry.day), entry.from, entry.until, entry.type.code ?? "",
                    entry.type.wording ?? "", entry.outcome?.code ?? "", entry.outcome?.wording ?? "",
                    entry.place ?? "", entry.notes.joined(separator: " "), entry.reference,
                ].map(SpreadsheetTable.Cell.words))
        }
        return table.text
    }
}

/// One entry of a system of record.
struct RecordEntry: Sendable {
    var day: Day
    var from: String
    var until: String
    var type: RecordWording.Entry
    /// Nil: there is none to give.
    var outcome: RecordWording.Entry?
    var place: String?
    var notes: [String]
    var reference: String

    /// `01/12/2026`, as those systems take it.
    static func written(_ day: Day) -> String {
        let (year, month, dayOfMonth) = day.components
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "\(two(dayOfMonth))/\(two(month))/\(year)"
    }

    var lines: [String] {
        let times = until.isEmpty ? from : "\(from) to \(until)"
        var lines = ["\(RecordEntry.written(day)) \(times)", "Type: \(RecordEntry.words(type))"]
        if let outcome { lines.append("Outcome: \(RecordEntry.words(outcome))") }
        if let place { lines.append("Place: \(place)") }
        return lines + notes.prefix(1).map { "Notes: \($0)" } + notes.dropFirst() + [
            "Diary reference: \(reference)", "",
        ]
    }

    private static func words(_ entry: RecordWording.Entry) -> String {
        [entry.code, entry.wording].compactMap(\.self).joined(separator: " ")
    }
}

/// How a system of record names things.
protocol RecordSystem: Sendable {
    /// In a file's name.
    var name: String { get }
    var title: String { get }
    func type(of kind: ContactKind, at place: Policy.PlaceKind?) -> RecordWording.Entry
    func outcome(_ status: Contact.Status) -> RecordWording.Entry
    func meeting(_ series: Series) -> RecordWording.Entry
}

/// nDelius: by its codes where the team's table has them, and else in our words, with the code left to choose.
struct Ndelius: RecordSystem {
    private let wording: RecordWording

    init(_ wording: RecordWording) { self.wording = wording }

    var name: String { "ndelius" }
    var title: String { "nDelius" }

    func type(of kind: ContactKind, at place: Policy.PlaceKind?) -> RecordWording.Entry {
        filled(wording.entry(for: kind, at: place), kind.inWords.capitalisedFirst)
    }

    func outcome(_ status: Contact.Status) -> RecordWording.Entry {
        filled(wording.outcomes[status] ?? RecordWording.Entry(), status.inWords.capitalisedFirst)
    }

    func meeting(_ series: Series) -> RecordWording.Entry {
        filled(wording.meetings[series] ?? RecordWording.Entry(), series.name)
    }

    private func filled(_ entry: RecordWording.Entry, _ ours: String) -> RecordWording.Entry {
        RecordWording.Entry(code: entry.code, wording: entry.wording ?? "\(ours) (choose the code)")
    }
}

/// Police systems, whose codes are each force's own: plain words.
struct PlainRecord: RecordSystem {
    var name: String { "police" }
    var title: String { "police systems" }

    func type(of kind: ContactKind, at place: Policy.PlaceKind?) -> RecordWording.Entry {
        RecordWording.Entry(wording: kind.inWords.capitalisedFirst)
    }

    func outcome(_ status: Contact.Status) -> RecordWording.Entry {
        RecordWording.Entry(wording: status.inWords.capitalisedFirst)
    }

    func meeting(_ series: Series) -> RecordWording.Entry { RecordWording.Entry(wording: series.name) }
}
