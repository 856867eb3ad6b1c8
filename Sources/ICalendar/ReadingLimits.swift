/// How much of a stranger's calendar is read before giving up.
package struct ReadingLimits: Hashable, Codable, Sendable {
    /// Largest file, in bytes.
    package var bytes: Int
    /// Components open inside one another; real calendars need three.
    package var nesting: Int
    /// Instances of one event that are kept.
    package var instancesPerEvent: Int
    /// Instances of one rule that are looked at, kept or not: a daily event since 1900 needs 46,000.
    package var stepsPerRule: Int
    /// Occurrences of the whole calendar.
    package var occurrences: Int
    /// Problems that are told one by one.
    package var problems: Int
    /// Time to spend on repeat rules.
    ///
    /// Rules left over when it is spent are reported, not guessed.
    package var walking: Duration

    package static let `default` = ReadingLimits()

    package init(
        bytes: Int = 20_000_000,
        nesting: Int = 50,
        instancesPerEvent: Int = 5_000,
        stepsPerRule: Int = 200_000,
        occurrences: Int = 250_000,
        problems: Int = 1_000,
        walking: Duration = .seconds(20)
    ) {
        self.bytes = bytes
        self.nesting = nesting
        self.instancesPerEvent = instancesPerEvent
        self.stepsPerRule = stepsPerRule
        self.occurrences = occurrences
        self.problems = problems
        self.walking = walking
    }
}
