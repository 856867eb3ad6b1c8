internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// Settling what becomes of single items of an agenda, how long they take, and in which order.
enum ArrangeItemPages {
    static var routes: [Route] {
        [
            .post("/meetings/{meeting}/slots/{nominal}/place", for: .arrangeMeetings, place),
            .post("/meetings/{meeting}/slots/{nominal}/minutes", for: .arrangeMeetings, minutes),
            .post("/meetings/{meeting}/slots/{nominal}/turn", for: .arrangeMeetings, turn),
            .post("/meetings/{meeting}/slots", for: .arrangeMeetings, add),
            .post("/meetings/{meeting}/order", for: .arrangeMeetings, order),
        ]
    }

    private static func place(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await ArrangePages.nominal(in: visit),
            let step = visit.form["step"].flatMap(ArrangeMeeting.Step.init)
        else { return .notFound }
        let id = MeetingPages.id(in: visit)
        return try await ArrangePages.change("\(nominal) has moved \(step.rawValue).", visit) { verb in
            try verb(moving: nominal, step, at: id, by: visit.actor, at: visit.now, clock: visit.clock)
        }
    }

    /// `minutes` is a number, or nothing for the policy's.
    private static func minutes(_ visit: Visit) async throws -> Answer {
        guard let nominal = try await ArrangePages.nominal(in: visit) else { return .notFound }
        guard let text = visit.form["minutes"] else {
            return try await ArrangePages.arrange(
                .minutes(nominal, nil), saying: "\(nominal) has the policy's minutes again.", visit)
        }
        let allowed = ArrangedItem.minutesAllowed
        guard let minutes = Int(text), allowed.contains(minutes) else {
            return .refused(
                "An item has \(allowed.lowerBound) to \(allowed.upperBound) minutes: write a whole number, such as 10.",
                back: ArrangePages.back(visit))
        }
        return try await ArrangePages.arrange(
            .minutes(nominal, minutes), saying: "\(nominal) has \(Wording.minutes(minutes)).", visit)
    }

    private static func turn(_ visit: Visit) async throws -> Answer {
        guard let turn = visit.form["turn"].flatMap(ArrangedItem.Turn.init) else { return .notFound }
        if visit.form["back"] != nil { return try await takeBack(turn, visit) }
        guard turn != .added, let nominal = try await ArrangePages.nominal(in: visit) else { return .notFound }
        if let error = visit.form.problem(
            withText: "why",
            missing: turn == .noted ? nil : "Say why, in a few words, before \(nominal) is \(turn.rawValue).")
        {
            return .refused(error.message, back: ArrangePages.back(visit))
        }
        return try await ArrangePages.arrange(
            .turn(nominal, turn, why: visit.form.text("why")), saying: "\(nominal) is \(turn.done).", visit)
    }

    private static func takeBack(_ turn: ArrangedItem.Turn, _ visit: Visit) async throws -> Answer {
        let (id, nominal) = (MeetingPages.id(in: visit), Nominal.ID(visit["nominal"]))
        let isSettled = try await visit.read { $0.arrangements.item(of: nominal, at: id)?.turn == turn }
        guard isSettled else { return .notFound }
        return try await ArrangePages.arrange(
            .takeBack(nominal, turn), saying: "What was settled about \(nominal) is taken back.", visit)
    }

    private static func add(_ visit: Visit) async throws -> Answer {
        let form = visit.form
        var errors: [FieldError] = []
        if form["nominal"] == nil { errors.append(FieldError("nominal", "Choose who is to be discussed.")) }
        if let error = form.problem(withText: "why", missing: "Say why they are to be discussed, in a few words.") {
            errors.append(error)
        }
        guard errors.isEmpty, let nominal = form["nominal"].map({ Nominal.ID($0) }) else {
            return try await MeetingPages.agenda(visit, form: form, errors: errors)
        }
        let isKnown = try await visit.read { files in files.whole.caseload.nominals.contains { $0.id == nominal } }
        guard isKnown else { return .notFound }
        return try await ArrangePages.arrange(
            .turn(nominal, .added, why: form.text("why")), saying: "\(nominal) is \(ArrangedItem.Turn.added.done).",
            visit)
    }

    private static func order(_ visit: Visit) async throws -> Answer {
        try await ArrangePages.arrange(
            .reorder, saying: "The items are in the order that keeps people waiting least.", visit)
    }
}

extension ArrangedItem.Turn {
    /// What has become of an item.
    var done: String {
        switch self {
        case .added: "on the agenda"
        case .removed: "taken off the agenda; what is due comes back at the next meeting"
        case .noted: "noted without discussion"
        case .deferred: "deferred to the next meeting"
        }
    }
}
