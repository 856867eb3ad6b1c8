internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// Declining a contact, moving it and calling it off: what else has to change is worked out at once, and said.
enum ContactChangePages {
    static var routes: [Route] {
        [
            .get("/contacts/{contact}/times", for: .changeContacts, times),
            .post("/contacts/{contact}/time", for: .changeContacts, move),
            .post("/contacts/{contact}/refusal", for: .declineContacts, decline),
            .post("/contacts/{contact}/cancellation", for: .changeContacts, cancel),
        ]
    }

    /// The contact of the address, if the reader may change it so.
    private static func contact(
        _ visit: Visit, if may: @escaping @Sendable (ContactFiles, Contact) -> Bool
    ) async throws -> (contact: Contact, may: Bool, week: Weeks?)? {
        try await visit.read { files in
            let contacts = ContactFiles(files, for: visit)
            return contacts.contact(visit["contact"]).map {
                ($0, may(contacts, $0), files.whole.stored?.plan.weeks)
            }
        }
    }

    private static let over = "This contact has begun or has its outcome, or is not yours to change."

    // MARK: Times

    private static func times(_ visit: Visit) async throws -> Answer {
        guard let (contact, may, week) = try await contact(visit, if: { $0.mayChange($1) }) else { return .notFound }
        guard may else { return .refused(over, back: visit.backToContact) }
        guard let week else { throw DiaryRefusal.noPlan }
        let outcome = try await visit.run { store in
            try FindTime(store, diaries: visit.site.plugs.diaries(week))(
                contact.kind, with: contact.nominal, week: contact.day.monday, insteadOf: contact.id, limit: 8,
                by: visit.actor, at: visit.now, clock: visit.clock)
        }
        let found = (outcome.openings?.times ?? []).map(\.contact).filter { visit.clock <= $0.start }
        return try await ContactPages.page(visit) { page, files in
            page.times = Several(found.map { TimeChoice($0, files) })
            if found.isEmpty {
                page.noTimes =
                    "No other time in that week would keep every rule."
                    + (outcome.openings?.hindrance.map { " \(files.reader.plain($0.reason).capitalisedFirst)" } ?? "")
            }
        }
    }

    // MARK: Moving

    private static func move(_ visit: Visit) async throws -> Answer {
        guard let (contact, may, week) = try await contact(visit, if: { $0.mayChange($1) }) else { return .notFound }
        guard may else { return .refused(over, back: visit.backToContact) }
        guard let week else { throw DiaryRefusal.noPlan }
        guard let start = start(visit.form) else {
            return try await again(visit, "Give a day, and a time such as 14:30.")
        }
        let wish = MoveContact.Wish(
            start: start, place: visit.form["place"].map { Place($0) },
            practitioners: visit.form["with"].map { $0.split(separator: ";").map { Practitioner.ID(String($0)) } })
        do {
            let moved = try await visit.run { store in
                try Changed(
                    MoveContact(store, diaries: visit.site.plugs.diaries(week))(
                        contact.id, wish, by: visit.actor, at: visit.now, clock: visit.clock))
            }
            let said = try await visit.read { files in
                let contacts = ContactFiles(files, for: visit)
                let what = contacts.difference(contact, moved.contact)
                return (["Confirmed: \(what)."] + contacts.lines(of: moved.plan, besides: contact.id))
                    .joined(separator: "\n")
            }
            return .see(visit.backToContact, saying: said)
        } catch let refusal as DiaryRefusal {
            let why = try await visit.words(for: refusal) ?? ""
            return try await ContactPages.page(visit) { page, files in
                page.show(why: "That cannot be. \(why)", at: visit.form)
                if case .against(_, _, let nearest) = refusal {
                    page.times = Several(nearest.map { TimeChoice($0, files) })
                }
            }
        }
    }

    private static func start(_ form: Form) -> Moment? {
        if let start = form["start"] { return Moment(iso: start) }
        guard let day = form["day"].flatMap({ Day(iso: $0) }), let time = form["time"].flatMap({ ClockTime($0) })
        else { return nil }
        return day.start + time.minutes
    }

    private static func again(_ visit: Visit, _ message: String) async throws -> Answer {
        try await ContactPages.page(visit) { page, _ in page.show(why: message, at: visit.form) }
    }

    // MARK: Declining and calling off

    private static func decline(_ visit: Visit) async throws -> Answer {
        guard let (contact, may, week) = try await contact(visit, if: { $0.mayDecline($1) }),
            let own = visit.account.practitioner
        else { return .notFound }
        guard may else { return .refused(over, back: visit.backToContact) }
        let changed = try await visit.run { store in
            try Changed(
                DeclineContact(store, diaries: diaries(visit, week))(
                    contact.id, of: own, by: visit.actor, at: visit.now, clock: visit.clock))
        }
        return .see(
            "/week?from=\(contact.day.monday)",
            saying: try await said(visit, "You declined it", contact, changed.plan))
    }

    private static func cancel(_ visit: Visit) async throws -> Answer {
        guard let (contact, may, week) = try await contact(visit, if: { $0.mayChange($1) }) else { return .notFound }
        guard may else { return .refused(over, back: visit.backToContact) }
        if let problem = visit.form.problem(withText: "why", missing: "Say why it is called off, in a few words.") {
            return try await ContactPages.page(visit) { page, _ in
                page.errors = [problem]
                page.whyWrong = problem.message
                page.reason = visit.form["why"] ?? ""
            }
        }
        let why = visit.form.text("why") ?? ""
        let changed = try await visit.run { store in
            try Changed(
                CancelContact(store, diaries: diaries(visit, week))(
                    contact.id, why: why, by: visit.actor, at: visit.now, clock: visit.clock))
        }
        return .see(
            visit.backToContact, saying: try await said(visit, "Called off for the service", contact, changed.plan))
    }

    /// Where there is no plan nothing is planned again, and nothing read.
    private static func diaries(_ visit: Visit, _ weeks: Weeks?) -> PlanWeeks.DiaryReading {
        weeks.map { visit.site.plugs.diaries($0) } ?? { _, _ in throw DiaryRefusal.noPlan }
    }

    /// What was done, and what has become of the contact and of others.
    private static func said(
        _ visit: Visit, _ what: String, _ contact: Contact, _ plan: ChangedPlan?
    ) async throws -> String {
        let plan = Changed(contact: contact, plan: plan)
        return try await visit.read { files in
            let contacts = ContactFiles(files, for: visit)
            let lines = contacts.lines(of: plan.plan)
            return
                (["\(what): \(contacts.title(contact))."]
                + (lines.isEmpty ? ["Nothing else had to change, and no other time was found."] : lines))
                .joined(separator: "\n")
        }
    }
}

/// What a change has come to, carried from the thread it was made on.
private struct Changed: Sendable {
    var contact: Contact
    var plan: ChangedPlan?

    init(_ result: (contact: Contact, plan: ChangedPlan?)) { (contact, plan) = result }

    init(contact: Contact, plan: ChangedPlan?) { (self.contact, self.plan) = (contact, plan) }
}

extension ContactPage {
    fileprivate mutating func show(why: String, at form: Form) {
        errors = [FieldError("move-day", why)]
        timeWrong = why
        moveDay = form["day"] ?? moveDay
        moveTime = form["time"] ?? moveTime
        if let start = form["start"].flatMap({ Moment(iso: $0) }) {
            (moveDay, moveTime) = (start.day.description, start.clock.description)
        }
    }
}
