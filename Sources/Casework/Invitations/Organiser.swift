/// The mailbox that invitations come from and answers go to.
package struct Organiser: Hashable, Sendable {
    package static let usualName = "IOM diary"

    package var address: EmailAddress
    package var name: String

    package init(address: EmailAddress, name: String = Organiser.usualName) {
        self.address = address
        self.name = name
    }
}
