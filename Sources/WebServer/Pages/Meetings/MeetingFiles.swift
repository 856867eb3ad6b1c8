internal import Casework
internal import Operations
internal import Publishing

/// The meetings as one account may see them, and how their pages speak.
///
/// Those who hold a meeting, and managers, see every reference; everybody else the items of those they work with, and
/// of the others the time, as on the agenda that they are given.
struct MeetingFiles: ReadersFiles {
    /// What is told of an item.
    enum Openness {
        case all, reference, time
    }

    let reader: ReaderWords
    let today: Day

    init(_ files: Files, for visit: Visit) {
        reader = ReaderWords(files, for: visit)
        today = visit.today
    }

    /// Everything on record: for what is not about nominals.
    var whole: Caseload { files.whole.caseload }

    /// Whether they arrange the agendas.
    var holds: Bool { files.sight.holdsMeetings }
    /// Whether they see all of an agenda's figures.
    var seesFigures: Bool { holds || account.role == .manager }

    func openness(to nominal: Nominal.ID) -> Openness {
        let standing = files.sight.standing(to: nominal)
        if holds { return standing == .outsider ? .reference : .all }
        guard files.sight.nominals.contains(nominal) else { return .time }
        if account.role == .manager { return standing == .outsider ? .reference : .all }
        return standing == .lead || standing == .involved ? .all : .time
    }

    /// Whether the reader, who holds the meeting, can note something of a nominal: they know the reference.
    func mayNote(_ nominal: Nominal.ID) -> Bool { holds || files.sight.nominals.contains(nominal) }

    func isOnRecord(_ nominal: Nominal.ID) -> Bool { directory.nominal(nominal) != nil }

    /// Whether there is more than the reference for them to know.
    func knows(_ nominal: Nominal.ID) -> Bool { files.sight.standing(to: nominal) != .outsider }

    /// `Nadia Rahman (Probation)`.
    func person(_ practitioner: Practitioner.ID) -> String {
        directory.name(practitioner) + (directory.agency(of: practitioner).map { " (\($0.name))" } ?? "")
    }

    func people(_ practitioners: [Practitioner.ID]) -> String? {
        practitioners.isEmpty ? nil : Wording.list(practitioners.sorted().map(person))
    }

    func place(of meeting: PlannedMeeting) -> String {
        meeting.place == .online ? "Online" : directory.words(for: meeting.place)
    }

    // MARK: Meetings

    /// Those of some days, as they are planned; in order of time.
    func meetings(in days: Range<Day>) throws -> [PlannedMeeting] {
        try files.diary.meetings(in: days).sorted { $0.interval.lowerBound < $1.interval.lowerBound }
    }

    /// As it is planned, or was last planned for its day; nil where there is none.
    func meeting(_ id: PlannedMeeting.ID) throws -> PlannedMeeting? {
        if let planned = files.whole.stored?.plan.meetings.first(where: { $0.id == id }) { return planned }
        guard let day = PlannedMeeting.seriesAndDay(of: id)?.day else { return nil }
        return try files.diary.meetings(in: day..<(day + 1)).first { $0.id == id } ?? files.arrangements.issued[id]
    }

    /// The agenda that the reader goes by: as it is planned for those who arrange it, as it was issued for the others.
    func agenda(of meeting: PlannedMeeting) -> PlannedMeeting {
        holds ? meeting : files.arrangements.issued[meeting.id] ?? meeting
    }

    /// `MAP, Wednesday 2 December 2026`.
    func title(of meeting: PlannedMeeting) -> String {
        "\(meeting.series.title), \(meeting.interval.lowerBound.day.inWords)"
    }

    /// When its agenda was last given out, on the office's clock.
    func issueDate(of meeting: PlannedMeeting) throws -> String? {
        try files.diary.issueDate(of: meeting.id).map { Prepared.inShort($0.seconds, whole.policy.timezone) }
    }

    /// Whether people have the agenda as it is.
    ///
    /// - Parameter date: When it was last given out.
    func state(of meeting: PlannedMeeting, at date: String?) -> (words: String, isChanged: Bool) {
        guard let issued = files.arrangements.issued[meeting.id] else {
            return ("Not issued yet: times can still change.", false)
        }
        let given = "Issued\(date.map { " on \($0)" } ?? "")"
        guard holds else { return ("\(given).", false) }
        let people = "\(given), to \(Wording.counted(issued.attendance.count, "person", "people"))"
        return AgendaDifference(from: issued, to: meeting).isEmpty
            ? ("\(people): they have these times.", false)
            : ("\(people), and changed since: they have other times until it is issued again.", true)
    }

    /// How a meeting that has begun is going, or went.
    func words(ofHeld notes: MeetingNotes) -> String? {
        notes.startedAt.map { start in
            notes.endedAt.map { "Held from \(start.clock) to \($0.clock)." }
                ?? "Begun at \(start.clock), not ended yet."
        }
    }

    /// When the reader is expected; nil where they are not.
    func ownTimes(at meeting: PlannedMeeting) -> String? {
        account.practitioner.flatMap { own in
            meeting.expected(own).map { times in
                let minutes = meeting.minutesNeeded(of: own)
                let items = meeting.slots.count { $0.attendees.contains(own) }
                return "You are expected from \(times.lowerBound.clock) to \(times.upperBound.clock)"
                    + (items == 0
                        ? "." : ": \(Wording.counted(items, "item")), \(Wording.minutes(minutes)) of discussion.")
            }
        }
    }

    /// What timeslots save the partner agencies.
    func partnerWords(at meeting: PlannedMeeting) -> String? {
        whole.partnerMinutes(at: meeting).map { minutes in
            "Partner agencies are asked for \(Wording.minutes(minutes.asked)) of their people's time. Sitting through "
                + "the whole meeting would take \(minutes.throughout): \(minutes.saved) saved."
        }
    }

    /// Whom an agenda speaks of.
    func nominals(at meeting: PlannedMeeting) -> Set<Nominal.ID> {
        Set(meeting.slots.map(\.nominal) + meeting.noted + meeting.deferred.map(\.nominal))
    }
}
