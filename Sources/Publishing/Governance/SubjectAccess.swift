package import Casework
package import Foundation

/// Everything held about one nominal, for them to read: what is fact and what is somebody's judgement is told apart
/// (Data Protection Act 2018, section 38), and what is about others is taken out.
package struct SubjectAccess: Sendable {
    package var nominal: Nominal
    package var tables: [HeldTable]
    package var caseload: Caseload
    /// In words: `Tuesday 5 January 2027, 09:14`.
    package var prepared: String

    package init(nominal: Nominal, tables: [HeldTable], caseload: Caseload, prepared: String) {
        self.nominal = nominal
        self.tables = tables
        self.caseload = caseload
        self.prepared = prepared
    }

    /// - Parameter templates: The folder of the team's own, if it has one.
    package func document(templates: URL?) throws -> Document {
        let page = try TemplateSet(override: templates, marking: caseload.policy.marking).page(
            "subject-access", of: view)
        return Document(path: caseload.policy.marking.fileName("subject-access-\(nominal.id)", "html"), content: page)
    }

    /// A cell as a reader would say it: who and where by name, codes and times with spaces.
    private func told(_ cell: String, in column: String) -> String {
        let parts = cell.split(separator: ";").map(String.init)
        let names = parts.compactMap { part in
            caseload.practitioners.first { $0.id.text == part }?.name
                ?? (SubjectAccess.places.contains(column)
                    ? caseload.locations.first { $0.id.text == part }?.name : nil)
        }
        if !parts.isEmpty, names.count == parts.count { return Wording.list(names) }
        if SubjectAccess.flags.contains(column) { return cell == "0" ? "no" : "yes" }
        if let moment = Moment(iso: cell) { return moment.inShortWithYear }
        if let day = Day(iso: cell) { return day.inShortWithYear }
        let isCode = cell.allSatisfy { $0 == "_" || $0.isASCII && $0.isLowercase }
        return isCode ? String(cell.map { $0 == "_" ? " " : $0 }) : cell
    }

    private var view: SubjectAccessView {
        let known = Dictionary(tables.map { ($0.name, $0) }) { first, _ in first }
        let told = SubjectAccess.headings.compactMap { heading in known[heading.table].map { (heading, $0) } }
        let names = Set(SubjectAccess.headings.map(\.table))
        let untold = tables.filter { !names.contains($0.name) }.map { (Heading($0.name, $0.name, .fact), $0) }
        return SubjectAccessView(
            marking: caseload.policy.marking.line, prepared: prepared, reference: nominal.id.text,
            name: "\(nominal.givenName) \(nominal.familyName)", sections: (told + untold).map(section))
    }

    private func section(_ heading: Heading, _ table: HeldTable) -> SubjectSectionView {
        // A column that is empty throughout tells nothing.
        let columns = table.columns.indices.filter { column in
            !SubjectAccess.bookkeeping.contains(table.columns[column])
                && table.rows.contains { $0.indices.contains(column) && $0[column] != nil }
        }
        return SubjectSectionView(
            id: heading.table, title: heading.title, isJudgement: heading.nature == .judgement,
            count: Wording.counted(table.rows.count, "entry", "entries"),
            columns: columns.map { words(table.columns[$0]) },
            rows: table.rows.map { row in
                SubjectRowView(
                    cells: columns.map { column in
                        let cell = row.indices.contains(column) ? row[column] : nil
                        return cell.map { told($0, in: table.columns[column]) } ?? ""
                    })
            })
    }

    /// `selected_on` as a heading: `Selected on`.
    private func words(_ column: String) -> String {
        String(column.map { $0 == "_" ? " " : $0 }).capitalisedFirst
    }

    /// Columns that tell nothing of anybody: whose row it is, which they know, and the order of rows.
    private static let bookkeeping: Set<String> = [
        "nominal", "position", "current", "sequence", "plan", "slot", "salt", "digest", "chain",
    ]

    private static let flags: Set<String> = [
        "statutory", "limited_access", "fell_away", "restated", "is_approved", "missing_joint", "missing_home",
        "absent", "is_off",
    ]

    private static let places: Set<String> = ["location", "home", "from_location", "to_location", "place"]

    // MARK: What the tables are

    package struct Heading: Sendable {
        /// Law enforcement processing tells facts from assessments.
        package enum Nature: Sendable { case fact, judgement }

        package var table: String
        package var title: String
        package var nature: Nature

        init(_ table: String, _ title: String, _ nature: Nature) {
            self.table = table
            self.title = title
            self.nature = nature
        }
    }

    /// In the order in which a reader would want them.
    package static let headings: [Heading] = [
        Heading("nominal", "Who you are, and how you are supervised", .judgement),
        Heading("location", "Where you live", .fact),
        Heading("involvement", "Who else works with you", .fact),
        Heading("contact", "Your appointments", .fact),
        Heading("contact_practitioner", "Who is or was at them", .fact),
        Heading("unavailability", "When you have other commitments", .fact),
        Heading("variation", "Agreed changes to how often you are seen", .judgement),
        Heading("variation_request", "Changes asked for to how often you are seen", .judgement),
        Heading("review", "When meetings have discussed you", .fact),
        Heading("proposal", "What was proposed about you", .judgement),
        Heading("exception", "What was noted as having happened", .judgement),
        Heading("slot", "Your places on meetings' agendas", .judgement),
        Heading("slot_matter", "What was to be discussed", .judgement),
        Heading("slot_attendee", "Who was needed for it", .fact),
        Heading("slot_pin", "Places on agendas fixed by hand", .fact),
        Heading("arranged_item", "What was settled by hand about your place on an agenda, and why", .judgement),
        Heading("arranged_order", "Orders of agendas made by hand", .fact),
        Heading("noted", "Agendas on which you were noted without discussion", .fact),
        Heading("deferral", "Agendas from which you were put off", .fact),
        Heading("item_note", "What meetings noted of you", .judgement),
        Heading("presence", "Who was there when you were discussed", .fact),
        Heading("written_update", "What agencies wrote about you", .judgement),
        Heading("decision", "What meetings decided about you", .judgement),
        Heading("action", "Things that people have undertaken to do", .judgement),
        Heading("notice", "What the diary was told between two exports", .judgement),
        Heading("keep_apart", "Others whom you are not to meet", .judgement),
        Heading("shortfall", "Weeks in which you were offered too few appointments", .fact),
        Heading("shortfall_cause", "The sorts of reason", .fact),
        Heading("shortfall_reason", "The reasons", .fact),
        Heading("equality", "Protected characteristics", .fact),
        Heading("invitation", "Invitations that staff were sent to appointments with you", .fact),
        Heading("travel", "Times of travel to where you live", .fact),
        Heading("plan_contact", "Your appointments as each plan had them", .fact),
        Heading("dropped_contact", "Appointments that a later plan no longer had", .fact),
        Heading("contact_version", "How your appointments have changed", .fact),
        Heading("history", "What was done with what is held about you, and by whom", .fact),
        Heading("history_nominal", "Which entries of that are about you", .fact),
        Heading("calendar", "Calendars of staff that mention you", .fact),
        Heading("fetched_calendar", "Fetched calendars of staff that mention you", .fact),
    ]
}

/// What `subject-access.mustache` is given.
struct SubjectAccessView: Sendable {
    var marking: String
    var prepared: String
    var reference: String
    var name: String
    var sections: [SubjectSectionView]
}

struct SubjectSectionView: Sendable {
    var id: String
    var title: String
    /// Whether there are people's judgements in it.
    var isJudgement: Bool
    var count: String
    var columns: [String]
    var rows: [SubjectRowView]
}

struct SubjectRowView: Sendable {
    var cells: [String]
}
