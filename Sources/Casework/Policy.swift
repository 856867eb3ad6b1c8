/// Local policy: contact targets, kinds of contact, the shape of meetings.
///
/// `standard` holds the default figures; a team's own `policy.yaml` changes what it names.
package struct Policy: Hashable, Sendable {
    /// The time zone of all wall-clock times, by its IANA name.
    package var timezone: String
    /// Contacts start on multiples of this many minutes after midnight.
    package var gridMinutes: Int
    /// For one nominal.
    package var maxContactsPerDay: Int
    /// Minutes between two nominals who must not meet at one place.
    package var keepApartMinutes: Int
    package var travel: Travel
    /// The kinds of contact that count towards the target.
    package var contacts: [ContactKind: ContactRule]
    package var targets: [Nominal.Cohort: [Nominal.RAG: Target]]
    /// What a missing contact weighs, by RAG.
    package var weights: [Nominal.RAG: Int]
    package var meetings: [Series: MeetingRule]
    package var preferences: Set<Preference>
    /// Who invites; nil: the team sends no invitations.
    package var organiser: Organiser?
    package var calendars = Calendars()
    package var fetching = Fetching()
    package var feeds = Feeds()
    package var marking = Marking()
    package var issueWithin = IssueWithin()
    package var retention = Retention()

    /// How long what is held of somebody is kept once their case is closed: a team sets what its own schedule asks for.
    package struct Retention: Hashable, Sendable {
        package var months: Int

        package init(months: Int = 72) {
            self.months = months
        }
    }

    /// How soon after a meeting its papers go out, in working days (Derbyshire MARAC protocol: actions within 24 hours,
    /// minutes within three working days).
    package struct IssueWithin: Hashable, Sendable {
        package var actionsWorkingDays: Int
        package var notesWorkingDays: Int

        package init(actionsWorkingDays: Int = 1, notesWorkingDays: Int = 3) {
            self.actionsWorkingDays = actionsWorkingDays
            self.notesWorkingDays = notesWorkingDays
        }

        /// The last day to issue something on: so many working days after that of the meeting.
        package static func last(_ workingDays: Int, after day: Day, holidays: Set<Day>) -> Day {
            var (last, left) = (day, workingDays)
            while left > 0 {
                last = last + 1
                if last.weekday.rawValue < 5 && !holidays.contains(last) { left -= 1 }
            }
            return last
        }
    }

    /// The calendars that go out.
    package struct Feeds: Hashable, Sendable {
        /// What follows the `@` in every UID: the team's own host, never to be changed, since a program that meets an
        /// event under another UID takes it for another event.
        ///
        /// RFC 2606 keeps `.invalid` from ever being a real host. Ids are unique within a team; a program that takes
        /// in two teams' feeds keeps each apart.
        package var host = "iom-diary.invalid"
        /// How often programs are asked to look again.
        package var refreshMinutes = 60

        package init() {}

        /// Whether the text can be a host: letters, digits and hyphens between dots.
        package static func isHost(_ text: String) -> Bool {
            (1...253).contains(text.utf8.count)
                && text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
                    (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
                        && label.unicodeScalars.allSatisfy { scalar in
                            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
                                || scalar == "-"
                        }
                }
        }
    }

    /// What people would rather have: followed where it costs nothing that a plan is scored on.
    package enum Preference: String, CaseIterable, Hashable, Sendable {
        /// Joint visits on half-days when everyone who goes works at one place.
        case jointVisitsWhenCoLocated = "joint_visits_when_co_located"
        /// Contacts straight before or after an appointment with a partner worker, at the same place.
        case backToBackWithPartners = "back_to_back_with_partners"
        /// Contacts elsewhere than at a police station.
        case awayFromPoliceStations = "away_from_police_stations"
        /// The police alone at the door not at the same weekday and hour four weeks running.
        case variedPoliceVisits = "varied_police_visits"
        /// All that a nominal has to remember at the weekday and time that worked the last time.
        case regularTimes = "regular_times"
    }

    /// How far what practitioners' calendars leave open is planned around.
    package struct Calendars: Hashable, Sendable {
        package var tentative = Tentative.busy
        package var beyondTheirEnd = BeyondTheirEnd.ask

        package init(tentative: Tentative = .busy, beyondTheirEnd: BeyondTheirEnd = .ask) {
            self.tentative = tentative
            self.beyondTheirEnd = beyondTheirEnd
        }

        /// Time that a calendar holds for something not yet promised.
        package enum Tentative: String, CaseIterable, Hashable, Sendable {
            case busy
            /// Used only where a contact would else be missing; the practitioner is then to be asked.
            case soft
            case free
        }

        /// Time of which a calendar does not speak any more.
        package enum BeyondTheirEnd: String, CaseIterable, Hashable, Sendable {
            /// Planned with; the practitioner is to be asked.
            case ask
            case busy
        }
    }

    package struct Travel: Hashable, Sendable {
        package var kilometresPerHour: Double
        /// Road distance over great-circle distance.
        package var detour: Double
        package var parkingMinutes: Int

        package init(kilometresPerHour: Double, detour: Double, parkingMinutes: Int) {
            self.kilometresPerHour = kilometresPerHour
            self.detour = detour
            self.parkingMinutes = parkingMinutes
        }
    }

    /// Where a kind of contact may be held.
    package enum PlaceKind: Hashable, Sendable {
        case online
        /// A location of this kind; a home is the nominal's own, a partner's office the partner's own base.
        case location(Location.Kind)

        package init?(_ text: String) {
            if text == "online" {
                self = .online
            } else if let kind = Location.Kind(rawValue: text) {
                self = .location(kind)
            } else {
                return nil
            }
        }

        /// As `policy.yaml` writes it.
        package var code: String {
            switch self {
            case .online: "online"
            case .location(let kind): kind.rawValue
            }
        }
    }

    package struct ContactRule: Hashable, Sendable {
        package var minutes: Int
        package var places: [PlaceKind]
        /// Each crew lists the agency kinds of its practitioners.
        package var crews: [[Agency.Kind]]
        /// So many count towards the week's target; nil: all.
        package var atMostPerWeek: Int?

        package init(minutes: Int, places: [PlaceKind], crews: [[Agency.Kind]], atMostPerWeek: Int? = nil) {
            self.minutes = minutes
            self.places = places
            self.crews = crews
            self.atMostPerWeek = atMostPerWeek
        }
    }

    package struct Break: Hashable, Sendable {
        /// A meeting whose slots take longer than this has a break.
        package var afterMinutes: Int
        package var minutes: Int

        package init(afterMinutes: Int, minutes: Int) {
            self.afterMinutes = afterMinutes
            self.minutes = minutes
        }
    }

    package struct MeetingRule: Hashable, Sendable {
        package var openingMinutes: Int
        package var closingMinutes: Int
        /// Performance and equalities, before the slots.
        package var businessMinutes: Int
        package var pause: Break?
        /// The length of a slot by the reason it is there.
        package var slotMinutes: [SlotReason: Int]
        package var reviewEveryWeeks: [Nominal.RAG: Int]
        /// Whether routine items are noted without discussion when a meeting is too full.
        package var noteWhenFull: Bool
        /// Roles, or practitioners' ids, that stay throughout.
        package var wholeMeeting: Set<String>

        package init(
            openingMinutes: Int, closingMinutes: Int, businessMinutes: Int, pause: Break?,
            slotMinutes: [SlotReason: Int], reviewEveryWeeks: [Nominal.RAG: Int], noteWhenFull: Bool,
            wholeMeeting: Set<String>
        ) {
            self.openingMinutes = openingMinutes
            self.closingMinutes = closingMinutes
            self.businessMinutes = businessMinutes
            self.pause = pause
            self.slotMinutes = slotMinutes
            self.reviewEveryWeeks = reviewEveryWeeks
            self.noteWhenFull = noteWhenFull
            self.wholeMeeting = wholeMeeting
        }

        package func staysThroughout(_ practitioner: Practitioner) -> Bool {
            wholeMeeting.contains(practitioner.id.text) || wholeMeeting.contains(practitioner.role.rawValue)
        }
    }

    /// What a missing contact of a nominal weighs; in custody or just released, they weigh as red does.
    package func weight(of rag: Nominal.RAG) -> Int {
        weights[rag == .blue ? .red : rag] ?? 0
    }

    package func target(_ cohort: Nominal.Cohort, _ rag: Nominal.RAG) -> Target {
        targets[cohort]?[rag] ?? Target(contacts: 0, jointEveryWeeks: 0, homeEveryWeeks: 0)
    }
}

extension Policy {
    /// The default figures.
    package static let standard = Policy(
        timezone: "Europe/London",
        gridMinutes: 15,
        maxContactsPerDay: 1,
        keepApartMinutes: 30,
        travel: Travel(kilometresPerHour: 40, detour: 1.3, parkingMinutes: 5),
        contacts: [
            .jointVisit: ContactRule(
                minutes: 45, places: [.location(.home), .location(.probationOffice)], crews: [[.police, .probation]]),
            ContactKind("office"): ContactRule(
                minutes: 30, places: [.location(.probationOffice)], crews: [[.probation]]),
            ContactKind("police_visit"): ContactRule(
                minutes: 30, places: [.location(.home)], crews: [[.police], [.police, .police]]),
            ContactKind("partner"): ContactRule(minutes: 45, places: [.location(.partnerOffice)], crews: [[.partner]]),
            ContactKind("phone"): ContactRule(
                minutes: 15, places: [.online], crews: [[.police], [.probation]], atMostPerWeek: 1),
        ],
        targets: [
            .fixed: [
                .red: Target(contacts: 3, jointEveryWeeks: 1, homeEveryWeeks: 1),
                .amber: Target(contacts: 3, jointEveryWeeks: 1, homeEveryWeeks: 1),
                .green: Target(contacts: 2, jointEveryWeeks: 2, homeEveryWeeks: 2),
            ],
            .flex: [
                .red: Target(contacts: 3, jointEveryWeeks: 1, homeEveryWeeks: 1),
                .amber: Target(contacts: 2, jointEveryWeeks: 2, homeEveryWeeks: 2),
                .green: Target(contacts: 1, jointEveryWeeks: 4, homeEveryWeeks: 4),
            ],
            .free: [
                .red: Target(contacts: 3, jointEveryWeeks: 1, homeEveryWeeks: 1),
                .amber: Target(contacts: 2, jointEveryWeeks: 2, homeEveryWeeks: 2),
                .green: Target(contacts: 1, jointEveryWeeks: 4, homeEveryWeeks: 4),
            ],
        ],
        weights: [.red: 4, .amber: 2, .green: 1],
        meetings: [
            .map: MeetingRule(
                openingMinutes: 10, closingMinutes: 5, businessMinutes: 0,
                pause: Break(afterMinutes: 120, minutes: 10),
                slotMinutes: [.exception: 10, .red: 5, .release: 5, .amber: 3, .green: 3, .blue: 3],
                reviewEveryWeeks: [.red: 1, .amber: 2, .green: 4, .blue: 4],
                noteWhenFull: true, wholeMeeting: ["support_worker", "manager"]),
            .macc: MeetingRule(
                openingMinutes: 10, closingMinutes: 5, businessMinutes: 15,
                pause: Break(afterMinutes: 120, minutes: 10),
                slotMinutes: [.select: 10, .deselect: 10, .changeRAG: 5, .changeCohort: 5, .changeContacts: 5],
                reviewEveryWeeks: [:], noteWhenFull: false, wholeMeeting: ["support_worker", "manager"]),
        ],
        preferences: Set(Preference.allCases))
}
