/// Someone who works with nominals, or for those who do.
package struct Practitioner: Hashable, Sendable {
    package typealias ID = Identifier<Practitioner>

    package enum Role: String, CaseIterable, Hashable, Sendable {
        /// A police offender manager.
        case offenderManager = "offender_manager"
        case probationPractitioner = "probation_practitioner"
        case partnerWorker = "partner_worker"
        case supportWorker = "support_worker"
        case youngAdultSupportWorker = "young_adult_support_worker"
        case manager
    }

    package var id: ID
    package var name: String
    package var agency: Agency.ID
    package var role: Role
    /// Where they work unless a block of their working pattern says otherwise.
    package var base: Location.ID
    package var email: String?

    package init(id: ID, name: String, agency: Agency.ID, role: Role, base: Location.ID, email: String? = nil) {
        self.id = id
        self.name = name
        self.agency = agency
        self.role = role
        self.base = base
        self.email = email
    }
}

/// One block of a practitioner's week: these hours, at this place.
///
/// Co-location is a block at the other agency's office.
package struct WorkingBlock: Hashable, Sendable {
    package var practitioner: Practitioner.ID
    package var weekday: Weekday
    package var start: ClockTime
    package var end: ClockTime
    /// Nil: the practitioner's base.
    package var location: Location.ID?
    /// The first day on which the block holds, if it has not always.
    package var from: Day?
    /// The last day on which it holds.
    package var until: Day?

    package init(
        practitioner: Practitioner.ID, weekday: Weekday, start: ClockTime, end: ClockTime,
        location: Location.ID? = nil, from: Day? = nil, until: Day? = nil
    ) {
        self.practitioner = practitioner
        self.weekday = weekday
        self.start = start
        self.end = end
        self.location = location
        self.from = from
        self.until = until
    }

    /// Whether the block is worked on that day, bank holidays apart.
    package func holds(on day: Day) -> Bool {
        weekday == day.weekday && from.map { $0 <= day } ?? true && until.map { day <= $0 } ?? true
    }
}
