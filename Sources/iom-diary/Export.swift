internal import Casework
internal import Foundation
internal import Operations
internal import Planning
internal import Printing
internal import Publishing

/// A plan with all that its documents need.
struct Export {
    var plan: Plan
    var caseload: Caseload
    var diaries: Diaries
    var feeds: FeedSet
    /// When the plan was made, in seconds of UTC since 1970.
    var asOf: Int
    /// Whether the plan is stored in no diary.
    var isDraft: Bool
    var templates: URL?
    var formats = PageFormats()
    /// Those who have said that they cannot come to a meeting.
    var declined: [PlannedMeeting.ID: Set<Practitioner.ID>] = [:]

    /// How many weeks before the plan the reports look back.
    private static let weeksBefore = 4

    func documents() throws -> [Document] {
        let planner = Planner(caseload, diaries)
        let targets = planner.targets(for: plan).map { Publishing.WeeklyTarget($0) }.counting(plan.contacts)
        let earlier = planner.targets(before: plan.weeks, count: Export.weeksBefore)
            .map { Publishing.WeeklyTarget($0) }.counting(caseload.contacts)
        // Where nothing is on record of those weeks there is no trend to show.
        let isAnythingKnown = earlier.contains { $0.offered > 0 }
        return try Publication(
            plan: plan, caseload: caseload, targets: targets, earlierTargets: isAnythingKnown ? earlier : [],
            notes: diaries.notes, declined: declined,
            leastShortfalls: planner.leastShortfalls(of: plan), practitionersToAsk: practitionersToAsk,
            templates: templates, feeds: feeds,
            asOf: asOf, isDraft: isDraft, formats: formats, productVersion: Product.version
        ).documents()
    }

    /// The documents, each page in its formats.
    func printed() async throws -> [Document] {
        let press = Press(marking: caseload.policy.marking, templates: templates, madeAt: asOf)
        return try await PrintRun(press: press).printed(documents()) { formats.formats(of: $0) }
    }
}

extension Export {
    private var practitionersToAsk: [Contact.ID: [Practitioner.ID]] {
        let planned = plan.contacts.filter { $0.status == .planned }
        return Dictionary(planned.map { ($0.id, diaries.practitionersToAsk(about: $0)) }) { first, _ in first }
    }
}

extension Publishing.WeeklyTarget {
    init(_ target: Planning.WeeklyTarget) {
        self.init(
            nominal: target.nominal, week: target.week, contacts: target.contacts, isJointDue: target.isJointDue,
            isHomeDue: target.isHomeDue)
    }
}

extension Weeks {
    /// The last second before the plan begins: a stamp that does not change from one run to the next.
    var stampOfUnstored: Int { days.lowerBound.start.minutes * 60 }
}
