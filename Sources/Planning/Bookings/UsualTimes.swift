internal import Casework

/// What the weeks before say of the times at which nominals are used to be seen.
///
/// The police alone at a nominal's door are one thing: nobody has to remember when they come, and a call that can be
/// foreseen for weeks is worth less. Everything else is an appointment that somebody has to keep.
struct UsualTimes: Sendable {
    /// A kind of contact, and when it is had: minutes from the start of the week.
    struct Appointment: Hashable, Sendable {
        var kind: ContactKind
        var start: Int
    }

    /// The weekday and time of each kind in the last week in which it was kept, unless it was missed there since.
    private(set) var regular: [Nominal.ID: Set<Appointment>] = [:]
    /// Hours of the week in which the police have called in each of the weeks before.
    private(set) var foreseen: [Nominal.ID: Set<Int>] = [:]

    /// So far back an appointment makes a regular time.
    private static let memory = 4
    /// After so many weeks in the same hour another makes it one too many.
    private static let inARow = 3

    /// - Parameter planned: What is booked in earlier weeks of the plan.
    init(_ register: Register, before week: Day, planned: [Contact]) {
        let days = (week - 7 * UsualTimes.memory)..<week
        // What was planned and has no outcome is told by the plans, where there are any.
        let recorded = register.caseload.contacts.filter { $0.status != .planned }
        let past = (recorded + register.diaries.earlier.contacts + planned).filter {
            days.contains($0.day) && $0.status.countsAsOffered
        }
        for (nominal, contacts) in Dictionary(grouping: past, by: \.nominal) {
            let calls = contacts.filter { register.isPoliceCall($0) }
            foreseen[nominal] = UsualTimes.foreseen(calls, week)
            regular[nominal] = UsualTimes.regular(contacts.filter { !calls.contains($0) }, week)
        }
    }

    static func hour(_ minuteOfWeek: Int) -> Int { minuteOfWeek / 60 }

    private static func foreseen(_ calls: [Contact], _ week: Day) -> Set<Int> {
        (1...inARow).map { back in
            Set(calls.filter { $0.day.monday == week - 7 * back }.map { hour($0.minuteOfWeek) })
        }.reduce(nil) { $0?.intersection($1) ?? $1 } ?? []
    }

    private static func regular(_ contacts: [Contact], _ week: Day) -> Set<Appointment> {
        var regular: Set<Appointment> = []
        for (kind, contacts) in Dictionary(grouping: contacts, by: \.kind) {
            var missed: Set<Int> = []
            for back in 1...memory {
                let ofWeek = contacts.filter { $0.day.monday == week - 7 * back }
                missed.formUnion(ofWeek.filter { !$0.status.isMet }.map(\.minuteOfWeek))
                let kept = Set(ofWeek.filter(\.status.isMet).map(\.minuteOfWeek)).subtracting(missed)
                regular.formUnion(kept.map { Appointment(kind: kind, start: $0) })
                if !kept.isEmpty { break }
            }
        }
        return regular
    }
}

extension Register {
    /// Whether it is the police alone at the nominal's home.
    func isPoliceCall(_ contact: Contact) -> Bool {
        contact.place.location != nil && contact.place.location == nominals[contact.nominal]?.home
            && contact.practitioners.allSatisfy { agencyKind(of: $0) == .police }
    }

    func isWithPartner(_ contact: Contact) -> Bool {
        contact.practitioners.contains { agencyKind(of: $0) == .partner }
    }
}

extension Contact {
    var minuteOfWeek: Int { start - day.monday.start }
}

extension Contact.Status {
    /// Whether the nominal was there, or is expected.
    fileprivate var isMet: Bool {
        switch self {
        case .planned, .confirmed, .attended, .attendedFailedToComply, .sentHome: true
        case .acceptableAbsence, .unacceptableAbsence, .failedToAttend, .rescheduled, .cancelledByService: false
        }
    }
}
