package import Casework

/// Says what an import would change, and changes nothing.
package struct PreviewImport {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package func callAsFunction(
        _ caseload: Caseload, calendars: [CalendarFile], at now: Timestamp
    ) throws -> ImportPreview {
        do {
            return try store.write { diary -> ImportPreview in
                let before = (caseload: try diary.caseload() ?? Caseload(), calendars: try diary.calendars())
                let summary = try diary.merge(caseload, calendars: calendars, at: now)
                let after = (caseload: try diary.caseload() ?? Caseload(), calendars: try diary.calendars())
                // Whatever leaves a transaction by throwing leaves nothing behind.
                throw Seen(preview: ImportPreview(summary, from: before, to: after, export: caseload))
            }
        } catch let seen as Seen {
            return seen.preview
        }
    }

    private struct Seen: Error {
        var preview: ImportPreview
    }
}

/// What an import would change, by kind of record.
package struct ImportPreview: Hashable, Sendable {
    package struct Change: Hashable, Sendable {
        /// `Nominals`.
        package var kind: String
        package var rows: [Row]

        package var isNone: Bool { rows.isEmpty }

        package func count(_ turn: Row.Turn) -> Int { rows.count { $0.turn == turn } }
    }

    /// One record that would come, change, or is on record and not in the export.
    package struct Row: Hashable, Sendable {
        package enum Turn: String, CaseIterable, Hashable, Sendable {
            case added, changed, missing
        }

        package var turn: Turn
        /// Its reference, or where it has none what it says, in references alone.
        package var reference: String
        /// Whom it is about.
        package var nominal: Nominal.ID?
        /// What would be another than it is; none where the record comes or goes.
        package var columns: [Column] = []
    }

    /// A column of a record that would be another.
    package struct Column: Hashable, Sendable {
        package var name: String
        /// Nil: it was empty.
        package var before: String?
        /// Nil: it will be empty.
        package var after: String?
        package var kind = Kind.plain

        package enum Kind: Hashable, Sendable {
            case plain
            /// People wrote it: it may have names in it.
            case text
            /// Of a nominal's name, birth or home: that it changes is all there is to say.
            case personal
        }
    }

    package var summary: ImportSummary
    /// Every kind, in the order of an export's files.
    package var changes: [Change]

    /// - Parameter export: What is to be imported, which may have less than is on record and is kept.
    init(
        _ summary: ImportSummary, from before: (caseload: Caseload, calendars: [CalendarFile]),
        to after: (caseload: Caseload, calendars: [CalendarFile]), export: Caseload
    ) {
        self.summary = summary
        let (old, new) = (before.caseload, after.caseload)
        let homes = Set((old.locations + new.locations).filter { $0.kind == .home }.map(\.id))
        let kept = { (rows: Change, inExport: Set<String>, onRecord: [(reference: String, nominal: Nominal.ID?)]) in
            // They stay on record, so that comparing what is there before and after does not find them.
            var rows = rows
            rows.rows += onRecord.filter { !inExport.contains($0.reference) }
                .map { Row(turn: .missing, reference: $0.reference, nominal: $0.nominal) }
            return rows
        }
        changes = [
            ImportPreview.named("Nominals", old.nominals, new.nominals, \.id.text, about: \.id) { $0.columns },
            ImportPreview.named("Practitioners", old.practitioners, new.practitioners, \.id.text) { $0.columns },
            ImportPreview.named("Agencies", old.agencies, new.agencies, \.id.text) { $0.columns },
            ImportPreview.named("Locations", old.locations, new.locations, \.id.text) { location in
                location.columns.map { column in
                    var column = column
                    if homes.contains(location.id) { column.kind = .personal }
                    return column
                }
            },
            ImportPreview.listed("Working hours", old.workingPatterns, new.workingPatterns) { $0.practitioner.text },
            ImportPreview.listed("Variations", old.variations, new.variations, about: \.nominal) { $0.inReferences },
            ImportPreview.listed("Exceptions", old.exceptions, new.exceptions, about: \.nominal) {
                "\($0.nominal): \($0.kind.inWords), \($0.on.inShortWithYear)"
            },
            ImportPreview.listed("Involvements", old.involvements, new.involvements, about: \.nominal) {
                "\($0.nominal): \($0.practitioner)"
            },
            ImportPreview.listed("Nominals' own commitments", old.unavailability, new.unavailability, about: \.nominal)
            {
                "\($0.nominal): \($0.day), \($0.start) to \($0.end)"
            },
            ImportPreview.listed("Kept apart", old.keepApart, new.keepApart, about: \.first) {
                "\($0.first) and \($0.second)"
            },
            ImportPreview.named("Contacts", old.contacts, new.contacts, \.id.text, about: \.nominal) { $0.columns },
            ImportPreview.listed("Reviews", old.reviews, new.reviews, about: \.nominal) {
                "\($0.nominal): \($0.series.title), \($0.heldOn.inShortWithYear)"
            },
            ImportPreview.listed("Proposals", old.proposals, new.proposals, about: \.nominal) {
                "\($0.nominal): \($0.kind.rawValue.replacing("_", with: " ")), \($0.raisedOn.inShortWithYear)"
            },
            kept(
                ImportPreview.named("Actions", old.actions, new.actions, \.id.text, about: \.nominal) { $0.columns },
                Set(export.actions.map(\.id.text)), old.actions.map { ($0.id.text, $0.nominal) }),
            ImportPreview.named("Calendars", before.calendars, after.calendars, \.name) { _ in [] },
            Change(
                kind: "Policy",
                rows: old.policy == new.policy ? [] : [Row(turn: .changed, reference: "policy.yaml")]),
        ]
    }

    /// - Parameter columns: What each record says: of those that stay it is told where they say something else.
    private static func named<Item: Hashable>(
        _ kind: String, _ before: [Item], _ after: [Item], _ reference: (Item) -> String,
        about nominal: (Item) -> Nominal.ID? = { _ in nil }, columns: (Item) -> [Column]
    ) -> Change {
        let old = Dictionary(before.map { (reference($0), $0) }) { first, _ in first }
        let new = Dictionary(after.map { (reference($0), $0) }) { first, _ in first }
        let rows = Set(old.keys).union(new.keys).sorted().compactMap { reference -> Row? in
            switch (old[reference], new[reference]) {
            case (nil, let item?): return Row(turn: .added, reference: reference, nominal: nominal(item))
            case (let item?, nil): return Row(turn: .missing, reference: reference, nominal: nominal(item))
            case (let was?, let item?) where was != item:
                let changed = zip(columns(was), columns(item)).filter { $0.before != $1.before }
                    .map { Column(name: $0.name, before: $0.before, after: $1.before, kind: $0.kind) }
                return Row(turn: .changed, reference: reference, nominal: nominal(item), columns: changed)
            default: return nil
            }
        }
        return Change(kind: kind, rows: rows)
    }

    /// Records that have no reference: one that changes goes, and another comes.
    private static func listed<Item: Hashable>(
        _ kind: String, _ before: [Item], _ after: [Item], about nominal: (Item) -> Nominal.ID? = { _ in nil },
        words: (Item) -> String
    ) -> Change {
        let (old, new) = (Set(before), Set(after))
        let turns = [(Row.Turn.added, new.subtracting(old)), (.missing, old.subtracting(new))]
        let rows = turns.flatMap { turn, items in
            items.map { Row(turn: turn, reference: words($0), nominal: nominal($0)) }
        }
        return Change(
            kind: kind, rows: rows.sorted { ($0.reference, $0.turn.rawValue) < ($1.reference, $1.turn.rawValue) })
    }
}

extension ImportPreview.Column {
    /// A column as a record has it.
    fileprivate init(_ name: String, _ value: String?, _ kind: Kind = .plain) {
        self.init(name: name, before: value, kind: kind)
    }
}

extension Nominal {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("name", "\(givenName) \(familyName)", .personal), .init("birth", born?.date, .personal),
            .init("cohort", cohort.rawValue), .init("RAG", rag.rawValue), .init("police lead", policeLead.text),
            .init("probation lead", probationLead.text), .init("home", home?.text, .personal),
            .init("selected on", selectedOn.date), .init("release", releaseOn?.date),
            .init("last offence", lastOffenceOn?.date), .init("crewing", crewing.rawValue),
            .init("statutory", isStatutory ? "yes" : "no"), .init("limited access", hasLimitedAccess ? "yes" : "no"),
            .init("probation's contact stops", contactSuspendedFrom?.date), .init("recalled on", recalledOn?.date),
            .init("deselected on", deselectedOn?.date),
        ]
    }
}

extension Practitioner {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("name", name), .init("agency", agency.text),
            .init("role", role.rawValue.replacing("_", with: " ")), .init("base", base.text), .init("e-mail", email),
        ]
    }
}

extension Agency {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("name", name), .init("kind", kind.rawValue), .init("sharing", sharing.rawValue),
            .init("agreement until", agreementUntil?.date),
        ]
    }
}

extension Location {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("name", name), .init("kind", kind.rawValue.replacing("_", with: " ")),
            .init("latitude", "\(latitude)"), .init("longitude", "\(longitude)"), .init("rooms", rooms.map { "\($0)" }),
        ]
    }
}

extension Contact {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("nominal", nominal.text), .init("kind", kind.name.replacing("_", with: " ")),
            .init("start", start.inShortWithYear), .init("minutes", "\(minutes)"), .init("place", "\(place)"),
            .init("with", practitioners.map(\.text).joined(separator: ", ")), .init("status", status.inWords),
        ]
    }
}

extension Action {
    fileprivate var columns: [ImportPreview.Column] {
        [
            .init("nominal", nominal?.text), .init("owner", owner, .text), .init("due", dueOn?.date),
            .init("status", status.inWords), .init("words", text, .text), .init("raised on", raisedOn.date),
        ]
    }
}

extension Variation {
    fileprivate var inReferences: String {
        "\(nominal): \(contacts) a week, \(from.inShortWithYear) to \(until.inShortWithYear)"
    }
}
