import Casework

/// Nine weeks of contacts, and what became of them.
struct History {
    private static let weeks = 9
    /// Of forty contacts, so many went so; dealt as a pack of cards is, so that no outcome stays away by chance.
    private static let pack: [Contact.Status] =
        Array(repeating: .attended, count: 30) + [
            .acceptableAbsence, .acceptableAbsence, .failedToAttend, .failedToAttend, .unacceptableAbsence,
            .attendedFailedToComply, .sentHome, .rescheduled, .rescheduled, .cancelledByService,
        ]

    /// How many the team has, which tells how long its meetings are.
    private let nominals: Int
    private var dealt: [Contact.Status] = []

    init(nominals: Int) { self.nominals = nominals }

    mutating func write(_ cohort: Cohort, into book: inout ContactBook, _ chance: inout Chance) {
        for (index, person) in cohort.people.enumerated() {
            let isBlue = person.nominal.rag == .blue
            // Every second of those in custody was still in the community two months ago.
            guard !isBlue || index.isMultiple(of: 2) else { continue }
            let last = isBlue ? History.weeks - 3 : 1
            for week in stride(from: History.weeks, through: last, by: -1) {
                writeWeek(
                    book.from - 7 * week, number: week + index, person, isUnseen: cohort.unseen == person.nominal.id,
                    &book, &chance)
            }
        }
    }

    private mutating func writeWeek(
        _ monday: Day, number: Int, _ person: Person, isUnseen: Bool, _ book: inout ContactBook,
        _ chance: inout Chance
    ) {
        let nominal = person.nominal
        let target = Policy.standard.target(nominal.cohort, nominal.rag == .blue ? .amber : nominal.rag)
        let jointDue = number.isMultiple(of: max(1, target.jointEveryWeeks))
        let homeDue = nominal.home != nil && number.isMultiple(of: max(1, target.homeEveryWeeks))
        var kinds: [ContactKind] = jointDue ? [.jointVisit] : homeDue ? [Kinds.policeVisit] : []
        let others = chance.shuffled([Kinds.office, Kinds.office, Kinds.policeVisit, Kinds.partner, Kinds.phone])
        kinds += others.prefix(max(0, target.contacts - kinds.count))
        if chance.happens(4) { kinds = kinds.dropLast() + [Kinds.video] }
        var days = chance.shuffled([0, 1, 2, 3, 4])
        for kind in kinds {
            guard !chance.happens(10), let offset = days.popLast() else { continue }
            let day = monday + offset
            guard let idea = book.idea(kind, with: person, on: day, atHome: homeDue || chance.happens(30)),
                let span = span(for: idea, nominal.id, on: day, in: book, &chance)
            else { continue }
            book.book(idea, nominal.id, day, span, outcome(isUnseen: isUnseen, &chance))
        }
    }

    /// A quarter-hour at which everyone was at work and nothing else was on, if one is soon found.
    ///
    /// History keeps to the calendars, too: what is imported must not contradict itself.
    private func span(
        for idea: Idea, _ nominal: Nominal.ID, on day: Day, in book: ContactBook, _ chance: inout Chance
    ) -> Range<Int>? {
        guard let first = idea.crew.first, let colleague = book.staff.colleague(first) else { return nil }
        let minutes = Kinds.minutes(idea.kind)
        let meetings = TeamCalendars.meetings(on: day, nominals: nominals)
        for _ in 0..<16 {
            guard let block = chance.pick(colleague.blocks(on: day)), block.minutes.count > minutes else { continue }
            let start = block.minutes.lowerBound + chance.below((block.minutes.count - minutes) / 15 + 1) * 15
            let span = start..<start + minutes
            // An hour is enough to come from a meeting, or to go there.
            let near = span.lowerBound - 60..<span.upperBound + 60
            guard !meetings.contains(where: { $0.overlaps(near) }) else { continue }
            guard !book.arrangements.isUnavailable(nominal, on: day, span) else { continue }
            if book.canBeHeld(idea, on: day, span) { return span }
        }
        return nil
    }

    private mutating func outcome(isUnseen: Bool, _ chance: inout Chance) -> Contact.Status {
        if isUnseen { return chance.happens(70) ? .failedToAttend : .unacceptableAbsence }
        if dealt.isEmpty { dealt = chance.shuffled(History.pack) }
        return dealt.popLast() ?? .attended
    }
}
