package import Casework
package import Planning

/// What a verb will not do, as the diary stands.
package enum DiaryRefusal: Error, CustomStringConvertible {
    /// Nothing has been imported.
    case empty
    /// Someone else changed the diary while this was being worked out.
    case changedMeanwhile
    /// No plan has been stored.
    case noPlan
    /// The plan no longer fits what the diary holds.
    case outdated([Violation])
    case noSuchContact(Contact.ID)
    /// It has not begun.
    case notYet(Contact)
    /// What a contact is cannot become what was asked.
    case cannotBecome(Contact.ID, from: Contact.Status, to: Contact.Status)
    case noSuchMeeting(PlannedMeeting.ID, [PlannedMeeting.ID])
    /// Nobody has been given its agenda.
    case notIssued(PlannedMeeting.ID)
    case noSuchSlot(Nominal.ID, PlannedMeeting.ID)
    case noSuchPractitioner(Practitioner.ID)
    case noSuchNominal(Nominal.ID)
    case noSuchKind(ContactKind, [ContactKind])
    /// There is nothing to take back.
    case notArranged(String)
    /// The latest plan has nothing ahead.
    case weeksAreOver(Weeks)
    case noSuchNotice(Int)
    /// It has its outcome.
    case over(Contact)
    /// It starts, or would start, before now.
    case begun(Contact)
    case outsidePlan(Contact, Weeks)
    case notInvited(Practitioner.ID, Contact)
    case inCustody(Nominal.ID, on: Day)
    case notInCustody(Nominal.ID)
    /// What is noted once it has happened is noted too early.
    case ahead(Day)
    /// A contact where a person wants it would break rules; others like it would not.
    case against(Contact, [Violation], nearest: [Contact])
    /// A contact that is confirmed does not give way to another.
    case isPromised(Contact)
    /// A contact that is only planned would be moved at once.
    case wouldNotStay(Contact)
    /// Somebody is called as one of the team's own calendars is.
    case calendarOfTheTeam(Practitioner.ID)
    /// A calendar that everyone on the way could read.
    case unencrypted
    case noCalendarAddress(Practitioner.ID)
    /// A meeting that is being held, or has been, takes nothing new.
    case hasBegun(PlannedMeeting.ID)
    /// What a person settles against the rules is settled with a reason.
    case noReason
    case notOnCohort(Nominal.ID, on: Day)
    case mayNotBeNoted(Nominal.ID, String)
    case notMinutesOfASlot(Int)
    /// No order of the slots keeps what was to be settled: what comes of it, a sentence each, and what else is settled.
    case cannotBeKept([String], SettledOrder)
    /// A slot that is pinned to a place is moved neither up nor down, nor is another past it.
    case isPinned(SlotPin, moving: Nominal.ID)
    /// Contacts that are too near to be moved for the sake of a meeting's agenda.
    case contactsStay([Contact], PlannedMeeting.ID)

    package var description: String {
        switch self {
        case .empty: "the diary is empty: import a caseload folder first"
        case .changedMeanwhile: "the diary was changed by someone else meanwhile; nothing was stored, try again"
        case .noPlan: "the diary has no plan yet: plan some weeks first"
        case .outdated(let violations):
            "the diary has changed since it was planned, and the plan no longer keeps every rule: plan again. "
                + violations.prefix(5).map(\.description).joined(separator: "; ")
        case .noSuchContact(let contact): "there is no contact \(contact) in the diary"
        case .notYet(let contact):
            "\(contact.id) is on \(contact.start.inShort), and has no outcome before then"
        case .cannotBecome(let contact, let from, let to):
            "\(contact) is \(from.inWords), and cannot become \(to.inWords)"
        case .noSuchMeeting(let meeting, let known):
            "the latest plan has no meeting \(meeting)"
                + (known.isEmpty ? "" : "; it has \(known.map(\.text).joined(separator: ", "))")
        case .notIssued(let meeting): "the agenda of \(meeting) has not been issued: nobody has been given it"
        case .noSuchSlot(let nominal, let meeting):
            "\(nominal) has no slot at \(meeting): they are not due, noted without discussion, or deferred"
        case .noSuchNominal(let nominal): "there is no nominal \(nominal) in the diary"
        case .noSuchKind(let kind, let known):
            "the policy has no kind of contact \(kind); it has \(known.map(\.name).joined(separator: ", "))"
        case .notArranged(let what): "\(what); nothing was changed"
        case .noSuchPractitioner(let practitioner): "there is no practitioner \(practitioner) in the diary"
        case .weeksAreOver(let weeks):
            "the latest plan ended on \((weeks.days.upperBound - 1).inShort): plan the weeks ahead"
        case .noSuchNotice(let number): "there is no notice \(number), or it was withdrawn"
        case .over(let contact):
            "\(contact.id) has its outcome (\(contact.status.inWords)), and can neither be moved nor called off"
        case .begun(let contact): "\(contact.start.inShort) is over: \(contact.id) can only be given its outcome"
        case .outsidePlan(let contact, let weeks):
            "\(contact.inShort) is outside the latest plan, which is from \(weeks.from.inShort) to "
                + "\((weeks.days.upperBound - 1).inShort)"
        case .notInvited(let practitioner, let contact):
            "\(practitioner) is not to be at \(contact.id): that is \(contact.inShort), \(contact.whereAndWho)"
        case .inCustody(let nominal, let day): "\(nominal) is in custody already on \(day)"
        case .ahead(let day): "\(day.inShort) is ahead: a recall is noted once it has happened"
        case .notInCustody(let nominal): "\(nominal) is not in custody: the rating is not blue"
        case .against(let contact, let violations, let nearest):
            "\(contact.inShort), \(contact.whereAndWho), cannot be, and nothing was changed:"
                + violations.map { "\n  \($0)" }.joined()
                + (nearest.isEmpty ? "\nNo other time of that week would do" : "\nThese would do:")
                + nearest.map { "\n  \($0.start.inShort), \($0.whereAndWho): \($0.moveOptions)" }.joined()
        case .isPromised(let contact): "\(contact.id) is confirmed, and does not give way: move it, or call it off"
        case .wouldNotStay(let contact):
            "planning would move or drop \(contact.inShort) at once, and nothing was changed: book it as confirmed"
        case .calendarOfTheTeam(let practitioner):
            "\(CalendarFile.name(of: practitioner)) is a calendar of the whole team, and cannot be a practitioner's"
        case .unencrypted:
            "an address that begins with http:// is not asked, since everyone on the way can read what it sends; use "
                + "https://, or set allow_http under calendars in policy.yaml, and import the folder again"
        case .noCalendarAddress(let practitioner):
            "no calendar of \(practitioner) is fetched from an address"
        case .hasBegun(let meeting): "\(meeting) has begun, and its agenda stays as it is"
        case .noReason: "say why, in a few words"
        case .notOnCohort(let nominal, let day): "\(nominal) is not on the cohort on \(day.inShort)"
        case .mayNotBeNoted(let nominal, let why): "\(nominal) cannot be noted without discussion: \(why)"
        case .notMinutesOfASlot(let minutes):
            "a slot has \(ArrangedItem.minutesAllowed.lowerBound) to \(ArrangedItem.minutesAllowed.upperBound) min, "
                + "not \(minutes)"
        case .cannotBeKept(let reasons, let settled):
            "no order of the slots keeps this, and nothing was changed: "
                + reasons.joined(separator: "; ") + settled.inTheWay
        case .isPinned(let pin, let nominal):
            pin.nominal == nominal
                ? "\(nominal) is \(pin.inWords), and stays there until it is unpinned; nothing was changed"
                : "\(pin.nominal) is \(pin.inWords), and \(nominal) cannot pass it until it is unpinned; "
                    + "nothing was changed"
        case .contactsStay(let contacts, let meeting):
            "contacts of the next 24 hours are not moved for an agenda, and nothing was changed: \(meeting) would need "
                + "the time of " + contacts.map { "\($0.id) (\($0.inShort))" }.joined(separator: ", ")
                + "; move or call these off first, or arrange the meeting otherwise"
        }
    }
}

extension SettledOrder {
    /// What was settled before and may be in the way, with how to let go of it.
    fileprivate var inTheWay: String {
        var words = pins.map { "\($0.nominal) is \($0.inWords) ('agenda unpin' lets go of that)" }
        if isByHand { words.append("the order was set by hand ('agenda reorder' lets go of it)") }
        return words.isEmpty ? "" : ". Settled before: " + words.joined(separator: "; ")
    }
}

extension Contact {
    /// What to ask for, to have a contact moved to where this one is.
    fileprivate var moveOptions: String {
        "--to \(start) --at \(place) --with '\(practitioners.map(\.text).joined(separator: ";"))'"
    }
}
