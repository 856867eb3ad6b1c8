/// The weeks ahead: meetings with a timeslot for each nominal, contacts booked, and what falls short.
package struct Plan: Hashable, Sendable {
    package var weeks: Weeks
    package var timezone: String
    package var meetings: [PlannedMeeting]
    /// Every contact of the weeks except the rescheduled and the cancelled, by start.
    package var contacts: [Contact]
    package var shortfalls: [Shortfall]
    package var score: Score

    package init(
        weeks: Weeks, timezone: String, meetings: [PlannedMeeting], contacts: [Contact], shortfalls: [Shortfall],
        score: Score
    ) {
        self.weeks = weeks
        self.timezone = timezone
        self.meetings = meetings
        self.contacts = contacts
        self.shortfalls = shortfalls
        self.score = score
    }
}

/// One meeting of a plan, with its agenda.
package struct PlannedMeeting: Hashable, Sendable {
    package typealias ID = Identifier<PlannedMeeting>

    package var id: ID
    package var series: Series
    package var interval: Range<Moment>
    package var place: Place
    /// In order of time.
    package var slots: [Slot]
    package var breaks: [Pause]
    /// From when until when each practitioner is expected, those who stay throughout included.
    package var attendance: [Attendance]
    /// Routine items noted without discussion; written updates are asked for instead.
    package var noted: [Nominal.ID]
    package var deferred: [Deferral]
    /// Minutes of every item that is due, those that a person has taken off it excepted.
    package var minutesNeeded: Int
    /// Minutes there are for slots.
    package var minutesAvailable: Int
    /// Attendance less the minutes needed, over everyone but those who stay throughout, the break not counted.
    package var waitingMinutes: Int
    /// No order of these slots has less waiting than this.
    package var waitingLowerBound: Int
    /// The levels at which no order of the slots is better, the levels above being equal.
    package var proven: Set<Level>

    /// Whether no order of these slots has fewer people absent, nor, with as few, less waiting.
    package var isOptimal: Bool { proven.isSuperset(of: [.absences, .waiting]) && waitingMinutes == waitingLowerBound }

    package init(
        id: ID, series: Series, interval: Range<Moment>, place: Place, slots: [Slot], breaks: [Pause],
        attendance: [Attendance], noted: [Nominal.ID], deferred: [Deferral], minutesNeeded: Int,
        minutesAvailable: Int, waitingMinutes: Int, waitingLowerBound: Int, proven: Set<Level>
    ) {
        self.id = id
        self.series = series
        self.interval = interval
        self.place = place
        self.slots = slots
        self.breaks = breaks
        self.attendance = attendance
        self.noted = noted
        self.deferred = deferred
        self.minutesNeeded = minutesNeeded
        self.minutesAvailable = minutesAvailable
        self.waitingMinutes = waitingMinutes
        self.waitingLowerBound = waitingLowerBound
        self.proven = proven
    }

    /// From when until when somebody is expected; nil if they are not.
    package func expected(_ practitioner: Practitioner.ID) -> Range<Moment>? {
        attendance.first { $0.practitioner == practitioner }?.interval
    }

    /// The minutes of a meeting, for a meter.
    package struct Capacity: Hashable, Sendable {
        /// Of everything that is due, what was taken off by hand excepted.
        package var needed: Int
        package var available: Int
        /// Of the slots there are.
        package var used: Int
    }

    package var capacity: Capacity {
        Capacity(
            needed: minutesNeeded, available: minutesAvailable, used: slots.reduce(0) { $0 + $1.minutes })
    }

    /// `map-2026-12-02`.
    package static func id(_ series: Series, on day: Day) -> ID { ID("\(series.rawValue)-\(day)") }

    /// What the order of the slots is judged by, one after the other.
    package enum Level: String, CaseIterable, Hashable, Sendable {
        /// Needed people who cannot be there.
        case absences
        /// People who come at another time than they were told, once the agenda is issued.
        case moves
        case waiting
        /// Higher RAG earlier.
        case rag
    }

    /// A timeslot: these minutes for this nominal.
    package struct Slot: Hashable, Sendable {
        package var nominal: Nominal.ID
        package var reason: SlotReason
        /// What there is to say about the reason, a line each, without names: `missed contacts, Fri 27 Nov`.
        package var matters: [String]
        package var start: Moment
        package var minutes: Int
        /// Needed, and there.
        package var attendees: [Practitioner.ID]
        /// Needed, and not able to be there at that time.
        package var absent: [Practitioner.ID]
        /// Why it is where it is, in a sentence that a chair can say, without names.
        package var why: String

        package init(
            nominal: Nominal.ID, reason: SlotReason, matters: [String], start: Moment, minutes: Int,
            attendees: [Practitioner.ID], absent: [Practitioner.ID], why: String = ""
        ) {
            self.nominal = nominal
            self.reason = reason
            self.matters = matters
            self.start = start
            self.minutes = minutes
            self.attendees = attendees
            self.absent = absent
            self.why = why
        }

        package var end: Moment { start + minutes }
    }

    package struct Pause: Hashable, Sendable {
        package var start: Moment
        package var minutes: Int

        package init(start: Moment, minutes: Int) {
            self.start = start
            self.minutes = minutes
        }
    }

    package struct Attendance: Hashable, Sendable {
        package var practitioner: Practitioner.ID
        package var interval: Range<Moment>

        package init(practitioner: Practitioner.ID, interval: Range<Moment>) {
            self.practitioner = practitioner
            self.interval = interval
        }
    }

    /// An item that did not fit, and the day it is now due.
    package struct Deferral: Hashable, Sendable {
        package var nominal: Nominal.ID
        package var due: Day

        package init(nominal: Nominal.ID, due: Day) {
            self.nominal = nominal
            self.due = due
        }
    }
}

/// Where one nominal's contacts in one week fall short of the target, and why.
package struct Shortfall: Hashable, Sendable {
    package var nominal: Nominal.ID
    /// The Monday.
    package var week: Day
    package var target: Int
    /// Contacts of the week that count towards the target.
    package var booked: Int
    package var missingContacts: Int
    package var isJointMissing: Bool
    package var isHomeMissing: Bool
    /// The sorts of cause, most telling first.
    package var causes: [Cause]
    /// Why, and what would cure it, in words a manager can act on; never empty.
    package var reasons: [String]

    package init(
        nominal: Nominal.ID, week: Day, target: Int, booked: Int, missingContacts: Int, isJointMissing: Bool,
        isHomeMissing: Bool, causes: [Cause] = [], reasons: [String] = []
    ) {
        self.nominal = nominal
        self.week = week
        self.target = target
        self.booked = booked
        self.missingContacts = missingContacts
        self.isJointMissing = isJointMissing
        self.isHomeMissing = isHomeMissing
        self.causes = causes
        self.reasons = reasons
    }

    /// How far it goes, before the weight of the nominal's RAG (level 1 of the score in planning.md).
    package var extent: Int {
        missingContacts * missingContacts + (isJointMissing ? 1 : 0) + (isHomeMissing ? 1 : 0)
    }

    /// The figures alone.
    package var bare: Shortfall {
        var bare = self
        (bare.causes, bare.reasons) = ([], [])
        return bare
    }

    /// What stands in the way, as a manager would group it.
    package enum Cause: String, CaseIterable, Hashable, Sendable {
        case custody = "in_custody"
        case released = "released_late"
        case suspended = "probation_suspended"
        case nominalUnavailable = "nominal_unavailable"
        case vacancy = "no_working_time"
        case busy = "practitioner_busy"
        case capacity = "practitioner_full"
        case noCommonTime = "no_common_time"
        case tooFar = "too_far"
        case rooms = "no_room"
        case keepApart = "keep_apart"
        case daysTaken = "days_taken"
        case place = "no_place"
        /// Time has come free since the plan was made.
        case open = "possible_now"

        package var inWords: String {
            switch self {
            case .custody: "In custody"
            case .released: "Released late in the week"
            case .suspended: "Probation contact suspended"
            case .nominalUnavailable: "Nominal's own commitments"
            case .vacancy: "Nobody working"
            case .busy: "Practitioner busy"
            case .capacity: "Practitioner's time used up"
            case .noCommonTime: "No common time"
            case .tooFar: "Too far to get there and back"
            case .rooms: "No room"
            case .keepApart: "Kept apart from another"
            case .daysTaken: "No day left for another contact"
            case .place: "No place for it"
            case .open: "Possible now"
            }
        }
    }
}

/// How short a week falls in a plan, and how short it must fall in any with the same people's time.
///
/// What is due in a week depends on those before, which are taken as the plan has them.
package struct LeastShortfall: Hashable, Sendable {
    /// The Monday.
    package var week: Day
    /// In points, as `Score.shortfall` counts them.
    package var found: Int
    /// No plan of the week has fewer.
    package var least: Int

    package init(week: Day, found: Int, least: Int) {
        self.week = week
        self.found = found
        self.least = least
    }

    /// Whether nothing better can be booked.
    package var isLeast: Bool { found == least }

    /// What a manager is told of the weeks that fall short.
    package static func inWords(_ weeks: [LeastShortfall]) -> [String] {
        if !weeks.isEmpty, weeks.allSatisfy(\.isLeast) {
            return ["Nothing better can be booked with these people in that time."]
        }
        return weeks.map { week in
            "Week of \(week.week.inShort): \(week.found) points short, by rating and contacts missing; "
                + (week.isLeast
                    ? "nothing better can be booked with these people in that time."
                    : "with these people in that time it cannot be under \(week.least).")
        }
    }
}

/// How good a plan is: smaller is better, each level only once the ones above are equal.
package struct Score: Hashable, Sendable, Comparable {
    /// Over nominals and weeks, weight × (missing contacts² + 1 for a missing joint visit + 1 for one at home).
    package var shortfall: Int
    /// Contacts already planned that changed start, place or crew, or were dropped.
    package var moved: Int
    /// Practitioners at a contact who are neither its nominal's leads nor involved with them.
    package var cover: Int
    /// All practitioners' travel in minutes, over every block and all its commitments.
    package var travelMinutes: Int
    /// Pairs of contacts with one nominal on consecutive days of one week.
    package var spread: Int

    package init(shortfall: Int = 0, moved: Int = 0, cover: Int = 0, travelMinutes: Int = 0, spread: Int = 0) {
        self.shortfall = shortfall
        self.moved = moved
        self.cover = cover
        self.travelMinutes = travelMinutes
        self.spread = spread
    }

    package static let zero = Score()

    package static func < (left: Score, right: Score) -> Bool {
        if left.shortfall != right.shortfall { return left.shortfall < right.shortfall }
        if left.moved != right.moved { return left.moved < right.moved }
        if left.cover != right.cover { return left.cover < right.cover }
        if left.travelMinutes != right.travelMinutes { return left.travelMinutes < right.travelMinutes }
        return left.spread < right.spread
    }

    package static func + (left: Score, right: Score) -> Score {
        Score(
            shortfall: left.shortfall + right.shortfall, moved: left.moved + right.moved,
            cover: left.cover + right.cover, travelMinutes: left.travelMinutes + right.travelMinutes,
            spread: left.spread + right.spread)
    }
}
