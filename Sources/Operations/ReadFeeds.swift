package import Casework

/// Hands out the calendars of a diary as it stands, without planning anything, and writes down that it did.
package struct ReadFeeds {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// What feeds are made from.
    package struct Material {
        package var caseload: Caseload
        package var calendars: [CalendarFile]
        package var history: EventHistory
        /// When practitioners are away, as the diary was told.
        package var absences: [Practitioner.ID: [Range<Moment>]]
        /// When anything was last told or planned.
        package var changedAt: Timestamp

        package init(
            caseload: Caseload, calendars: [CalendarFile], history: EventHistory,
            absences: [Practitioner.ID: [Range<Moment>]] = [:], changedAt: Timestamp
        ) {
            self.caseload = caseload
            self.calendars = calendars
            self.history = history
            self.absences = absences
            self.changedAt = changedAt
        }
    }

    /// - Parameters:
    ///   - what: Which calendars, for the history: `feeds (people, rooms) at level busy`.
    ///   - recipient: Whom they go to, for the history.
    ///   - make: Makes them, and says whom they tell of.
    package func callAsFunction<Calendars>(
        _ what: String, for recipient: String, by actor: String, at now: Timestamp, today: Day,
        make: (Material) throws -> (calendars: Calendars, about: [Nominal.ID])
    ) throws -> Calendars {
        try store.write { diary in
            let made = try make(try diary.feedMaterial(today: today))
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .disclosure,
                    detail: "handed out \(what) to \(recipient)\(ToldInWords.of(made.about))"))
            return made.calendars
        }
    }
}

extension DiaryReading {
    /// What feeds are made from; handing them out is on record by whoever does.
    package func feedMaterial(today: Day) throws -> ReadFeeds.Material {
        guard let caseload = try caseload() else { throw DiaryRefusal.empty }
        let absences = try notices().compactMap { recorded -> (Practitioner.ID, Range<Moment>)? in
            guard case .absence(let practitioner, let interval) = recorded.notice else { return nil }
            return (practitioner, interval)
        }
        return ReadFeeds.Material(
            caseload: caseload, calendars: try calendars(),
            history: try eventHistory(in: EventHistory.window(around: today)),
            absences: Dictionary(grouping: absences, by: \.0).mapValues { $0.map(\.1) },
            changedAt: try lastChange() ?? Timestamp(seconds: 0))
    }
}
