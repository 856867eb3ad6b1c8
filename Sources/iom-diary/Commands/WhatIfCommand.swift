internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Intake
internal import Operations
internal import Planning
internal import SQLiteStore

struct WhatIfCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "what-if", abstract: "Say what extra hours would buy.",
        discussion: """
            With --extra: plans again from the latest plan as if these hours were worked, too, and says what changes. \
            With --best: tries one more hour of each practitioner on each day, and lists those that buy most: the table \
            to ask for overtime with. Meetings stay as they are, and nothing is stored.
            """)

    @Option(
        help: ArgumentHelp(
            "Hours to add, such as po2=thu:17:00-20:00 (each such day of the plan) or po2=2026-12-03:17:00-20:00; may "
                + "be given several times.", valueName: "hours"), transform: Extra.init)
    var extra: [Extra] = []

    @Option(help: "How many lines of the table of single hours to show.")
    var best: Int?

    @Option(help: ArgumentHelp("The diary whose latest plan is asked.", valueName: "file"))
    var diary: String?

    @Option(help: ArgumentHelp("A caseload folder, planned first; needs --from.", valueName: "dir"))
    var caseload: String?

    @Option(
        help: ArgumentHelp("With --caseload: the Monday on which the plan begins.", valueName: "date"),
        transform: Day.read)
    var from: Day?

    @Option(help: "With --caseload: how many weeks to plan.")
    var weeks = 4

    @Option(help: "Decides every draw of the search.")
    var seed: UInt64 = 1

    @OptionGroup var own: OwnFolders

    /// Hours of one practitioner, of one day or of a weekday.
    struct Extra {
        let practitioner: Practitioner.ID
        let day: Unavailability.Recurrence
        let start: ClockTime
        let end: ClockTime

        init(_ text: String) throws {
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let when = parts.last?.split(separator: ":", maxSplits: 1) ?? []
            let times = when.last?.split(separator: "-") ?? []
            guard parts.count == 2, when.count == 2, times.count == 2, let who = parts.first, let on = when.first,
                let from = times.first.flatMap({ ClockTime($0) }), let until = times.last.flatMap({ ClockTime($0) }),
                from < until,
                let day = Weekday(code: on).map(Unavailability.Recurrence.weekly)
                    ?? Day(iso: on).map(Unavailability.Recurrence.on)
            else { throw ValidationError("expected hours such as po2=thu:17:00-20:00, not '\(text)'") }
            practitioner = Practitioner.ID(String(who))
            (self.day, start, end) = (day, from, until)
        }

        func hours(in weeks: Weeks) -> [ExtraHours] {
            ExtraHours.hours(of: practitioner, on: day, from: start, until: end, in: weeks)
        }
    }

    func validate() throws {
        guard extra.isEmpty != (best == nil) else { throw ValidationError("give --extra or --best") }
        if let best, !(1...1000).contains(best) { throw ValidationError("--best takes a number from 1 to 1000") }
        switch (diary, caseload, from) {
        case (_?, nil, nil), (nil, _?, _?): break
        case (nil, _?, nil): throw ValidationError("--caseload is planned first: say from when with --from")
        case (_?, nil, _?): throw ValidationError("a diary has its plan: --from goes with --caseload")
        default: throw ValidationError("give --diary or --caseload")
        }
        if let from, from.weekday != .monday {
            throw ValidationError("a plan begins on a Monday: use \(from.monday) or \(from.monday + 7)")
        }
        guard (1...26).contains(weeks) else { throw ValidationError("--weeks takes a number from 1 to 26") }
    }

    func run() throws {
        let (whatIf, plan, caseload) = try asked()
        if plan.score.shortfall == 0 {
            Terminal.say(["There is no shortfall in the \(plan.weeks.inWords): no extra hour is needed."])
            return
        }
        let text = WhatIfText(plan)
        if let best {
            Terminal.say(text.lines(whatIf.oneMoreHour(), showing: best))
            return
        }
        for extra in extra where !caseload.practitioners.contains(where: { $0.id == extra.practitioner }) {
            throw DiaryRefusal.noSuchPractitioner(extra.practitioner)
        }
        let hours = extra.flatMap { $0.hours(in: plan.weeks) }
        guard !hours.isEmpty else {
            throw ValidationError("none of these hours are in the \(plan.weeks.inWords)")
        }
        Terminal.say(text.lines(whatIf.with(hours, until: Iterations()), hours))
    }

    private func asked() throws -> (whatIf: WhatIf, plan: Plan, caseload: Caseload) {
        let defaults = try own.defaultCalendars()
        if let diary {
            let store = try SQLiteStore(path: diary, mustExist: true)
            Terminal.complain(try CalendarsText.warnings(store, now: .now))
            guard let weeks = try store.read({ try $0.latestPlan()?.plan.weeks }) else { throw DiaryRefusal.noPlan }
            let question =
                best.map { _ in "each had one hour more" }
                ?? extra.map { "\($0.practitioner) works \($0.day) \($0.start) to \($0.end)" }.joined(separator: ", ")
            return try TryExtraHours(store, diaries: weeks.reader(defaults) { _ in })(
                question, seed: seed, by: account, at: .now, clock: .onTheOfficesClock)
        }
        guard let folder = caseload, let from, let span = Weeks(from: from, count: weeks) else {
            throw ValidationError("give --diary or --caseload")
        }
        let read = try CaseloadReader.read(
            folder: URL(fileURLWithPath: folder, isDirectory: true), today: span.from, days: span.daysToRead,
            with: readCalendarInAChild)
        let (diaries, _) = try DiaryReader.diaries(
            of: read.calendars, for: read.caseload, days: span.daysToRead, defaults: defaults,
            with: readCalendarInAChild)
        let plan = try Planner(read.caseload, diaries).plan(span, seed: seed, until: Iterations())
        return (WhatIf(read.caseload, diaries, plan, seed: seed), plan, read.caseload)
    }
}

/// What extra hours buy, for someone who has to ask for them.
private struct WhatIfText {
    private let plan: Plan

    init(_ plan: Plan) {
        self.plan = plan
    }

    // MARK: - The table

    func lines(_ gains: [WhatIf.Gain], showing limit: Int) -> [String] {
        let nominals = Set(plan.shortfalls.map(\.nominal)).count
        let title =
            "Shortfall in the \(plan.weeks.inWords): \(plan.score.shortfall) points, by rating and contacts missing, of "
            + (nominals == 1 ? "1 nominal." : "\(nominals) nominals.")
        guard !gains.isEmpty else {
            return [
                title,
                "No single hour more of anybody, before, between or after their hours or on a day off, would clear any "
                    + "of it. Why, and what would:", "",
            ] + plan.shortfalls.map { "  \($0.nominal): \($0.reasons.joined(separator: " "))" }
        }
        let shown = gains.prefix(limit)
        let wide = shown.map(\.extra.practitioner.text.count).max() ?? 0
        var lines = [
            title, "One more hour of one practitioner, each tried by itself, would clear so many points of it:", "",
        ]
        lines += shown.map { gain in
            let hours = gain.extra.interval
            return "  \(gain.extra.practitioner.text.padded(wide))  "
                + "\(hours.lowerBound.inShort.padded(16)) to \(hours.upperBound.clock)  "
                + "\("\(gain.points)".padded(3)) for \(gain.nominals.map(\.text).joined(separator: ", "))"
                + (gain.moved > 0 ? "; \(count(gain.moved)) moved" : "")
        }
        if gains.count > shown.count {
            lines += ["", "\(gains.count - shown.count) other hours would clear some of it, too."]
        }
        return lines
    }

    private func count(_ contacts: Int) -> String { contacts == 1 ? "1 contact" : "\(contacts) contacts" }

    // MARK: - Certain hours

    func lines(_ outcome: WhatIf.Outcome, _ hours: [ExtraHours]) -> [String] {
        let (before, again, after) = (outcome.before.score, outcome.again.score, outcome.after.score)
        var lines = ["With extra hours of \(hours.map(\.inWords).joined(separator: ", ")):"]
        lines.append("  shortfall \(before.shortfall), then \(after.shortfall)")
        if again.shortfall < before.shortfall {
            lines.append("  planning again without them would bring it to \(again.shortfall) already")
        }
        lines.append(
            "  travel \(before.travelMinutes) min, then \(after.travelMinutes) min; colleagues standing in "
                + "\(before.cover), then \(after.cover)")
        let cleared = outcome.cleared
        lines += ["", cleared.isEmpty ? "They clear no shortfall." : "Shortfalls cleared:"]
        lines += cleared.map { before, after in
            "  \(before.nominal), week of \(before.week.inShort): \(inWords(before))"
                + (after.map { "; still \(inWords($0))" } ?? "")
        }
        if !outcome.added.isEmpty {
            lines += ["", "Contacts that would come on top:"] + outcome.added.map { "  \(booking($0))" }
        }
        if !outcome.moved.isEmpty {
            lines += ["", "Contacts that would be moved, or no longer be booked:"]
            lines += outcome.moved.map { before, after in
                "  \(booking(before)): \(after.map { "to \(place($0))" } ?? "no longer booked")"
            }
        }
        return lines
    }

    private func inWords(_ shortfall: Shortfall) -> String {
        var parts: [String] = []
        if shortfall.missingContacts > 0 { parts.append("\(count(shortfall.missingContacts)) missing") }
        if shortfall.isJointMissing { parts.append("joint visit missing") }
        if shortfall.isHomeMissing { parts.append("contact at home missing") }
        return parts.joined(separator: ", ")
    }

    private func booking(_ contact: Contact) -> String {
        "\(contact.start.inShort) \(contact.kind.inWords) with \(contact.nominal), \(contact.place), "
            + contact.practitioners.map(\.text).joined(separator: " ")
    }

    private func place(_ contact: Contact) -> String {
        "\(contact.start.inShort), \(contact.place), \(contact.practitioners.map(\.text).joined(separator: " "))"
    }
}

extension Weeks {
    /// `week of Mon 30 Nov`, `4 weeks from Mon 30 Nov`.
    fileprivate var inWords: String {
        count == 1 ? "week of \(from.inShort)" : "\(count) weeks from \(from.inShort)"
    }
}
