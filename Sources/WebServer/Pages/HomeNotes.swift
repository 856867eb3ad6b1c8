internal import Casework
internal import Operations

/// A line of somebody's home page, and where it leads.
struct HomeNote: Sendable {
    var path: String
    var heading: String
    var text: String

    init(_ path: String, _ heading: String, _ text: String) {
        self.path = path
        self.heading = heading
        self.text = text
    }
}

/// What there is to see to for those who manage, audit and administer.
enum HomeNotes {
    static func ofManager(_ visit: Visit) async throws -> [HomeNote] {
        try await visit.read { files in
            let today = visit.today
            let waiting = try files.diary.variationRequests().count {
                $0.request.answer == nil && files.sight.nominals.contains($0.request.nominal)
            }
            let ending = files.caseload.variations.count { $0.until >= today && $0.until < today + 14 }
            let overdue = files.caseload.actions.count { $0.isOverdue(on: today) }
            var notes: [HomeNote] = []
            if let plan = files.plan {
                let short = plan.shortfalls.filter { $0.week >= today.monday }
                let joint = short.count(where: \.isJointMissing)
                notes.append(
                    HomeNote(
                        "/shortfalls", "Shortfalls",
                        short.isEmpty
                            ? "Nothing falls short in the weeks ahead."
                            : "\(Set(short.map(\.nominal)).count) nominals fall short in the weeks ahead: "
                                + "\(short.reduce(0) { $0 + $1.missingContacts }) contacts and \(joint) joint visits are "
                                + "missing."))
            } else {
                notes.append(HomeNote("/shortfalls", "Shortfalls", "Nothing is planned yet."))
            }
            notes.append(
                HomeNote(
                    "/variations", "Variations",
                    "\(waiting == 0 ? "No request waits" : waiting == 1 ? "1 request waits" : "\(waiting) requests wait") "
                        + "for an answer; \(ending) \(ending == 1 ? "ends" : "end") within two weeks."))
            notes.append(
                HomeNote(
                    "/figures", "Figures", "Caseloads, contacts and joint visits kept, attendance; the monthly pack."))
            notes.append(
                HomeNote(
                    "/actions", "Actions",
                    overdue == 0 ? "None is overdue." : "\(overdue) \(overdue == 1 ? "is" : "are") overdue."))
            return notes
        }
    }

    static let ofAuditor = [
        HomeNote(
            "/audit", "Audit trail", "Who looked at what, and who changed it: by nominal, account, act, day and words."),
        HomeNote(
            "/audit/check", "Check the audit trail",
            "Has any entry been changed or taken out? Works every seal out again."),
    ]

    /// It has to do without a caseload: the first account is there before the first import.
    static func ofAdministrator(_ visit: Visit) async throws -> [HomeNote] {
        try await visit.run { store in
            try store.read { diary in
                let caseload = try diary.caseload() ?? Caseload()
                let working = Set(caseload.workingPatterns.map(\.practitioner))
                let accounts = try diary.accounts().filter { !$0.isDisabled }
                let left = accounts.count { $0.account.practitioner.map { !working.contains($0) } ?? false }
                let lapsing = caseload.agencies.count { agency in
                    agency.agreementUntil.map { $0 < visit.today + PeoplePages.notice } ?? false
                }
                return [
                    HomeNote(
                        "/people", "People",
                        "\(accounts.count) \(accounts.count == 1 ? "account is" : "accounts are") in use. "
                            + (left == 0
                                ? "None belongs to somebody who has left. "
                                : "\(left) \(left == 1 ? "is" : "are") of practitioners who have left. ")
                            + (lapsing == 0
                                ? "No agreement lapses within eight weeks."
                                : "\(lapsing) \(lapsing == 1 ? "agreement has" : "agreements have") lapsed or lapse within "
                                    + "eight weeks.")),
                    HomeNote(
                        "/policy", "Policy",
                        HomeNotes.words(ofPolicy: try diary.policyChanges().count { !$0.isOvertaken })),
                ]
            }
        }
    }

    private static func words(ofPolicy changed: Int) -> String {
        switch changed {
        case 0: "As it was last imported: no setting was changed here."
        case 1: "1 setting was changed here, and counts instead of the imported one."
        default: "\(changed) settings were changed here, and count instead of the imported ones."
        }
    }
}
