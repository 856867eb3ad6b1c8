internal import Casework
internal import HTTPTypes
internal import Operations
internal import Planning
internal import Publishing

/// A time for a contact, found while somebody is on the telephone.
enum FindPages {
    static var routes: [Route] {
        [.get("/find", for: .changeContacts, find), .post("/contacts", for: .changeContacts, book)]
    }

    /// Books a time that was found, and promises it; if somebody else was quicker, says why and what is left.
    private static func book(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        guard let start = form["start"].flatMap({ Moment(iso: $0) }), let kind = form["kind"],
            let place = form["place"],
            let people = form["with"]
        else { return .refused("Choose one of the times that were found.", back: "/find") }
        let found = try await visit.read { files in
            ContactFiles(files, for: visit).nominal(form["nominal"] ?? "").map { nominal in
                (nominal.id, files.whole.stored?.plan.weeks)
            }
        }
        guard let (nominal, weeks) = found else { return .notFound }
        guard let weeks else { throw DiaryRefusal.noPlan }
        let wish = BookContact.Wish(
            nominal: nominal, kind: ContactKind(kind), start: start, place: Place(place),
            practitioners: people.split(separator: ";").map { Practitioner.ID(String($0)) },
            insteadOf: form["instead"].map { Contact.ID($0) })
        let again = "/find?nominal=\(nominal)&kind=\(kind)&week=\(start.day.monday)"
        do {
            let booked = try await visit.run { store in
                try BookContact(store, diaries: visit.site.plugs.diaries(weeks))(
                    wish, by: visit.actor, at: visit.now, clock: visit.clock
                ).contact
            }
            return .see("/contacts/\(booked.id)", saying: "Booked and confirmed: \(booked.inShort).")
        } catch let refusal as DiaryRefusal {
            let why = try await visit.words(for: refusal) ?? ""
            return .refused("That cannot be. \(why) Look again for what is left.", back: again, status: .conflict)
        }
    }

    private static func find(_ visit: Visit) async throws -> Answer {
        let asked = try await visit.read { files in Asked(ContactFiles(files, for: visit), visit) }
        guard asked.isComplete, let nominal = asked.nominal, let kind = asked.kind, let weeks = asked.weeks else {
            return .page("find", of: FindPage(asked), title: "Find a time", shows: asked.nominal.map { [$0] } ?? [])
        }
        let outcome = try await visit.run { store in
            try FindTime(store, diaries: visit.site.plugs.diaries(weeks))(
                kind, with: nominal, week: asked.week, limit: 8, by: visit.actor, at: visit.now, clock: visit.clock)
        }
        let page = try await visit.read { files in
            var page = FindPage(asked)
            page.show(outcome, ContactFiles(files, for: visit), after: visit.clock)
            return page
        }
        return .page("find", of: page, title: "Find a time", shows: [nominal])
    }

    /// What the address asks for.
    struct Asked: Sendable {
        var nominal: Nominal.ID?
        var kind: ContactKind?
        var week: Day
        var weeks: Weeks?
        var kinds: [Choice]
        var mondays: [Choice]
        var typed: String
        var errors: [FieldError] = []

        /// Whether there is anything to look for yet.
        var isComplete: Bool { nominal != nil && kind != nil && errors.isEmpty }

        init(_ files: ContactFiles, _ visit: Visit) {
            typed = visit.query["nominal"] ?? ""
            let weeks = files.files.whole.stored?.plan.weeks
            self.weeks = weeks
            let week = (visit.query["week"].flatMap { Day(iso: $0) } ?? visit.today).monday
            self.week = week
            nominal = visit.query["nominal"].flatMap { files.nominal($0) }?.id
            let known = files.files.caseload.policy.contacts.keys.sorted()
            let wanted = visit.query["kind"].map { ContactKind($0) }
            kind = wanted.flatMap { known.contains($0) ? $0 : nil }
            kinds = known.map { Choice($0.name, $0.inWords.capitalisedFirst, chosen: visit.query["kind"]) }
            let ahead = (weeks?.mondays ?? []).filter { visit.today < $0 + 7 }
            mondays = ahead.map { Choice($0.description, $0.inWords, chosen: week.description) }
            if !typed.isEmpty, nominal == nil {
                errors.append(FieldError("nominal", "Give the reference of a nominal that you can see, such as n014."))
            }
            if nominal != nil, visit.query["kind"] != nil, weeks == nil {
                errors.append(FieldError("week", "No weeks are planned yet: what will be free is not known."))
            }
        }
    }
}

/// What `find.mustache` is given.
struct FindPage: FormPage {
    var errors: [FieldError]
    var typed: String
    var nominalWrong: String?
    var kinds: [Choice]
    var mondays: [Choice]
    /// Times that would do, the best first.
    var times: Several<TimeChoice>?
    /// Times of which somebody's calendar says nothing.
    var unknown: Several<TimeChoice>?
    /// Why there is none.
    var none: String?

    init(_ asked: FindPages.Asked) {
        errors = asked.errors
        typed = asked.typed
        nominalWrong = asked.errors.first { $0.field == "nominal" }?.message
        (kinds, mondays) = (asked.kinds, asked.mondays)
    }

    mutating func show(_ outcome: FindTime.Outcome, _ files: ContactFiles, after clock: Moment) {
        guard let openings = outcome.openings else {
            none = "That week is not planned, so that what will be free in it is not known."
            return
        }
        times = Several(openings.times.filter { clock <= $0.contact.start }.map { FindPage.choice($0, files) })
        unknown = Several(openings.unknown.filter { clock <= $0.contact.start }.map { FindPage.choice($0, files) })
        if times == nil, unknown == nil {
            none =
                "There is no time in that week, everything booked staying as it is."
                + (openings.hindrance.map { " \(files.reader.plain($0.reason).capitalisedFirst)" } ?? "")
        }
    }

    private static func choice(_ time: OpenTime, _ files: ContactFiles) -> TimeChoice {
        var notes: [String] = []
        if let replaced = time.replaced { notes.append("In place of \(replaced.start.inShort)") }
        if !time.cover.isEmpty { notes.append("\(files.people(time.cover)) would stand in") }
        if !time.unknown.isEmpty {
            notes.append("The calendar of \(files.people(time.unknown)) says nothing of that time: ask first")
        }
        let minutes = time.change.travelMinutes
        notes.append(minutes == 0 ? "No more travel" : "\(abs(minutes)) min \(minutes < 0 ? "less" : "more") travel")
        return TimeChoice(
            time.contact, files, note: notes.joined(separator: ". "), insteadOf: time.replaced?.id)
    }
}
