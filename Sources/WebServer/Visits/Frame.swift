internal import Casework
internal import Publishing

/// What stands around every page: `layout.mustache` is given this, and the page's own values as `page`.
struct Frame: Sendable {
    var title: String
    var marking: String
    /// Nil: nobody is signed in.
    var visitor: Visitor?
    var sections: [Section]
    /// What was just done.
    var said: String?
    var saidOf: Several<NoticeLine>?
    /// What cannot stand in the form that was sent.
    var errors: Several<FieldError>?
    /// For the forms of this page: `{{>form}}` puts it there.
    var token: String
    var page: any Sendable

    struct Visitor: Sendable {
        var name: String
        var role: String
        /// For how long they stay signed in if they ask for nothing more.
        var secondsLeft: Int
    }

    struct Section: Sendable {
        var path: String
        var label: String
        var isHere: Bool
    }

    /// The navigation: what each role may look at, and has anything to look at.
    static func sections(for account: Account, at path: String) -> [Section] {
        let all: [(path: String, label: String, operation: Operation)] = [
            ("/", "Home", .keepAccount), ("/meetings", "Meetings", .seeMeetings),
            ("/week", "My week", .declineContacts), ("/nominals", "Nominals", .seeNominals),
            ("/contacts", "Contacts", .seeContacts), ("/actions", "Actions", .seeActions),
            ("/variations", "Variations", .seeVariations), ("/shortfalls", "Shortfalls", .seeShortfalls),
            ("/figures", "Figures", .seeShortfalls),
            ("/data", "Data", .keepData), ("/feeds", "Calendar feeds", .keepFeedLinks),
            ("/audit", "Audit", .seeAudit), ("/people", "People", .keepPeople),
            ("/policy", "Policy", .keepPolicy), ("/retention", "Retention", .keepRetention),
        ]
        // One's own week and one's own calendar are those of somebody who works with nominals.
        let own = account.practitioner == nil ? Set(["/week", "/feeds"]) : []
        return all.filter { $0.operation.roles.contains(account.role) && !own.contains($0.path) }.map { entry in
            // An agency is found from the page of people.
            let path = path.hasPrefix("/agencies/") ? "/people" : path
            let isHere = entry.path == "/" ? path == "/" : path == entry.path || path.hasPrefix(entry.path + "/")
            return Section(path: entry.path, label: entry.label, isHere: isHere)
        }
    }
}

/// A page that has a form: what was wrong with what was sent is said at the top, and beside each field.
package protocol FormPage: Sendable {
    var errors: [FieldError] { get }
}
