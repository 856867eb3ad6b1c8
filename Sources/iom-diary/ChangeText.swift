internal import Casework
internal import Operations
internal import Planning
internal import SQLiteStore

/// What a change has done to the plan, for the person who made it.
struct ChangeText {
    private let changed: ChangedPlan
    private let took: Duration

    init(_ changed: ChangedPlan, took: Duration) {
        self.changed = changed
        self.took = took
    }

    var lines: [String] {
        let difference = changed.difference
        var lines: [String] = []
        if difference.isEmpty {
            lines.append("Nothing else in the plan had to change.")
        } else if !difference.contacts.isEmpty {
            lines.append("Changed; tell those concerned:")
            lines += difference.contacts.map { "  \($0.inWords)" }
        }
        for (id, change) in difference.meetings.sorted(by: { $0.key < $1.key }) {
            guard let meeting = changed.after.meetings.first(where: { $0.id == id }) else { continue }
            lines += [""] + AgendaText(meeting, changed.caseload).lines(of: change, title: "Agenda:")
        }
        lines += shortfalls
        if !changed.clashes.isEmpty {
            lines += ["", "Confirmed, and in the way of something else; move it or call it off:"]
            lines += changed.clashes.map { "  \($0.message)" }
        }
        lines += ["", "\(difference.moved) moved or dropped, planned again in \(milliseconds) ms"]
        return lines
    }

    private var milliseconds: Int { Int(took / .milliseconds(1)) }

    /// What is short now and was not, and what no longer is.
    private var shortfalls: [String] {
        func key(_ shortfall: Shortfall) -> String { "\(shortfall.nominal) \(shortfall.week)" }
        let before = Dictionary(changed.before.shortfalls.map { (key($0), $0) }) { first, _ in first }
        let after = Dictionary(changed.after.shortfalls.map { (key($0), $0) }) { first, _ in first }
        let new = changed.after.shortfalls.filter { $0.extent > before[key($0)]?.extent ?? 0 }
        let cured = changed.before.shortfalls.filter { $0.extent > after[key($0)]?.extent ?? 0 }
        var lines: [String] = []
        if !new.isEmpty {
            lines += ["", "Short by this:"]
            lines += new.map { "  \($0.nominal), week of \($0.week.inShort): \($0.reasons.first ?? "")" }
        }
        if !cured.isEmpty {
            lines += ["", "Less short, or no longer:"]
            lines += cured.map { "  \($0.nominal), week of \($0.week.inShort)" }
        }
        return lines
    }
}

/// A diary to make a change in: what every command that changes the plan needs.
struct DiaryToChange {
    let store: SQLiteStore
    let reader: PlanWeeks.DiaryReading
    private let path: String

    init(_ path: String, _ own: OwnFolders) throws {
        self.path = path
        store = try SQLiteStore(path: path, mustExist: true)
        let defaults = try own.defaultCalendars()
        let weeks = try store.read { try $0.latestPlan()?.plan.weeks }
        Terminal.complain(try CalendarsText.warnings(store, now: .now))
        reader = { caseload, calendars in
            guard let weeks else { throw DiaryRefusal.noPlan }
            // What is amiss with calendars was said when they came in, and is said by 'plan'.
            return try weeks.reader(defaults) { _ in }(caseload, calendars)
        }
    }

    /// Makes a change, says that it is made, and what has become of the plan.
    func change(_ make: () throws -> (said: String, plan: ChangedPlan?)) throws {
        let start = ContinuousClock.now
        let (said, plan) = try make()
        let took = ContinuousClock.now - start
        Terminal.say(
            [said] + (plan.map { ChangeText($0, took: took).lines } ?? ["There is no plan of weeks ahead to change."]))
        try InvitationRun(store, diary: path).sendOrRemind()
    }
}
