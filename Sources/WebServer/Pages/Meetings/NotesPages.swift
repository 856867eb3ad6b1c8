internal import Casework
internal import Operations
internal import Publishing

/// What was noted of a meeting, as each reader may know it, and giving the notes out.
enum NotesPages {
    static var routes: [Route] {
        [
            .get("/meetings/{meeting}/notes", for: .seeMeetings, read),
            .get("/meetings/{meeting}/notes/issue", for: .arrangeMeetings, check),
            .post("/meetings/{meeting}/notes/issue", for: .arrangeMeetings, issue),
        ]
    }

    private static func read(_ visit: Visit) async throws -> Answer {
        let id = MeetingPages.id(in: visit)
        let holidays = visit.site.plugs.holidays
        let made = try await visit.read { files -> (MeetingNotesPage, String, [Nominal.ID])? in
            let files = MeetingFiles(files, for: visit)
            let noted = try files.files.diary.noted(id)
            guard noted.notes.isStarted else { return nil }
            let paper = NotesPaper(
                meeting: noted.meeting, notes: noted.notes, caseload: noted.caseload,
                previous: try files.files.diary.dayBefore(noted), recipients: [], issuedAt: visit.clock)
            let (values, nominals) = paper.view(for: files.asPractitioner)
            let page = MeetingNotesPage(
                noteAddress: "/meetings/\(id)", canIssue: files.holds,
                missing: files.holds
                    ? Several(try NotesPages.missing(noted, files, at: visit.clock, holidays: holidays)) : nil,
                notes: values)
            let missing = files.holds ? noted.slotsToDo.map(\.nominal) : []
            return (page, files.title(of: noted.meeting), nominals + missing)
        }
        guard let (page, title, nominals) = made else { return .notFound }
        return .page("notes", of: page, title: "Notes of the \(title)", shows: nominals)
    }

    private static func check(_ visit: Visit) async throws -> Answer {
        guard let (page, nominals) = try await page(visit) else { return .notFound }
        return .page("issue-notes", of: page, title: "Issue the notes of the \(page.meetingTitle)", shows: nominals)
    }

    private static func issue(_ visit: Visit) async throws -> Answer {
        guard let (page, _) = try await page(visit) else { return .notFound }
        let (id, actor, now, clock, templates) = (
            MeetingPages.id(in: visit), visit.actor, visit.now, visit.clock, visit.site.plugs.templates
        )
        return try await PaperJob.begin("Issue the notes of the \(page.meetingTitle)", name: "notes-\(id)", visit) {
            let (noted, (documents, told), _) = try IssueNotes($0)(id, by: actor, at: now) { noted, previous in
                let made = try NotesPaper(
                    meeting: noted.meeting, notes: noted.notes, caseload: noted.caseload, previous: previous,
                    recipients: noted.recipients, issuedAt: clock, templates: templates
                ).handedOut()
                return (papers: (made.documents, made.recipients.flatMap(\.about)), recipients: made.recipients)
            }
            return MadePapers(
                documents: documents, about: told, marking: noted.caseload.policy.marking,
                saying: "The notes of \(id) are made for \(Wording.counted(documents.count, "person", "people")). "
                    + "Give each copy to the one it names.")
        }
    }

    private static func page(_ visit: Visit) async throws -> (IssueNotesPage, [Nominal.ID])? {
        let id = MeetingPages.id(in: visit)
        let holidays = visit.site.plugs.holidays
        return try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let noted = try files.files.diary.noted(id)
            guard files.holds, noted.notes.isStarted else { return nil }
            let page = IssueNotesPage(
                noteAddress: "/meetings/\(id)", meetingTitle: files.title(of: noted.meeting),
                missing: Several(try missing(noted, files, at: visit.clock, holidays: holidays)),
                recipients: noted.recipients.map(files.person).sorted(),
                formats: PaperJob.formats(usual: [.html, .pdf]))
            return (page, noted.slotsToDo.map(\.nominal))
        }
    }

    /// What is still to be noted before notes go out, and whether they are late.
    private static func missing(
        _ noted: NotedMeeting, _ files: MeetingFiles, at clock: Moment,
        holidays: (Caseload, [CalendarFile], Range<Day>) -> Set<Day>
    ) throws -> [String] {
        var lines: [String] = []
        if noted.notes.endedAt == nil { lines.append("The meeting has not been ended.") }
        let left = noted.slotsToDo.map(\.nominal.text)
        if !left.isEmpty { lines.append("Not dealt with: \(Wording.list(left)).") }
        let unknown = noted.meeting.attendance.map(\.practitioner).filter { noted.notes.state(of: $0) == nil }
        if !unknown.isEmpty {
            lines.append("Nobody noted whether these were there: \(Wording.list(unknown.sorted().map(files.person))).")
        }
        let days = files.whole.policy.issueWithin.notesWorkingDays
        let last = Policy.IssueWithin.last(
            days, after: noted.day,
            holidays: holidays(files.whole, try files.files.diary.calendars(), noted.day..<(noted.day + 7 * (days + 4)))
        )
        if clock.day > last {
            lines.append(
                "Late: the notes were to go out by \(last.inShort), within \(Wording.counted(days, "working day")).")
        }
        return lines
    }
}

extension MeetingFiles {
    /// The reader as documents know them: somebody of the caseload, or somebody of their agency who works with no
    /// nominal.
    var asPractitioner: Practitioner {
        if let practitioner = account.practitioner.flatMap(directory.practitioner) { return practitioner }
        // No practitioner's reference has a colon in it.
        return Practitioner(
            id: Practitioner.ID("account:\(account.id)"), name: account.name,
            agency: account.agency ?? Agency.ID(""),
            role: account.role == .supportWorker
                ? .supportWorker : account.role == .manager ? .manager : .partnerWorker,
            base: Location.ID(""))
    }
}

/// What `notes.mustache` is given.
struct MeetingNotesPage: Sendable {
    var noteAddress: String
    var canIssue: Bool
    var missing: Several<String>?
    var notes: any Sendable
}

/// What `issue-notes.mustache` is given.
struct IssueNotesPage: Sendable {
    var noteAddress: String
    var meetingTitle: String
    var missing: Several<String>?
    var recipients: [String]
    var formats: [Choice]
}
