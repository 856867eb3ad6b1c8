package import Casework

/// Whose sight a change of an agreement changes, and how far; counts alone, for administrators know of no nominal.
package struct AgreementEffect: Hashable, Sendable {
    package struct Person: Hashable, Sendable {
        /// The account, or where there is none the practitioner.
        package var reference: String
        package var name: String
        package var signsIn: Bool
        /// How many nominals there are for them.
        package var before: Int
        package var after: Int
    }

    /// Everybody of the agency whose work is with nominals, by reference.
    package var people: [Person]
    /// How many nominals there are for any of them.
    package var before: Int
    package var after: Int

    /// How many see others, or more or fewer of them.
    package var changed: Int { people.count { $0.before != $0.after } }

    /// - Parameter day: Of which it is told: an agreement that lapses later still runs.
    package init(
        of terms: [AgreementTerm], on agency: Agency.ID, _ caseload: Caseload, _ accounts: [KeptAccount], on day: Day
    ) {
        var changed = caseload
        for index in changed.agencies.indices where changed.agencies[index].id == agency {
            for term in terms { changed.agencies[index].take(term) }
        }
        let theirs = accounts.filter { kept in
            kept.account.agency == agency && !kept.isDisabled
                && kept.account.role != .auditor && kept.account.role != .administrator
        }.map(\.account)
        // Papers and feeds go to those who never sign in, too.
        let holders = Set(theirs.compactMap(\.practitioner))
        let working = Set(caseload.workingPatterns.map(\.practitioner))
        let others = caseload.practitioners.filter {
            $0.agency == agency && working.contains($0.id) && !holders.contains($0.id)
        }.map {
            Account(id: Account.ID($0.id.text), name: $0.name, role: .practitioner, agency: agency, practitioner: $0.id)
        }
        var (seenBefore, seenAfter) = (Set<Nominal.ID>(), Set<Nominal.ID>())
        func person(_ account: Account, signsIn: Bool) -> Person {
            let before = Sight(caseload, for: account, on: day).nominals
            let after = Sight(changed, for: account, on: day).nominals
            seenBefore.formUnion(before)
            seenAfter.formUnion(after)
            return Person(
                reference: account.id.text, name: account.name, signsIn: signsIn, before: before.count,
                after: after.count)
        }
        people = theirs.map { person($0, signsIn: true) } + others.map { person($0, signsIn: false) }
        people.sort { $0.reference < $1.reference }
        (before, after) = (seenBefore.count, seenAfter.count)
    }
}
