internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// Settling what an agenda is to be: each change puts the meeting in order again, and says what that does.
enum ArrangePages {
    static var routes: [Route] {
        [
            .post("/meetings/{meeting}/slots/{nominal}/pin", for: .arrangeMeetings, pin),
            .post("/meetings/{meeting}/slots/{nominal}/unpin", for: .arrangeMeetings, unpin),
            .post("/meetings/{meeting}/people", for: .arrangeMeetings, people),
            .post("/meetings/{meeting}/plan", for: .arrangeMeetings, planAgain),
        ]
    }

    /// Rounds of the search for each week, when everything is planned again while somebody waits.
    private static let rounds = 200

    private static func pin(_ visit: Visit) async throws -> Answer {
        let nominal = try await nominal(in: visit)
        guard let nominal else { return .notFound }
        guard let time = visit.form["at"].flatMap({ ClockTime($0) }) else {
            return .refused("Write the time as hours and minutes, such as 09:45.", back: back(visit))
        }
        return try await arrange(
            .pin(SlotPin(nominal: nominal, place: .at(time))), saying: "\(nominal) is pinned at \(time).", visit)
    }

    private static func unpin(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await nominal(in: visit) else { return .notFound }
        return try await arrange(.unpin(nominal), saying: "\(nominal) is no longer pinned.", visit)
    }

    private static func planAgain(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        return try await change("The agenda is planned again.", visit) { verb in
            try verb(
                planningAgain: id, until: Iterations(perWeek: rounds), by: visit.actor, at: visit.now,
                clock: visit.clock)
        }
    }

    // MARK: People

    private static func people(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        let (person, coming) = (form["person"], form["comes"].flatMap(AgendaBuilder.Coming.init))
        var errors: [FieldError] = []
        if person == nil { errors.append(FieldError("person", "Choose whose times these are.")) }
        if coming == nil { errors.append(FieldError("comes", "Choose how they come.")) }
        let times = ["from", "until"].map { name -> ClockTime? in
            guard let text = form[name] else { return nil }
            let time = ClockTime(text)
            if time == nil { errors.append(FieldError(name, "Write the time as hours and minutes, such as 09:45.")) }
            return time
        }
        let (from, until) = (times.first ?? nil, times.last ?? nil)
        if coming == .between, errors.isEmpty {
            if from == nil && until == nil {
                errors.append(FieldError("from", "Give the time from which they can come, or until which, or both."))
            } else if let from, let until, from >= until {
                errors.append(FieldError("until", "The end has to be after \(from), when they come."))
            }
        }
        guard errors.isEmpty, let person, let coming else {
            return try await MeetingPages.agenda(visit, form: form, errors: errors)
        }
        let practitioner = Practitioner.ID(person)
        let name = try await visit.read { MeetingFiles($0, for: visit).person(practitioner) }
        switch coming {
        case .between:
            let window = (from ?? ClockTime(minutes: 0))..<(until ?? ClockTime(minutes: Moment.minutesPerDay))
            return try await arrange(
                .agree(AgreedPresence(practitioner: practitioner, window: window)),
                saying: "\(name) comes only from \(window.lowerBound) to \(window.upperBound).", visit)
        case .not:
            return try await arrange(
                .agree(AgreedPresence(practitioner: practitioner, window: nil)), saying: "\(name) cannot come.", visit)
        case .asFree:
            return try await arrange(.forget(practitioner), saying: "\(name) comes as their diary allows.", visit)
        }
    }

    // MARK: Settling

    static func back(_ visit: Visit) -> String { "/meetings/\(MeetingPages.id(in: visit))" }

    /// The nominal that the address names, if the reader sees the slot.
    static func nominal(in visit: Visit) async throws -> Nominal.ID? {
        let (id, nominal) = (MeetingPages.id(in: visit), Nominal.ID(visit["nominal"]))
        return try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            guard let meeting = try files.meeting(id), files.nominals(at: meeting).contains(nominal),
                files.openness(to: nominal) != .time
            else { return nil }
            return nominal
        }
    }

    static func arrange(_ arrangement: Arrangement, saying: String, _ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        return try await change(saying, visit) { verb in
            try verb(arrangement, for: id, by: visit.actor, at: visit.now, clock: visit.clock)
        }
    }

    /// Runs the verb if the reader arranges that meeting, and says what came of it.
    static func change(
        _ saying: String, _ visit: Visit,
        _ run: @escaping @Sendable (ArrangeMeeting) throws -> ArrangeMeeting.Outcome
    ) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let weeks = try await visit.read { files -> Weeks? in
            let files = MeetingFiles(files, for: visit)
            guard files.holds, let stored = files.files.whole.stored,
                stored.plan.meetings.contains(where: { $0.id == id })
            else { return nil }
            return stored.plan.weeks
        }
        guard let weeks else { return .notFound }
        do {
            let words = try await visit.run { [plugs = visit.site.plugs] store in
                ArrangementWords(try run(ArrangeMeeting(store, diaries: plugs.diaries(weeks))))
            }
            let (text, moved) = try await visit.read { files in
                (words.text(saying, MeetingFiles(files, for: visit)), words.moved(ContactFiles(files, for: visit)))
            }
            return .see(back(visit), saying: text, about: moved)
        } catch let refusal as DiaryRefusal {
            return .refused(try await visit.words(for: refusal) ?? "", back: back(visit))
        }
    }
}

/// What an arrangement has done, for the sentence that says so.
struct ArrangementWords: Sendable {
    private let before: PlannedMeeting
    private let after: PlannedMeeting
    private let difference: AgendaDifference
    private let sinceIssue: AgendaDifference?
    private let others: [PlannedMeeting.ID]
    private let contacts: [(before: Contact, after: Contact?)]
    private let notKept: [String]

    init(_ outcome: ArrangeMeeting.Outcome) {
        before = outcome.before
        after = outcome.meeting
        difference = outcome.difference
        sinceIssue = outcome.sinceIssue
        others = outcome.others.map(\.meeting.id)
        contacts = outcome.contacts
        notKept = outcome.notKept
    }

    /// What was done, then a line each for the meter, the partners' time, the waiting, and whose times move.
    func text(_ done: String, _ files: MeetingFiles) -> String {
        var lines = [done, MeterView.words(after)]
        let partners = (files.whole.partnerMinutes(at: before)?.asked, files.whole.partnerMinutes(at: after)?.asked)
        if let now = partners.1 {
            lines.append(
                "Partner agencies are asked for \(Wording.minutes(now))"
                    + ArrangementWords.against(partners.0 ?? 0, now) + ".")
        }
        lines.append(
            "Waiting: \(Wording.minutes(after.waitingMinutes))"
                + ArrangementWords.against(before.waitingMinutes, after.waitingMinutes) + ".")
        if let sinceIssue, !sinceIssue.isEmpty {
            let people = sinceIssue.moves.count == 1 ? "1 person has" : "\(sinceIssue.moves.count) people have"
            lines.append("The agenda was issued: \(people) other times than they were told. Issue it again.")
        }
        lines += notKept.map { "Cannot be kept any more: \($0)." }
        lines += AgendaChanges(files).people(difference)
        if !others.isEmpty {
            lines.append("Changed with it: \(Wording.list(others.map(\.text))), which people have too.")
        }
        if !contacts.isEmpty { lines.append("\(Wording.counted(contacts.count, "contact")) moved to make room:") }
        return lines.joined(separator: "\n")
    }

    /// The contacts that were moved: whose, from when to when, and with whom, as far as the reader may know.
    func moved(_ files: ContactFiles) -> [NoticeLine] {
        contacts.map { before, after in
            guard files.sight(of: before.nominal) else {
                return NoticeLine(words: "A contact of somebody whom you may not know of.")
            }
            let now = after.map { files.difference(before, $0) } ?? "no longer booked"
            return NoticeLine(
                words: "\(files.title(before)), with \(files.people(before.practitioners)): \(now).",
                path: after.map { "/contacts/\($0.id)" }, nominal: before.nominal)
        }
    }

    /// `, 20 fewer than before`.
    private static func against(_ before: Int, _ after: Int) -> String {
        if before == after { return ", as before" }
        return after < before ? ", \(before - after) fewer than before" : ", \(after - before) more than before"
    }
}
