internal import Casework

/// Lists who signs in.
package struct ListAccounts {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// By what they sign in with.
    ///
    /// They hold what is kept in place of secrets, which is for nobody to see.
    package func callAsFunction() throws -> [KeptAccount] {
        try store.read { try $0.accounts() }
    }
}
