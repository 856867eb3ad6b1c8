/// What calendars say about a stretch of days: who is busy when, when meetings are held, which days are holidays.
package struct Diaries: Sendable {
    /// The days that the calendars were read for; nothing is known of any other.
    package var days: Range<Day>
    package var busyTimes: [Practitioner.ID: [BusyTime]]
    /// In order of date.
    package var meetings: [MeetingDate]
    package var bankHolidays: Set<Day>
    /// Where a practitioner's calendar ends within the days: from then on their time is unknown, not free.
    package var knownUntil: [Practitioner.ID: Moment] = [:]
    /// What was planned for the time before: those meetings will have been held, those contacts had.
    package var earlier = EarlierPlans()
    package var arrangements = Arrangements()
    /// The time on the office's clock, where the weeks have begun: what starts before it stays as it is, and nothing
    /// new is put there.
    package var now: Moment?
    /// Until when contacts stay as they are though they are ahead, and none is put in: people count on them by then.
    package var contactsStayUntil: Moment?
    /// Meetings of the weeks that have begun by then, as people had them.
    package var begun: [PlannedMeeting] = []
    /// What was noted of meetings that have been held.
    package var notes: [PlannedMeeting.ID: MeetingNotes] = [:]

    package init(
        days: Range<Day>, busyTimes: [Practitioner.ID: [BusyTime]] = [:], meetings: [MeetingDate] = [],
        bankHolidays: Set<Day> = []
    ) {
        self.days = days
        self.busyTimes = busyTimes
        self.meetings = meetings
        self.bankHolidays = bankHolidays
    }
}

extension Diaries {
    /// Whether a meeting is held already, and so stays as it is.
    package func hasBegun(_ meeting: PlannedMeeting) -> Bool {
        now.map { meeting.interval.lowerBound < $0 } ?? false
    }

    /// A meeting as it went, where that was noted: what is due at the next ones goes by it.
    package func held(_ meeting: PlannedMeeting) -> PlannedMeeting {
        notes[meeting.id].map(meeting.held) ?? meeting
    }

    /// From when on contacts can be moved, and put in; nil: from the first week on.
    package var bookableFrom: Moment? { [now, contactsStayUntil].compactMap(\.self).max() }

    /// Whether a plan may still move a contact: it is planned, has not begun, and is not too near.
    package func canMove(_ contact: Contact) -> Bool {
        contact.status == .planned && bookableFrom.map { $0 <= contact.start } ?? true
    }
}

extension Diaries {
    /// When each practitioner cannot be planned with, as the policy has it.
    package func busyTimes(by policy: Policy.Calendars) -> [Practitioner.ID: [BusyTime]] {
        var busyTimes = busyTimes
        if policy.tentative != .busy {
            busyTimes = busyTimes.mapValues { times in times.filter { $0.certainty != .tentative } }
        }
        if policy.beyondTheirEnd == .busy {
            for (practitioner, end) in knownUntil where end < days.upperBound.start {
                busyTimes[practitioner, default: []].append(BusyTime(end..<days.upperBound.start, .unknown))
            }
        }
        return busyTimes
    }

    /// Those at a contact whose calendar does not say that they are free then: it has ended by that time, or holds
    /// it for something not yet promised.
    package func practitionersToAsk(about contact: Contact) -> [Practitioner.ID] {
        contact.practitioners.filter { practitioner in
            knownUntil[practitioner].map { $0 < contact.end } ?? false
                || (busyTimes[practitioner] ?? []).contains {
                    $0.certainty == .tentative && $0.interval.overlaps(contact.interval)
                }
        }
    }
}

extension Diaries {
    /// Leaves out of somebody's busy times what stands there because they were invited.
    ///
    /// Published without details a calendar names no event, so that it can be known by its time alone.
    package mutating func leaveOut(_ invitation: Invitation) {
        busyTimes[invitation.practitioner]?.removeAll {
            $0.interval == invitation.interval && $0.certainty != .absent
        }
    }
}

/// What plans for the weeks before have settled, where nothing is recorded of it yet.
package struct EarlierPlans: Hashable, Sendable {
    /// In order of time.
    package var meetings: [PlannedMeeting]
    /// Booked, without an outcome.
    package var contacts: [Contact]

    package init(meetings: [PlannedMeeting] = [], contacts: [Contact] = []) {
        self.meetings = meetings
        self.contacts = contacts
    }
}

/// A stretch of time in which a practitioner's own calendar says they cannot take anything else.
package struct BusyTime: Hashable, Sendable {
    package enum Certainty: String, Hashable, Sendable {
        case busy
        /// Held in the calendar and not yet promised; the policy says how far that is planned around.
        case tentative
        /// The calendar says something is there that cannot be placed for certain; planned around.
        case unknown
        /// The diary was told that the practitioner is away.
        case absent
    }

    package var interval: Range<Moment>
    package var certainty: Certainty

    package init(_ interval: Range<Moment>, _ certainty: Certainty = .busy) {
        self.interval = interval
        self.certainty = certainty
    }
}

/// One date of a meeting series.
package struct MeetingDate: Hashable, Sendable {
    package var series: Series
    package var interval: Range<Moment>
    package var place: Place
    /// Those whom the series itself names as staying throughout, beside the policy's.
    package var throughout: Set<Practitioner.ID>
    /// The day the series gave, where a bank holiday moved the meeting.
    package var movedFrom: Day?

    package init(
        series: Series, interval: Range<Moment>, place: Place, throughout: Set<Practitioner.ID> = [],
        movedFrom: Day? = nil
    ) {
        self.series = series
        self.interval = interval
        self.place = place
        self.throughout = throughout
        self.movedFrom = movedFrom
    }

    package var day: Day { interval.lowerBound.day }
}
