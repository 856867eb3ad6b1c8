package import Casework
package import Foundation

/// Letters to nominals with their appointments of a week, in plain words that name no service.
///
/// They are the one kind of document, beside a subject access, that carries a nominal's name. Certain is what has been
/// confirmed; what is only planned may still move, and is left out unless it is asked for.
package struct ContactLetters: Sendable {
    /// What the letters are about: from now on, within the week.
    package var days: Range<Day>
    package var from: Moment
    package var caseload: Caseload
    package var language: LetterLanguage
    package var isLarge: Bool
    package var includesPlanned: Bool
    package var templates: URL?

    package init(
        days: Range<Day>, from: Moment, caseload: Caseload, language: LetterLanguage = .english, isLarge: Bool = false,
        includesPlanned: Bool = false, templates: URL? = nil
    ) {
        self.days = days
        self.from = from
        self.caseload = caseload
        self.language = language
        self.isLarge = isLarge
        self.includesPlanned = includesPlanned
        self.templates = templates
    }

    /// A letter to each of these nominals, or to everyone, who has an appointment to be told of.
    ///
    /// - Returns: The letters and whom they go to, and those who have only planned appointments, and get none.
    /// - Throws: `TemplateError` where a team's template is at fault.
    package func documents(
        for nominals: [Nominal.ID]
    ) throws -> (documents: [Document], recipients: [Nominal.ID], unconfirmed: [Nominal.ID]) {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let directory = Directory(caseload)
        let words = NeutralWords(directory)
        let ahead = caseload.contacts.filter { days.contains($0.day) && $0.start >= from && !$0.status.isOutcome }
        let byNominal = Dictionary(grouping: ahead, by: \.nominal)
        var documents: [Document] = []
        var recipients: [Nominal.ID] = []
        var unconfirmed: [Nominal.ID] = []
        for nominal in caseload.nominals.sorted(by: { $0.id < $1.id })
        where nominals.isEmpty || nominals.contains(nominal.id) {
            let all = byNominal[nominal.id] ?? []
            let told = all.filter { includesPlanned || $0.status == .confirmed }.sorted(by: Contact.inOrder)
            if told.isEmpty {
                if !all.isEmpty { unconfirmed.append(nominal.id) }
                continue
            }
            let facts = directory.disclosure.facts(
                about: nominal.id, in: .letter, for: .subject, on: days.lowerBound)
            guard facts.isSuperset(of: [.time, .contacts, .name]) else { continue }
            documents.append(
                Document(
                    path: directory.marking.fileName("letter-\(nominal.id)", "html"),
                    content: try templates.page(language.template, of: view(nominal, told, words))))
            recipients.append(nominal.id)
        }
        return (documents, recipients, unconfirmed)
    }

    private func view(_ nominal: Nominal, _ contacts: [Contact], _ words: NeutralWords) -> LetterView {
        LetterView(
            marking: caseload.policy.marking.line, name: "\(nominal.givenName) \(nominal.familyName)",
            week: language.day(days.lowerBound), isLarge: isLarge,
            appointments: contacts.map { contact in
                let whereabouts = words.whereabouts(of: contact, nominal)
                return AppointmentView(
                    day: language.day(contact.day), times: language.times(contact.interval),
                    what: language.what(contact, whereabouts), place: language.place(whereabouts),
                    with: contact.practitioners.sorted().map { words.name(of: $0) ?? language.somebody },
                    isCertain: contact.status == .confirmed)
            })
    }
}

/// What `letter.mustache` and `letter-cy.mustache` are given.
struct LetterView: Sendable {
    var marking: String
    var name: String
    /// The week's first day.
    var week: String
    var isLarge: Bool
    var appointments: [AppointmentView]
}

struct AppointmentView: Sendable {
    var day: String
    var times: String
    var what: String
    /// Nil for a call.
    var place: String?
    var with: [String]
    var isCertain: Bool
}
