import Casework

/// A few contacts already in the diary for the first two weeks, every one of them sound.
enum Bookings {
    static func write(_ cohort: Cohort, into book: inout ContactBook, _ chance: inout Chance) {
        let wanted = cohort.people.count < 12 ? 0 : min(24, max(2, cohort.people.count / 11))
        // Wednesdays and Thursdays belong to the meetings.
        let days = [0, 1, 4, 7, 8, 11].map { book.from + $0 }.filter { !BankHolidays.contains($0) }
        let kinds = [ContactKind.jointVisit, Kinds.office, Kinds.policeVisit, Kinds.phone, Kinds.partner]
        var (used, busyPlaces) = (0, Set<String>())
        let vacant = book.staff.vacancy?.id
        let candidates = cohort.some(cohort.people.count, &chance) {
            $0.nominal.rag != .blue && $0.nominal.probationLead != vacant
        }
        for index in candidates where used < wanted {
            let person = cohort.people[index]
            let kind = kinds.wrapping(used) ?? Kinds.office
            guard let found = sound(kind, person, days, book, busyPlaces, &chance) else { continue }
            // One contact a day at any one place keeps rooms free, and those kept apart, apart.
            busyPlaces.insert("\(found.idea.place) \(found.day)")
            book.book(
                found.idea, person.nominal.id, found.day, found.span, used.isMultiple(of: 2) ? .confirmed : .planned)
            used += 1
        }
    }

    private static func sound(
        _ kind: ContactKind, _ person: Person, _ days: [Day], _ book: ContactBook, _ busyPlaces: Set<String>,
        _ chance: inout Chance
    ) -> (idea: Idea, day: Day, span: Range<Int>)? {
        let minutes = Kinds.minutes(kind)
        for day in chance.shuffled(days) {
            guard let idea = book.idea(kind, with: person, on: day, atHome: chance.happens(50)),
                !idea.crew.contains(where: { book.isTaken($0, on: day) }),
                idea.place == .online || !busyPlaces.contains("\(idea.place) \(day)")
            else { continue }
            let starts = Array(stride(from: 9 * 60, through: 16 * 60, by: 15))
            let span = chance.shuffled(starts).map { $0..<$0 + minutes }.first { span in
                !book.arrangements.isUnavailable(person.nominal.id, on: day, span)
                    && book.canBeHeld(idea, on: day, span)
            }
            if let span { return (idea, day, span) }
        }
        return nil
    }
}
