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
                throw Seen(preview: ImportPreview(summary, from: before, to: after))
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
        package var added: Int
        package var changed: Int
        /// On record, and not in the export.
        package var missing: Int
        /// The references of those who come, change or go, where there are references.
        package var references: [String]

        package var isNone: Bool { added == 0 && changed == 0 && missing == 0 }
    }

    package var summary: ImportSummary
    /// Every kind, in the order of an export's files.
    package var changes: [Change]

    init(
        _ summary: ImportSummary, from before: (caseload: Caseload, calendars: [CalendarFile]),
        to after: (caseload: Caseload, calendars: [CalendarFile])
    ) {
        self.summary = summary
        let (old, new) = (before.caseload, after.caseload)
        changes = [
            ImportPreview.named("Nominals", old.nominals, new.nominals) { $0.id.text },
            ImportPreview.named("Practitioners", old.practitioners, new.practitioners) { $0.id.text },
            ImportPreview.named("Agencies", old.agencies, new.agencies) { $0.id.text },
            ImportPreview.named("Locations", old.locations, new.locations) { $0.id.text },
            ImportPreview.listed("Working hours", old.workingPatterns, new.workingPatterns),
            ImportPreview.listed("Variations", old.variations, new.variations),
            ImportPreview.listed("Exceptions", old.exceptions, new.exceptions),
            ImportPreview.listed("Involvements", old.involvements, new.involvements),
            ImportPreview.listed("Nominals' own commitments", old.unavailability, new.unavailability),
            ImportPreview.listed("Kept apart", old.keepApart, new.keepApart),
            ImportPreview.named("Contacts", old.contacts, new.contacts, isShort: false) { $0.id.text },
            ImportPreview.listed("Reviews", old.reviews, new.reviews),
            ImportPreview.listed("Proposals", old.proposals, new.proposals),
            ImportPreview.named("Actions", old.actions, new.actions, isShort: false) { $0.id.text },
            ImportPreview.named("Calendars", before.calendars, after.calendars) { $0.name },
            Change(
                kind: "Policy", added: 0, changed: old.policy == new.policy ? 0 : 1, missing: 0, references: []),
        ]
    }

    /// - Parameter isShort: Whether there are few enough for their references to be of use.
    private static func named<Item: Hashable>(
        _ kind: String, _ before: [Item], _ after: [Item], isShort: Bool = true, by reference: (Item) -> String
    ) -> Change {
        let old = Dictionary(before.map { (reference($0), $0) }) { first, _ in first }
        let new = Dictionary(after.map { (reference($0), $0) }) { first, _ in first }
        let added = new.keys.filter { old[$0] == nil }
        let changed = new.filter { reference, item in old[reference].map { $0 != item } ?? false }.map(\.key)
        let missing = old.keys.filter { new[$0] == nil }
        return Change(
            kind: kind, added: added.count, changed: changed.count, missing: missing.count,
            references: isShort ? (Array(added) + changed + missing).sorted() : [])
    }

    private static func listed<Item: Hashable>(_ kind: String, _ before: [Item], _ after: [Item]) -> Change {
        let (old, new) = (Set(before), Set(after))
        return Change(
            kind: kind, added: new.subtracting(old).count, changed: 0, missing: old.subtracting(new).count,
            references: [])
    }
}
