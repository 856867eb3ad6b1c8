package import Casework

/// The links that calendar programs subscribe by.
package struct ListFeedLinks {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Parameter owner: Nil: everyone's.
    package func callAsFunction(of owner: Account.ID? = nil) throws -> [FeedLink] {
        try store.read { try $0.feedLinks() }.filter { link in owner.map { link.owner == $0 } ?? true }
    }
}
