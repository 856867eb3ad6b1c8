package import Casework

/// What each practitioner is asked to, in the words of their feed.
package struct Invitations: Sendable {
    package var plan: Plan
    package var caseload: Caseload
    /// What other plans hold in the weeks before and after.
    package var beside: EarlierPlans
    /// The agendas that people have been given, as they were given.
    package var issued: [PlannedMeeting.ID: PlannedMeeting]

    package init(
        plan: Plan, caseload: Caseload, beside: EarlierPlans = EarlierPlans(),
        issued: [PlannedMeeting.ID: PlannedMeeting]
    ) {
        self.plan = plan
        self.caseload = caseload
        self.beside = beside
        self.issued = issued
    }

    /// Everything from that moment on: contacts that are booked, and meetings as their agendas were issued.
    ///
    /// By practitioner, then in order of time.
    package func all(from now: Moment) -> [Invitation] {
        let contacts = (plan.contacts + beside.contacts).filter { !$0.status.isOutcome }
        // A meeting that no plan has any more is off, though its agenda was issued.
        let meetings = (plan.meetings + beside.meetings).compactMap { issued[$0.id] }
        let directory = Directory(caseload)
        return caseload.practitioners.sorted { $0.id < $1.id }.flatMap { practitioner in
            let content = FeedContent(
                audience: .practitioner(practitioner), level: .reference, directory: directory, today: now.day)
            func invitation(to event: FeedEvent?, _ what: Invitation.Event) -> Invitation? {
                guard let event, event.interval.lowerBound >= now, !event.interval.isEmpty else { return nil }
                return Invitation(
                    uid: "\(event.id)@\(caseload.policy.feeds.host)", practitioner: practitioner.id, event: what,
                    interval: event.interval, summary: event.summary, place: event.place,
                    details: ([directory.marking.line] + event.lines).joined(separator: "\n"))
            }
            let all =
                contacts.compactMap { invitation(to: content.event(of: $0), .contact($0.id)) }
                + meetings.compactMap { invitation(to: content.event(of: $0), .meeting($0.id)) }
            return all.sorted { ($0.interval.lowerBound, $0.uid) < ($1.interval.lowerBound, $1.uid) }
        }
    }
}
