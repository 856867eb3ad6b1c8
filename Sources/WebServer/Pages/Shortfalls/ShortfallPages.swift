internal import Casework
internal import Operations
internal import Planning
internal import Publishing

/// Where contacts fall short of their targets, why, and what would cure it.
enum ShortfallPages {
    static var routes: [Route] {
        [
            .get("/shortfalls", for: .seeShortfalls, list), .get("/shortfalls.csv", for: .seeShortfalls, table),
        ]
    }

    private static func list(_ visit: Visit) async throws -> Answer {
        let filter = ShortfallReport.Filter(visit.query)
        let (page, nominals) = try await visit.read { files in
            let report = try visit.report(files, filter)
            let leads = Set(files.caseload.nominals.flatMap(\.leads))
            let query = filter.query
            return (
                ShortfallListPage(
                    leads: files.caseload.practitioners.filter { leads.contains($0.id) }.sorted { $0.name < $1.name }
                        .map { Choice($0.id.text, $0.name, chosen: filter.lead?.text) },
                    cohorts: Nominal.Cohort.allCases.map {
                        Choice(
                            $0.rawValue, $0.rawValue.prefix(1).uppercased() + $0.rawValue.dropFirst(),
                            chosen: filter.cohort?.rawValue)
                    },
                    causes: Shortfall.Cause.allCases.map {
                        Choice($0.rawValue, $0.inWords, chosen: filter.cause?.rawValue)
                    },
                    isFiltered: !query.isEmpty, tablePath: "/shortfalls.csv" + (query.isEmpty ? "" : "?\(query)"),
                    report: report.values),
                report.nominals
            )
        }
        return .page("shortfalls", of: page, title: "Shortfalls", shows: nominals)
    }

    private static func table(_ visit: Visit) async throws -> Answer {
        let filter = ShortfallReport.Filter(visit.query)
        let (document, nominals) = try await visit.read { files in
            let report = try visit.report(files, filter)
            return (report.table(), report.nominals)
        }
        try await visit.record(
            .disclosure, "wrote the table of shortfalls of \(nominals.map(\.text).joined(separator: " "))")
        return .file(Download(name: document.path, type: "text/csv; charset=utf-8", content: document.bytes))
    }
}

extension Visit {
    fileprivate func report(_ files: Files, _ filter: ShortfallReport.Filter) throws -> ShortfallReport {
        let standing = try standing(files)
        func known(_ targets: [Planning.WeeklyTarget]) -> [Publishing.WeeklyTarget] {
            targets.filter { files.sight.nominals.contains($0.nominal) }.map { Publishing.WeeklyTarget($0) }
        }
        let plan = files.sight.restricted(standing.plan)
        return ShortfallReport(
            plan: plan, caseload: files.caseload, targets: known(standing.targets).counting(plan.contacts),
            earlierTargets: known(standing.earlierTargets).counting(files.caseload.contacts),
            earlierShortfalls: standing.earlierShortfalls.shortfalls.filter {
                files.sight.nominals.contains($0.nominal)
            },
            plannedBefore: standing.earlierShortfalls.weeks, filter: filter, today: today)
    }
}

extension Publishing.WeeklyTarget {
    init(_ target: Planning.WeeklyTarget) {
        self.init(
            nominal: target.nominal, week: target.week, contacts: target.contacts, isJointDue: target.isJointDue,
            isHomeDue: target.isHomeDue)
    }
}

extension ShortfallReport.Filter {
    /// What is no lead, cohort or cause is not asked.
    fileprivate init(_ form: Form) {
        self.init(
            lead: form["lead"].map(Practitioner.ID.init), cohort: form["cohort"].flatMap(Nominal.Cohort.init),
            cause: form["cause"].flatMap(Shortfall.Cause.init))
        if let lead, !Practitioner.ID.isWellFormed(lead.text) { self.lead = nil }
    }

    /// As an address asks for it.
    fileprivate var query: String {
        [("lead", lead?.text), ("cohort", cohort?.rawValue), ("cause", cause?.rawValue)]
            .compactMap { name, value in value.map { "\(name)=\($0)" } }.joined(separator: "&")
    }
}

/// What `shortfalls.mustache` is given.
struct ShortfallListPage: Sendable {
    var leads: [Choice]
    var cohorts: [Choice]
    var causes: [Choice]
    var isFiltered: Bool
    var tablePath: String
    var report: any Sendable
}
