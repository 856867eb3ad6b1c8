import Casework

/// The front page of an export: what is in it.
struct IndexPage: Sendable {
    let plan: Plan
    let meetings: [MeetingRecord]
    let weeks: [ContactWeek]
    let directory: Directory
    let formats: PageFormats
    let prepared: String?

    func document(_ templates: TemplateSet) throws -> Document {
        Document(path: "index.html", content: try templates.page("index", of: view))
    }

    private var view: IndexView {
        IndexView(
            marking: directory.marking.line, period: plan.weeks.inWords, prepared: prepared,
            contacts: plan.contacts.count(where: \.status.countsAsOffered), target: weeks.total.target,
            shortfalls: plan.shortfalls.count, contactsPage: links("contacts", formats.reports).path,
            shortfallsPage: links("shortfalls", formats.reports).path,
            shortfallsTable: directory.marking.fileName("shortfalls", "csv"), meetings: Several(meetingLinks),
            feeds: Several(feeds),
            others: Several(others))
    }

    private var meetingLinks: [MeetingLink] {
        let inOrder = meetings.sorted { left, right in
            (left.meeting.interval.lowerBound, left.meeting.id) < (right.meeting.interval.lowerBound, right.meeting.id)
        }
        return inOrder.map { record in
            let (path, others) = links(record.path(MeetingRecord.runningOrder), formats.runningOrders)
            return MeetingLink(
                path: path, others: others, series: record.meeting.series.title, day: record.day.inWords,
                times: Wording.times(record.meeting.interval), slots: record.meeting.slots.count,
                needed: record.meeting.minutesNeeded, available: record.meeting.minutesAvailable,
                agendas: record.attendees.map { agenda in
                    AgendaLink(
                        path: links(record.path(MeetingRecord.agenda(agenda.attendee.id)), formats.agendas).path,
                        name: agenda.attendee.name)
                })
        }
    }

    /// Where a page is in the first of its formats, and in the others.
    private func links(_ name: String, _ formats: Set<DocumentFormat>) -> (path: String, others: [FormatLink]) {
        let links = formats.sorted().map { format in
            FormatLink(title: format.title, path: directory.marking.fileName(name, format.rawValue))
        }
        return (links.first?.path ?? "", Array(links.dropFirst()))
    }

    private var feeds: [FeedLink] {
        directory.caseload.practitioners.sorted { $0.id < $1.id }.map { practitioner in
            FeedLink(
                path: "feeds/\(practitioner.id).ics", availability: "feeds/availability/\(practitioner.id).ics",
                practitioner: practitioner.id.text, name: practitioner.name,
                agency: directory.agency(of: practitioner.id)?.name ?? "")
        }
    }

    private var others: [OtherFeedLink] {
        let team = OtherFeedLink(
            path: "feeds/team/team.ics", title: "The whole team", readers: "agencies that share everything")
        let agencies = directory.caseload.agencies.sorted { $0.id < $1.id }.map { agency in
            OtherFeedLink(
                path: "feeds/agencies/\(agency.id).ics", title: agency.name, readers: "everybody of that agency")
        }
        let series = Series.allCases.map { series in
            OtherFeedLink(
                path: "feeds/series/\(series.rawValue).ics", title: "\(series.title) dates",
                readers: "whoever may have to come")
        }
        let rooms = directory.caseload.locations.filter { !directory.disclosure.isHome($0.id) }
            .sorted { $0.id < $1.id }.map { location in
                OtherFeedLink(
                    path: "feeds/rooms/\(location.id).ics", title: directory.words(for: .at(location.id)),
                    readers: "whoever looks after the place")
            }
        return [team] + agencies + series + rooms
    }
}

/// What `index.mustache` is given.
struct IndexView: Sendable {
    var marking: String
    var period: String
    var prepared: String?
    var contacts: Int
    var target: Int
    var shortfalls: Int
    var contactsPage: String
    var shortfallsPage: String
    var shortfallsTable: String
    var meetings: Several<MeetingLink>?
    var feeds: Several<FeedLink>?
    var others: Several<OtherFeedLink>?
}

struct MeetingLink: Sendable {
    var path: String
    /// The same in other formats.
    var others: [FormatLink]
    var series: String
    var day: String
    var times: String
    var slots: Int
    /// Minutes for everything due, and minutes there are.
    var needed: Int
    var available: Int
    /// Each attendee's own.
    var agendas: [AgendaLink]
}

struct AgendaLink: Sendable {
    var path: String
    var name: String
}

struct FormatLink: Sendable {
    /// `PDF`.
    var title: String
    var path: String
}

struct FeedLink: Sendable {
    var path: String
    var availability: String
    var practitioner: String
    var name: String
    var agency: String
}

struct OtherFeedLink: Sendable {
    var path: String
    var title: String
    /// Whom it is for.
    var readers: String
}
