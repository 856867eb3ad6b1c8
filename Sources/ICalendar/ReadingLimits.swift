/// How much of a stranger's calendar is read before giving up.
package struct ReadingLimits: Hashable, Codable, Sendable {
    /// Largest file, in bytes.
    package var bytes: Int
    /// Components open inside one another; real calendars need three.
    package var nesting: Int
    /// Events, free/busy reports, zones and their observances; seven years of a busy office have some ten thousand.
    package var components: Int
    /// Dates, attendees and other values of one component.
    package var valuesPerComponent: Int
    /// The same of the whole calendar.
    package var values: Int
    /// Bytes of a line that is read at all; a list of ten thousand periods has 340,000.
    package var line: Int
    /// Instances of one event that are kept.
    package var instancesPerEvent: Int
    /// Instances of one rule that are looked at, kept or not.
    package var stepsPerRule: Int
    /// The same of the whole calendar, where four days that are looked at in vain count as one.
    package var steps: Int
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
        components: Int = 50_000,
        valuesPerComponent: Int = 10_000,
        values: Int = 250_000,
        line: Int = 400_000,
        instancesPerEvent: Int = 5_000,
        stepsPerRule: Int = 200_000,
        steps: Int = 200_000,
        occurrences: Int = 100_000,
        problems: Int = 1_000,
        walking: Duration = .seconds(10)
    ) {
        self.bytes = bytes
        self.nesting = nesting
        self.components = components
        self.valuesPerComponent = valuesPerComponent
        self.values = values
        self.line = line
        self.instancesPerEvent = instancesPerEvent
        self.stepsPerRule = stepsPerRule
        self.steps = steps
        self.occurrences = occurrences
        self.problems = problems
        self.walking = walking
    }
}
