import Casework

/// Which events each audience may have to do with, at any time: looked up once for all feeds.
struct FeedIndex: Sendable {
    private let history: EventHistory
    private let directory: Directory
    private var contactsOf: [Practitioner.ID: [Contact.ID]] = [:]
    private var contactsAt: [Location.ID: [Contact.ID]] = [:]
    private var meetingsOf: [Practitioner.ID: [PlannedMeeting.ID]] = [:]

    init(_ history: EventHistory, _ directory: Directory) {
        self.history = history
        self.directory = directory
        for (id, versions) in history.contacts {
            for practitioner in Set(versions.flatMap { $0.subject?.practitioners ?? [] }) {
                contactsOf[practitioner, default: []].append(id)
            }
            for location in Set(versions.compactMap { $0.subject?.place.location }) {
                contactsAt[location, default: []].append(id)
            }
        }
        for (id, versions) in history.meetings {
            for practitioner in Set(versions.flatMap { $0.subject?.attendance.map(\.practitioner) ?? [] }) {
                meetingsOf[practitioner, default: []].append(id)
            }
        }
    }

    func contacts(for audience: Audience) -> [[EventHistory.Version<Contact>]] {
        let ids: [Contact.ID] =
            switch audience {
            case .practitioner(let practitioner): contactsOf[practitioner.id] ?? []
            case .agency(let agency): Array(Set(people(of: agency).flatMap { contactsOf[$0] ?? [] }))
            case .team: Array(history.contacts.keys)
            case .series: []
            case .room(let location): contactsAt[location.id] ?? []
            }
        return ids.compactMap { history.contacts[$0] }
    }

    func meetings(for audience: Audience) -> [[EventHistory.Version<PlannedMeeting>]] {
        let ids: [PlannedMeeting.ID] =
            switch audience {
            case .practitioner(let practitioner): meetingsOf[practitioner.id] ?? []
            case .agency(let agency): Array(Set(people(of: agency).flatMap { meetingsOf[$0] ?? [] }))
            case .team, .series, .room: Array(history.meetings.keys)
            }
        return ids.compactMap { history.meetings[$0] }
    }

    private func people(of agency: Agency) -> [Practitioner.ID] {
        directory.caseload.practitioners.filter { $0.agency == agency.id }.map(\.id)
    }
}
