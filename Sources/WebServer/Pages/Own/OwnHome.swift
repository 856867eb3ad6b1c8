internal import Casework
internal import Operations
internal import Publishing

/// What somebody who works with nominals begins with: their day, what is to be recorded, and what is due.
struct OwnHome: Sendable {
    var dayName: String
    var today: OwnDay?
    var summary: String?
    var waiting: Several<ContactLine>?
    /// `MAP, Wed 2 Dec 10:00 to 10:40`.
    var meeting: Slot?
    var actions: Several<String>?
    let nominals: [Nominal.ID]

    struct Slot: Sendable {
        var slotLink: String
        var slotWords: String
    }

    /// Nil for an account that is no practitioner's.
    init?(_ files: Files, _ visit: Visit) throws {
        guard let own = try OwnDays(files, visit, days: visit.today..<(visit.today + 1)),
            let practitioner = visit.account.practitioner
        else { return nil }
        let contacts = ContactFiles(files, for: visit)
        dayName = visit.today.inWords
        today = own.days.first
        summary = own.summary
        let late = files.caseload.contacts.filter { files.sight.isOwn($0) && contacts.lacksOutcome($0) }
            .sorted(by: Contact.inOrder)
        waiting = Several(late.map { ContactLine($0, contacts) })
        // As it was issued, since that is what people go by.
        let ahead = (files.whole.stored?.plan.meetings ?? [])
            .map { files.arrangements.issued[$0.id] ?? $0 }
            .sorted { $0.interval.lowerBound < $1.interval.lowerBound }
        meeting =
            ahead.lazy.compactMap { meeting -> Slot? in
                guard let window = meeting.expected(practitioner), window.upperBound > visit.clock else { return nil }
                return Slot(
                    slotLink: "/meetings/\(meeting.id)",
                    slotWords: "\(meeting.series.title), \(window.lowerBound.inShort) to \(window.upperBound.clock)")
            }.first
        let theirs = files.caseload.actions.open.filter { $0.owner == practitioner.text }
        actions = Several(
            theirs.map { action in
                let about = action.nominal.flatMap { contacts.sight(of: $0) ? " about \($0)" : nil } ?? ""
                let due = action.dueOn.map { ", due \($0.inShort(readOn: visit.today))" } ?? ""
                return contacts.words(ofOwn: action) + about + due
                    + (action.isOverdue(on: visit.today) ? " (overdue)" : "")
            })
        nominals =
            own.nominals + late.map(\.nominal).filter(files.sight.nominals.contains)
            + theirs.compactMap(\.nominal).filter(files.sight.nominals.contains)
    }
}
