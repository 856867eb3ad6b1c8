import Casework
import Foundation

/// The plan for other programs, `plan.json`.
///
/// It holds ids only, so what the planner put in words loses the names of staff too.
struct PlanFile: Sendable {
    let plan: Plan
    let leastShortfalls: [LeastShortfall]
    let directory: Directory

    func document() throws -> Document {
        let encoder = JSONEncoder()
        // Sorted, because an unsorted object's order differs from run to run.
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        let data = try encoder.encode(content)
        return Document(path: "plan.json", content: String(decoding: data, as: UTF8.self) + "\n")
    }

    private var content: PlanContent {
        let redaction = directory.redaction.hiding(directory.caseload.practitioners)
        return PlanContent(
            from: plan.weeks.from.description, weeks: plan.weeks.count, timezone: plan.timezone,
            meetings: plan.meetings.map(MeetingContent.init),
            contacts: plan.contacts.filter(\.status.countsAsOffered).map(ContactContent.init),
            shortfalls: plan.shortfalls.map { ShortfallContent($0, redaction) },
            shortfallLowerBounds: leastShortfalls.isEmpty ? nil : leastShortfalls.map(BoundContent.init),
            score: ScoreContent(plan.score))
    }
}

private struct PlanContent: Encodable {
    var from: String
    var weeks: Int
    var timezone: String
    var meetings: [MeetingContent]
    var contacts: [ContactContent]
    var shortfalls: [ShortfallContent]
    /// Beyond the specified keys; nothing where no week falls short.
    var shortfallLowerBounds: [BoundContent]?
    var score: ScoreContent

    enum CodingKeys: String, CodingKey {
        case from, weeks, timezone, meetings, contacts, shortfalls, score
        case shortfallLowerBounds = "shortfall_lower_bounds"
    }
}

/// Of a week that falls short: the points it is short by, and those that no plan of it can be under.
private struct BoundContent: Encodable {
    var week: String
    var shortfall, least: Int

    init(_ week: LeastShortfall) {
        (self.week, shortfall, least) = (week.week.description, week.found, week.least)
    }
}

private struct MeetingContent: Encodable {
    var meeting, series, start, end, location: String
    var slots: [SlotContent]
    var breaks: [PauseContent]
    var attendance: [AttendanceContent]
    var noted: [String]
    var deferred: [DeferralContent]
    var minutesNeeded, minutesAvailable, waitingMinutes, waitingLowerBound: Int
    var optimal: Bool
    var proven: [String]

    private enum CodingKeys: String, CodingKey {
        case meeting, series, start, end, location, slots, breaks, attendance, noted, deferred, optimal, proven
        case minutesNeeded = "minutes_needed"
        case minutesAvailable = "minutes_available"
        case waitingMinutes = "waiting_minutes"
        case waitingLowerBound = "waiting_lower_bound"
    }

    init(_ meeting: PlannedMeeting) {
        self.meeting = meeting.id.text
        series = meeting.series.rawValue
        start = meeting.interval.lowerBound.description
        end = meeting.interval.upperBound.description
        location = meeting.place.description
        slots = meeting.slots.map(SlotContent.init)
        breaks = meeting.breaks.map { PauseContent(start: $0.start.description, minutes: $0.minutes) }
        attendance = meeting.attendance.map(AttendanceContent.init)
        noted = meeting.noted.map(\.text)
        deferred = meeting.deferred.map { DeferralContent(nominal: $0.nominal.text, due: $0.due.description) }
        minutesNeeded = meeting.minutesNeeded
        minutesAvailable = meeting.minutesAvailable
        waitingMinutes = meeting.waitingMinutes
        waitingLowerBound = meeting.waitingLowerBound
        optimal = meeting.isOptimal
        proven = PlannedMeeting.Level.allCases.filter(meeting.proven.contains).map(\.rawValue)
    }
}

private struct SlotContent: Encodable {
    var nominal, reason, start: String
    var minutes: Int
    var attendees, absent: [String]
    var why: String

    init(_ slot: PlannedMeeting.Slot) {
        nominal = slot.nominal.text
        reason = slot.reason.rawValue
        start = slot.start.description
        minutes = slot.minutes
        attendees = slot.attendees.map(\.text).sorted()
        absent = slot.absent.map(\.text).sorted()
        why = slot.why
    }
}

private struct PauseContent: Encodable {
    var start: String
    var minutes: Int
}

private struct AttendanceContent: Encodable {
    var practitioner, from, until: String

    init(_ attendance: PlannedMeeting.Attendance) {
        practitioner = attendance.practitioner.text
        from = attendance.interval.lowerBound.description
        until = attendance.interval.upperBound.description
    }
}

private struct DeferralContent: Encodable {
    var nominal, due: String
}

private struct ContactContent: Encodable {
    var contact, nominal, kind, start: String
    var minutes: Int
    var location: String
    var practitioners: [String]
    var status: String

    init(_ contact: Contact) {
        self.contact = contact.id.text
        nominal = contact.nominal.text
        kind = contact.kind.name
        start = contact.start.description
        minutes = contact.minutes
        location = contact.place.description
        practitioners = contact.practitioners.map(\.text)
        status = contact.status.rawValue
    }
}

private struct ShortfallContent: Encodable {
    var nominal, week: String
    var target, booked, missingContacts, missingJoint, missingHome: Int
    var reasons: [String]

    private enum CodingKeys: String, CodingKey {
        case nominal, week, target, booked, reasons
        case missingContacts = "missing_contacts"
        case missingJoint = "missing_joint"
        case missingHome = "missing_home"
    }

    init(_ shortfall: Shortfall, _ redaction: Redaction) {
        nominal = shortfall.nominal.text
        week = shortfall.week.description
        target = shortfall.target
        booked = shortfall.booked
        missingContacts = shortfall.missingContacts
        missingJoint = shortfall.isJointMissing ? 1 : 0
        missingHome = shortfall.isHomeMissing ? 1 : 0
        reasons = shortfall.reasons.map { redaction($0, about: shortfall.nominal) }
    }
}

private struct ScoreContent: Encodable {
    var shortfall, moved, cover, travelMinutes, spread: Int

    private enum CodingKeys: String, CodingKey {
        case shortfall, moved, cover, spread
        case travelMinutes = "travel_minutes"
    }

    init(_ score: Score) {
        shortfall = score.shortfall
        moved = score.moved
        cover = score.cover
        travelMinutes = score.travelMinutes
        spread = score.spread
    }
}
