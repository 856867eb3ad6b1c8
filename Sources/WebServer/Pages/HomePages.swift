internal import Casework

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
        return links(visit)
    }

    private static func links(_ visit: Visit) -> Answer {
        .page(
            "home", of: HomePage(links: Frame.sections(for: visit.account, at: "/").filter { !$0.isHere }),
            title: "IOM diary", shows: [])
    }
}

struct HomePage: Sendable {
    var links: [Frame.Section]
}
