internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// What extra hours would buy; nothing is changed by asking.
enum WhatIfPages {
    static var routes: [Route] {
        [
            .get("/shortfalls/what-if", for: .seeShortfalls) { try await page($0) },
            .post("/shortfalls/what-if", for: .seeShortfalls, own),
            .post("/shortfalls/what-if/best", for: .seeShortfalls, best),
        ]
    }

    /// Lines of the table of single hours.
    private static let most = 20

    private static func page(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        let (people, weeks) = try await visit.read { files in
            guard let plan = files.plan else { throw DiaryRefusal.noPlan }
            let worked = Set(files.caseload.workingPatterns.map(\.practitioner))
            return (
                files.caseload.practitioners.filter { worked.contains($0.id) }.sorted { $0.name < $1.name }, plan.weeks
            )
        }
        let form = visit.form
        return .page(
            "what-if",
            of: WhatIfPage(
                people: people.map { Choice($0.id.text, $0.name, chosen: form["who"]) },
                days: Weekday.allCases.prefix(5).map { Choice($0.code, "Every \($0.name)", chosen: form["day"]) }
                    + [Choice("date", "One day only", chosen: form["day"])],
                date: form["date"], from: form["from"], until: form["until"],
                first: weeks.from.inWords, last: (weeks.days.upperBound - 1).inWords, errors: errors),
            title: "What extra hours would buy", shows: [])
    }

    // MARK: Hours of somebody's choice

    private static func own(_ visit: Visit) async throws -> Answer {
        let (caseload, weeks) = try await visit.read { files in
            guard let plan = files.plan else { throw DiaryRefusal.noPlan }
            return (files.caseload, plan.weeks)
        }
        var errors: [FieldError] = []
        let who = visit.form["who"].map(Practitioner.ID.init)
        if !caseload.practitioners.contains(where: { $0.id == who }) {
            errors.append(FieldError("who", "Choose whose hours these would be"))
        }
        var days: Unavailability.Recurrence?
        if visit.form["day"] == "date" {
            days = visit.form["date"].flatMap { Day(iso: $0) }.map { .on($0) }
            if days == nil { errors.append(FieldError("date", "Enter the day as 2026-12-03")) }
        } else {
            days = visit.form["day"].flatMap { Weekday(code: $0) }.map { .weekly($0) }
            if days == nil { errors.append(FieldError("day", "Choose a weekday, or one day only")) }
        }
        let from = visit.form["from"].flatMap { ClockTime($0) }
        let until = visit.form["until"].flatMap { ClockTime($0) }
        if from == nil { errors.append(FieldError("from", "Enter when the hours begin, such as 17:00")) }
        if until == nil { errors.append(FieldError("until", "Enter when the hours end, such as 20:00")) }
        if let from, let until, until <= from {
            errors.append(FieldError("until", "The hours have to end after they begin"))
        }
        guard errors.isEmpty, let who, let days, let from, let until else {
            return try await page(visit, errors: errors)
        }
        let hours = ExtraHours.hours(of: who, on: days, from: from, until: until, in: weeks)
        guard !hours.isEmpty else {
            return try await page(
                visit,
                errors: [FieldError("date", "Choose a day of the plan, up to \((weeks.days.upperBound - 1).inWords)")])
        }
        return .see(
            try await begin(visit, "\(who) works \(days) \(from) to \(until)", weeks) { whatIf, _, progress in
                progress(nil, "Planning with the extra hours, and without")
                return HoursResultPage(hours, whatIf.with(hours, until: Iterations()))
            })
    }

    // MARK: The best hours

    private static func best(_ visit: Visit) async throws -> Answer {
        let weeks = try await visit.read { files in
            guard let plan = files.plan else { throw DiaryRefusal.noPlan }
            return plan.weeks
        }
        return .see(
            try await begin(visit, "each had one hour more", weeks) { whatIf, caseload, progress in
                progress(nil, "Working out how short each week must fall")
                let least = LeastShortfall.inWords(whatIf.leastShortfalls())
                progress(nil, "Trying one more hour of each practitioner on each day")
                let gains = whatIf.oneMoreHour()
                return BestHoursPage(least, gains, most: most, caseload)
            })
    }

    private static func begin<Result: WhatIfResult>(
        _ visit: Visit, _ question: String, _ weeks: Weeks,
        _ answer: @escaping @Sendable (WhatIf, Caseload, Jobs.Progress) -> Result
    ) async throws -> String {
        let sight = try await visit.read(\.sight)
        return try await visit.site.jobs.begin(
            "What extra hours would buy", for: visit.account.id, at: visit.now,
            describe: { visit.site.words(for: $0) ?? "It could not be worked out." }
        ) { progress in
            progress(nil, "Reading the calendars")
            let (whatIf, _, caseload) = try TryExtraHours(visit.store, diaries: visit.site.plugs.diaries(weeks))(
                question, seed: 1, by: visit.actor, at: visit.now, clock: visit.clock)
            let result = answer(whatIf, caseload, progress)
            // They are told of whole plans: somebody who may not know of all of it is told none of it.
            guard result.nominals.allSatisfy(sight.nominals.contains) else { return .answer(.notFound) }
            return .answer(
                .page(Result.template, of: result, title: "What extra hours would buy", shows: result.nominals))
        }
    }
}

/// What `what-if.mustache` is given.
struct WhatIfPage: FormPage {
    var people: [Choice]
    var days: [Choice]
    var date: String?
    var from: String?
    var until: String?
    var first: String
    var last: String
    var errors: [FieldError]
    var wrong: [String: String]

    init(
        people: [Choice], days: [Choice], date: String?, from: String?, until: String?, first: String, last: String,
        errors: [FieldError]
    ) {
        self.people = people
        self.days = days
        self.date = date
        self.from = from
        self.until = until
        self.first = first
        self.last = last
        self.errors = errors
        wrong = errors.byField
    }
}

extension [FieldError] {
    /// The first message of each field, to stand beside it.
    var byField: [String: String] { Dictionary(map { ($0.field, $0.message) }) { first, _ in first } }
}

protocol WhatIfResult: Sendable {
    static var template: String { get }
    /// Everybody it tells of.
    var nominals: [Nominal.ID] { get }
}

/// What `best-hours.mustache` is given.
struct BestHoursPage: WhatIfResult {
    static let template = "best-hours"
    var least: [String]
    var gains: Several<GainRow>?
    /// How many more hours would clear something.
    var others: Int?
    let nominals: [Nominal.ID]

    struct GainRow: Sendable {
        var who: String
        var when: String
        var minutes: Int
        var points: Int
        var references: [String]
        var moved: Int
    }

    init(_ least: [String], _ gains: [WhatIf.Gain], most: Int, _ caseload: Caseload) {
        self.least = least
        let names = Dictionary(caseload.practitioners.map { ($0.id, $0.name) }) { first, _ in first }
        self.gains = Several(
            gains.prefix(most).map { gain in
                let hours = gain.extra.interval
                return GainRow(
                    who: names[gain.extra.practitioner] ?? gain.extra.practitioner.text,
                    when: "\(hours.lowerBound.inShort) to \(hours.upperBound.clock)", minutes: gain.extra.minutes,
                    points: gain.points, references: gain.nominals.map(\.text), moved: gain.moved)
            })
        others = gains.count > most ? gains.count - most : nil
        nominals = gains.flatMap(\.nominals)
    }
}

/// What `extra-hours.mustache` is given.
struct HoursResultPage: WhatIfResult {
    static let template = "extra-hours"
    var hours: [String]
    var before: Int
    var after: Int
    /// What planning again without the hours would bring it to, if that is less already.
    var again: Int?
    var travelBefore: Int
    var travelAfter: Int
    var cleared: Several<ClearedRow>?
    var added: Several<String>?
    var moved: Several<String>?
    let nominals: [Nominal.ID]

    struct ClearedRow: Sendable {
        var reference: String
        var week: String
        var missing: String
        /// Nil: nothing.
        var left: String?
    }

    init(_ hours: [ExtraHours], _ outcome: WhatIf.Outcome) {
        self.hours = hours.map(\.inWords)
        before = outcome.before.score.shortfall
        after = outcome.after.score.shortfall
        let again = outcome.again.score.shortfall
        self.again = again < before ? again : nil
        travelBefore = outcome.before.score.travelMinutes
        travelAfter = outcome.after.score.travelMinutes
        cleared = Several(
            outcome.cleared.map { before, after in
                ClearedRow(
                    reference: before.nominal.text, week: before.week.inShort, missing: before.missingInWords,
                    left: after?.missingInWords)
            })
        added = Several(outcome.added.map { "\($0.inShort), \($0.whereAndWho)" })
        moved = Several(
            outcome.moved.map { PlanDifference.Change(before: $0.before, after: $0.after).inWords })
        nominals =
            outcome.cleared.map(\.before.nominal) + outcome.added.map(\.nominal) + outcome.moved.map(\.before.nominal)
    }
}
