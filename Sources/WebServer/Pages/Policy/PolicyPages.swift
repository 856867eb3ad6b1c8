internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// The policy in force, and changing a figure of it: what that comes to is shown before.
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
            let changes = try files.diary.policyChanges()
            return PolicyPage(
                targets: PolicySetting.all(of: policy).filter(\.isTarget).map { SettingRow($0, policy) },
                minutes: PolicySetting.all(of: policy).filter { !$0.isTarget }.map { SettingRow($0, policy) },
                others: others(policy), changes: Several(changes.map(PolicyChangeRow.init)))
        }
        return .page("policy", of: page, title: "Policy", shows: [])
    }

    /// What is changed in `policy.yaml` alone.
    private static func others(_ policy: Policy) -> [PolicyFactRow] {
        var rows = [
            PolicyFactRow(fact: "Marking of every paper", value: policy.marking.line),
            PolicyFactRow(fact: "Time zone", value: policy.timezone),
            PolicyFactRow(fact: "Contacts of one nominal on one day, at most", value: "\(policy.maxContactsPerDay)"),
            PolicyFactRow(
                fact: "Minutes between two who must not meet at one place", value: "\(policy.keepApartMinutes)"),
            PolicyFactRow(
                fact: "Working days for sending out actions after a meeting",
                value: "\(policy.issueWithin.actionsWorkingDays)"),
            PolicyFactRow(
                fact: "Working days for sending out notes after a meeting",
                value: "\(policy.issueWithin.notesWorkingDays)"),
        ]
        rows += [Nominal.RAG.red, .amber, .green].map { rag in
            PolicyFactRow(fact: "What a missing contact weighs, \(rag.rawValue)", value: "\(policy.weight(of: rag))")
        }
        rows += policy.contacts.sorted { $0.key.name < $1.key.name }.map { kind, rule in
            PolicyFactRow(fact: "Minutes of a contact, \(kind.inWords)", value: "\(rule.minutes)")
        }
        return rows
    }

    // MARK: Changing a figure

    private static func asked(_ visit: Visit) async throws -> (setting: PolicySetting, policy: Policy, value: Int)? {
        try await visit.read { files in
            let policy = files.whole.caseload.policy
            return PolicySetting(code: visit["setting"]).flatMap { setting in
                setting.value(in: policy).map { (setting, policy, $0) }
            }
        }
    }

    private static func form(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        guard let (setting, _, value) = try await asked(visit) else { return .notFound }
        return .page(
            "policy-form",
            of: PolicyFormPage(
                code: setting.code, what: setting.inWords, present: value, least: setting.range.lowerBound,
                most: setting.range.upperBound, wanted: visit.form["value"] ?? "\(value)",
                reason: visit.form["reason"], errors: errors, wrong: errors.byField),
            title: "Change the policy", shows: [])
    }

    /// The answers of the form, or the form again.
    private static func answers(
        _ visit: Visit, _ setting: PolicySetting, _ present: Int
    ) -> (value: Int, reason: String, errors: [FieldError]) {
        var errors: [FieldError] = []
        let value = visit.form["value"].flatMap { Int($0) }
        if value.map({ !setting.range.contains($0) }) ?? true {
            errors.append(
                FieldError(
                    "value",
                    "Enter a whole number from \(setting.range.lowerBound) to \(setting.range.upperBound)"))
        } else if value == present {
            errors.append(FieldError("value", "It is \(present) already: enter another number"))
        }
        let reason = visit.form["reason"]
        if reason == nil { errors.append(FieldError("reason", "Say why, in a few words")) }
        if let reason, reason.count > 1_000 {
            errors.append(FieldError("reason", "Say why in 1,000 characters or fewer"))
        }
        return (value ?? present, reason ?? "", errors)
    }

    private static func check(_ visit: Visit) async throws -> Answer {
        guard let (setting, _, present) = try await asked(visit) else { return .notFound }
        let (value, reason, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        let monday = visit.today.monday + 7
        let effect = try await visit.read { files in
            let before = files.whole.caseload
            var after = before
            setting.set(value, in: &after.policy)
            return (DueContacts(before, week: monday), DueContacts(after, week: monday))
        }
        return .page(
            "policy-check",
            of: PolicyCheckPage(
                code: setting.code, what: setting.inWords, present: present, wanted: value, reason: reason,
                week: monday.inWords, isTarget: setting.isTarget, before: effect.0, after: effect.1),
            title: "Check the change", shows: [])
    }

    private static func change(_ visit: Visit) async throws -> Answer {
        guard let (setting, _, present) = try await asked(visit) else { return .notFound }
        let (value, reason, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        let change = try await visit.run { store in
            try ChangePolicy(store)(
                setting, to: value, because: reason, by: visit.actor, at: visit.now, today: visit.today)
        }
        return .see(
            "/policy",
            saying:
                "\(setting.inWords): \(change.value), it was \(change.was). It holds for everything that is planned "
                + "from now on.")
    }

    private static func trial(_ visit: Visit) async throws -> Answer {
        guard let (setting, _, present) = try await asked(visit) else { return .notFound }
        let (value, _, errors) = answers(visit, setting, present)
        guard errors.isEmpty else { return try await form(visit, errors: errors) }
        guard let weeks = try await visit.read({ $0.whole.stored?.plan.weeks }) else { throw DiaryRefusal.noPlan }
        return .see(
            await visit.site.jobs.begin(
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
                            what: setting.inWords, present: present, wanted: value,
                            before: TrialRow(outcome.before), after: TrialRow(outcome.after),
                            least: LeastShortfall.inWords(outcome.least)), title: "What the change would do", shows: [])
                )
            })
    }
}

extension PolicySetting {
    fileprivate var isTarget: Bool {
        switch self {
        case .contacts, .jointEveryWeeks, .homeEveryWeeks: true
        case .openingMinutes, .closingMinutes, .businessMinutes, .slotMinutes: false
        }
    }
}

/// What is due in a week, over everybody; counts alone, for administrators know of no nominal.
struct DueContacts: Sendable {
    var contacts: Int
    /// In an even week, of all the weeks from one to the next.
    var joint: String
    var home: String
    /// Hours of practitioners' time at the least: each joint visit takes two, every other contact is the shortest that
    /// counts without limit; no travel.
    var hours: Int

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
    var targets: [SettingRow]
    var minutes: [SettingRow]
    var others: [PolicyFactRow]
    var changes: Several<PolicyChangeRow>?
}

struct SettingRow: Sendable {
    var code: String
    var what: String
    var value: Int

    init(_ setting: PolicySetting, _ policy: Policy) {
        code = setting.code
        what = setting.inWords
        value = setting.value(in: policy) ?? 0
    }
}

struct PolicyFactRow: Sendable {
    var fact: String
    var value: String
}

struct PolicyChangeRow: Sendable {
    var what: String
    var was: Int
    var value: Int
    var madeOn: String
    var madeBy: String
    var reason: String
    var isOvertaken: Bool

    init(_ change: PolicyChange) {
        what = change.setting.inWords
        was = change.was
        value = change.value
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
    var present: Int
    var least: Int
    var most: Int
    var wanted: String
    var reason: String?
    var errors: [FieldError]
    var wrong: [String: String]
}

/// What `policy-check.mustache` is given.
struct PolicyCheckPage: Sendable {
    var code: String
    var what: String
    var present: Int
    var wanted: Int
    var reason: String
    var week: String
    var isTarget: Bool
    var before: DueContacts
    var after: DueContacts
}

/// What `policy-trial.mustache` is given.
struct PolicyTrialPage: Sendable {
    var what: String
    var present: Int
    var wanted: Int
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
