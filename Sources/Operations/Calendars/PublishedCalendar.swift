package import Casework

/// What the diary keeps about a practitioner's calendar at an address, but for its content.
package struct PublishedCalendar: Hashable, Sendable {
    package var practitioner: Practitioner.ID
    package var address: CalendarAddress
    /// Of its times that have none, by IANA name; nil: the policy's.
    package var zone: String?
    /// What the server said of the content that is kept; none where there is no content.
    package var validators: Validators
    /// When it was last asked for.
    package var triedAt: Timestamp?
    /// When it was last had, or found to be unchanged; nil: never, and its owner's time is unknown.
    package var fetchedAt: Timestamp?
    /// The events in what is kept.
    package var events: Int
    /// Why it was not had the last time, as a clause: `the server answers 404 (Not Found)`.
    package var problem: String?
    /// Whether what is kept came from the address before this one, which has not given a calendar yet.
    package var isOfFormerAddress: Bool
    /// Whether its owner is missing from the last import: then it is neither fetched nor planned with.
    package var hasLeft = false

    /// What tells a server which content is there already (RFC 9110, 8.8).
    package struct Validators: Hashable, Sendable {
        package var etag: String?
        /// As the server wrote it.
        package var lastModified: String?

        package init(etag: String? = nil, lastModified: String? = nil) {
            self.etag = etag
            self.lastModified = lastModified
        }
    }

    package init(
        practitioner: Practitioner.ID, address: CalendarAddress, zone: String? = nil,
        validators: Validators = Validators(), triedAt: Timestamp? = nil, fetchedAt: Timestamp? = nil, events: Int = 0,
        problem: String? = nil, isOfFormerAddress: Bool = false
    ) {
        self.practitioner = practitioner
        self.address = address
        self.zone = zone
        self.validators = validators
        self.triedAt = triedAt
        self.fetchedAt = fetchedAt
        self.events = events
        self.problem = problem
        self.isOfFormerAddress = isOfFormerAddress
    }

    /// As the folder's would be called in whose place it stands.
    package var name: String { CalendarFile.name(of: practitioner) }

    /// Whether it has not been had for longer than a policy allows.
    package func isStale(at now: Timestamp, _ rule: Policy.Fetching) -> Bool {
        fetchedAt.map { now.seconds - $0.seconds > rule.staleAfterHours * 3_600 } ?? true
    }
}

/// What came of asking for a calendar, as the store keeps it.
package enum FetchResult: Hashable, Sendable {
    case unchanged
    case content([UInt8], PublishedCalendar.Validators, events: Int)
    /// What is kept stays as it is.
    case failed(String)
}
