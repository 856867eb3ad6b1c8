package import Casework

/// Takes a caseload folder, read and found sound, into the diary.
package struct ImportCaseload {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter equalities: Nil: what was known of them before stays.
    package func callAsFunction(
        _ caseload: Caseload, equalities: Equalities? = nil, calendars: [CalendarFile], by actor: String,
        at now: Timestamp
    ) throws -> ImportSummary {
        try store.write { diary in
            let isFirst = try diary.caseload() == nil
            let had = Set(try diary.importDates().keys).subtracting(calendars.map(\.name))
            let fetched = Set(try diary.publishedCalendars().map(\.name))
            var summary = try diary.merge(caseload, calendars: calendars, at: now)
            if let equalities { try diary.keep(equalities) }
            summary.calendarsLost = caseload.practitioners.map(\.id).filter { practitioner in
                let name = CalendarFile.name(of: practitioner)
                return had.contains(name) && !fetched.contains(name)
            }
            // Reading another agency's records in beside one's own is a combination (Data Protection Act 2018 s.62).
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: isFirst ? .collection : .combination,
                    detail: "imported \(caseload.nominals.count) nominals, \(caseload.contacts.count) contacts, "
                        + "\(calendars.count) calendars: \(summary.added) added, \(summary.updated) updated"))
            return summary
        }
    }
}
