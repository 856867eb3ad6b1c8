package import Casework

/// What will not be noted of a meeting, or of an action, as the diary stands.
package enum NotesRefusal: Error, CustomStringConvertible {
    case noAgenda(PlannedMeeting.ID, [PlannedMeeting.ID])
    /// Its day has not come.
    case ahead(PlannedMeeting.ID, Day)
    case notStarted(PlannedMeeting.ID)
    /// Whoever is said to have agreed for a service is not of it.
    case notOfService(Practitioner.ID, Agency.Kind)
    /// Whoever is said to have agreed was not there.
    case notThere(Practitioner.ID)
    /// What only a case conference decides.
    case onlyAtConference(Decision.Matter)
    /// Custody is no rating that a meeting gives or takes away.
    case inCustody(Nominal.ID)
    case alreadyDeselected(Nominal.ID, Day)
    case endsBeforeItBegins(from: Day, until: Day)
    /// What is decided holds from the meeting on.
    case beginsBefore(Day, Day)
    case tooLong(until: Day, latest: Day)
    case contacts(Int)
    /// The year must be wrong.
    case tooFarAhead(Day)
    case noSuchAction(Action.ID)
    case dueBeforeRaised(due: Day, raised: Day)
    case noSuchOwner(String)
    /// Nobody has actions to be sent.
    case nothingToIssue(String)

    package var description: String {
        switch self {
        case .noAgenda(let meeting, let known):
            "there is no agenda of \(meeting) to note against, planned or issued"
                + (known.isEmpty ? "" : "; the latest plan has \(known.map(\.text).joined(separator: ", "))")
        case .ahead(let meeting, let day):
            "\(meeting) is on \(day.inShort): its notes begin that day (written updates are taken before: 'notes update')"
        case .notStarted(let meeting): "\(meeting) has not been started: 'notes start \(meeting)' first"
        case .notOfService(let practitioner, let kind):
            "\(practitioner) is not of the \(kind.rawValue) service, and cannot agree for it"
        case .notThere(let practitioner):
            "\(practitioner) is not on the register as there, and cannot agree: put the register right first"
        case .onlyAtConference(let matter): "\(matter.inWords) is decided at a MACC, and at no other meeting"
        case .inCustody(let nominal):
            "\(nominal) is in custody, and stays blue until the release: 'nominal release' notes that"
        case .alreadyDeselected(let nominal, let end):
            "\(nominal) has a deselection plan already, whose last day is \((end - 1).inShortWithYear)"
        case .endsBeforeItBegins(let from, let until):
            "\(until.inShortWithYear) is before \(from.inShortWithYear), when it would begin: --until takes a later day"
        case .beginsBefore(let from, let day):
            "\(from.inShortWithYear) is before the meeting on \(day.inShortWithYear): --from takes a later day"
        case .tooLong(let until, let latest):
            "\(until.inShortWithYear) is too long: agree on a day until \(latest.inShortWithYear), and again if it is "
                + "needed then"
        case .contacts(let contacts):
            "expected \(Variation.contactsAllowed.lowerBound) to \(Variation.contactsAllowed.upperBound) contacts a "
                + "week, not \(contacts)"
        case .tooFarAhead(let day): "check the year: \(day.inShortWithYear) is more than two years ahead"
        case .noSuchAction(let action): "there is no action \(action) in the diary: 'actions list' shows those that are"
        case .dueBeforeRaised(let due, let raised):
            "\(due.inShortWithYear) is before \(raised.inShortWithYear), when it was raised: --due takes a later day"
        case .noSuchOwner(let owner):
            "there is no practitioner \(owner) in the diary; for somebody else write who it is, such as \"housing desk\""
        case .nothingToIssue(let who): "\(who) has no open actions"
        }
    }
}
