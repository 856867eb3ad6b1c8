package import Casework

/// Somebody's name with their address, as `From:` and `To:` have it.
package struct Mailbox: Hashable, Sendable {
    package var name: String
    package var address: EmailAddress

    package init(name: String, address: EmailAddress) {
        self.name = name
        self.address = address
    }
}
