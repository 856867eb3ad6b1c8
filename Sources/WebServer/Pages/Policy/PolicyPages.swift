internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// The policy in force, and changing a setting of it: what that comes to is shown before.
enum PolicyPages {
    static var routes: [Route] {
        [
            .get("/policy", for: .keepPolicy, show),
            .get("/policy/{setting}", for: .keepPolicy) { try await form($0) },
            .post("/policy/{setting}/check", for: .keepPolicy, check),
            .post("/policy/{setting}/trial", for: .keepPolicy, trial),
            .post("/policy/{setting}", for: .keepPolicy, change),
        ]
    }

    private static func show(_ visit: Visit) async throws -> Answer {
        let page = try await visit.read { files in
            let policy = files.whole.caseload.policy
            let settings = PolicySetting.all(of: policy)
            let changes = try files.diary.policyChanges()
            return PolicyPage(
                parts: PolicySetting.Part.allCases.map { part in
                    PolicyPartView(part, settings.filter { $0.part == part }.map { SettingRow($0, policy) })
                },
                others: others(policy), changes: Several(changes.map(PolicyChangeRow.init)))
        }
        return .page("policy", of: page, title: "Policy", shows: [])
    }

    /// What is changed in `policy.yaml` alone.
    private static func others(_ policy: Policy) -> [PolicyFactRow] {
        [PolicyFactRow(fact: "Time zone", value: policy.timezone)]
            + [Nominal.RAG.red, .amber, .green].map { rag in
                PolicyFactRow(
                    fact: "What a missing contact weighs, \(rag.rawValue)", value: "\(policy.weight(of: rag))")
            }
    }

    // MARK: Changing a setting

    private static func asked(_ visit: Visit) async throws -> (setting: PolicySetting, value: PolicyValue)? {
        try await visit.read { files in
            let policy = files.whole.caseload.policy
            return PolicySetting(code: visit["setting"]).flatMap { setting in
                setting.value(in: policy).map { (setting, $0) }
            }
        }
    }

    private static func form(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        guard let (setting, value) = try await asked(visit) else { return .notFound }
        let filled = errors.isEmpty ? nil : visit.form
        return .page(
            "policy-form",
            of: PolicyFormPage(
                code: setting.code, what: setting.inWords, present: "\(value)",
                expected: setting.bounds.inWords.capitalisedFirst, isNumber: setting.isNumber,
                value: Field("value", in: filled, errors, otherwise: value.typed),
                reason: Field("reason", in: filled, errors), errors: errors),
            title: "Change the policy", shows: [])
    }

    /// The answers of the form, or what is wrong with them.
    private static func answers(
        _ visit: Visit, _ setting: PolicySetting, _ present: PolicyValue
    ) -> (value: PolicyValue, reason: String, errors: [FieldError]) {
        var errors: [FieldError] = []
        let value = setting.bounds.read(visit.form["value"] ?? "")
        if value == nil {
            errors.append(FieldError("value", "Enter \(setting.bounds.inWords)"))
        } else if value == present {
            errors.append(FieldError("value", "It is \(present) already: enter something else"))
        }
        if let problem = visit.form.problem(withText: "reason", missing: "Say why, in a few words") {
            errors.append(problem)
        }
        return (value ?? present, visit.form.text("reason") ?? "", errors)
    }

    private static func check(_ visit: Visit) async throws -> Answer {
        guard let (setting, present) = try await asked(visit) else { return .notFound }
        let (value, reason, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        let monday = visit.today.monday + 7
        let effect = try await visit.read { files in
            let before = files.whole.caseload
            var after = before
            setting.set(value, in: &after.policy)
            return (before: DueContacts(before, week: monday), after: DueContacts(after, week: monday))
        }
        return .page(
            "policy-check",
            of: PolicyCheckPage(
                code: setting.code, what: setting.inWords, present: "\(present)", wanted: "\(value)",
                typed: value.typed, reason: reason, week: monday.inWords,
                movesTargets: effect.before.targets != effect.after.targets,
                hasEffect: setting.part == .targets || effect.before != effect.after,
                isPlannedBy: setting.part.isPlannedBy, before: effect.before, after: effect.after),
            title: "Check the change", shows: [])
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        guard let (setting, present) = try await asked(visit) else { return .notFound }
        let (value, reason, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        let change = try await visit.run { store in
            try ChangePolicy(store)(
                setting, to: value, because: reason, by: visit.actor, at: visit.now, today: visit.today)
        }
        return .see(
            "/policy",
            saying:
                "\(setting.inWords): \(change.value), it was \(change.was). It holds from now on.")
    }

    private static func trial(_ visit: Visit) async throws -> Answer {
        guard let (setting, present) = try await asked(visit) else { return .notFound }
        let (value, _, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        guard let weeks = try await visit.read({ $0.whole.stored?.plan.weeks }) else { throw DiaryRefusal.noPlan }
        return .see(
            try await visit.site.jobs.begin(
                "What the change would do", for: visit.account.id, at: visit.now,
                describe: { visit.site.words(for: $0) ?? "It could not be worked out." }
            ) { progress in
                progress(nil, "Planning as the policy is, and as it would be")
                let outcome = try TryPolicy(visit.store, diaries: visit.site.plugs.diaries(weeks))(
                    (setting, value), by: visit.actor, at: visit.now, clock: visit.clock, until: Iterations())
                return .answer(
                    .page(
                        "policy-trial",
                        of: PolicyTrialPage(
                            what: setting.inWords, present: "\(present)", wanted: "\(value)",
                            before: TrialRow(outcome.before), after: TrialRow(outcome.after),
                            least: LeastShortfall.inWords(outcome.least)), title: "What the change would do", shows: [])
                )
            })
    }
}

extension PolicySetting {
    fileprivate var isNumber: Bool {
        switch bounds {
        case .number: true
        case .words: false
        }
    }
}

/// What is due in a week, over everybody; counts alone, for administrators know of no nominal.
struct DueContacts: Hashable, Sendable {
    var contacts: Int
    /// In an even week, of all the weeks from one to the next.
    var joint: String
    var home: String
    /// Hours of practitioners' time at the least: each joint visit takes two, every other contact is the shortest that
    /// counts without limit; no travel.
    var hours: Int

    /// What targets ask for; the hours depend on how long contacts are, too.
    var targets: [String] { ["\(contacts)", joint, home] }

    init(_ caseload: Caseload, week: Day) {
        let targets = caseload.nominals.filter { !$0.isDeselected(on: week) && !$0.isInCustody(on: week) }
            .map { caseload.policy.target(for: $0, week: week, caseload.variations) }
        let due = { (weeks: Int) in weeks > 0 ? 100 / weeks : 0 }
        let jointHundredths = targets.reduce(0) { $0 + due($1.jointEveryWeeks) }
        let homeHundredths = targets.reduce(0) { $0 + due($1.homeEveryWeeks) }
        contacts = targets.reduce(0) { $0 + $1.contacts }
        joint = "\((jointHundredths + 50) / 100)"
        home = "\((homeHundredths + 50) / 100)"
        let rules = caseload.policy.contacts
        let shortest = rules.values.filter { $0.atMostPerWeek == nil }.map(\.minutes).min() ?? 0
        let jointMinutes = rules[.jointVisit]?.minutes ?? shortest
        let jointVisits = (jointHundredths + 50) / 100
        hours = (jointVisits * jointMinutes * 2 + max(0, contacts - jointVisits) * shortest + 30) / 60
    }
}

/// What `policy.mustache` is given.
struct PolicyPage: Sendable {
    var parts: [PolicyPartView]
    var others: [PolicyFactRow]
    var changes: Several<PolicyChangeRow>?
}

struct PolicyPartView: Sendable {
    /// The heading's, in the page.
    var place: String
    var heading: String
    var caption: String
    /// More of it, where there is a page.
    var isRetention: Bool
    var rows: [SettingRow]

    init(_ part: PolicySetting.Part, _ rows: [SettingRow]) {
        place = part.rawValue
        (heading, caption) =
            switch part {
            case .targets: ("Contact targets", "What is due each week; 0 weeks: never due")
            case .contacts: ("Contacts", "How long contacts are, and how near to one another")
            case .meetings: ("Meetings", "Minutes at meetings")
            case .papers: ("Papers", "Marking, and when papers go out")
            case .retention: ("Retention", "How long closed cases are kept")
            }
        isRetention = part == .retention
        self.rows = rows
    }
}

struct SettingRow: Sendable {
    var code: String
    var what: String
    var value: String
    var isNumber: Bool

    init(_ setting: PolicySetting, _ policy: Policy) {
        code = setting.code
        what = setting.inWords
        value = setting.value(in: policy).map { "\($0)" } ?? ""
        isNumber = setting.isNumber
    }
}

struct PolicyFactRow: Sendable {
    var fact: String
    var value: String
}

struct PolicyChangeRow: Sendable {
    var what: String
    var was: String
    var value: String
    var madeOn: String
    var madeBy: String
    var reason: String
    var isOvertaken: Bool

    init(_ change: PolicyChange) {
        what = change.setting.inWords
        was = "\(change.was)"
        value = "\(change.value)"
        madeOn = change.madeOn.inShortWithYear
        madeBy = change.madeBy
        reason = change.reason
        isOvertaken = change.isOvertaken
    }
}

/// What `policy-form.mustache` is given.
struct PolicyFormPage: FormPage {
    var code: String
    var what: String
    var present: String
    var expected: String
    var isNumber: Bool
    var value: Field
    var reason: Field
    var errors: [FieldError]
}

/// What `policy-check.mustache` is given.
struct PolicyCheckPage: Sendable {
    var code: String
    var what: String
    var present: String
    var wanted: String
    /// As the form sends it.
    var typed: String
    var reason: String
    var week: String
    var movesTargets: Bool
    /// Whether there is something to show of what is due in a week, and the hours for it.
    var hasEffect: Bool
    var isPlannedBy: Bool
    var before: DueContacts
    var after: DueContacts
}

/// What `policy-trial.mustache` is given.
struct PolicyTrialPage: Sendable {
    var what: String
    var present: String
    var wanted: String
    var before: TrialRow
    var after: TrialRow
    var least: [String]
}

struct TrialRow: Sendable {
    var booked: Int
    var shortfalls: Int
    var points: Int
    var travelHours: Int
    var deferred: Int

    init(_ plan: Plan) {
        booked = plan.contacts.count(where: \.status.countsAsOffered)
        shortfalls = plan.shortfalls.count
        points = plan.score.shortfall
        travelHours = (plan.score.travelMinutes + 30) / 60
        deferred = plan.meetings.reduce(0) { $0 + $1.deferred.count }
    }
}
