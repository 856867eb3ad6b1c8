/// What has changed from one plan of the same weeks to another, for people who have the first.
package struct PlanDifference: Hashable, Sendable {
    /// A contact as it was and as it is; nil where it was not, or is no longer, booked.
    package struct Change: Hashable, Sendable {
        package var before: Contact?
        package var after: Contact?

        package init(before: Contact?, after: Contact?) {
            self.before = before
            self.after = after
        }
    }

    /// In order of time, each by when it was, or now is.
    package var contacts: [Change]
    /// Meetings whose people's or slots' times have changed.
    package var meetings: [PlannedMeeting.ID: AgendaDifference]

    package init(from before: Plan, to after: Plan) {
        let old = Dictionary(before.contacts.map { ($0.id, $0) }) { first, _ in first }
        let new = Dictionary(after.contacts.map { ($0.id, $0) }) { first, _ in first }
        contacts = Set(old.keys).union(new.keys)
            .map { Change(before: old[$0], after: new[$0]) }
            .filter { change in
                guard let before = change.before, let after = change.after else { return true }
                return !before.isWhereItWas(after)
            }
            .sorted { ($0.when, $0.contact?.id.text ?? "") < ($1.when, $1.contact?.id.text ?? "") }
        let meetingsBefore = Dictionary(before.meetings.map { ($0.id, $0) }) { first, _ in first }
        meetings = Dictionary(
            after.meetings.compactMap { meeting in
                meetingsBefore[meeting.id].map { (meeting.id, AgendaDifference(from: $0, to: meeting)) }
            }
        ) { first, _ in first }
        .filter { !$0.value.isEmpty }
    }

    package var isEmpty: Bool { contacts.isEmpty && meetings.isEmpty }

    /// Contacts people had that are elsewhere now, or nowhere.
    package var moved: Int { contacts.count { $0.before != nil } }
}

extension PlanDifference.Change {
    /// The contact as it is now, or as it was when it was last booked.
    package var contact: Contact? { after ?? before }

    fileprivate var when: Moment { (before ?? after)?.start ?? Moment(minutes: 0) }

    /// For a person who has the old plan: `Thu 3 Dec 10:00 joint visit n014: moved to Fri 4 Dec 11:30, po2 for po1`.
    package var inWords: String {
        guard let before else {
            return after.map { "new: \($0.inShort), \($0.whereAndWho)" } ?? ""
        }
        guard let after else { return "\(before.inShort): no longer booked, \(before.whereAndWho)" }
        var parts: [String] = []
        if after.start != before.start { parts.append("moved to \(after.start.inShort)") }
        if after.place != before.place { parts.append("at \(after.place) instead of \(before.place)") }
        let (gone, come) = (
            before.practitioners.filter { !after.practitioners.contains($0) },
            after.practitioners.filter { !before.practitioners.contains($0) }
        )
        switch (come.isEmpty, gone.isEmpty) {
        case (true, true): break
        case (false, false): parts.append("\(listed(come)) for \(listed(gone))")
        case (false, true): parts.append("\(listed(come)) as well")
        case (true, false): parts.append("without \(listed(gone))")
        }
        return "\(before.inShort): \(parts.joined(separator: ", "))"
    }
}

extension Contact {
    /// `Thu 3 Dec 10:00 joint visit n014`.
    package var inShort: String { "\(start.inShort) \(kind.inWords) \(nominal)" }

    /// `at home14 with po1 and pp2`.
    package var whereAndWho: String {
        "\(place.location.map { "at \($0)" } ?? "online") with \(listed(practitioners))"
    }
}

private func listed(_ people: [Practitioner.ID]) -> String {
    guard let last = people.last, people.count > 1 else { return people.first?.text ?? "nobody" }
    return "\(people.dropLast().map(\.text).joined(separator: ", ")) and \(last)"
}
