package import Casework
package import Foundation

/// Everything a plan is published as.
///
/// Values in, documents out: the same values always give the same bytes.
package struct Publication: Sendable {
    package var plan: Plan
    package var caseload: Caseload
    /// Every nominal's target in every week of the plan; the reports count them all.
    package var targets: [WeeklyTarget]
    /// The same of the weeks before, for the trend.
    package var earlierTargets: [WeeklyTarget]
    /// What has been noted of its meetings so far: written updates that have come in.
    package var notes: [PlannedMeeting.ID: MeetingNotes]
    /// Those who have said that they cannot come to a meeting.
    package var declined: [PlannedMeeting.ID: Set<Practitioner.ID>]
    /// How short each week must fall that falls short.
    package var leastShortfalls: [LeastShortfall]
    /// Those at each planned contact whose calendars do not say that they are free then.
    package var practitionersToAsk: [Contact.ID: [Practitioner.ID]]
    /// The folder of the team's own templates; what it leaves out is taken from the project's.
    package var templates: URL?
    /// The calendars that go with it, which hold the weeks before and after, too; nil: those of this plan alone.
    package var feeds: FeedSet?
    /// When the plan was made, in seconds of UTC since 1970.
    package var asOf: Int
    /// Whether the plan is stored in no diary: its pages then say so, and not when it was made.
    package var isDraft: Bool
    /// What the front page leads to.
    package var formats: PageFormats
    package var productVersion: String

    package init(
        plan: Plan, caseload: Caseload, targets: [WeeklyTarget] = [], earlierTargets: [WeeklyTarget] = [],
        notes: [PlannedMeeting.ID: MeetingNotes] = [:], declined: [PlannedMeeting.ID: Set<Practitioner.ID>] = [:],
        leastShortfalls: [LeastShortfall] = [],
        practitionersToAsk: [Contact.ID: [Practitioner.ID]] = [:], templates: URL? = nil, feeds: FeedSet? = nil,
        asOf: Int, isDraft: Bool = false, formats: PageFormats = PageFormats(),
        productVersion: String
    ) {
        self.plan = plan
        self.caseload = caseload
        self.targets = targets
        self.earlierTargets = earlierTargets
        self.notes = notes
        self.declined = declined
        self.leastShortfalls = leastShortfalls
        self.practitionersToAsk = practitionersToAsk
        self.templates = templates
        self.feeds = feeds
        self.asOf = asOf
        self.isDraft = isDraft
        self.formats = formats
        self.productVersion = productVersion
    }

    /// All documents, the front page first.
    ///
    /// - Throws: `TemplateError` where a team's template is at fault, and what ICalendar finds wrong with a feed.
    package func documents() throws -> [Document] {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let directory = Directory(caseload)
        let weeks = ContactWeek.all(of: plan, targets)
        let prepared = isDraft ? nil : Prepared.inWords(asOf, plan.timezone)
        let contacts = caseload.contacts(with: plan.contacts)
        let meetings = plan.meetings.map { meeting in
            MeetingRecord(
                meeting: meeting, directory: directory, notes: notes[meeting.id],
                declined: declined[meeting.id] ?? [], contacts: contacts, prepared: prepared)
        }

        var documents = [
            try IndexPage(
                plan: plan, meetings: meetings, weeks: weeks, directory: directory, formats: formats,
                prepared: prepared
            )
            .document(templates),
            try PlanFile(plan: plan, leastShortfalls: leastShortfalls, directory: directory).document(),
        ]
        documents.append(
            try ContactsPage(
                plan: plan, directory: directory, practitionersToAsk: practitionersToAsk, prepared: prepared
            ).document(templates))
        for meeting in meetings { documents += try meeting.documents(templates) }
        documents.append(
            try ShortfallsPage(
                plan: plan, weeks: weeks, earlier: ContactWeek.all(earlierTargets), leastShortfalls: leastShortfalls,
                directory: directory, prepared: prepared
            ).document(templates))
        documents.append(ShortfallsTable(weeks: weeks, directory: directory).document())
        let feeds =
            feeds
            ?? FeedSet(
                caseload: caseload, history: EventHistory(of: plan, at: asOf), today: plan.weeks.from,
                productVersion: productVersion)
        documents += try feeds.documents().map { document in
            var document = document
            document.path = Publication.path(ofFeed: document.path)
            return document
        }
        return documents
    }

    /// Where a feed goes in an export: people's straight into `feeds`, the others in folders of their own.
    static func path(ofFeed path: String) -> String {
        if path.hasPrefix("people/") { return "feeds/" + path.dropFirst("people/".count) }
        return path.contains("/") ? "feeds/\(path)" : "feeds/team/\(path)"
    }
}
