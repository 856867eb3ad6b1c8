internal import Casework
internal import Operations
internal import Publishing

/// Agreed departures from targets: those that hold, those asked for, and a manager's answer.
enum VariationPages {
    static var routes: [Route] {
        [
            .get("/variations", for: .seeVariations, list),
            .get("/variations/new", for: .seeVariations) { try await form($0, $0.query, errors: []) },
            .post("/variations", for: .seeVariations, ask),
            .get("/variations/{variation}", for: .approveVariations) { try await check($0) },
            .post("/variations/{variation}/answer", for: .approveVariations, answer),
        ]
    }

    /// So many weeks can be chosen from.
    private static let weeksAhead = 26

    private static func list(_ visit: Visit) async throws -> Answer {
        let today = visit.today
        let (page, nominals) = try await visit.read { files in
            let reader = ReaderWords(files, for: visit)
            let requests = try files.known(files.diary.variationRequests())
            let names = try files.namesOfPeople()
            let inForce = files.caseload.variations.filter { $0.until >= today }.sorted {
                ($0.until, $0.nominal) < ($1.until, $1.nominal)
            }
            let waiting = requests.filter { $0.request.answer == nil }
            let answered = requests.filter { $0.request.answer != nil }.prefix(50)
            return (
                VariationListPage(
                    canApprove: visit.account.role == .manager,
                    waiting: Several(waiting.map { VariationRow($0, reader, names) }),
                    inForce: Several(
                        inForce.map { variation in
                            VariationInForceRow(
                                reference: variation.nominal.text, contacts: variation.contacts,
                                from: variation.from.date, until: variation.until.date,
                                isAhead: variation.from > today,
                                endsSoon: variation.until < today + 14,
                                agreed: "\(variation.agreedOn.date), "
                                    + variation.agreedBy.split(separator: ";")
                                    .map { names[String($0)] ?? reader.words(String($0), about: variation.nominal) }
                                    .joined(separator: " and "),
                                why: variation.reason.map { reader.words($0, about: variation.nominal) })
                        }),
                    answered: Several(answered.map { VariationRow($0, reader, names) })),
                inForce.map(\.nominal) + waiting.map(\.request.nominal) + answered.map(\.request.nominal)
            )
        }
        return .page("variations", of: page, title: "Variations", shows: nominals)
    }

    // MARK: Asking

    private static func form(_ visit: Visit, _ form: Form, errors: [FieldError]) async throws -> Answer {
        let (page, nominals) = try await visit.read { files in
            let nominals = files.mayAskFor(visit)
            let mondays = (0..<weeksAhead).map { visit.today.monday + 7 * $0 }
            return (VariationFormPage(nominals, mondays, form, errors), nominals)
        }
        return .page("variation-form", of: page, title: "Ask for a variation", shows: nominals)
    }

    private static func ask(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        let may = try await visit.read { $0.mayAskFor(visit) }
        var errors: [FieldError] = []
        let nominal = form["nominal"].flatMap { text in may.first { $0.text == text } }
        if nominal == nil { errors.append(FieldError("nominal", "Choose whom it is for")) }
        let contacts = form["contacts"].flatMap { Int($0) }
        let allowed = Variation.contactsAllowed
        if !(contacts.map(allowed.contains) ?? false) {
            errors.append(
                FieldError(
                    "contacts",
                    "Choose how many contacts a week, from \(allowed.lowerBound) to \(allowed.upperBound)"))
        }
        func weeks(_ field: String) -> Int? {
            guard let text = form[field] else { return nil }
            guard let number = Int(text), (0...52).contains(number) else {
                errors.append(FieldError(field, "Enter a number of weeks from 0 to 52, or leave it empty"))
                return nil
            }
            return number
        }
        let (joint, home) = (weeks("joint"), weeks("home"))
        let from = form["from"].flatMap { Day(iso: $0) }
        if from == nil { errors.append(FieldError("from", "Choose the week it begins with")) }
        let until = form["until"].flatMap { Day(iso: $0) }
        if until == nil { errors.append(FieldError("until", "Choose the last day on which it holds")) }
        if let from, let until, until < from { errors.append(FieldError("until", "It has to end after it begins")) }
        if let problem = form.problem(withText: "reason", missing: "Say why, in a few words") { errors.append(problem) }
        guard errors.isEmpty, let nominal, let contacts, let from, let until, let reason = form.text("reason") else {
            return try await self.form(visit, form, errors: errors)
        }
        let asked = try await visit.run { store in
            try RequestVariation(store)(
                (contacts, joint, home), for: nominal, from: from, until: until, because: reason, by: visit.actor,
                at: visit.now, today: visit.today)
        }
        return .see(
            "/variations",
            saying: "Asked for variation \(asked.number), of \(nominal): it counts once a manager has approved it.")
    }

    // MARK: Answering

    private static func check(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        let found = try await visit.read { files -> (VariationCheckPage, Nominal.ID)? in
            guard let recorded = try files.waiting(visit["variation"]),
                let nominal = files.caseload.nominals.first(where: { $0.id == recorded.request.nominal })
            else { return nil }
            let policy = files.caseload.policy.target(nominal.cohort, nominal.rag == .blue ? .red : nominal.rag)
            let now = files.caseload.policy.target(
                for: nominal, week: recorded.request.from, files.caseload.variations)
            return (
                VariationCheckPage(
                    number: recorded.number,
                    row: VariationRow(recorded, ReaderWords(files, for: visit), try files.namesOfPeople()),
                    byPolicy: policy.inWords, asItIs: now == policy ? nil : now.inWords,
                    wanted: recorded.request.target.inWords, cohort: nominal.cohort.rawValue, rag: nominal.rag.rawValue,
                    isOwn: recorded.request.askedBy == visit.actor, approve: Field("approve", in: visit.form, errors),
                    why: Field("why", in: visit.form, errors), errors: errors),
                nominal.id
            )
        }
        guard let (page, nominal) = found else { return .notFound }
        return .page("variation-check", of: page, title: "Variation \(page.number) of \(nominal)", shows: [nominal])
    }

    private static func answer(_ visit: Visit) async throws -> Answer {
        guard let waiting = try await visit.read({ try $0.waiting(visit["variation"]) }) else { return .notFound }
        let isApproved: Bool
        switch visit.form["answer"] {
        case "approve": isApproved = true
        case "refuse": isApproved = false
        default: return try await check(visit, errors: [FieldError("approve", "Choose whether to approve it")])
        }
        let missing = isApproved ? nil : "Say why it is refused: whoever asked reads it"
        if let problem = visit.form.problem(withText: "why", missing: missing) {
            return try await check(visit, errors: [problem])
        }
        let why = visit.form.text("why")
        let answered = try await visit.run { store in
            try AnswerVariation(store)(
                waiting.number, approving: isApproved, because: why, by: visit.actor, at: visit.now,
                today: visit.today)
        }
        return .see(
            "/variations",
            saying: isApproved
                ? "Approved: \(answered.request.target.contacts) a week for \(answered.request.nominal), from "
                    + "\(answered.request.from.date) until \(answered.request.until.date). The support worker is told on "
                    + "their home page to plan the weeks again with it."
                : "Refused: the target of \(answered.request.nominal) stays as it is.")
    }
}

extension Files {
    /// Those about nominals this account may know of.
    fileprivate func known(_ requests: [RecordedVariationRequest]) -> [RecordedVariationRequest] {
        requests.filter { sight.nominals.contains($0.request.nominal) }
    }

    /// What people are called, by their account or their reference as a practitioner.
    fileprivate func namesOfPeople() throws -> [String: String] {
        let people =
            try diary.accounts().map { ($0.account.id.text, $0.account.name) }
            + caseload.practitioners.map { ($0.id.text, $0.name) }
        return Dictionary(people) { first, _ in first }
    }

    fileprivate func waiting(_ number: String) throws -> RecordedVariationRequest? {
        try known(diary.variationRequests()).first { "\($0.number)" == number && $0.request.answer == nil }
    }

    /// Leads ask for their own nominals; whoever plans and manages, for whomever they may know of.
    fileprivate func mayAskFor(_ visit: Visit) -> [Nominal.ID] {
        caseload.nominals.map(\.id).filter {
            visit.account.role != .practitioner || sight.standing(to: $0) == .lead
        }.sorted()
    }
}

extension Target {
    /// `3 contacts a week, a joint visit every 2 weeks, one at home every week`.
    var inWords: String {
        func every(_ weeks: Int, _ what: String) -> String {
            switch weeks {
            case 0: "no \(what) due"
            case 1: "\(what) every week"
            default: "\(what) every \(weeks) weeks"
            }
        }
        return "\(contacts) \(contacts == 1 ? "contact" : "contacts") a week, "
            + "\(every(jointEveryWeeks, "joint visit")), \(every(homeEveryWeeks, "contact at home"))"
    }
}

/// What `variations.mustache` is given.
struct VariationListPage: Sendable {
    var canApprove: Bool
    var waiting: Several<VariationRow>?
    var inForce: Several<VariationInForceRow>?
    var answered: Several<VariationRow>?
}

struct VariationRow: Sendable {
    var number: Int
    var reference: String
    var wanted: String
    var from: String
    var until: String
    var reason: String
    var asked: String
    /// `Approved on 30 November 2026 by Mo Grant`; nil: it waits.
    var outcome: String?
    var because: String?

    /// - Parameter names: Of people, by the account or the practitioner's reference.
    init(_ recorded: RecordedVariationRequest, _ reader: ReaderWords, _ names: [String: String]) {
        let request = recorded.request
        number = recorded.number
        reference = request.nominal.text
        wanted = request.target.inWords
        from = request.from.date
        until = request.until.date
        reason = reader.words(request.reason, about: request.nominal)
        asked = "on \(request.askedOn.date) by \(names[request.askedBy] ?? request.askedBy)"
        outcome = request.answer.map {
            "\($0.isApproved ? "Approved" : "Refused") on \($0.on.date) by \(names[$0.by] ?? $0.by)"
        }
        because = request.answer?.why.map { reader.words($0, about: request.nominal) }
    }
}

struct VariationInForceRow: Sendable {
    var reference: String
    var contacts: Int
    var from: String
    var until: String
    var isAhead: Bool
    var endsSoon: Bool
    var agreed: String
    var why: String?
}

/// What `variation-form.mustache` is given.
struct VariationFormPage: FormPage {
    var references: [Choice]
    var numbers: [Choice]
    var firsts: [Choice]
    var lasts: [Choice]
    var nominal: Field
    var contacts: Field
    var joint: Field
    var home: Field
    var from: Field
    var until: Field
    var reason: Field
    var errors: [FieldError]

    init(_ nominals: [Nominal.ID], _ mondays: [Day], _ form: Form, _ errors: [FieldError]) {
        self.errors = errors
        nominal = Field("nominal", in: form, errors)
        contacts = Field("contacts", in: form, errors)
        joint = Field("joint", in: form, errors)
        home = Field("home", in: form, errors)
        from = Field("from", in: form, errors)
        until = Field("until", in: form, errors)
        reason = Field("reason", in: form, errors)
        let chosen = (nominal.value, contacts.value, from.value, until.value)
        references = nominals.map { Choice($0.text, $0.text, chosen: chosen.0) }
        numbers = Variation.contactsAllowed.map { Choice("\($0)", "\($0)", chosen: chosen.1) }
        firsts = mondays.map { Choice("\($0)", $0.inShortWithYear, chosen: chosen.2) }
        lasts = mondays.map { Choice("\($0 + 6)", ($0 + 6).inShortWithYear, chosen: chosen.3) }
    }
}

/// What `variation-check.mustache` is given.
struct VariationCheckPage: FormPage {
    var number: Int
    var row: VariationRow
    var byPolicy: String
    /// Nil: as the policy has it.
    var asItIs: String?
    var wanted: String
    var cohort: String
    var rag: String
    /// Whoever asks does not answer.
    var isOwn: Bool
    var approve: Field
    var why: Field
    var errors: [FieldError]
}
