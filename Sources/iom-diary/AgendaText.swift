internal import Casework
internal import Operations

/// An agenda in a terminal: references, times and reasons.
struct AgendaText {
    private let meeting: PlannedMeeting
    private let people: [Practitioner.ID: Practitioner]
    private let agencies: [Agency.ID: Agency]
    private let answers: [Practitioner.ID: InvitationAnswer]

    /// - Parameter answers: How those answered who were invited.
    init(_ meeting: PlannedMeeting, _ caseload: Caseload, answers: [Practitioner.ID: InvitationAnswer] = [:]) {
        self.answers = answers
        self.meeting = meeting
        people = Dictionary(caseload.practitioners.map { ($0.id, $0) }) { first, _ in first }
        agencies = Dictionary(caseload.agencies.map { ($0.id, $0) }) { first, _ in first }
    }

    private var title: String {
        "\(meeting.series.title) on \(meeting.interval.lowerBound.inShort) to \(meeting.interval.upperBound.clock)"
    }

    /// Whether people have the agenda as it is.
    private func state(_ arrangements: Arrangements) -> String {
        guard let issued = arrangements.issued[meeting.id] else { return ", not issued" }
        return AgendaDifference(from: issued, to: meeting).isEmpty
            ? ", issued" : ", changed since it was issued: people have other times until it is issued again"
    }

    /// The whole agenda.
    func lines(_ arrangements: Arrangements) -> [String] {
        var lines = [
            title + state(arrangements),
            "\(meeting.minutesNeeded) min needed of \(meeting.minutesAvailable), waiting \(meeting.waitingMinutes) min "
                + (meeting.isOptimal ? "(the least there is). " : "(at least \(meeting.waitingLowerBound)). ")
                + Self.proof(meeting.proven)
                + (arrangements.isOrderSettled(at: meeting.id)
                    ? " That is among the orders that keep what was settled by hand." : ""),
            "",
        ]
        for slot in meeting.slots {
            lines.append(
                "\(slot.start.clock) \(String(slot.minutes).padded(3)) \(slot.nominal.text.padded(8)) "
                    + "\(slot.reason.inWords.padded(16)) \(slot.attendees.map(\.text).joined(separator: " "))"
                    + (slot.absent.isEmpty ? "" : "; without \(slot.absent.map(\.text).joined(separator: " "))"))
            if !slot.why.isEmpty { lines.append("          " + slot.why) }
        }
        lines += ["", "Who comes when"]
        for attendance in meeting.attendance { lines.append("  " + line(attendance)) }
        if !meeting.noted.isEmpty { lines += ["", "Noted: " + meeting.noted.map(\.text).joined(separator: ", ")] }
        if !meeting.deferred.isEmpty {
            lines += ["", "Deferred: " + meeting.deferred.map { "\($0.nominal) to \($0.due)" }.joined(separator: ", ")]
        }
        if let items = arrangements.items[meeting.id], !items.isEmpty {
            lines += ["", "Settled by hand:"]
            lines += items.map { "  " + line($0) }
        }
        let notKept = arrangements.notKept(at: meeting)
        if !notKept.isEmpty { lines += ["", "Settled by hand, and not kept:"] + notKept.map { "  " + $0 } }
        return lines
    }

    private func line(_ item: ArrangedItem) -> String {
        let turn = item.turn.map { [$0.rawValue + (item.why.map { ": \($0)" } ?? "")] } ?? []
        let settled = turn + (item.minutes.map { ["\($0) min"] } ?? [])
        return "\(item.nominal.text.padded(8)) \(settled.joined(separator: "; "))"
    }

    /// What is proven of the order, in a sentence.
    static func proof(_ proven: Set<PlannedMeeting.Level>) -> String {
        let levels: [(PlannedMeeting.Level, String)] = [
            (.absences, "people absent"), (.waiting, "waiting"), (.rag, "higher RAG earlier"),
        ]
        let known = levels.filter { proven.contains($0.0) }.map(\.1)
        return known.isEmpty
            ? "Nothing is proven of the order." : "Proven the best by: " + known.joined(separator: ", then ") + "."
    }

    private func line(_ attendance: PlannedMeeting.Attendance) -> String {
        let mine = meeting.slots.filter { $0.attendees.contains(attendance.practitioner) }
        let needed = mine.reduce(0) { $0 + $1.minutes }
        let stay = attendance.interval.minutes
        let saved = meeting.interval.minutes - stay
        return "\(who(attendance.practitioner).padded(34)) \(times(attendance.interval)): \(stay) min, "
            + "needed for \(needed)" + (saved > 0 ? ", saved \(saved)" : "")
            + (answers[attendance.practitioner].map { "; \($0.inWords)" } ?? "")
    }

    private func who(_ id: Practitioner.ID) -> String {
        guard let agency = people[id].flatMap({ agencies[$0.agency] }) else { return id.text }
        return "\(id) (\(agency.name))"
    }

    private func times(_ interval: Range<Moment>) -> String {
        "\(interval.lowerBound.clock) to \(interval.upperBound.clock)"
    }

    /// What an arrangement in that diary has done.
    func lines(of outcome: ArrangeMeeting.Outcome, diary: String) -> [String] {
        var lines = lines(of: outcome.difference, title: "By this:")
        if outcome.before.waitingMinutes != meeting.waitingMinutes {
            lines.append("  waiting in all \(outcome.before.waitingMinutes) min, now \(meeting.waitingMinutes) min")
        }
        let partners = outcome.partnerMinutes
        if partners.before != partners.after {
            lines.append("  partners are expected for \(partners.before) min in all, now \(partners.after) min")
        }
        if outcome.before.capacity != meeting.capacity {
            let capacity = meeting.capacity
            lines.append(
                "  \(capacity.needed) min needed of \(capacity.available), \(capacity.used) min given to slots")
        }
        if !outcome.notKept.isEmpty {
            lines += ["", "Settled by hand, and not kept:"] + outcome.notKept.map { "  " + $0 }
        }
        let absent = meeting.slots.filter { !$0.absent.isEmpty }
        if !absent.isEmpty {
            lines += ["", "Needed, and cannot be there; ask for a written update:"]
            lines += absent.map { "  \($0.start.clock) \($0.nominal): \($0.absent.map(who).joined(separator: ", "))" }
        }
        if !outcome.contacts.isEmpty {
            lines += ["", "Contacts moved to make room:"]
            lines += outcome.contacts.map { before, after in
                "  \(before.id) \(before.kind.inWords) with \(before.nominal): \(booking(before)), now "
                    + (after.map(booking) ?? "not booked")
            }
        }
        for other in outcome.others {
            lines += ["", "This changed \(other.meeting.id) too, which is issued: \(Self.count(other.difference))"]
        }
        if let since = outcome.sinceIssue, !since.isEmpty {
            lines += [
                "", "Since it was issued, in all: \(Self.count(since)). When they have been told:",
                "  iom-diary agenda issue \(meeting.id) --diary \(diary)",
            ]
        }
        return lines
    }

    private func booking(_ contact: Contact) -> String {
        "\(contact.start.inShort) \(contact.practitioners.map(\.text).joined(separator: " "))"
    }

    private static func count(_ difference: AgendaDifference) -> String {
        let moved = difference.moves.count { $0.before != nil && $0.after != nil }
        return moved == 1 ? "1 person comes at another time" : "\(moved) people come at another time"
    }

    /// Whose times and which slots have changed, from what to what.
    func lines(of difference: AgendaDifference, title: String) -> [String] {
        var lines = [self.title, title]
        if difference.isEmpty { return lines + ["  nothing has moved"] }
        lines.append("  " + Self.count(difference))
        lines += difference.moves.map { move in
            let (before, after) = (move.before.map(times), move.after.map(times))
            return "  \(who(move.practitioner).padded(34)) "
                + (before.map { "\($0), now \(after ?? "not expected")" } ?? "now \(after ?? "")")
        }
        if !difference.shifts.isEmpty {
            lines.append(
                "  \(difference.shifts.count) \(difference.shifts.count == 1 ? "slot is" : "slots are") at another time"
            )
        }
        lines += difference.shifts.map { shift in
            let (before, after) = (shift.before?.clock.description, shift.after?.clock.description)
            return "  \(shift.nominal.text.padded(34)) "
                + (before.map { "\($0), now \(after ?? "not on the agenda")" }
                    ?? "now \(after ?? ""), new on the agenda")
        }
        return lines
    }
}
