package import Casework
package import Foundation

/// What each owner still has to do: a page for each, with what they may know.
package struct ActionListPaper: Sendable {
    package var lists: [(owner: String, actions: [Action])]
    package var caseload: Caseload
    /// When it is issued, on the office's clock.
    package var issuedAt: Moment
    package var templates: URL?

    package init(
        lists: [(owner: String, actions: [Action])], caseload: Caseload, issuedAt: Moment, templates: URL? = nil
    ) {
        self.lists = lists
        self.caseload = caseload
        self.issuedAt = issuedAt
        self.templates = templates
    }

    /// A page for each owner, in their order.
    package func documents() throws -> [Document] {
        let templates = try TemplateSet(override: templates, marking: caseload.policy.marking)
        let directory = Directory(caseload)
        var taken: Set<String> = []
        return try lists.map { owner, actions in
            var stem = "actions-\(ActionListPaper.stem(of: owner, directory))"
            while !taken.insert(stem).inserted { stem += "-other" }
            let page = ActionListPage(owner: owner, actions: actions, directory: directory, issuedAt: issuedAt)
            return Document(
                path: directory.marking.fileName(stem, "html"),
                content: try templates.page("action-list", of: page.view))
        }
    }

    /// The same, with whom each tells of.
    package func handedOut() throws -> (documents: [Document], about: [[Nominal.ID]]) {
        let documents = try documents()
        let nominals = Set(caseload.nominals.map(\.id) + lists.flatMap { $0.actions.compactMap(\.nominal) })
        return (documents, documents.map { $0.nominals(among: nominals) })
    }

    /// An owner in words as part of a file's name: `housing-desk`.
    private static func stem(of owner: String, _ directory: Directory) -> String {
        if directory.practitioner(Practitioner.ID(owner)) != nil { return owner }
        let words = directory.redaction(owner).lowercased().split { !$0.isASCII || !($0.isLetter || $0.isNumber) }
            .joined(separator: "-")
        return words.isEmpty ? "owner" : String(words.prefix(32))
    }
}

/// One owner's open actions, as they may know them.
struct ActionListPage: Sendable {
    let owner: String
    let actions: [Action]
    let directory: Directory
    let issuedAt: Moment

    var view: ActionListView {
        let practitioner = directory.practitioner(Practitioner.ID(owner))
        // Of a desk or a role nobody knows who reads it.
        let reader = practitioner.map(Reader.practitioner) ?? .governance
        let today = issuedAt.day
        let redaction = directory.redaction.withholding(
            directory.disclosure.withheld(in: .actionList, from: reader, on: today))
        return ActionListView(
            marking: directory.marking.line, day: today.inWords, prepared: "\(today.inWords), \(issuedAt.clock)",
            owner: practitioner?.name ?? redaction(owner).capitalisedFirst,
            agency: directory.agency(of: Practitioner.ID(owner))?.name,
            overdue: Several(actions.filter { $0.isOverdue(on: today) }.map { view(of: $0, for: reader, redaction) }),
            open: Several(actions.filter { !$0.isOverdue(on: today) }.map { view(of: $0, for: reader, redaction) }))
    }

    private func view(of action: Action, for reader: Reader, _ redaction: Redaction) -> OwnedActionView {
        var view = OwnedActionView(
            action: action.id.text, due: action.dueOn?.inShort(readOn: issuedAt.day), raised: action.raisedOn.inShort,
            meeting: PlannedMeeting.seriesAndDay(of: PlannedMeeting.ID(action.meeting))?.series.title)
        guard let nominal = action.nominal else {
            view.text = redaction(action.text)
            return view
        }
        let facts = directory.disclosure.facts(about: nominal, in: .actionList, for: reader, on: issuedAt.day)
        view.nominal = facts.contains(.reference) ? nominal.text : "somebody"
        if facts.contains(.actions) { view.text = redaction(action.text, about: nominal) }
        return view
    }
}

/// What `action-list.mustache` is given: one owner's open actions.
struct ActionListView: Sendable {
    var marking: String
    var day: String
    var prepared: String
    var owner: String
    var agency: String?
    var overdue: Several<OwnedActionView>?
    var open: Several<OwnedActionView>?
}

struct OwnedActionView: Sendable {
    /// Its reference, to tell the support worker.
    var action: String
    var due: String?
    var raised: String
    var meeting: String?
    /// Nil: it is about nobody in particular.
    var nominal: String?
    /// Nil where the owner may not know more than the reference: the support worker says what is to be done.
    var text: String?
}
