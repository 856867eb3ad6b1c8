/// What an event says about its owner's time.
package enum Availability: String, Hashable, Sendable {
    /// Taken: a meeting, or out of office.
    case busy
    /// Perhaps taken: the owner has not decided.
    case tentative
    /// Not taken: cancelled, or marked as free.
    case free
    /// Working, but in another place.
    case elsewhere
    /// Something is in the calendar, but when or for how long cannot be told; not to be read as free.
    case unknown
}
