internal import Casework
internal import HTTPTypes
internal import Hummingbird

extension Site {
    func addSignIn(to router: Router<SiteContext>) {}

    /// Nil where there is none, or none that may sign in.
    func account(_ id: Account.ID) async throws -> Account? {
        try await onThread { [plugs] in try plugs.account(id) }
    }
}
