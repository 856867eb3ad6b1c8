internal import Casework

/// Everyone due at a MAP has a slot, is noted, or is deferred; only routine items are noted, and nobody twice running.
enum EveryoneDue: Rule {
    static let code = "M5"

    static func violations(in evidence: Evidence) -> [Violation] {
        let register = evidence.register
        guard let rule = register.policy.meetings[.map] else { return [] }
        var lastDiscussed: [Nominal.ID: Day] = [:]
        for review in register.caseload.reviews where review.series == .map {
            lastDiscussed[review.nominal] = max(lastDiscussed[review.nominal] ?? review.heldOn, review.heldOn)
        }
        var lastTurn = lastDiscussed
        var notedSince: Set<Nominal.ID> = []
        var putOffTo: [Nominal.ID: Day] = [:]
        for meeting in register.diaries.earlier.meetings where meeting.series == .map {
            let day = meeting.interval.lowerBound.day
            for slot in meeting.slots where lastDiscussed[slot.nominal].map({ $0 < day }) ?? true {
                lastDiscussed[slot.nominal] = day
                lastTurn[slot.nominal] = day
                notedSince.remove(slot.nominal)
                putOffTo[slot.nominal] = nil
            }
            for nominal in meeting.noted where lastDiscussed[nominal].map({ $0 < day }) ?? true {
                lastTurn[nominal] = day
                notedSince.insert(nominal)
                putOffTo[nominal] = nil
            }
            for item in meeting.deferred where lastDiscussed[item.nominal].map({ $0 < day }) ?? true {
                putOffTo[item.nominal] = item.due
            }
        }
        var found: [Violation] = []
        for meeting in evidence.plan.meetings where meeting.series == .map {
            let day = meeting.interval.lowerBound.day
            let discussed = meeting.slots.map(\.nominal)
            let listed = discussed + meeting.noted + meeting.deferred.map(\.nominal)
            func wrong(_ nominal: Nominal.ID, _ message: String) {
                found.append(Violation(code, "\(meeting.id): \(nominal) \(message)"))
            }
            for (nominal, times) in Dictionary(grouping: listed, by: \.self) where times.count > 1 {
                wrong(nominal, "is on the agenda \(times.count) times")
            }
            for nominal in register.caseload.nominals
            where nominal.selectedOn <= day && nominal.deselectedOn.map({ day < $0 }) ?? true
                && !register.diaries.hasBegun(meeting)
            {
                let last = lastDiscussed[nominal.id]
                let rag = nominal.rag(on: day)
                let hasException = register.caseload.exceptions.contains { exception in
                    exception.nominal == nominal.id && exception.on <= day && last.map { $0 < exception.on } ?? true
                }
                let nearsRelease = rag == .blue && nominal.releaseOn.map { $0 - day <= 28 } ?? false
                let every = nearsRelease ? 1 : rule.reviewEveryWeeks[rag] ?? 1
                let turn = lastTurn[nominal.id].map { $0.monday + 7 * every } ?? nominal.selectedOn.monday
                let isPutOff = putOffTo[nominal.id].map { $0.monday <= day.monday } ?? false
                if hasException || isPutOff || turn <= day.monday, !listed.contains(nominal.id) {
                    wrong(nominal.id, "is due and not on the agenda")
                }
                guard meeting.noted.contains(nominal.id) else { continue }
                if hasException || nearsRelease || rag == .red {
                    wrong(nominal.id, "is noted without discussion, and is not routine")
                }
                if notedSince.contains(nominal.id) { wrong(nominal.id, "is noted without discussion twice running") }
            }
            let held = register.diaries.held(meeting)
            for nominal in held.slots.map(\.nominal) {
                lastDiscussed[nominal] = day
                lastTurn[nominal] = day
                notedSince.remove(nominal)
                putOffTo[nominal] = nil
            }
            for nominal in held.noted {
                lastTurn[nominal] = day
                notedSince.insert(nominal)
                putOffTo[nominal] = nil
            }
            for item in held.deferred { putOffTo[item.nominal] = item.due }
        }
        return found.sorted { $0.message < $1.message }
    }
}
