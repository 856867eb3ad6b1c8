internal import Casework
internal import Planning

/// What a person wants to know of a plan at a glance.
struct Summary {
    private let plan: Plan
    private let caseload: Caseload
    private let targets: [WeeklyTarget]

    private let clashes: [Violation]
    private let kept: PreferencesKept
    private let least: [LeastShortfall]

    init(_ plan: Plan, _ caseload: Caseload, _ planner: Planner) {
        self.plan = plan
        self.caseload = caseload
        targets = planner.targets(for: plan)
        clashes = planner.clashes(in: plan)
        kept = planner.preferencesKept(in: plan)
        least = planner.leastShortfalls(of: plan)
    }

    var lines: [String] {
        var lines = ["Meetings"]
        if plan.meetings.isEmpty { lines.append("  none in these weeks") }
        for meeting in plan.meetings { lines.append("  " + line(meeting)) }
        lines += ["", "Contacts"] + contactLines.map { "  " + $0 }
        lines += ["", shortfallTitle] + (shortfallLines + LeastShortfall.inWords(least)).map { "  " + $0 }
        if !clashes.isEmpty {
            lines += ["", "Confirmed, and in the way of something else; ring and sort it out:"]
            lines += clashes.map { "  \($0.message)" }
        }
        if !plan.meetings.isEmpty { lines += ["", partnerMinutes] }
        return lines
    }

    private func line(_ meeting: PlannedMeeting) -> String {
        var parts = [
            "\(meeting.interval.lowerBound.inShort.padded(16)) \(meeting.series.title.padded(4)) "
                + "\(meeting.slots.count) slots", "\(meeting.minutesNeeded) min needed of \(meeting.minutesAvailable)",
        ]
        if !meeting.noted.isEmpty { parts.append("\(meeting.noted.count) noted") }
        if !meeting.deferred.isEmpty { parts.append("\(meeting.deferred.count) deferred") }
        let absent = meeting.slots.reduce(0) { $0 + $1.absent.count }
        if absent > 0 { parts.append("\(absent) \(absent == 1 ? "absence" : "absences")") }
        parts.append(
            "waiting \(meeting.waitingMinutes) min "
                + (meeting.isOptimal ? "(the least there is)" : "(at least \(meeting.waitingLowerBound))"))
        return parts.joined(separator: ", ")
    }

    private var contactLines: [String] {
        let target = targets.reduce(0) { $0 + $1.contacts }
        let missing = plan.shortfalls.reduce(0) { $0 + $1.missingContacts }
        let joint = plan.contacts.count { $0.kind == .jointVisit }
        let jointDue = targets.count(where: \.isJointDue)
        let jointMissing = plan.shortfalls.count(where: \.isJointMissing)
        let homeDue = targets.count(where: \.isHomeDue)
        let homeMissing = plan.shortfalls.count(where: \.isHomeMissing)
        var lines = [
            "\(plan.contacts.count) offered; of \(target) due, \(target - missing) are met",
            "\(joint) joint visits; of \(jointDue) due, \(jointDue - jointMissing) are met",
            "of \(homeDue) contacts due at home, \(homeDue - homeMissing) are met",
            "travel \(plan.score.travelMinutes / 60) h \(plan.score.travelMinutes % 60) min, "
                + "\(plan.score.cover) colleagues standing in",
        ]
        lines += preferenceLines
        if plan.score.moved > 0 { lines.append("\(plan.score.moved) moved or dropped of what was planned before") }
        return lines
    }

    /// How far people's preferences could be followed; nothing of those that are off, or that there was no call for.
    private var preferenceLines: [String] {
        caseload.policy.preferences.sorted { $0.rawValue < $1.rawValue }.compactMap { preference in
            switch preference {
            case .jointVisitsWhenCoLocated where kept.jointVisitsCoLocated > 0:
                "\(kept.jointVisitsCoLocated) of \(kept.jointVisits) joint visits when both work at one place"
            case .backToBackWithPartners where kept.backToBack > 0:
                "\(kept.backToBack) contacts back to back with a partner worker's"
            case .awayFromPoliceStations where kept.atPoliceStations > 0:
                "\(kept.atPoliceStations) at a police station"
            case .variedPoliceVisits where kept.policeCallsForeseen > 0:
                "\(kept.policeCallsForeseen) of \(kept.policeCalls) police visits at the hour of the three weeks before"
            case .regularTimes where kept.regularTimes > 0:
                "\(kept.regularTimesKept) of \(kept.regularTimes) regular times kept"
            default: nil
            }
        }
    }

    private var shortfallTitle: String {
        plan.shortfalls.isEmpty ? "No shortfalls" : "Shortfalls: \(plan.shortfalls.count)"
    }

    private var shortfallLines: [String] {
        let shown = 8
        var lines = plan.shortfalls.prefix(shown).map { shortfall in
            "\(shortfall.nominal), week of \(shortfall.week.inShort): \(shortfall.reasons.first ?? "")"
        }
        if plan.shortfalls.count > shown {
            lines.append(
                "… and \(plan.shortfalls.count - shown) more in \(caseload.policy.marking.fileName("shortfalls", "html"))"
            )
        }
        return lines
    }

    /// Minutes of partner agencies' people saved against sitting through every meeting.
    private var partnerMinutes: String {
        let people = Dictionary(caseload.practitioners.map { ($0.id, $0) }) { first, _ in first }
        let partners = Set(caseload.agencies.filter { $0.kind == .partner }.map(\.id))
        var whole = 0
        var spent = 0
        for meeting in plan.meetings {
            let rule = caseload.policy.meetings[meeting.series]
            for attendance in meeting.attendance {
                guard let person = people[attendance.practitioner], partners.contains(person.agency),
                    rule?.staysThroughout(person) != true
                else { continue }
                whole += meeting.interval.minutes
                spent += attendance.interval.minutes
            }
        }
        return "Partner agencies' minutes: \(spent) in meetings instead of \(whole), \(whole - spent) saved"
    }
}

extension String {
    func padded(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
