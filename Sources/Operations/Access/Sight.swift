package import Casework

/// What of the diary there is for one reader: whom they may not know of is not found.
///
/// Decided where data is loaded, and nowhere else; pages are made from what this leaves.
package struct Sight: Sendable {
    private let account: Account
    private let standings: Standings
    private let day: Day
    /// Whether the reader sees every reference of an agenda, as those who hold the meeting do.
    package let holdsMeetings: Bool
    /// The nominals there are for this reader.
    package let nominals: Set<Nominal.ID>

    package init(_ caseload: Caseload, for account: Account, on day: Day) {
        self.account = account
        self.day = day
        standings = Standings(caseload)
        let agency = caseload.agencies.first { $0.id == account.agency }
        holdsMeetings =
            account.role == .supportWorker && agency?.kind != .partner && agency?.sharing(on: day) == .full
        let standings = standings
        nominals = Set(
            caseload.nominals.map(\.id).filter { nominal in
                switch account.role {
                // Managers of both services see every reference's figures, in their reports.
                case .manager: return agency.map { $0.kind != .partner && $0.sharing(on: day) == .full } ?? false
                case .auditor, .administrator: return false
                case .supportWorker, .practitioner, .partner:
                    guard let agency else { return false }
                    let standing = standings.standing(
                        of: account.practitioner, from: agency.id, to: nominal, on: day)
                    return standing != .outsider
                }
            })
    }

    package func standing(to nominal: Nominal.ID) -> Standing {
        guard let agency = account.agency else { return .outsider }
        return standings.standing(of: account.practitioner, from: agency, to: nominal, on: day)
    }

    /// Whether it is the reader's own to do: of that they know, however little else.
    package func isOwn(_ contact: Contact) -> Bool {
        account.practitioner.map(contact.practitioners.contains) ?? false
    }

    package func isOwn(_ action: Action) -> Bool { account.practitioner.map { $0.text == action.owner } ?? false }

    /// The caseload without whom the reader may not know of, and all that hangs on them.
    package func restricted(_ caseload: Caseload) -> Caseload {
        var seen = caseload
        let knows = nominals.contains
        seen.nominals.removeAll { !knows($0.id) }
        seen.variations.removeAll { !knows($0.nominal) }
        seen.exceptions.removeAll { !knows($0.nominal) }
        seen.involvements.removeAll { !knows($0.nominal) }
        seen.unavailability.removeAll { !knows($0.nominal) }
        seen.keepApart.removeAll { !knows($0.first) || !knows($0.second) }
        seen.contacts.removeAll { !knows($0.nominal) && !isOwn($0) }
        seen.reviews.removeAll { !knows($0.nominal) }
        seen.proposals.removeAll { !knows($0.nominal) }
        seen.actions.removeAll { action in action.nominal.map { !knows($0) } ?? false && !isOwn(action) }
        return seen
    }

    /// The plan likewise.
    ///
    /// A slot of whom the reader may not know of keeps its time; for those who hold the meeting its
    /// reference, too, and for everyone else nothing.
    package func restricted(_ plan: Plan) -> Plan {
        var seen = plan
        seen.contacts.removeAll { !nominals.contains($0.nominal) && !isOwn($0) }
        seen.shortfalls.removeAll { !nominals.contains($0.nominal) }
        seen.meetings = plan.meetings.map(restricted)
        return seen
    }

    package func restricted(_ meeting: PlannedMeeting) -> PlannedMeeting {
        var seen = meeting
        seen.slots = meeting.slots.map { slot in
            if nominals.contains(slot.nominal) { return slot }
            var slot = slot
            slot.matters = []
            slot.why = ""
            if !holdsMeetings {
                slot.nominal = Sight.somebody
                slot.attendees = account.practitioner.map { own in slot.attendees.filter { $0 == own } } ?? []
                slot.absent = account.practitioner.map { own in slot.absent.filter { $0 == own } } ?? []
            }
            return slot
        }
        if !holdsMeetings {
            seen.noted.removeAll { !nominals.contains($0) }
            seen.deferred.removeAll { !nominals.contains($0.nominal) }
        }
        return seen
    }

    /// Stands where a reference is not told; no reference is empty.
    package static let somebody = Nominal.ID("")
}
