package import Casework
package import Foundation

/// What the case conference and those who govern are shown of a month: counts, and nobody's reference.
///
/// Its headings are those that HMI Probation's effective practice guide (2020) asks of a monthly report: numbers and
/// throughput, compliance, and what came of it; with attendance by agency, and equalities.
package struct MonthlyPack: Sendable {
    package var month: Month
    package var caseload: Caseload
    package var memberships: [Membership]
    /// The day from which each is deselected.
    package var deselections: [Nominal.ID: Day]
    package var equalities: Equalities
    /// The agendas of the month, as they were issued.
    package var meetings: [PlannedMeeting]
    package var notes: [MeetingNotes]
    /// The day the pack is made: of a month that is not over, contacts count up to the day before.
    package var today: Day
    /// In words: `Tuesday 5 January 2027, 09:14`.
    package var prepared: String

    package init(
        month: Month, caseload: Caseload, memberships: [Membership], deselections: [Nominal.ID: Day] = [:],
        equalities: Equalities = Equalities(), meetings: [PlannedMeeting] = [], notes: [MeetingNotes] = [],
        today: Day, prepared: String
    ) {
        self.month = month
        self.caseload = caseload
        self.memberships = memberships
        self.deselections = deselections
        self.equalities = equalities
        self.meetings = meetings
        self.notes = notes
        self.today = today
        self.prepared = prepared
    }

    /// The pack, and for the managers of both services the list that its count of active cases is of, to hold against
    /// their own systems.
    ///
    /// - Parameter templates: The folder of the team's own, if it has one.
    package func documents(templates: URL?) throws -> [Document] {
        let directory = Directory(caseload)
        let page = try TemplateSet(override: templates, marking: caseload.policy.marking).page(
            "monthly-pack", of: view(directory))
        return [
            Document(path: directory.marking.fileName("monthly-pack-\(month)", "html"), content: page),
            Document(path: directory.marking.fileName("active-cases-\(month)", "csv"), content: activeCases()),
        ]
    }

    /// The same, with whom they tell of.
    package func handedOut(templates: URL?) throws -> (documents: [Document], about: [Nominal.ID]) {
        let documents = try documents(templates: templates)
        let known = Set(memberships.map(\.nominal.id))
        return (documents, Set(documents.flatMap { $0.nominals(among: known) }).sorted())
    }

    private func view(_ directory: Directory) -> MonthlyPackView {
        let cases = ActiveCases(month, memberships, deselections)
        let contacts = caseload.contacts.filter { month.days.contains($0.day) && $0.day < today }
        return MonthlyPackView(
            marking: directory.marking.line, prepared: prepared, month: month.inWords,
            upTo: today < month.days.upperBound ? (today - 1).inWords : nil,
            cases: CasesView(cases, deselecting: deselecting),
            cohorts: cohorts(cases), contacts: contactsByCohort(contacts), outcomes: outcomes(contacts),
            attendance: Several(AgencyAttendance.all(meetings, notes, directory).map(AttendanceRowView.init)),
            actions: actions, equalities: equalities(of: cases.atEnd, contacts))
    }

    // MARK: Numbers

    private func cohorts(_ cases: ActiveCases) -> [CohortRowView] {
        Nominal.Cohort.allCases.map { cohort in
            let theirs = cases.atEnd.map(\.nominal).filter { $0.cohort == cohort }
            func count(_ rag: Nominal.RAG) -> Int { theirs.count { $0.rag(on: month.days.upperBound - 1) == rag } }
            return CohortRowView(
                label: Wording.cohort(cohort), red: count(.red), amber: count(.amber), green: count(.green),
                blue: count(.blue), all: theirs.count, voluntary: theirs.count { !$0.isStatutory })
        }
    }

    /// The list behind the count.
    private func activeCases() -> String {
        var table = SpreadsheetTable(
            marking: caseload.policy.marking,
            header: ["nominal", "cohort", "rag", "selected_on", "police_lead", "probation_lead", "statutory"])
        for membership in ActiveCases(month, memberships, deselections).atEnd {
            let nominal = membership.nominal
            table.append([
                .words(nominal.id.text), .words(nominal.cohort.rawValue),
                .words(nominal.rag(on: month.days.upperBound - 1).rawValue), .words(nominal.selectedOn.description),
                .words(nominal.policeLead.text), .words(nominal.probationLead.text),
                .words(nominal.isStatutory ? "yes" : "no"),
            ])
        }
        return table.text
    }

    /// Those whose deselection was decided in the month; their contact then tapers for three months.
    private var deselecting: Int {
        let decided = notes.flatMap(\.decisions).filter { $0.isAgreed && $0.matter.proposal == .deselect }
        return Set(decided.map(\.nominal)).count
    }

    // MARK: Contacts

    private func contactsByCohort(_ contacts: [Contact]) -> [ComplianceRowView] {
        let cohort = Dictionary(memberships.map { ($0.nominal.id, $0.nominal.cohort) }) { first, _ in first }
        let rows = Nominal.Cohort.allCases.map { wanted in
            ComplianceRowView(Wording.cohort(wanted), contacts.filter { cohort[$0.nominal] == wanted })
        }
        return rows + [ComplianceRowView("All", contacts)]
    }

    private func outcomes(_ contacts: [Contact]) -> [OutcomeRowView] {
        Contact.Status.allCases.compactMap { status in
            let count = contacts.count { $0.status == status }
            return count == 0 ? nil : OutcomeRowView(label: status.inWords.capitalisedFirst, count: count)
        }
    }

    private var actions: ActionsRowView {
        let last = month.days.upperBound - 1
        // As the log stood when the month ended.
        let open = caseload.actions.filter { action in
            action.raisedOn <= last && (action.status == .open || action.closing.map { $0.on > last } ?? false)
        }
        return ActionsRowView(
            raised: caseload.actions.count { month.days.contains($0.raisedOn) }, open: open.count,
            overdue: open.count { $0.dueOn.map { $0 <= last } ?? false })
    }

    // MARK: Equalities

    private func equalities(of members: [Membership], _ contacts: [Contact]) -> [EqualityTableView] {
        let theirs = Dictionary(grouping: contacts, by: \.nominal)
        let byAge = members.map { AgeBand.inWords(born: $0.nominal.born, on: month.days.upperBound - 1) }
        let tables = [table("Age", members, byAge, theirs)]
        return tables
            + Equalities.Characteristic.allCases.compactMap { characteristic in
                let values = members.map { equalities.values[$0.nominal.id]?[characteristic] ?? "Not recorded" }
                if values.allSatisfy({ $0 == "Not recorded" }) { return nil }
                return table(characteristic.inWords, members, values, theirs)
            }
    }

    /// - Parameter values: Each member's group.
    private func table(
        _ name: String, _ members: [Membership], _ values: [String], _ contacts: [Nominal.ID: [Contact]]
    ) -> EqualityTableView {
        let byGroup = Dictionary(grouping: zip(members, values), by: \.1).sorted { $0.key < $1.key }
        let small = SmallCounts(byGroup.map { ($0.key, $0.value.count) })
        let rows = small.groups.map { group in
            let people = group.members.flatMap { byGroup[$0].value.map(\.0.nominal.id) }
            return EqualityRowView(
                label: group.label, people: group.count, share: Wording.percent(group.count, of: members.count),
                contacts: ComplianceRowView(group.label, people.flatMap { contacts[$0] ?? [] }))
        }
        return EqualityTableView(name: name, rows: Several(rows))
    }
}

/// A month of the calendar.
package struct Month: Hashable, Sendable, CustomStringConvertible {
    package let days: Range<Day>
    private let year: Int
    private let month: Int

    /// `2026-12`; nil where that is no month.
    package init?(_ text: String) {
        guard let first = Day(iso: text + "-01") else { return nil }
        self.init(of: first)
    }

    package init(of day: Day) {
        let (year, month, dayOfMonth) = day.components
        let first = day - (dayOfMonth - 1)
        let inNext = (first + 31).components
        days = first..<(first + 31 - (inNext.day - 1))
        (self.year, self.month) = (year, month)
    }

    package var description: String { String(days.lowerBound.description.prefix(7)) }

    /// `December 2026`.
    package var inWords: String { days.lowerBound.inWords.split(separator: " ").suffix(2).joined(separator: " ") }
}

/// The cases of a month, reconciled: those at its beginning, who came, who went, those at its end.
///
/// It adds up by construction: each nominal is in exactly one of the lists on either side.
struct ActiveCases: Sendable {
    var atStart: [Membership] = []
    var selected: [Membership] = []
    var deselected: [Membership] = []
    /// In the exports no more, and not deselected.
    var gone: [Membership] = []
    var atEnd: [Membership] = []

    init(_ month: Month, _ memberships: [Membership], _ deselections: [Nominal.ID: Day]) {
        for membership in memberships {
            let from = membership.nominal.selectedOn
            let deselectedOn = deselections[membership.nominal.id]
            let until = [deselectedOn, membership.leftOn].compactMap(\.self).min() ?? month.days.upperBound
            guard from < month.days.upperBound, until >= month.days.lowerBound, from < until else { continue }
            if from < month.days.lowerBound { atStart.append(membership) } else { selected.append(membership) }
            if until >= month.days.upperBound {
                atEnd.append(membership)
            } else if until == deselectedOn {
                deselected.append(membership)
            } else {
                gone.append(membership)
            }
        }
    }
}

/// `25 to 34`, on a day.
enum AgeBand {
    private static let lowest = [18, 25, 35, 50]

    static func inWords(born: Day?, on day: Day) -> String {
        guard let born else { return "Not recorded" }
        let (birth, now) = (born.components, day.components)
        let age = now.year - birth.year - ((now.month, now.day) < (birth.month, birth.day) ? 1 : 0)
        guard let place = lowest.lastIndex(where: { $0 <= age }) else { return "Under 18" }
        return place + 1 < lowest.count ? "\(lowest[place]) to \(lowest[place + 1] - 1)" : "50 and over"
    }
}
