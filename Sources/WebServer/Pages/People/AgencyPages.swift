internal import Casework
internal import Operations
internal import Publishing

/// One agency: what its agreement lets its people see, and until when; whose sight a change would change is shown
/// before it is made.
enum AgencyPages {
    static var routes: [Route] {
        [
            .get("/agencies/{agency}", for: .keepPeople) { try await form($0) },
            .post("/agencies/{agency}/check", for: .keepPeople, check),
            .post("/agencies/{agency}", for: .keepPeople, change),
        ]
    }

    private static func agency(_ visit: Visit) async throws -> (Agency, [AgreementChange])? {
        let id = Agency.ID(visit["agency"])
        return try await visit.read { files in
            guard let agency = files.whole.caseload.agencies.first(where: { $0.id == id }) else { return nil }
            return (agency, try files.diary.agreementChanges().filter { $0.agency == id })
        }
    }

    private static func form(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        guard let (agency, changes) = try await agency(visit) else { return .notFound }
        // What was typed stays where it cannot stand.
        let sent = errors.isEmpty ? nil : visit.form
        let sharing = sent.map { $0["sharing"] } ?? agency.sharing.rawValue
        return .page(
            "agency",
            of: AgencyFormPage(
                row: AgencyRow(agency, on: visit.today, notice: PeoplePages.notice),
                sharings: Agency.Sharing.allCases.map {
                    Choice($0.rawValue, $0.inWords.capitalisedFirst, chosen: sharing)
                },
                sharingWrong: errors.first { $0.field == "sharing-full" }?.message,
                until: Field("until", in: sent, errors, otherwise: agency.agreementUntil?.description ?? ""),
                reason: Field("reason", in: sent, errors), errors: errors,
                changes: Several(changes.map(AgreementChangeRow.init))),
            title: agency.name, shows: [])
    }

    private struct Answers: Sendable {
        var terms: [AgreementTerm] = []
        var reason = ""
        var errors: [FieldError] = []
    }

    private static func answers(_ visit: Visit, _ agency: Agency) -> Answers {
        var answers = Answers()
        if let sharing = visit.form["sharing"].flatMap(Agency.Sharing.init) {
            answers.terms.append(.sharing(sharing))
        } else {
            answers.errors.append(FieldError("sharing-full", "Choose what its people see"))
        }
        if let text = visit.form["until"] {
            if let day = Day(iso: text) {
                answers.terms.append(.until(day))
            } else {
                answers.errors.append(FieldError("until", "Enter a day such as 2027-03-31, or leave it empty"))
            }
        } else {
            answers.terms.append(.until(nil))
        }
        if let problem = visit.form.problem(withText: "reason", missing: "Say why, in a few words") {
            answers.errors.append(problem)
        }
        answers.reason = visit.form.text("reason") ?? ""
        if answers.errors.isEmpty && answers.terms.allSatisfy({ agency.term(like: $0) == $0 }) {
            answers.errors.append(FieldError("sharing-full", "The agreement says so already: change one of the two"))
        }
        return answers
    }

    private static func check(_ visit: Visit) async throws -> Answer {
        guard let (agency, _) = try await agency(visit) else { return .notFound }
        let answers = answers(visit, agency)
        guard answers.errors.isEmpty else { return try await form(visit, errors: answers.errors) }
        var wanted = agency
        for term in answers.terms { wanted.take(term) }
        let effect = try await visit.read { files in
            AgreementEffect(
                of: answers.terms, on: agency.id, files.whole.caseload, try files.diary.accounts(), on: visit.today)
        }
        return .page(
            "agency-check",
            of: AgencyCheckPage(
                agency: agency.id.text,
                before: AgencyRow(agency, on: visit.today, notice: PeoplePages.notice),
                after: AgencyRow(wanted, on: visit.today, notice: PeoplePages.notice),
                sharing: wanted.sharing.rawValue, until: wanted.agreementUntil?.description, reason: answers.reason,
                today: visit.today.inWords, effect: AgreementEffectView(effect)),
            title: "Check the change", shows: [])
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        guard let (agency, _) = try await agency(visit) else { return .notFound }
        let answers = answers(visit, agency)
        guard answers.errors.isEmpty else { return try await form(visit, errors: answers.errors) }
        let changed = try await visit.run { store in
            try ChangeAgreement(store)(
                of: agency.id, to: answers.terms, because: answers.reason, by: visit.actor, at: visit.now,
                today: visit.today)
        }
        let words = changed.terms.map(\.inWords).joined(separator: ", ")
        return .see("/people", saying: "The agreement of \(changed.name) is changed: \(words). It counts from now on.")
    }
}

/// What `agency.mustache` is given.
struct AgencyFormPage: FormPage {
    var row: AgencyRow
    var sharings: [Choice]
    var sharingWrong: String?
    var until: Field
    var reason: Field
    var errors: [FieldError]
    var changes: Several<AgreementChangeRow>?
}

struct AgreementChangeRow: Sendable {
    var words: String
    var was: String
    var madeOn: String
    var madeBy: String
    var why: String
    var isOvertaken: Bool

    init(_ change: AgreementChange) {
        words = change.term.inWords.capitalisedFirst
        was = change.was.inWords
        madeOn = change.madeOn.inShortWithYear
        madeBy = change.madeBy
        why = change.reason
        isOvertaken = change.isOvertaken
    }
}

/// What `agency-check.mustache` is given.
struct AgencyCheckPage: Sendable {
    var agency: String
    var before: AgencyRow
    var after: AgencyRow
    /// As the form sends them.
    var sharing: String
    var until: String?
    var reason: String
    var today: String
    var effect: AgreementEffectView
}

struct AgreementEffectView: Sendable {
    var sentence: String
    var people: Several<AgreementEffect.Person>?
    var before: Int
    var after: Int

    init(_ effect: AgreementEffect) {
        let everybody = effect.people.count == 1 ? "1 person" : "\(effect.people.count) people"
        sentence =
            effect.changed == 0
            ? "Of \(everybody) of this agency nobody sees more or fewer nominals today than before."
            : "Of \(everybody) of this agency \(effect.changed) \(effect.changed == 1 ? "sees" : "see") more or fewer "
                + "nominals today than before."
        people = Several(effect.people)
        (before, after) = (effect.before, effect.after)
    }
}
