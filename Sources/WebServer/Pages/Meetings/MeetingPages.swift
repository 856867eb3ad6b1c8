internal import Casework
internal import Foundation
internal import Operations
internal import Publishing

/// The meetings ahead and behind, and one meeting's agenda.
enum MeetingPages {
    static var routes: [Route] {
        [.get("/meetings", for: .seeMeetings, list), .get("/meetings/{meeting}", for: .seeMeetings, agenda)]
    }

    static func id(in visit: Visit) -> PlannedMeeting.ID { PlannedMeeting.ID(visit["meeting"]) }

    // MARK: All

    /// How far ahead meetings are shown.
    static let daysAhead = 120

    private static func list(_ visit: Visit) async throws -> Answer {
        let (today, asked) = (visit.today, visit.query["month"])
        guard let asked else {
            let page = try await visit.read { files in
                let files = MeetingFiles(files, for: visit)
                let month = today.month
                return MeetingsPage(
                    ahead: try files.meetings(in: today..<(today + daysAhead)).map { try MeetingCard($0, files) },
                    behind: Several(
                        try files.meetings(in: month.lowerBound..<today).reversed().map { try MeetingCard($0, files) }),
                    isNow: true, behindTitle: "Earlier this month", older: month.lowerBound - 1)
            }
            return .page("meetings", of: page, title: "Meetings", shows: [])
        }
        guard let first = Day(iso: "\(asked)-01") else { return .notFound }
        let month = first.month
        let page = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            return MeetingsPage(
                ahead: [], behind: Several(try files.meetings(in: month).map { try MeetingCard($0, files) }),
                isNow: false, behindTitle: first.monthInWords, older: first - 1,
                newer: month.upperBound <= today.month.lowerBound ? month.upperBound : nil)
        }
        return .page("meetings", of: page, title: "Meetings in \(first.monthInWords)", shows: [])
    }

    // MARK: One

    private static func agenda(_ visit: Visit) async throws -> Answer {
        try await agenda(visit, form: nil, errors: [])
    }

    /// The page of a meeting, with what cannot stand in a form that was sent from it.
    static func agenda(_ visit: Visit, form: Form?, errors: [FieldError]) async throws -> Answer {
        let id = id(in: visit)
        let made = try await visit.read { files -> (MeetingPage, String, [Nominal.ID])? in
            let files = MeetingFiles(files, for: visit)
            guard let meeting = try files.meeting(id) else { return nil }
            let page = try MeetingPage(meeting, files, clock: visit.clock, form: form, errors)
            return (page, files.title(of: meeting), page.nominals)
        }
        guard let (page, title, nominals) = made else { return .notFound }
        return .page("meeting", of: page, title: title, shows: nominals)
    }
}

extension Day {
    /// The days of its month.
    var month: Range<Day> {
        let (year, month, day) = components
        let first = self - (day - 1)
        return first..<(first + Day.length(ofMonth: month, year: year))
    }

    /// `December 2026`.
    var monthInWords: String { inWords.split(separator: " ").suffix(2).joined(separator: " ") }

    /// `2026-12`.
    var monthCode: String { String(description.prefix(7)) }
}

/// What `meetings.mustache` is given.
struct MeetingsPage: Sendable {
    var ahead: [MeetingCard]
    var behind: Several<MeetingCard>?
    /// Whether it is the page of today, rather than of a month.
    var isNow: Bool
    var behindTitle: String
    var older: String
    var newer: String?

    init(
        ahead: [MeetingCard], behind: Several<MeetingCard>?, isNow: Bool, behindTitle: String, older: Day,
        newer: Day? = nil
    ) {
        self.ahead = ahead
        self.behind = behind
        self.isNow = isNow
        self.behindTitle = behindTitle
        self.older = older.monthCode
        self.newer = newer?.monthCode
    }
}

/// One meeting in a list.
struct MeetingCard: Sendable {
    var address: String
    var heading: String
    var when: String
    var state: String
    var meter: MeterView?
    var slots: String
    var ownTimes: String?
    var saved: String?
    /// What was noted of it.
    var noted: String?
    /// Whether the reader may open the notes.
    var hasNotes: Bool

    init(_ planned: PlannedMeeting, _ files: MeetingFiles) throws {
        let meeting = files.agenda(of: planned)
        address = "/meetings/\(meeting.id)"
        heading = files.title(of: meeting)
        when = "\(Wording.times(meeting.interval)), \(files.place(of: meeting))"
        state = files.state(of: planned, at: try files.issueDate(of: planned)).words
        meter = files.seesFigures ? MeterView(meeting) : nil
        slots = meeting.slots.isEmpty ? "No items." : "\(Wording.counted(meeting.slots.count, "item"))."
        ownTimes = files.ownTimes(at: meeting)
        saved = files.whole.partnerMinutes(at: meeting).map { "\(Wording.minutes($0.saved)) of partners' time saved." }
        if !files.seesFigures { saved = nil }
        let notes = try files.files.diary.notes(of: meeting.id)
        hasNotes = notes.isStarted
        noted = files.words(ofHeld: notes).map { "\($0) \(Wording.counted(notes.items.count, "item")) dealt with." }
        if notes.isStarted { state = "" }
    }
}
