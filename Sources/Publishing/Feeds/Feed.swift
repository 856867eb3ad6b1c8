import Casework
import ICalendar

/// A calendar to subscribe to, for one audience.
///
/// A visit that is only planned may still move, so it is TENTATIVE; it holds its practitioner's time all the same,
/// so it is opaque and busy. From `confirmed` on, a visit is CONFIRMED, and so are meetings. What became of a visit is
/// not shown: it stays as it was.
struct Feed: Sendable {
    /// How long something that fell away is still shown, as cancelled: long enough for every program to notice.
    static let daysCancelledIsShown = 14
    /// Google refuses calendars above about 1 MB or 1,111 events.
    static let mostBytes = 800_000
    static let mostEvents = 1_000

    let content: FeedContent
    let feeds: FeedSet

    func document(
        _ contacts: [[EventHistory.Version<Contact>]], _ meetings: [[EventHistory.Version<PlannedMeeting>]]
    ) throws -> Document {
        let events =
            contacts.compactMap { event(Feed.withoutOutcomes($0), content.event(of:)) }
            + meetings.compactMap { event($0, content.event(of:)) }
        let (text, days) = try text(of: events)
        let note = days.map {
            "\(content.audience.path) would be too large for some programs: it holds \($0.lowerBound.inWords) to "
                + "\(($0.upperBound - 1).inWords), and no more"
        }
        return Document(path: content.audience.path, content: text, note: note)
    }

    // MARK: Events

    /// An outcome says what became of a contact, and not that it was another appointment than before.
    private static func withoutOutcomes(
        _ versions: [EventHistory.Version<Contact>]
    ) -> [EventHistory.Version<Contact>] {
        var booked = Contact.Status.confirmed
        return versions.map { version in
            guard let status = version.subject?.status, status.countsAsOffered else { return version }
            var version = version
            if !status.isOutcome { booked = status }
            version.subject?.status = booked
            return version
        }
    }

    /// The event as it stands, with the stamp of the last version that looks different here from the one before.
    ///
    /// Nil where it is not to be shown: it never was, it fell away some time ago, or it is not in the window.
    private func event<Subject>(
        _ versions: [EventHistory.Version<Subject>], _ show: (Subject) -> FeedEvent?
    ) -> OutgoingEvent? {
        var now: FeedEvent?
        var last: (event: FeedEvent, created: Int, changed: EventHistory.Version<Subject>)?
        for version in versions {
            let next = version.subject.flatMap(show)
            // What is restated is in words, and at this level there are none.
            let isRestated = version.isRestated && next != nil && content.level != .busy
            if next != now || isRestated, let event = next ?? now {
                last = (event, last?.created ?? version.changedAt, version)
            }
            now = next
        }
        guard let last, feeds.window.contains(last.event.interval.lowerBound.day) else { return nil }
        let isCancelled = now == nil
        if isCancelled, feeds.today - Day(ofUTC: last.changed.changedAt) > Feed.daysCancelledIsShown { return nil }
        let event = last.event
        let marking = feeds.caseload.policy.marking
        var seconds = last.changed.changedAt
        if let day = content.lapsedOn, event.interval.lowerBound.day < day {
            seconds = max(seconds, day.start.minutes * 60)
        }
        let changedAt = WallTime(seconds: seconds)
        return OutgoingEvent(
            uid: "\(event.id)@\(feeds.host)", stamp: changedAt, created: WallTime(seconds: last.created),
            lastModified: changedAt, sequence: last.changed.sequence, start: WallTime(event.interval.lowerBound),
            end: WallTime(event.interval.upperBound),
            summary: isCancelled ? "Cancelled: \(event.summary)" : event.summary,
            location: event.place, description: ([marking.line] + event.lines).joined(separator: "\n"),
            status: isCancelled ? .cancelled : event.isTentative ? .tentative : .confirmed,
            availability: isCancelled ? .free : .busy, categories: [marking.text], alarmMinutes: feeds.alarmMinutes)
    }

    // MARK: Size

    /// The calendar as text; where it would be too large for some programs, without the oldest events first, and then
    /// without those farthest ahead.
    private func text(of events: [OutgoingEvent]) throws -> (text: String, shortenedTo: Range<Day>?) {
        let whole = try calendar(of: events)
        if events.count <= Feed.mostEvents {
            let text = try whole.text()
            if text.utf8.count <= Feed.mostBytes { return (text, nil) }
        }
        let today = WallTime(feeds.today.start)
        let byUse = events.sorted { left, right in
            let (leftIsOver, rightIsOver) = (left.end <= today, right.end <= today)
            if leftIsOver != rightIsOver { return rightIsOver }
            return leftIsOver
                ? (right.start, left.uid) < (left.start, right.uid) : (left.start, left.uid) < (right.start, right.uid)
        }
        var best: (text: String, shortenedTo: Range<Day>)?
        var (fits, tooMany) = (0, min(Feed.mostEvents, byUse.count) + 1)
        while tooMany - fits > 1 {
            let count = (fits + tooMany) / 2
            let days = Feed.days(of: byUse.prefix(count))
            let text = try calendar(of: Array(byUse.prefix(count)), only: days).text()
            if text.utf8.count <= Feed.mostBytes {
                (fits, best) = (count, (text, days))
            } else {
                tooMany = count
            }
        }
        return try best ?? (calendar(of: []).text(), nil)
    }

    private static func days(of events: ArraySlice<OutgoingEvent>) -> Range<Day> {
        let days = events.map { Day(number: $0.start.day) }
        guard let first = days.min(), let last = days.max() else { return Day(number: 0)..<Day(number: 0) }
        return first..<(last + 1)
    }

    private func calendar(of events: [OutgoingEvent], only days: Range<Day>? = nil) throws -> OutgoingCalendar {
        let part = days.map {
            " To keep it small it holds \($0.lowerBound.inWords) to \(($0.upperBound - 1).inWords) and no more."
        }
        return feeds.calendar(
            "IOM diary \(content.audience.title)\(content.level == .busy ? " (busy)" : "")",
            about: (content.level == .busy ? "Times." : "Times and references.")
                + " Calendar programs fetch this when they like: ring about a change on the day."
                + (part ?? ""),
            events: events.sorted { ($0.start, $0.uid) < ($1.start, $1.uid) })
    }
}

extension WallTime {
    init(_ moment: Moment) { self.init(seconds: moment.minutes * 60) }
}

extension Day {
    /// The day in UTC of a second since 1970.
    init(ofUTC seconds: Int) { self.init(number: WallTime(seconds: seconds).day) }
}
