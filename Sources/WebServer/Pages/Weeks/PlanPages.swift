internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// Planning the weeks ahead, and what came of it.
enum PlanPages {
    static var routes: [Route] {
        [
            .get("/plan", for: .planWeeks) { try await plan($0, form: nil, errors: []) },
            .post("/plan", for: .planWeeks, begin),
        ]
    }

    /// As many as the command line plans.
    private static let weeksAllowed = 1...26
    private static let daysAhead = 366

    private static func plan(_ visit: Visit, form: Form?, errors: [FieldError]) async throws -> Answer {
        let page = try await visit.read { files in
            PlanPage(files.whole.stored?.plan, today: visit.today, form, errors)
        }
        return .page("plan", of: page, title: "Plan the weeks", shows: [])
    }

    private static func begin(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        var errors: [FieldError] = []
        let from = form.day("from", today: visit.today, &errors)
        if let from, from.weekday != .monday {
            errors.append(
                FieldError(
                    "from",
                    "A plan begins on a Monday: \(from.inShort) is none; use \(from.monday) or \(from.monday + 7)."))
        } else if form["from"] == nil {
            errors.append(
                FieldError("from", "Give the Monday on which the plan begins, such as \(visit.today.monday)."))
        }
        let count = form["count"].flatMap { Int($0) }.flatMap { weeksAllowed.contains($0) ? $0 : nil }
        if count == nil {
            errors.append(
                FieldError(
                    "count", "Write how many weeks, from \(weeksAllowed.lowerBound) to \(weeksAllowed.upperBound)."))
        }
        if errors.isEmpty, let from, let count {
            if from + 7 * count <= visit.today {
                errors.append(FieldError("from", "These weeks are over: a plan is for weeks to come."))
            } else if from > visit.today + daysAhead {
                errors.append(FieldError("from", "Check the year: a plan begins within a year from today."))
            }
        }
        guard errors.isEmpty, let weeks = from.flatMap({ from in count.flatMap { Weeks(from: from, count: $0) } })
        else {
            return try await plan(visit, form: form, errors: errors)
        }
        let (site, now, clock, actor, store) = (visit.site, visit.now, visit.clock, visit.actor, visit.store)
        let path = try await site.jobs.begin(
            "Plan the weeks", for: visit.account.id, at: now, describe: { site.describe($0) }
        ) { progress in
            progress(nil, "Reading the calendars")
            let made = try PlanWeeks(store, diaries: site.plugs.diaries(weeks))(
                weeks, seed: 1, until: Iterations(), by: actor, at: now, clock: clock
            ) { step in
                switch step {
                case .meeting(let meeting): progress(nil, "Agendas: \(meeting.id)")
                case .contacts(let week, _):
                    progress(Double(week) / Double(weeks.count), "Contacts: week \(week + 1) of \(weeks.count)")
                }
            }
            return .done(path: "/plan", saying: PlanPage.words(made.plan))
        }
        return .see(path)
    }
}

/// What `plan.mustache` is given.
struct PlanPage: FormPage {
    var errors: [FieldError]
    var fromField: Field
    var countField: Field
    var latest: Latest?

    struct Latest: Sendable {
        var weeksWords: String
        var meetings: Int
        var contacts: Int
        var moved: Int
        var short: Int
        var causes: Several<String>?
    }

    init(_ plan: Plan?, today: Day, _ form: Form?, _ errors: [FieldError]) {
        self.errors = errors
        let monday = today == today.monday ? today : today.monday + 7
        fromField = Field("from", in: form, errors, otherwise: monday.description)
        countField = Field("count", in: form, errors, otherwise: "4")
        latest = plan.map { plan in
            let causes = Dictionary(grouping: plan.shortfalls.compactMap(\.causes.first)) { $0 }.mapValues(\.count)
            let inOrder = Shortfall.Cause.allCases.compactMap { cause in causes[cause].map { (cause, $0) } }
                .sorted { $0.1 > $1.1 }
            return Latest(
                weeksWords: PlanPage.weeks(plan), meetings: plan.meetings.count, contacts: plan.contacts.count,
                moved: plan.score.moved, short: plan.shortfalls.count,
                causes: Several(inOrder.map { "\($0.0.inWords): \($0.1)" }))
        }
    }

    private static func weeks(_ plan: Plan) -> String {
        "\(plan.weeks.from.inWords) to \((plan.weeks.days.upperBound - 1).inWords)"
    }

    /// What a plan that was just made amounts to.
    static func words(_ plan: Plan) -> String {
        "Planned: \(Wording.counted(plan.meetings.count, "meeting")), \(Wording.counted(plan.contacts.count, "contact")), "
            + "of which \(plan.score.moved) moved. "
            + (plan.shortfalls.isEmpty
                ? "Nothing falls short."
                : "\(Wording.counted(Set(plan.shortfalls.map(\.nominal)).count, "nominal has", "nominals have")) fewer "
                    + "contacts than their target in some week; why is said below, and managers see more under Shortfalls.")
    }
}
