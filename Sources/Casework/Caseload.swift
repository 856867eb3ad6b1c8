/// What one team has on record: a Probation Delivery Unit and its police IOM team.
///
/// A value: everything a plan is made from, apart from what calendars say, which is in `Diaries`.
/// Whoever makes one vouches that every reference in it is to something in it.
package struct Caseload: Equatable, Sendable {
    package var policy = Policy.standard
    package var agencies: [Agency] = []
    package var locations: [Location] = []
    package var travel = Travel()
    package var practitioners: [Practitioner] = []
    package var workingPatterns: [WorkingBlock] = []
    package var nominals: [Nominal] = []
    package var variations: [Variation] = []
    package var exceptions: [ReviewException] = []
    package var involvements: [Involvement] = []
    package var unavailability: [Unavailability] = []
    package var keepApart: [KeepApart] = []
    /// History, and what is already booked.
    package var contacts: [Contact] = []
    package var reviews: [Review] = []
    package var proposals: [Proposal] = []
    package var actions: [Action] = []

    package init() {}
}
