package import Casework

/// Whom what is done through a store is done for, and which way it comes.
package struct Attribution: Hashable, Sendable {
    /// The actor's.
    package var agency: Agency.ID?
    /// The page or command.
    package var route: String?

    package init(agency: Agency.ID? = nil, route: String? = nil) {
        self.agency = agency
        self.route = route
    }
}

extension HistoryEntry {
    package func attributed(to attribution: Attribution) -> HistoryEntry {
        var entry = self
        entry.agency = agency ?? attribution.agency
        entry.route = route ?? attribution.route
        return entry
    }
}
