package import Casework

/// What managers of both services look at between two monthly packs: who has how much on, and how it goes.
///
/// Of practitioners there are counts of what they lead and hours; nothing tells how well anybody works.
package struct TeamFigures: Sendable {
    package var caseload: Caseload
    /// The weeks ahead, and what is planned in them.
    package var ahead: Weeks
    package var contacts: [Contact]
    package var meetings: [PlannedMeeting]
    package var bankHolidays: Set<Day>
    /// Of weeks that are over.
    package var earlierTargets: [WeeklyTarget]
    /// Meetings of those weeks, as they were issued, and what was noted of them.
    package var earlierMeetings: [PlannedMeeting]
    package var notes: [MeetingNotes]
    package var today: Day

    package init(
        caseload: Caseload, ahead: Weeks, contacts: [Contact], meetings: [PlannedMeeting], bankHolidays: Set<Day>,
        earlierTargets: [WeeklyTarget], earlierMeetings: [PlannedMeeting], notes: [MeetingNotes], today: Day
    ) {
        self.caseload = caseload
        self.ahead = ahead
        self.contacts = contacts
        self.meetings = meetings
        self.bankHolidays = bankHolidays
        self.earlierTargets = earlierTargets
        self.earlierMeetings = earlierMeetings
        self.notes = notes
        self.today = today
    }

    /// What a template is given.
    package var values: any Sendable { view }

    private var view: TeamFiguresView {
        let directory = Directory(caseload)
        let over = Set(earlierTargets.map(\.week)).sorted()
        return TeamFiguresView(
            ahead: ahead.inWords, over: over.first.map { "Since \($0.inWords)" } ?? "",
            cases: cases(directory), weeks: weeks(over), cohorts: cohorts(over),
            attendance: attendance(directory), actions: actions(directory))
    }

    // MARK: Caseloads

    private func cases(_ directory: Directory) -> CaseTableView? {
        let nominals = caseload.nominals.filter { !$0.isDeselected(on: today) }
        let rows = caseload.practitioners.sorted { $0.id < $1.id }.compactMap { practitioner -> CaseRowView? in
            let led = nominals.filter { $0.leads.contains(practitioner.id) }
            let (worked, booked) = (workingMinutes(practitioner.id), bookedMinutes(practitioner.id))
            guard !led.isEmpty || worked > 0 && booked > 0 else { return nil }
            return CaseRowView(
                name: practitioner.name, agency: directory.agency(of: practitioner.id)?.name,
                led: led.count, red: led.count { $0.rag(on: today) == .red },
                amber: led.count { $0.rag(on: today) == .amber }, green: led.count { $0.rag(on: today) == .green },
                blue: led.count { $0.rag(on: today) == .blue }, fixed: led.count { $0.cohort == .fixed },
                flex: led.count { $0.cohort == .flex }, free: led.count { $0.cohort == .free },
                hoursBooked: (booked + 30) / 60, hoursWorked: (worked + 30) / 60,
                share: Wording.percent(booked, of: worked))
        }
        if rows.isEmpty { return nil }
        let led = rows.filter { $0.led > 0 }
        return CaseTableView(
            ledChart: BarChart(
                id: "led", title: "Nominals led", description: "For each lead of the table below: nominals led.",
                series: [BarChart.Series(label: "Nominals", filling: .solid)],
                groups: led.map { BarChart.Group(label: $0.name, values: [$0.led]) }
            ).svg,
            hoursChart: BarChart(
                id: "hours", title: "Hours worked and booked",
                description:
                    "For each practitioner of the table below: hours of working time, and hours booked of them.",
                series: [
                    BarChart.Series(label: "Worked", filling: .outlined),
                    BarChart.Series(label: "Booked", filling: .solid),
                ],
                groups: rows.map { BarChart.Group(label: $0.name, values: [$0.hoursWorked, $0.hoursBooked]) }
            ).svg,
            rows: rows)
    }

    private func workingMinutes(_ practitioner: Practitioner.ID) -> Int {
        let blocks = caseload.workingPatterns.filter { $0.practitioner == practitioner }
        return ahead.days.filter { !bankHolidays.contains($0) }.reduce(0) { sum, day in
            blocks.filter { $0.holds(on: day) }.reduce(sum) { $0 + $1.end.minutes - $1.start.minutes }
        }
    }

    /// Contacts, and the time at meetings; travel is not counted.
    private func bookedMinutes(_ practitioner: Practitioner.ID) -> Int {
        let seen = contacts.filter { ahead.days.contains($0.day) && $0.practitioners.contains(practitioner) }
        let met = meetings.filter { ahead.days.contains($0.interval.lowerBound.day) }
            .compactMap { $0.expected(practitioner)?.minutes }
        return seen.reduce(0) { $0 + $1.minutes } + met.reduce(0, +)
    }

    // MARK: Weeks that are over

    private func weeks(_ over: [Day]) -> WeekTableView? {
        if over.isEmpty { return nil }
        let byWeek = Dictionary(grouping: caseload.contacts, by: \.day.monday)
        let rows = over.map { week in
            let contacts = byWeek[week] ?? []
            let due = Set(earlierTargets.filter { $0.week == week && $0.isJointDue }.map(\.nominal))
            let joint = contacts.filter { $0.kind == .jointVisit && due.contains($0.nominal) }
            let offered = Set(joint.filter(\.status.countsAsOffered).map(\.nominal)).count
            let kept = Set(joint.filter(\.status.countsAsKept).map(\.nominal)).count
            return WeekRowView(
                week: week.inShort, contacts: ComplianceRowView(week.inShort, contacts), jointDue: due.count,
                jointOffered: offered, jointKept: kept,
                jointShare: due.isEmpty ? nil : Wording.percent(kept, of: due.count))
        }
        func percent(_ part: Int, of whole: Int) -> Int? { whole > 0 ? part * 100 / whole : nil }
        let chart = LineChart(
            id: "weeks", title: "Contacts and joint visits kept, week by week",
            description:
                "For each row of the table below: of the contacts offered with an outcome, how many in a hundred "
                + "were kept; and of the joint visits due, how many were.",
            weeks: over.map { $0.inShort.split(separator: " ").dropFirst().joined(separator: " ") },
            lines: [
                LineChart.Line(
                    label: "Contacts kept",
                    values: rows.map { row in
                        let counted = row.contacts.offered - row.contacts.excused - row.contacts.unknown
                        return percent(row.contacts.kept, of: counted)
                    }),
                LineChart.Line(
                    label: "Joint visits kept", values: rows.map { percent($0.jointKept, of: $0.jointDue) }),
            ])
        return WeekTableView(chart: chart.svg, rows: rows)
    }

    private func cohorts(_ over: [Day]) -> [ComplianceRowView] {
        let cohort = Dictionary(caseload.nominals.map { ($0.id, $0.cohort) }) { first, _ in first }
        let weeks = Set(over)
        let contacts = caseload.contacts.filter { weeks.contains($0.day.monday) }
        return Nominal.Cohort.allCases.map { wanted in
            ComplianceRowView(Wording.cohort(wanted), contacts.filter { cohort[$0.nominal] == wanted })
        } + [ComplianceRowView("All", contacts)]
    }

    // MARK: Attendance and actions

    private func attendance(_ directory: Directory) -> AttendanceTableView? {
        let agencies = AgencyAttendance.all(earlierMeetings, notes, directory)
        if agencies.isEmpty { return nil }
        let chart = BarChart(
            id: "agencies", title: "Attendance by agency",
            description:
                "For each row of the table below: of the items at which somebody of the agency was needed, at how many "
                + "they were there, wrote instead, or did neither.",
            series: [
                BarChart.Series(label: "There", filling: .solid), BarChart.Series(label: "Wrote", filling: .striped),
                BarChart.Series(label: "Neither", filling: .outlined),
            ],
            groups: agencies.map { BarChart.Group(label: $0.agency, values: [$0.present, $0.updates, $0.nothing]) })
        return AttendanceTableView(chart: chart.svg, list: agencies.map(AttendanceRowView.init))
    }

    private func actions(_ directory: Directory) -> ActionTableView? {
        let open = caseload.actions.filter { $0.status == .open }
        let byAgency = Dictionary(grouping: open) {
            directory.agency(of: Practitioner.ID($0.owner))?.name ?? "Somebody else"
        }
        if byAgency.isEmpty { return nil }
        let rows = byAgency.sorted { $0.key < $1.key }.map { agency, actions in
            AgencyActionsView(
                agency: agency, open: actions.count,
                overdue: actions.count { action in action.dueOn.map { $0 < today } ?? false })
        }
        let chart = BarChart(
            id: "open", title: "Open actions by their owner’s agency",
            description: "For each row of the table below: open actions, and those of them that are overdue.",
            series: [
                BarChart.Series(label: "Open", filling: .outlined), BarChart.Series(label: "Overdue", filling: .solid),
            ],
            groups: rows.map { BarChart.Group(label: $0.agency, values: [$0.open, $0.overdue]) })
        return ActionTableView(chart: chart.svg, list: rows)
    }
}

struct TeamFiguresView: Sendable {
    var ahead: String
    var over: String
    var cases: CaseTableView?
    var weeks: WeekTableView?
    var cohorts: [ComplianceRowView]
    var attendance: AttendanceTableView?
    var actions: ActionTableView?
}

struct AttendanceTableView: Sendable {
    /// SVG, to go into the page as it is.
    var chart: String
    var list: [AttendanceRowView]
}

struct ActionTableView: Sendable {
    /// SVG, to go into the page as it is.
    var chart: String
    var list: [AgencyActionsView]
}

struct CaseTableView: Sendable {
    /// SVG, to go into the page as it is.
    var ledChart: String
    var hoursChart: String
    var rows: [CaseRowView]
}

struct CaseRowView: Sendable {
    var name: String
    var agency: String?
    var led: Int
    var red: Int
    var amber: Int
    var green: Int
    var blue: Int
    var fixed: Int
    var flex: Int
    var free: Int
    var hoursBooked: Int
    var hoursWorked: Int
    var share: String
}

struct WeekTableView: Sendable {
    /// SVG, to go into the page as it is.
    var chart: String
    var rows: [WeekRowView]
}

struct WeekRowView: Sendable {
    var week: String
    var contacts: ComplianceRowView
    /// Nominals to whom a joint visit was due, and of them those to whom one was offered, and who kept it.
    var jointDue: Int
    var jointOffered: Int
    var jointKept: Int
    /// Nil where none was due.
    var jointShare: String?
}

struct AgencyActionsView: Sendable {
    var agency: String
    var open: Int
    var overdue: Int
}
