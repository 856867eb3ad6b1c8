internal import Casework
internal import Foundation
internal import Operations
internal import Publishing

/// Giving out an agenda, and asking for written updates: what goes to whom is shown first.
enum IssuePages {
    static var routes: [Route] {
        [
            .get("/meetings/{meeting}/issue", for: .arrangeMeetings, check),
            .post("/meetings/{meeting}/issue", for: .arrangeMeetings, issue),
            .get("/meetings/{meeting}/papers", for: .arrangeMeetings, checkPapers),
            .post("/meetings/{meeting}/papers", for: .arrangeMeetings, papers),
            .get("/meetings/{meeting}/requests", for: .arrangeMeetings, checkRequests),
            .post("/meetings/{meeting}/requests", for: .arrangeMeetings, request),
        ]
    }

    // MARK: The agenda

    private static func check(_ visit: Visit) async throws -> Answer {
        guard let (page, nominals) = try await page(visit, usual: [.html, .pdf]) else { return .notFound }
        return .page("issue", of: page, title: "Issue the agenda of the \(page.meetingTitle)", shows: nominals)
    }

    private static func issue(_ visit: Visit) async throws -> Answer {
        guard let (page, _) = try await page(visit, usual: []) else { return .notFound }
        let (id, actor, now, templates) = (
            MeetingPages.id(in: visit), visit.actor, visit.now, visit.site.plugs.templates
        )
        return try await PaperJob.begin("Issue the agenda of the \(page.meetingTitle)", name: "agendas-\(id)", visit) {
            let issued = try IssueAgenda($0)(id, by: actor, at: now) { material in
                let made = try MeetingPapers(material, templates: templates).agendas()
                return (papers: made, attendees: made.attendees, chairs: made.chairs)
            }
            let told = (issued.papers?.attendees ?? []) + (issued.papers?.chairs ?? [])
            return MadePapers(
                documents: issued.papers?.documents ?? [], about: told.flatMap(\.about),
                marking: issued.caseload.policy.marking,
                saying:
                    "The agenda of \(id) is issued to \(Wording.counted(issued.meeting.attendance.count, "person", "people"))."
                    + " Give each of the papers to the one it names, and the running order to those who hold the meeting."
            )
        }
    }

    // MARK: Its papers once more

    private static func checkPapers(_ visit: Visit) async throws -> Answer {
        guard let (page, nominals) = try await page(visit, usual: [.html, .pdf], asIssued: true) else {
            return .notFound
        }
        return .page("papers", of: page, title: "Make the papers of the \(page.meetingTitle) again", shows: nominals)
    }

    private static func papers(_ visit: Visit) async throws -> Answer {
        guard let (page, _) = try await page(visit, usual: [], asIssued: true) else { return .notFound }
        let (id, actor, now, templates) = (
            MeetingPages.id(in: visit), visit.actor, visit.now, visit.site.plugs.templates
        )
        return try await PaperJob.begin(
            "Make the papers of the \(page.meetingTitle) again", name: "agendas-\(id)", visit
        ) {
            let made = try RemakePapers($0)(id, by: actor, at: now) { material in
                let made = try MeetingPapers(material, templates: templates).agendas()
                return (papers: made, attendees: made.attendees, chairs: made.chairs)
            }
            return MadePapers(
                documents: made.papers.documents,
                about: (made.papers.attendees + made.papers.chairs).flatMap(\.about),
                marking: made.caseload.policy.marking,
                saying: "The papers are made again, as the agenda was issued. Give each to the one it names.")
        }
    }

    // MARK: Written updates

    private static func checkRequests(_ visit: Visit) async throws -> Answer {
        guard let (page, nominals) = try await page(visit, usual: [.html, .docx]) else { return .notFound }
        return .page(
            "requests", of: page, title: "Ask for written updates for the \(page.meetingTitle)", shows: nominals)
    }

    private static func request(_ visit: Visit) async throws -> Answer {
        guard let (page, _) = try await page(visit, usual: []) else { return .notFound }
        guard page.asked != nil else {
            return .refused("Nobody is asked for anything: there is no update to ask for.", back: page.address)
        }
        let (id, actor, now, templates) = (
            MeetingPages.id(in: visit), visit.actor, visit.now, visit.site.plugs.templates
        )
        return try await PaperJob.begin(
            "Ask for written updates for the \(page.meetingTitle)", name: "update-requests-\(id)", visit
        ) {
            let ((documents, marking), recipients) = try RequestUpdates($0)(id, by: actor, at: now) { material in
                let made = try MeetingPapers(material, templates: templates)
                    .updateRequests(due: material.meeting.interval.lowerBound)
                return ((made.documents, material.caseload.policy.marking), made.recipients)
            }
            return MadePapers(
                documents: documents, about: recipients.flatMap(\.about), marking: marking,
                saying: "Written updates are asked of \(Wording.counted(recipients.count, "person", "people")). "
                    + "Give each of the papers to the one it names.")
        }
    }

    /// Nil where the reader arranges no such meeting.
    ///
    /// - Parameter asIssued: Whether it is about the agenda that people have; nil, then, where they have none.
    private static func page(
        _ visit: Visit, usual: Set<DocumentFormat>, asIssued: Bool = false
    ) async throws -> (IssuePage, [Nominal.ID])? {
        let id = MeetingPages.id(in: visit)
        return try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let planned = files.files.whole.stored?.plan.meetings.first { $0.id == id }
            let wanted = asIssued ? files.files.arrangements.issued[id] : planned
            guard files.holds, let wanted else { return nil }
            let material = try files.files.diary.material(of: wanted)
            let papers = MeetingPapers(material, templates: nil).readers
            let issued = files.files.arrangements.issued[id]
            let asked = papers.asked.map { person, nominals in
                AskedLine(name: files.person(person), about: Wording.list(nominals.map(\.text)))
            }
            let page = IssuePage(
                address: "/meetings/\(id)", meetingTitle: files.title(of: material.meeting),
                meter: MeterView(material.meeting),
                recipients: Several(
                    papers.attendees.map { person in
                        RecipientLine(
                            name: files.person(person),
                            times: material.meeting.expected(person).map(Wording.times) ?? "",
                            papers: papers.chairs.contains(person) ? "Own agenda, running order" : "Own agenda")
                    }),
                isIssued: issued != nil,
                issuedWords: files.state(of: wanted, at: try files.issueDate(of: wanted)).words,
                changes: issued.flatMap {
                    Several(AgendaChanges(files).lines(from: $0, to: material.meeting))
                }, asked: Several(asked), formats: PaperJob.formats(usual: usual))
            return (page, issued == nil ? papers.asked.flatMap(\.about) : files.nominals(at: material.meeting).sorted())
        }
    }
}

extension MeetingPapers {
    init(_ material: MeetingMaterial, templates: URL?) {
        self.init(
            meeting: material.meeting, caseload: material.caseload, notes: material.notes,
            declined: material.declined, planned: material.contacts, templates: templates,
            asOf: material.storedAt.seconds)
    }
}

/// What `issue.mustache` and `requests.mustache` are given.
struct IssuePage: Sendable {
    var address: String
    var meetingTitle: String
    var meter: MeterView
    var recipients: Several<RecipientLine>?
    var isIssued: Bool
    var issuedWords: String
    var changes: Several<String>?
    var asked: Several<AskedLine>?
    var formats: [Choice]
}

struct RecipientLine: Sendable {
    var name: String
    var times: String
    var papers: String
}

struct AskedLine: Sendable {
    var name: String
    var about: String
}
