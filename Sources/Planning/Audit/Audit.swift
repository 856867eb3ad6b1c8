package import Casework

/// Checks any plan against every rule, however it was made.
package struct Audit {
    /// Every rule, in the order of the README's table.
    package static var rules: [any Rule.Type] {
        [
            KnownReferences.self, LengthAndGrid.self, AllowedPlace.self, AllowedCrew.self, SomeoneKnown.self,
            DoubleCrewing.self, Custody.self, NominalUnavailable.self, ContactsPerDay.self, KeptApart.self, Rooms.self,
            WorkingHours.self, OnePlaceAtATime.self, ConfirmedStays.self, ProbationSuspended.self, SlotsInTurn.self,
            AttendanceCoversSlots.self, WaitingIsCounted.self, EveryoneNeeded.self, EveryoneDue.self,
            ArrangedStays.self, ScoreIsCounted.self,
        ]
    }

    private let register: Register

    package init(_ register: Register) {
        self.register = register
    }

    /// Everything that is wrong with a plan; empty: it may be stored and let out.
    package func violations(of plan: Plan) -> [Violation] { violations(of: plan, by: Audit.rules) }

    /// What is wrong with a plan by some of the rules.
    func violations(of plan: Plan, by rules: [any Rule.Type]) -> [Violation] {
        let evidence = Evidence(plan, register)
        return rules.flatMap { $0.violations(in: evidence) }
    }
}

/// One rule of planning.
///
/// The first line of a rule's comment is its row in the README.
package protocol Rule {
    /// The code in the README's table: `R13`.
    static var code: String { get }

    /// Where the plan breaks the rule.
    static func violations(in evidence: Evidence) -> [Violation]
}

/// What rules are judged on.
package struct Evidence {
    package let plan: Plan
    package let register: Register
    /// The contacts that the plan itself decided: all but those that were confirmed, have an outcome or have begun.
    let decided: [Contact]
    let itineraries: Itineraries

    package init(_ plan: Plan, _ register: Register) {
        self.plan = plan
        self.register = register
        decided = plan.contacts.filter(register.diaries.canMove)
        itineraries = Itineraries(register, weeks: plan.weeks, meetings: plan.meetings, contacts: plan.contacts)
    }
}

extension Rule {
    /// A violation of this rule at one contact.
    static func broken(
        _ contact: Contact, _ message: String, of practitioner: Practitioner.ID? = nil
    ) -> Violation {
        Violation(
            code, "\(contact.id) (\(contact.nominal), \(contact.kind), \(contact.start)): \(message)", of: practitioner)
    }

    /// One violation for each contact the plan decided for which `message` has something to say.
    static func judging(_ evidence: Evidence, _ message: (Contact) -> String?) -> [Violation] {
        evidence.decided.compactMap { contact in message(contact).map { broken(contact, $0) } }
    }
}
