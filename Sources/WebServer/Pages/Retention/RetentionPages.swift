internal import Casework
internal import Operations
internal import Publishing

/// Whose case is closed, and erasing them once they are due: a person decides, and says why.
enum RetentionPages {
    static var routes: [Route] {
        [
            .get("/retention", for: .keepRetention, list),
            .get("/retention/{nominal}", for: .keepRetention) { try await check($0) },
            .post("/retention/{nominal}", for: .keepRetention, erase),
        ]
    }

    private static func cases(_ visit: Visit) async throws -> [RetentionCase] {
        try await visit.run { store in try ListRetention(store)(by: visit.actor, at: visit.now, today: visit.today) }
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let cases = try await cases(visit)
        let months = try await visit.read { $0.whole.caseload.policy.retention.months }
        return .page(
            "retention",
            of: RetentionPage(months: months, cases: Several(cases.map { RetentionRow($0, on: visit.today) })),
            title: "Retention", shows: cases.map(\.nominal))
    }

    private static func check(_ visit: Visit, errors: [FieldError] = []) async throws -> Answer {
        guard let found = try await cases(visit).first(where: { $0.nominal.text == visit["nominal"] }),
            found.isDue(on: visit.today)
        else { return .notFound }
        return .page(
            "retention-check",
            of: RetentionCheckPage(
                row: RetentionRow(found, on: visit.today), typed: Field("typed", in: visit.form, errors),
                reason: Field("reason", in: visit.form, errors), errors: errors),
            title: "Erase \(found.nominal)", shows: [found.nominal])
    }

    private static func erase(_ visit: Visit) async throws -> Answer {
        guard let found = try await cases(visit).first(where: { $0.nominal.text == visit["nominal"] }) else {
            return .notFound
        }
        var errors: [FieldError] = []
        if visit.form["typed"] != found.nominal.text {
            errors.append(FieldError("typed", "Type \(found.nominal) to confirm that it is they who are to be erased"))
        }
        let reason = visit.form.text("reason") ?? ""
        if let problem = visit.form.problem(withText: "reason", missing: "Say why, in a few words") {
            errors.append(problem)
        }
        guard errors.isEmpty else { return try await check(visit, errors: errors) }
        let outcome = try await visit.run { store in
            try EraseNominal(store)(
                found.nominal, because: reason, by: visit.actor, at: visit.now, today: visit.today,
                erasing: { everybody, nominal in
                    let redaction = Redaction(everybody)
                    return { redaction.erasing(nominal.id, from: $0, about: $1) }
                })
        }
        var said =
            "One nominal was erased: \(outcome.rows.removed) rows were taken out, \(outcome.rows.changed) changed."
        if !outcome.isOverwritten {
            said += "\nThe diary was in use, and its file may still hold traces: run 'iom-diary retention overwrite'."
        }
        if outcome.isInLastImport { said += "\nThe last export still had them: the next may bring them back." }
        return .see("/retention", saying: said)
    }
}

/// What `retention.mustache` is given.
struct RetentionPage: Sendable {
    var months: Int
    var cases: Several<RetentionRow>?
}

struct RetentionRow: Sendable {
    var reference: String
    var closedOn: String
    /// Nil: never.
    var last: String?
    var dueOn: String
    var isDue: Bool

    init(_ found: RetentionCase, on day: Day) {
        reference = found.nominal.text
        closedOn = found.closedOn.inShortWithYear
        last = found.lastDealtWith?.inShortWithYear
        dueOn = found.dueOn.inShortWithYear
        isDue = found.isDue(on: day)
    }
}

/// What `retention-check.mustache` is given.
struct RetentionCheckPage: FormPage {
    var row: RetentionRow
    var typed: Field
    var reason: Field
    var errors: [FieldError]
}
