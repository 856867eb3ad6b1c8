/// A practitioner's way to something in their diary, from where they are before it.
package struct Journey: Hashable, Sendable {
    package var practitioner: Practitioner.ID
    /// The contact or the meeting that it leads to.
    package var event: String
    package var from: Location.ID
    package var minutes: Int

    package init(practitioner: Practitioner.ID, event: String, from: Location.ID, minutes: Int) {
        self.practitioner = practitioner
        self.event = event
        self.from = from
        self.minutes = minutes
    }
}
