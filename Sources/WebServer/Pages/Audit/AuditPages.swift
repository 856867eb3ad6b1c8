internal import Casework
internal import Foundation
internal import Operations
internal import Publishing

/// What has been done with the diary, for auditors; looking at it is itself on record.
enum AuditPages {
    static var routes: [Route] {
        [
            .get("/audit", for: .seeAudit, list), .get("/audit.csv", for: .seeAudit, table),
            .get("/audit/check", for: .seeAudit, check),
        ]
    }

    /// Entries of a table at the most: what is more is asked for in parts.
    private static let mostRows = 100_000

    private static func list(_ visit: Visit) async throws -> Answer {
        let (query, errors) = AuditQuery.asked(visit.query)
        guard errors.isEmpty else { return page(visit, [], next: nil, errors: errors) }
        do {
            let found = try await visit.run { store in
                try ReadAudit(store)(query, by: visit.actor, at: visit.now)
            }
            return page(visit, found.entries, next: found.next, errors: [])
        } catch DiaryRefusal.noSuchNominal(let nominal) {
            return page(
                visit, [], next: nil, errors: [FieldError("nominal", "Nobody on record has the reference \(nominal)")])
        }
    }

    private static func page(
        _ visit: Visit, _ entries: [AuditEntry], next: Int?, errors: [FieldError]
    ) -> Answer {
        let asked = visit.query
        let terms = ["nominal", "actor", "act", "from", "until", "words"].compactMap { name in
            asked[name].map { (name, $0) }
        }
        let query = Form.text(terms)
        return .page(
            "audit",
            of: AuditPage(
                nominal: asked["nominal"], actor: asked["actor"], from: asked["from"], until: asked["until"],
                words: asked["words"],
                acts: HistoryEntry.Act.allCases.map { Choice($0.rawValue, $0.inWords, chosen: asked["act"]) },
                isFiltered: !terms.isEmpty, isLater: asked["before"] != nil,
                firstPath: "/audit" + (query.isEmpty ? "" : "?\(query)"),
                nextPath: next.map { "/audit?" + Form.text(terms + [("before", "\($0)")]) },
                tablePath: "/audit.csv" + (query.isEmpty ? "" : "?\(query)"),
                entries: Several(entries.map(AuditRow.init)), errors: errors, wrong: errors.byField),
            // That it was looked at, and at which entries, the verb has written down; references in entries are no look
            // at a nominal.
            title: "Audit trail", shows: [])
    }

    private static func table(_ visit: Visit) async throws -> Answer {
        var (query, errors) = AuditQuery.asked(visit.query)
        guard errors.isEmpty else { return page(visit, [], next: nil, errors: errors) }
        query.limit = mostRows
        let found = try await visit.run { [query] store in
            try ReadAudit(store)(query, by: visit.actor, at: visit.now)
        }
        var table = SpreadsheetTable(
            marking: found.marking,
            header: ["entry", "at", "account", "agency", "act", "detail", "route", "nominals", "erased_by"])
        for entry in found.entries {
            let row = entry.entry
            table.append([
                .number(entry.number), .words(row.at.description), .words(row.actor), .words(row.agency?.text ?? ""),
                .words(row.act.rawValue), .words(row.detail), .words(row.route ?? ""),
                .words(entry.about.map(\.text).joined(separator: ";")), .words(entry.erasedBy.map { "\($0)" } ?? ""),
            ])
        }
        try await visit.record(
            .disclosure,
            "wrote a table of \(found.entries.count) entries of the history"
                + ToldInWords.of(found.entries.flatMap(\.about)))
        return .file(
            Download(
                name: found.marking.fileName("audit", "csv"), type: "text/csv; charset=utf-8",
                content: Array(table.text.utf8)))
    }

    private static func check(_ visit: Visit) async throws -> Answer {
        let head = visit.query["head"]?.lowercased()
        let check = try await visit.run { store in
            try VerifyAudit(store)(expecting: head, by: visit.actor, at: visit.now)
        }
        return .page(
            "audit-check",
            of: AuditCheckPage(
                count: check.entries, seal: check.head, expected: head, erased: check.erased,
                clockSetBack: check.clockSetBack, flaw: check.flaw.map { "\($0)" }),
            title: "Is the audit trail as it was written?", shows: [])
    }
}

extension AuditQuery {
    /// What an address asks for, and what of it cannot be read.
    fileprivate static func asked(_ form: Form) -> (AuditQuery, [FieldError]) {
        var query = AuditQuery()
        var errors: [FieldError] = []
        if let nominal = form["nominal"] {
            if Nominal.ID.isWellFormed(nominal) {
                query.nominal = Nominal.ID(nominal)
            } else {
                errors.append(FieldError("nominal", "Enter a reference such as n007"))
            }
        }
        query.actor = form["actor"]
        query.act = form["act"].flatMap(HistoryEntry.Act.init)
        func day(_ field: String) -> Day? {
            guard let text = form[field] else { return nil }
            let day = Day(iso: text)
            if day == nil { errors.append(FieldError(field, "Enter the day as 2026-11-30")) }
            return day
        }
        let (from, until) = (day("from"), day("until"))
        if from != nil || until != nil {
            let first = from ?? Day(number: 0)
            let last = until ?? Day(number: 100_000)
            if first <= last {
                query.days = first..<(last + 1)
            } else {
                errors.append(FieldError("until", "The last day has to be no earlier than the first"))
            }
        }
        query.words = form["words"] ?? ""
        query.before = form["before"].flatMap { Int($0) }
        return (query, errors)
    }
}

extension HistoryEntry.Act {
    /// The Data Protection Act's word.
    var inWords: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}

extension Form {
    /// `from=2026-11-30&words=a%20b`.
    static func text(_ fields: [(String, String)]) -> String {
        fields.map { name, value in
            "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "")"
        }.joined(separator: "&")
    }
}

/// What `audit.mustache` is given.
struct AuditPage: FormPage {
    var nominal: String?
    var actor: String?
    var from: String?
    var until: String?
    var words: String?
    var acts: [Choice]
    var isFiltered: Bool
    var isLater: Bool
    var firstPath: String
    var nextPath: String?
    var tablePath: String
    var entries: Several<AuditRow>?
    var errors: [FieldError]
    var wrong: [String: String]
}

struct AuditRow: Sendable {
    var number: Int
    var at: String
    var account: String
    var agency: String?
    var what: String
    var detail: String
    var route: String?
    var erasedBy: Int?

    init(_ entry: AuditEntry) {
        number = entry.number
        at = Prepared.inShort(entry.entry.at.seconds, "UTC")
        account = entry.entry.actor
        agency = entry.entry.agency?.text
        what = entry.entry.act.inWords
        detail = entry.entry.detail
        route = entry.entry.route
        erasedBy = entry.erasedBy
    }
}

/// What `audit-check.mustache` is given.
struct AuditCheckPage: Sendable {
    var count: Int
    var seal: String
    var expected: String?
    var erased: Int
    var clockSetBack: Int
    /// Nil: all is as it was written.
    var flaw: String?
}
