internal import Casework
internal import Foundation
internal import Operations
internal import Publishing

/// Taking in an export: what it would change is shown before anything is kept.
enum ImportPages {
    static var routes: [Route] {
        [
            .get("/data/import", for: .importExports) { _ in page([]) },
            .post("/data/import", for: .importExports, limit: 64 * 1024 * 1024, send),
            .get("/data/import/{upload}", for: .importExports, preview),
            .post("/data/import/{upload}", for: .importExports, take),
        ]
    }

    private static func page(_ errors: [FieldError]) -> Answer {
        .page(
            "import", of: ImportPage(errors: errors, filesField: Field("files", in: nil, errors)),
            title: "Import an export", shows: [])
    }

    private static func send(_ visit: Visit) async throws -> Answer {
        let files = visit.files.filter { !$0.content.isEmpty }
        if files.isEmpty { return page([FieldError("files", "Choose the files of the export.")]) }
        if let strange = files.first(where: { place(of: $0.name) == nil }) {
            return page([
                FieldError(
                    "files",
                    "\(strange.name.prefix(60)) is none of an export's files: these end in .csv, .yaml or .ics.")
            ])
        }
        let (site, now, today, owner, store) = (visit.site, visit.now, visit.today, visit.account.id, visit.store)
        return .see(
            try await site.jobs.begin(
                "Look through the export", for: owner, at: now, describe: { site.describe($0) }
            ) { progress in
                progress(nil, "Reading the files")
                let outcome: Uploads.Outcome
                do {
                    let export = try read(files, on: today, site)
                    progress(nil, "Comparing it with the diary")
                    outcome = .sound(
                        export, try PreviewImport(store)(export.caseload, calendars: export.calendars, at: now))
                } catch let faults as ExportFaults {
                    outcome = .faulty(faults.lines)
                }
                let name = site.uploads.keep(Uploads.Upload(owner: owner, at: now, outcome: outcome))
                return .done(path: "/data/import/\(name)", saying: "Nothing has been taken in yet.")
            })
    }

    /// Where a file lies in an export's folder; nil where no export has such a file.
    static func place(of name: String) -> String? {
        guard name.count <= 100, !name.hasPrefix("."),
            name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) })
        else { return nil }
        if name.hasSuffix(".ics") { return "calendars/\(name)" }
        return name.hasSuffix(".csv") || name.hasSuffix(".yaml") ? name : nil
    }

    /// Lays the files out in a folder of their own, which is gone when this returns.
    private static func read(_ files: [Multipart.File], on today: Day, _ site: Site) throws -> ImportedExport {
        let manager = FileManager.default
        let folder = manager.temporaryDirectory.appendingPathComponent("iom-diary-import-\(UUID().uuidString)")
        try manager.createDirectory(
            at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        defer { try? manager.removeItem(at: folder) }
        for file in files {
            guard let place = place(of: file.name) else { continue }
            let url = folder.appendingPathComponent(place)
            try manager.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try Data(file.content).write(to: url)
        }
        do {
            return try site.plugs.readExport(folder, today)
        } catch let faults as ExportFaults {
            // Where the files lie for the moment is nothing to whoever sent them.
            throw ExportFaults(
                faults.lines.map { line in
                    line.replacing("\(folder.path)/", with: "").replacing(folder.path, with: "What you sent")
                })
        }
    }

    private static func preview(_ visit: Visit) async throws -> Answer {
        let name = visit["upload"]
        guard let upload = visit.site.uploads.upload(name, of: visit.account.id, at: visit.now) else {
            return .notFound
        }
        switch upload.outcome {
        case .faulty(let lines):
            return .page(
                "import-faults", of: ImportFaultsPage(faults: lines), title: "The export cannot be taken in", shows: [])
        case .sound(let export, let preview):
            let page = try await visit.read { files in
                ImportPreviewPage(export, preview, MeetingFiles(files, for: visit), address: "/data/import/\(name)")
            }
            return .page("import-preview", of: page, title: "Check the import", shows: page.nominals)
        }
    }

    private static func take(_ visit: Visit) async throws -> Answer {
        let name = visit["upload"]
        let (site, now, actor, store) = (visit.site, visit.now, visit.actor, visit.store)
        guard let upload = site.uploads.upload(name, of: visit.account.id, at: now),
            case .sound(let export, _) = upload.outcome
        else { return .notFound }
        site.uploads.forget(name)
        return .see(
            try await site.jobs.begin(
                "Import the export", for: visit.account.id, at: now, describe: { site.describe($0) }
            ) { progress in
                progress(nil, "Taking the export in")
                let summary = try ImportCaseload(store)(
                    export.caseload, equalities: export.equalities, calendars: export.calendars, by: actor, at: now)
                return .done(
                    path: "/data",
                    saying: "The export is taken in: \(summary.added) added, \(summary.updated) updated, "
                        + "\(summary.unchanged) unchanged. Plan the weeks again to plan with it.")
            })
    }
}

/// What `import.mustache` is given.
struct ImportPage: FormPage {
    var errors: [FieldError]
    var filesField: Field
}

/// What `import-faults.mustache` is given.
struct ImportFaultsPage: Sendable {
    var faults: [String]
}

/// What `import-preview.mustache` is given.
struct ImportPreviewPage: Sendable {
    var address: String
    var changes: Several<Line>?
    var warnings: Several<String>?
    var absent: String?
    var missingWords: String?
    var outcomesWords: String?
    /// What was changed in the diary, and of which the export says something new.
    var overtaken: Several<String>?
    let nominals: [Nominal.ID]

    struct Line: Sendable {
        var kind: String
        var added: Int
        var changed: Int
        var missing: Int
        /// What becomes of each, a line each.
        var rows: [String]
        /// How many more there are than are shown.
        var more: Int?
    }

    /// Rows of a kind: more than that nobody reads before an import.
    private static let most = 100

    init(_ export: ImportedExport, _ preview: ImportPreview, _ files: MeetingFiles, address: String) {
        self.address = address
        let changes = preview.changes.filter { !$0.isNone }
        self.changes = Several(
            changes.map { change in
                // What changes or goes is looked at before what comes.
                let rows = [ImportPreview.Row.Turn.changed, .missing, .added].flatMap { turn in
                    change.rows.filter { $0.turn == turn }
                }
                return Line(
                    kind: change.kind, added: change.count(.added), changed: change.count(.changed),
                    missing: change.count(.missing),
                    rows: rows.prefix(Self.most).map { ImportPreviewPage.words(for: $0, files) },
                    more: rows.count > Self.most ? rows.count - Self.most : nil)
            })
        warnings = Several(export.warnings)
        absent = export.absent.isEmpty ? nil : Wording.list(export.absent)
        let summary = preview.summary
        missingWords =
            summary.missing == 0
            ? nil : "\(summary.missing) on record are not in this export: they are kept, and not planned for."
        outcomesWords =
            summary.outcomesKept == 0
            ? nil
            : "\(Wording.counted(summary.outcomesKept, "contact")) keep the later status recorded in the diary."
        overtaken = Several(
            summary.settingsOvertaken.map(\.inWords) + summary.agreementsOvertaken.map { "The agreement of \($0)" })
        // References that come are on nobody's record yet; those that change or go are.
        let onRecord = files.files.sight.nominals
        nominals = changes.flatMap { $0.rows.prefix(Self.most) }.compactMap(\.nominal).filter(onRecord.contains)
    }

    /// `n005, changed: RAG amber → red`, as far as the reader may know.
    private static func words(for row: ImportPreview.Row, _ files: MeetingFiles) -> String {
        let turn =
            switch row.turn {
            case .added: "new"
            case .changed: "changed"
            case .missing: "not in this export"
            }
        if let nominal = row.nominal, files.isOnRecord(nominal), !files.knows(nominal) {
            return "\(nominal), \(turn): limited access, details with the leads"
        }
        let columns = row.columns.map { column in
            func value(_ text: String?) -> String {
                guard let text, !text.isEmpty else { return "nothing" }
                return column.kind == .text ? "“\(files.words(text, about: row.nominal))”" : text
            }
            return column.kind == .personal
                ? "\(column.name), not shown here"
                : "\(column.name) \(value(column.before)) → \(value(column.after))"
        }
        return "\(row.reference), \(turn)" + (columns.isEmpty ? "" : ": \(columns.joined(separator: "; "))")
    }
}
