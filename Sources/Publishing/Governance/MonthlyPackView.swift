import Casework

/// What `monthly-pack.mustache` is given.
struct MonthlyPackView: Sendable {
    var marking: String
    var prepared: String
    var month: String
    /// The last day that contacts are counted of, where the month is not over.
    var upTo: String?
    var cases: CasesView
    var cohorts: [CohortRowView]
    var contacts: [ComplianceRowView]
    var outcomes: [OutcomeRowView]
    var attendance: Several<AttendanceRowView>?
    var actions: ActionsRowView
    var equalities: [EqualityTableView]
}

struct CasesView: Sendable {
    var start: Int
    var selected: Int
    var deselected: Int
    var gone: Int
    var end: Int
    var deselecting: Int

    init(_ cases: ActiveCases, deselecting: Int) {
        self.deselecting = deselecting
        start = cases.atStart.count
        selected = cases.selected.count
        deselected = cases.deselected.count
        gone = cases.gone.count
        end = cases.atEnd.count
    }
}

struct CohortRowView: Sendable {
    var label: String
    var red: Int
    var amber: Int
    var green: Int
    var blue: Int
    var all: Int
    var voluntary: Int
}

/// Contacts offered and kept, which are two figures, and how many of those that could be kept were.
struct ComplianceRowView: Sendable {
    var label: String
    var offered: Int
    var kept: Int
    /// Absent with a reason that was accepted: counted neither for nor against.
    var excused: Int
    /// In the past, and nobody has said what became of them.
    var unknown: Int
    /// Kept, of those offered with an outcome that counts for or against; nil where there is none.
    var share: String?

    init(_ label: String, _ contacts: [Contact]) {
        self.label = label
        let offered = contacts.filter(\.status.countsAsOffered)
        self.offered = offered.count
        kept = offered.count { $0.status.countsAsKept }
        excused = offered.count { $0.status == .acceptableAbsence }
        unknown = offered.count { !$0.status.isOutcome }
        let counted = self.offered - excused - unknown
        share = counted > 0 ? Wording.percent(kept, of: counted) : nil
    }
}

struct OutcomeRowView: Sendable {
    var label: String
    var count: Int
}

struct AttendanceRowView: Sendable {
    var agency: String
    var asked: Int
    var present: Int
    var updates: Int
    var nothing: Int
    var share: String

    init(_ attendance: AgencyAttendance) {
        agency = attendance.agency
        asked = attendance.asked
        present = attendance.present
        updates = attendance.updates
        nothing = attendance.nothing
        share = Wording.percent(attendance.present, of: attendance.asked)
    }
}

struct ActionsRowView: Sendable {
    var raised: Int
    var open: Int
    var overdue: Int
}

struct EqualityTableView: Sendable {
    var name: String
    /// Nil where there are too few people to show any.
    var rows: Several<EqualityRowView>?
}

struct EqualityRowView: Sendable {
    var label: String
    var people: Int
    var share: String
    var contacts: ComplianceRowView
}
