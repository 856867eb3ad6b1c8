import Casework
import Foundation
import Printing
import Testing

@testable import Publishing

/// The finished documents of everybody in the README's table, in every format, with a word in each fact that is nowhere
/// else.
struct RedactedPapers: Sendable {
    static let all = Task { try await RedactedPapers() }

    /// By reader and paper, then by format, without line breaks; nothing where somebody is not given that paper.
    private(set) var texts: [String: [DocumentFormat: String]] = [:]

    static func key(_ reader: String, _ paper: Paper) -> String { "\(reader): \(paper.rawValue)" }

    /// What stands for a fact in a paper; nil where the paper has no word that is only that fact's.
    static func word(for fact: Fact, in paper: Paper) -> String? {
        switch (fact, paper) {
        case (.time, .letter): "1:45pm"
        case (.time, .sheet), (.time, .extract): "13:45"
        case (.time, .notes): nil
        case (.time, _): "10:17"
        case (.reference, .letter), (.reference, _): RedactionTable.nominal.text
        case (.matters, .notes): "sentsaid"
        case (.matters, _): "sentmatter"
        // Headings of its tables.
        case (.rating, .monthlyPack), (.cohort, .monthlyPack): nil
        case (.rating, .subjectAccess): nil
        case (.rating, _): "Amber"
        case (.cohort, .subjectAccess): nil
        case (.cohort, _): "Flex"
        case (.history, .subjectAccess): nil
        case (.history, _): "18 Nov"
        // The register names everyone, whoever they came for.
        case (.people, .notes), (.people, .subjectAccess): nil
        case (.people, .shortfallReport): "Tom Ashdown"
        // Everyone who is expected is in its table, whoever they come for.
        case (.people, .runningOrder): "Quillon Sentry (Witness)"
        case (.people, _): "Quillon"
        case (.actions, .updateRequest), (.actions, .actionList): "sentown"
        case (.actions, _): "sentaction"
        case (.contacts, .runningOrder): "2 offered, 1 kept"
        case (.contacts, .sheet): "Sentkind"
        case (.contacts, .extract): "Sentkind"
        case (.contacts, .letter): "Your home"
        case (.contacts, .shortfallReport), (.contacts, .subjectAccess): nil
        case (.contacts, _): "sentkind"
        case (.updates, _): "sentupdate"
        case (.decisions, _): "sentdecision"
        case (.dissent, _): "sentdissent"
        case (.precautions, _): "Double crewed"
        case (.name, _): "Lloyd-Jones"
        }
    }

    init() async throws {
        var pages: [(key: String, page: Document)] = []
        for reader in Set(RedactionTable.cells.map(\.reader)).sorted() {
            for paper in Paper.allCases {
                let scene = try Scene(reader, paper)
                for document in try scene.documents(paper) {
                    pages.append((RedactedPapers.key(reader, paper), document))
                }
            }
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("redacted-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let wanted = pages.enumerated().map { number, page in
            var document = page.page
            document.path = "\(number).\(document.format == nil ? "txt" : "html")"
            return document
        }
        let printed = try await Press(marking: Marking()).print(
            wanted.filter { $0.format != nil }.map { (page: $0, formats: Set(DocumentFormat.allCases)) })
        for document in printed + wanted.filter({ $0.format == nil }) {
            try Data(document.bytes).write(to: folder.appendingPathComponent(document.path))
        }
        let edited = printed.map(\.path).filter { $0.hasSuffix("docx") || $0.hasSuffix("odt") }
        for kind in ["docx", "odt"] {
            try Self.run(
                [
                    "soffice", "-env:UserInstallation=file://\(folder.path)/profile", "--headless", "--convert-to",
                    "txt:Text (encoded):UTF8", "--outdir", "\(folder.path)/\(kind)",
                ] + edited.filter { $0.hasSuffix(kind) }.map { "\(folder.path)/\($0)" })
        }
        for document in printed + wanted.filter({ $0.format == nil }) {
            guard let number = Int(document.path.prefix { $0 != "." }) else { continue }
            let format = document.format ?? .html
            var text = document.text
            switch format {
            case .html: break
            case .pdf:
                let out = "\(folder.path)/\(number).pdf.txt"
                try Self.run(["pdftotext", "\(folder.path)/\(document.path)", out])
                text = try String(contentsOfFile: out, encoding: .utf8)
            case .docx, .odt:
                text = try String(
                    contentsOfFile: "\(folder.path)/\(format.rawValue)/\(number).txt", encoding: .utf8)
            }
            let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            texts[pages[number].key, default: [:]][format, default: ""] += " " + line
        }
    }

    private static func run(_ arguments: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "\(arguments.first ?? "") failed")
    }
}

/// One meeting and one week around one nominal, with somebody who reads about them.
private struct Scene {
    private let reader: Reader
    private let caseload: Caseload
    /// Nil for those who are nobody in particular.
    private let practitioner: Practitioner?

    private static let witness = Practitioner(
        id: Practitioner.ID("qs1"), name: "Quillon Sentry", agency: Agency.ID("witness"), role: .partnerWorker,
        base: Location.ID("clearwater"))

    init(_ row: String, _ paper: Paper) throws {
        var (reader, caseload) = try #require(RedactionTable.reader(row))
        let place = try #require(caseload.nominals.firstIndex { $0.id == RedactionTable.nominal })
        caseload.nominals[place].rag = .amber
        caseload.nominals[place].cohort = .flex
        caseload.nominals[place].crewing = .double
        caseload.agencies.append(
            Agency(id: Agency.ID("witness"), name: "Witness", kind: .partner, sharing: .full))
        caseload.practitioners.append(Scene.witness)
        caseload.involvements = caseload.involvements.filter { $0.practitioner.text != "dw1" }
        caseload.involvements.append(
            Involvement(nominal: RedactionTable.nominal, practitioner: Scene.witness.id))
        // Others whose words must not be taken for the nominal's.
        for index in caseload.nominals.indices where index != place {
            caseload.nominals[index].rag = .green
            caseload.nominals[index].cohort = .free
        }
        caseload.reviews = [
            Review(nominal: RedactionTable.nominal, series: .map, heldOn: Cast.day("2026-11-18"))
        ]
        switch reader {
        case .chair(let person), .practitioner(let person): practitioner = person
        case .managers, .governance, .subject: practitioner = nil
        }
        let owner = practitioner?.id.text ?? "po1"
        // An agenda tells of what is somebody's own to do, whoever it is about: that is the action list's cell.
        let own = paper == .agenda ? [] : [("a1", owner, "sentown")]
        caseload.actions = (own + [("a2", "qs1", "sentaction")]).map { id, owner, text in
            Action(
                id: Action.ID(id), nominal: RedactionTable.nominal, meeting: "map-2026-11-11",
                raisedOn: Cast.day("2026-11-11"), owner: owner, text: text, status: .open)
        }
        caseload.actions.append(
            Action(
                id: Action.ID("a3"), nominal: RedactionTable.nominal, meeting: "map-2026-12-02",
                raisedOn: Cast.wednesday, owner: "qs1", text: "sentaction", status: .open))
        caseload.contacts = [
            Scene.contact("h1", "2026-11-20T10:00", .attended, [Scene.witness.id]),
            Scene.contact("h2", "2026-11-24T10:00", .failedToAttend, [Scene.witness.id]),
            Scene.contact(
                "c1", "2026-12-04T13:45", .confirmed, [practitioner?.id ?? Practitioner.ID("po1"), Scene.witness.id]),
        ]
        self.reader = reader
        self.caseload = caseload
    }

    private static func contact(
        _ id: String, _ start: String, _ status: Contact.Status, _ crew: [Practitioner.ID]
    ) -> Contact {
        Contact(
            id: Contact.ID(id), nominal: RedactionTable.nominal, kind: ContactKind("sentkind"),
            start: Cast.moment(start), minutes: 30, place: .at(Location.ID("home1")), practitioners: crew,
            status: status)
    }

    private func isNeeded(_ id: Practitioner.ID) -> Bool {
        let nominal = caseload.nominals.first { $0.id == RedactionTable.nominal }
        return nominal?.leads.contains(id) == true
            || caseload.involvements.contains(Involvement(nominal: RedactionTable.nominal, practitioner: id))
    }

    /// - Parameter isAway: Whether the reader cannot be at the nominal's slot.
    private func meeting(isAway: Bool) -> PlannedMeeting {
        var meeting = Cast.meeting
        let mine = practitioner.map { [$0.id] } ?? []
        let needed = mine.filter(isNeeded) + [Scene.witness.id]
        meeting.slots = [
            PlannedMeeting.Slot(
                nominal: Cast.łukasz.id, reason: .green, matters: [], start: Cast.moment("2026-12-02T09:40"),
                minutes: 3, attendees: mine, absent: []),
            PlannedMeeting.Slot(
                nominal: RedactionTable.nominal, reason: .exception, matters: ["sentmatter"],
                start: Cast.moment("2026-12-02T10:17"), minutes: 10, attendees: isAway ? [Scene.witness.id] : needed,
                absent: isAway ? mine.filter(isNeeded) : []),
        ]
        meeting.noted = []
        meeting.deferred = []
        meeting.breaks = []
        let throughout = meeting.interval
        meeting.attendance = (mine + [Scene.witness.id, Practitioner.ID("sw1")]).reduce(into: []) { all, id in
            if !all.contains(where: { $0.practitioner == id }) {
                all.append(PlannedMeeting.Attendance(practitioner: id, interval: throughout))
            }
        }
        return meeting
    }

    private var notes: MeetingNotes {
        MeetingNotes(
            meeting: Cast.meeting.id, startedAt: Cast.moment("2026-12-02T09:30"),
            presences: [Presence(practitioner: Scene.witness.id, nominal: RedactionTable.nominal, state: .present)],
            items: [
                ItemNote(
                    nominal: RedactionTable.nominal, outcome: .discussed, reason: .exception, rag: .amber,
                    minutesPlanned: 10, minutesTaken: 7, text: "sentsaid")
            ],
            updates: [
                WrittenUpdate(
                    nominal: RedactionTable.nominal, practitioner: Scene.witness.id, receivedOn: Cast.monday,
                    text: "sentupdate")
            ],
            decisions: [
                Decision(
                    nominal: RedactionTable.nominal, matter: .other, text: "sentdecision",
                    agreedByPolice: Practitioner.ID("po1"), dissent: "sentdissent")
            ])
    }

    /// What the reader is given of a paper; nothing where it is not for them.
    func documents(_ paper: Paper) throws -> [Document] {
        let days = Cast.monday..<(Cast.monday + 7)
        func mine(_ documents: [Document]) -> [Document] {
            documents.filter { document in practitioner.map { document.path.contains("-\($0.id)_") } ?? false }
        }
        let papers = MeetingPapers(
            meeting: meeting(isAway: paper == .updateRequest), caseload: caseload,
            notes: paper == .updateRequest ? nil : notes, planned: caseload.contacts, asOf: Cast.asOf)
        switch paper {
        case .agenda: return try mine(papers.agendas().documents)
        case .runningOrder:
            guard case .chair = reader else { return [] }
            return try papers.agendas().documents.filter { $0.path.hasPrefix("running-order") }
        case .updateRequest: return try mine(papers.updateRequests(due: Cast.moment("2026-12-01T17:00")).documents)
        case .notes:
            guard let practitioner else { return [] }
            return try NotesPaper(
                meeting: meeting(isAway: false), notes: notes, caseload: caseload, previous: Cast.monday,
                recipients: [practitioner.id], issuedAt: Cast.moment("2026-12-03T09:00")
            ).documents()
        case .actionList:
            guard let practitioner else { return [] }
            return try ActionListPaper(
                lists: [(practitioner.id.text, caseload.actions.filter { $0.owner == practitioner.id.text })],
                caseload: caseload, issuedAt: Cast.moment("2026-12-03T09:00")
            ).documents()
        case .sheet:
            guard let practitioner else { return [] }
            return try Sheets(
                days: days, today: Cast.monday, caseload: caseload, meetings: [], journeys: [], asOf: Cast.asOf
            ).documents(for: [practitioner.id]).documents
        case .extract:
            guard let practitioner else { return [] }
            var had = caseload
            had.contacts = had.contacts.map { contact in
                var contact = contact
                contact.status = .attended
                return contact
            }
            return Extracts(days: days, caseload: had, notes: [notes], wording: RecordWording()).documents()
                .filter { $0.path.hasPrefix("\(practitioner.id)/") && $0.path.hasSuffix("txt") }
        case .letter:
            guard reader == .subject else { return [] }
            return try ContactLetters(days: days, from: Cast.moment("2026-11-30T08:00"), caseload: caseload)
                .documents(for: []).documents
        case .shortfallReport:
            guard reader == .managers else { return [] }
            var publication = Cast.publication
            publication.caseload = caseload
            return try publication.documents().filter { $0.path.hasPrefix("shortfalls") && $0.format == .html }
        case .monthlyPack:
            guard reader == .governance else { return [] }
            return try MonthlyPack(
                month: Month(of: Cast.monday), caseload: caseload,
                memberships: caseload.nominals.map { Membership(nominal: $0) }, notes: [notes], today: Cast.monday + 30,
                prepared: "today"
            ).documents(templates: nil).filter { $0.format == .html }
        case .subjectAccess:
            guard reader == .subject, let nominal = caseload.nominals.first(where: { $0.id == RedactionTable.nominal })
            else { return [] }
            let words = Fact.allCases.compactMap { RedactedPapers.word(for: $0, in: .subjectAccess) }
            let table = HeldTable(name: "history", columns: ["detail"], rows: words.map { [$0] })
            return [
                try SubjectAccess(nominal: nominal, tables: [table], caseload: caseload, prepared: "today")
                    .document(templates: nil)
            ]
        }
    }
}

@Suite struct RedactedPapersTests {
    @Test(arguments: RedactionTable.cells)
    func `each cell is what the documents say, in every format`(cell: RedactionTable.Cell) async throws {
        let texts = try await RedactedPapers.all.value.texts[RedactedPapers.key(cell.reader, cell.paper)] ?? [:]
        #expect(texts.isEmpty == false || cell.facts.isEmpty, "there is no such document")
        for (format, text) in texts {
            for fact in Fact.allCases {
                guard let word = RedactedPapers.word(for: fact, in: cell.paper) else { continue }
                #expect(
                    text.contains(word) == cell.facts.contains(fact),
                    "\(format.rawValue): \(fact.rawValue), \(word)")
            }
        }
    }

    @Test func `every format of every paper is looked at`() async throws {
        let texts = try await RedactedPapers.all.value.texts
        #expect(texts.count > 40)
        for (key, formats) in texts where !key.hasSuffix("extract") {
            #expect(formats.count == DocumentFormat.allCases.count, "\(key)")
        }
    }
}
