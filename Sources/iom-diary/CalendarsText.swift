internal import Casework
internal import Operations
internal import SQLiteStore

/// What is told about practitioners' calendars.
struct CalendarsText {
    private let policy: Policy
    private let now: Timestamp

    init(_ policy: Policy, now: Timestamp) {
        self.policy = policy
        self.now = now
    }

    /// What came of asking for calendars, a line for each.
    func lines(_ outcomes: [RefreshCalendars.Outcome]) -> [String] {
        let width = outcomes.map(\.practitioner.text.count).max() ?? 0
        return outcomes.flatMap { outcome in
            let lines = lines(outcome.result)
            return ["\(outcome.practitioner.text.padded(width))  \(lines.first ?? "")"]
                + lines.dropFirst().map { "  \($0)" }
        }
    }

    func lines(_ result: RefreshCalendars.Outcome.Result) -> [String] {
        switch result {
        case .unchanged: ["unchanged"]
        case .overtaken: ["its address was changed meanwhile"]
        case .new(let appraisal):
            ["\(count(appraisal.events, "event")), \(words(appraisal.reach))"] + problems(appraisal)
        case .failed(let why, kept: nil):
            ["not had: \(why)"]
        case .failed(let why, kept: let kept?):
            ["not had: \(why); what was had on \(kept.onTheOfficesClock.inShort) stays\(stale(kept))"]
        }
    }

    private func stale(_ kept: Timestamp) -> String {
        now.seconds - kept.seconds > policy.fetching.staleAfterHours * 3_600 ? ", and is stale" : ""
    }

    private func problems(_ appraisal: CalendarAppraisal) -> [String] {
        let shown = 5
        let problems = appraisal.problems
        guard !problems.isEmpty else { return [] }
        return ["\(count(problems.count, "thing")) cannot be taken as written:"]
            + problems.prefix(shown).map { "  \($0)" }
            + (problems.count > shown ? ["  and \(problems.count - shown) more"] : [])
    }

    func words(_ reach: CalendarAppraisal.Reach) -> String {
        switch reach {
        case .endless: "it goes on without end"
        case .nowhere: "no event at all, so that the time is unknown, not free"
        case .until(let moment): words(lastMinute: moment - 1)
        }
    }

    private func words(lastMinute: Moment) -> String {
        let clock = now.onTheOfficesClock
        if lastMinute < clock { return "ended on \(lastMinute.day.inWords): the time since is unknown, not free" }
        return lastMinute.day == clock.day ? "ends today" : "known until \(lastMinute.day.inWords)"
    }

    private func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

    // MARK: Clashes

    /// What people are booked for, and now too busy for.
    func lines(_ clashes: BookingClashes) -> [String] {
        var lines = ["", "Booked, and now in the way of what a calendar says:"]
        lines += clashes.atContacts.map { clash in
            let contact = clash.contact
            return "  \(contact.day.inShort) \(span(contact.interval))  \(contact.kind.inWords) \(contact.nominal) "
                + "(\(contact.id)): \(clash.practitioner) is now busy \(spans(clash.busy, on: contact.day))"
                + (contact.status == .confirmed ? "; it is confirmed" : "")
        }
        lines += clashes.atMeetings.map { clash in
            let (practitioner, needed) = (clash.attendance.practitioner, clash.attendance.interval)
            let day = needed.lowerBound.day
            return "  \(day.inShort) \(clash.series.title): \(practitioner) is needed \(span(needed)), now busy "
                + spans(clash.busy, on: day) + (clash.isIssued ? "; the agenda is issued" : "")
        }
        let others = clashes.outOfReach.count
        if others > 0 {
            let what = lines.count > 2 ? "\(others) more" : count(others, "booking")
            lines.append("  \(what) cannot be reached in time")
        }
        let isConfirmed = clashes.atContacts.contains { $0.contact.status == .confirmed }
        return lines + ["iom-diary replan plans around all of it\(isConfirmed ? " but what is confirmed" : "")."]
    }

    private func span(_ time: Range<Moment>) -> String {
        "\(time.lowerBound.clock) to \(time.upperBound.clock)"
    }

    /// What of these times is on that day.
    private func spans(_ times: [Range<Moment>], on day: Day) -> String {
        times.map { time in
            let whole = day.start..<(day + 1).start
            let part = time.clamped(to: whole)
            if part == whole { return "all day" }
            return part.upperBound == whole.upperBound ? "\(part.lowerBound.clock) to 24:00" : span(part)
        }.joined(separator: " and ")
    }

    // MARK: The list

    func list(_ calendars: ListCalendars.Outcome, appraise: (CalendarFile) -> String) -> [String] {
        let published = Dictionary(calendars.published.map { ($0.name, $0) }) { first, _ in first }
        let files = Dictionary(calendars.files.map { ($0.name, $0) }) { first, _ in first }
        let names = Set(files.keys).union(published.keys).union(calendars.practitioners.map(CalendarFile.name)).sorted()
        let width = names.map(\.count).max() ?? 0
        return names.flatMap { name in
            let owner = name.hasSuffix(".ics") ? String(name.dropLast(4)) : name
            let known = files[name].map { ", \(appraise($0))" } ?? ""
            var lines: [String]
            if let calendar = published[name] {
                lines = ["from \(calendar.address.masked), \(had(calendar))\(known)"]
                if let zone = calendar.zone { lines.append("times without a zone are those of \(zone)") }
                if let problem = calendar.problem, let tried = calendar.triedAt {
                    lines.append("asked on \(tried.onTheOfficesClock.inShort): \(problem)")
                }
                if calendar.isOfFormerAddress {
                    lines.append("until it is had, what came from the address before counts")
                } else if let imported = calendars.importDates[name], calendar.fetchedAt == nil {
                    lines.append(
                        "until it is had, the file of the import of \(imported.onTheOfficesClock.inShort) counts")
                }
                if calendar.hasLeft {
                    lines.append("its owner is not in the last import: it is not asked for any more")
                }
            } else if let imported = calendars.importDates[name] {
                lines = ["from the import of \(imported.onTheOfficesClock.inShort)\(known)"]
            } else {
                lines = ["none: planned with as if always free"]
            }
            return ["\(owner.padded(width - 4))  \(lines.first ?? "")"]
                + lines.dropFirst().map { "\("".padded(width - 4))    \($0)" }
        }
    }

    private func had(_ calendar: PublishedCalendar) -> String {
        guard let fetchedAt = calendar.fetchedAt else { return "never had" }
        let place = calendar.isOfFormerAddress ? "never had; the address before was " : ""
        return "\(place)had on \(fetchedAt.onTheOfficesClock.inShort)" + stale(fetchedAt)
    }

    // MARK: Warnings

    /// Published calendars that have not been had for too long to plan with in good faith.
    static func warnings(_ store: SQLiteStore, now: Timestamp) throws -> [String] {
        let (policy, published) = try store.read { (try $0.caseload()?.policy, try $0.publishedCalendars()) }
        guard let policy else { return [] }
        return published.filter { !$0.hasLeft && $0.isStale(at: now, policy.fetching) }.map { calendar in
            let since = calendar.fetchedAt.map { "has not been had since \($0.onTheOfficesClock.inShort)" }
            return "warning: \(calendar.practitioner)'s published calendar \(since ?? "has never been had")"
                + (calendar.problem.map { " (\($0))" } ?? "")
        }
    }
}
