package import Casework

/// An address at which a practitioner's calendar can be subscribed to by whoever has it.
///
/// The token in the address is kept nowhere.
package struct FeedLink: Hashable, Sendable {
    /// By which people speak of it; 0 until it is kept.
    package var number: Int
    /// The account that answers for what becomes of it.
    package var owner: Account.ID
    /// Whose calendar it is.
    package var practitioner: Practitioner.ID
    package var level: FeedLevel
    /// What the owner calls it: `work phone`.
    package var label: String?
    package var madeAt: Timestamp
    package var lastFetchedAt: Timestamp?
    package var revokedAt: Timestamp?

    package init(
        number: Int = 0, owner: Account.ID, practitioner: Practitioner.ID, level: FeedLevel, label: String? = nil,
        madeAt: Timestamp, lastFetchedAt: Timestamp? = nil, revokedAt: Timestamp? = nil
    ) {
        self.number = number
        self.owner = owner
        self.practitioner = practitioner
        self.level = level
        self.label = label
        self.madeAt = madeAt
        self.lastFetchedAt = lastFetchedAt
        self.revokedAt = revokedAt
    }

    /// Those of whom anybody may have links to their own calendar.
    package static let roles: Set<Account.Role> = [.supportWorker, .practitioner, .partner]

    /// Whether an account may have the link: it is the practitioner's own.
    ///
    /// - Parameter owner: Nil: nobody signs in under the owner's name. Such links are made on the command line, by
    ///   whoever can write the diary's file, and answered for there.
    func isRightful(of owner: KeptAccount?) -> Bool {
        guard let owner else { return true }
        return !owner.isDisabled && FeedLink.roles.contains(owner.account.role)
            && owner.account.practitioner == practitioner
    }

    /// How long a revoked link gives an empty calendar: programs keep what they have of one that is simply gone.
    package static let secondsOfGrace = 30 * 86_400

    /// `link 3, the calendar of po1 at level busy`.
    var inWords: String { "link \(number), the calendar of \(practitioner) at level \(level.rawValue)" }
}

/// What cannot be done about feed links.
package enum FeedLinkRefusal: Error, CustomStringConvertible {
    /// There is none of that number, or it is another's.
    case noSuchLink(Int)
    case tooMany(Account.ID, most: Int)
    case longLabel(most: Int)
    /// The account is another's, or may have none.
    case notTheirs(Account.ID, Practitioner.ID)

    package var description: String {
        switch self {
        case .noSuchLink(let number): "there is no feed link \(number) in force; nothing was changed"
        case .tooMany(_, let most): "there are \(most) feed links already, which is the most: revoke one first"
        case .longLabel(let most): "expected a label of at most \(most) characters"
        case .notTheirs(let owner, let practitioner):
            "account \(owner) cannot have a link to the calendar of \(practitioner): expected the account that is "
                + "\(practitioner), or a name that nobody signs in with"
        }
    }
}
