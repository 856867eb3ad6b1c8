internal import Casework
internal import Publishing

/// Where everybody begins.
enum HomePages {
    static var routes: [Route] { [.get("/", for: .keepAccount, home)] }

    /// Before the first import.
    static let empty = Answer.page("empty", of: Nothing(), title: "The diary is empty", shows: [])

    struct Nothing: Sendable {}

    private static func home(_ visit: Visit) async throws -> Answer {
        if visit.account.role == .supportWorker { return try await SupportWorkerHome.home(visit) }
        if Operation.declineContacts.roles.contains(visit.account.role), visit.account.role != .supportWorker,
            let own = try await visit.read({ try OwnHome($0, visit) })
        {
            return .page("own-home", of: own, title: "My day", shows: own.nominals)
        }
        let notes =
            switch visit.account.role {
            case .manager: try await HomeNotes.ofManager(visit)
            case .auditor: HomeNotes.ofAuditor
            case .administrator: try await HomeNotes.ofAdministrator(visit)
            case .supportWorker, .practitioner, .partner: [HomeNote]()
            }
        return .page(
            "home",
            of: HomePage(
                links: Frame.sections(for: visit.account, at: "/").filter { !$0.isHere }, notes: Several(notes)),
            title: "IOM diary", shows: [])
    }
}

struct HomePage: Sendable {
    var links: [Frame.Section]
    /// What there is to see to, or to know.
    var notes: Several<HomeNote>?
}
