internal import Casework
internal import Operations
internal import Publishing

/// What in the diary is missing, old or about to lapse, as far as its reader may know of it.
struct DataQuality: Sendable {
    /// Contacts that are over and have no outcome, oldest first.
    var withoutOutcome: [Contact]
    /// Nominals that no meeting has discussed for so long that their rating may be out of date.
    var notReviewed: [(nominal: Nominal.ID, rag: Nominal.RAG, last: Day?)]
    /// Practitioners whose working hours are known and whose calendar is not, or is old.
    var calendars: [(practitioner: Practitioner.ID, trouble: String)]
    var agreements: [(agency: Agency, lapses: Day)]

    /// After so many weeks without a discussion a rating is looked at.
    static let weeksForRating = 8
    /// A calendar that came in longer ago says little of what people do.
    static let daysForCalendar = 14
    /// So long before they lapse agreements are renewed.
    static let weeksForAgreement = 8

    init(_ files: MeetingFiles, for visit: Visit) throws {
        let (now, clock) = (visit.now, visit.clock)
        let seen = files.files.caseload
        let today = clock.day
        withoutOutcome = seen.contacts.filter { !$0.status.isOutcome && $0.start + $0.minutes <= clock }
            .sorted { ($0.start, $0.id) < ($1.start, $1.id) }
        let reviews = Dictionary(grouping: seen.reviews, by: \.nominal).mapValues { $0.map(\.heldOn).max() }
        let oldest = today - 7 * DataQuality.weeksForRating
        notReviewed = seen.nominals.filter { !$0.isDeselected(on: today) }.compactMap { nominal in
            let last = reviews[nominal.id] ?? nil
            return (last ?? nominal.selectedOn) < oldest ? (nominal.id, nominal.rag(on: today), last) : nil
        }.sorted { ($0.last ?? Day(number: 0), $0.nominal) < ($1.last ?? Day(number: 0), $1.nominal) }
        calendars = try DataQuality.calendars(files, knownUntil: try visit.calendarEnds(files.files), now: now)
        agreements = files.whole.agencies.compactMap { agency in
            agency.agreementUntil.flatMap { until in
                until < today + 7 * DataQuality.weeksForAgreement ? (agency, until) : nil
            }
        }.sorted { ($0.lapses, $0.agency.id) < ($1.lapses, $1.agency.id) }
    }

    private static func calendars(
        _ files: MeetingFiles, knownUntil: [Practitioner.ID: Moment], now: Timestamp
    ) throws -> [(practitioner: Practitioner.ID, trouble: String)] {
        let dates = try files.files.diary.importDates()
        let published = Dictionary(
            try files.files.diary.publishedCalendars().map { ($0.practitioner, $0) }
        ) { first, _ in first }
        let working = Set(files.whole.workingPatterns.map(\.practitioner))
        func isOld(_ time: Timestamp) -> Bool { now.seconds - time.seconds > daysForCalendar * 86_400 }
        return working.sorted().compactMap { practitioner in
            if let calendar = published[practitioner] {
                if let problem = calendar.problem { return (practitioner, "could not be fetched: \(problem)") }
                guard let fetched = calendar.fetchedAt else { return (practitioner, "has never been fetched") }
                if isOld(fetched) { return (practitioner, "was last fetched more than two weeks ago") }
            } else {
                guard let date = dates[CalendarFile.name(of: practitioner)] else {
                    return (
                        practitioner, "is not known: within their working hours their time is planned with as if free"
                    )
                }
                if isOld(date) { return (practitioner, "came in more than two weeks ago") }
            }
            return knownUntil[practitioner].map {
                (
                    practitioner,
                    "ends on \(($0 - 1).day.inShort), within the weeks that are planned: ask them beyond that"
                )
            }
        }
    }
}

extension Visit {
    /// When calendars end that do not reach to the end of the planned weeks.
    fileprivate func calendarEnds(_ files: Files) throws -> [Practitioner.ID: Moment] {
        guard let weeks = files.whole.stored?.plan.weeks else { return [:] }
        return try files.diary.diaries(
            for: weeks, files.whole.caseload, at: clock, reading: site.plugs.diaries(weeks)
        ).knownUntil.filter { $0.value < weeks.days.upperBound.start }
    }
}
