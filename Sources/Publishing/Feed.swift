import Casework
import ICalendar

/// One practitioner's diary as a calendar to subscribe to.
///
/// It leaves the building, so it names nobody at all: times, references, and where to be.
///
/// A visit that is only planned may still move, so it is TENTATIVE; it holds its practitioner's time all the same,
/// so it is opaque and busy. From `confirmed` on, a visit is CONFIRMED. Meetings are always CONFIRMED.
struct Feed: Sendable {
    /// What follows the `@` in every UID.
    ///
    /// RFC 2606 keeps `.invalid` from ever being a real host, and a fixed suffix keeps a UID the same when a team
    /// moves its server. Ids are unique within a team; a client that takes in two teams' feeds keeps each apart.
    static let host = "iom-diary.invalid"

    let practitioner: Practitioner
    let plan: Plan
    let directory: Directory
    let stamps: [String: EventStamp]
    let asOf: Int
    let productVersion: String

    func document() throws -> Document {
        let events = (visits + meetings).sorted { ($0.start, $0.uid) < ($1.start, $1.uid) }
        let calendar = OutgoingCalendar(
            name: "IOM diary \(practitioner.id)", productID: "-//IOM Diary//iom-diary \(productVersion)//EN",
            zone: plan.timezone, events: events)
        return Document(path: "feeds/\(practitioner.id).ics", content: try calendar.text())
    }

    // MARK: Visits

    private var visits: [OutgoingEvent] {
        let theirs = plan.contacts.filter { $0.practitioners.contains(practitioner.id) && $0.status.countsAsOffered }
        return theirs.map { contact in
            let detail = directory.disclosure.inFeed(of: practitioner, contact.nominal, on: contact.day)
            let kind = detail == .matters ? contact.kind.inWords.capitalisedFirst : "Appointment"
            return event(
                contact.id.text, uid: contact.id.text, contact.interval, "\(kind) · \(contact.nominal)",
                at: detail == .matters ? directory.words(for: contact.place) : nil,
                about: detail == .matters ? [particulars(of: contact)] : [],
                status: contact.status == .planned ? .tentative : .confirmed)
        }
    }

    /// `With pp5. Reference v-a78e46.`: the colleagues, and what to confirm the visit by.
    private func particulars(of contact: Contact) -> String {
        let colleagues = Set(contact.practitioners).subtracting([practitioner.id]).sorted().map(\.text)
        let company = colleagues.isEmpty ? "" : "With \(Wording.list(colleagues)). "
        return "\(company)Reference \(contact.id)."
    }

    // MARK: Meetings

    private var meetings: [OutgoingEvent] {
        plan.meetings.compactMap { meeting in
            guard let attendance = meeting.attendance.first(where: { $0.practitioner == practitioner.id })
            else { return nil }
            // Each practitioner's window is an event of its own, so the UID says whose it is.
            return event(
                meeting.id.text, uid: "\(meeting.id).\(practitioner.id)", attendance.interval, meeting.series.title,
                at: meeting.place == .online ? "Online" : directory.words(for: meeting.place),
                about: timeslots(in: meeting, attendance.interval), status: .confirmed)
        }
    }

    private func timeslots(in meeting: PlannedMeeting, _ window: Range<Moment>) -> [String] {
        let needed = meeting.slots.filter { $0.attendees.contains(practitioner.id) }
        let whole = window == meeting.interval ? ["Expected for the whole meeting."] : []
        return whole + needed.map { "\(Wording.times($0.start..<$0.end)) · \($0.nominal)" }
    }

    // MARK: Events

    private func event(
        _ id: String, uid: String, _ interval: Range<Moment>, _ summary: String, at place: String?,
        about lines: [String] = [], status: OutgoingEvent.Status
    ) -> OutgoingEvent {
        let stamp = stamps[id] ?? EventStamp(created: asOf, lastModified: asOf)
        return OutgoingEvent(
            uid: "\(uid)@\(Feed.host)", stamp: WallTime(seconds: stamp.lastModified),
            created: WallTime(seconds: stamp.created), lastModified: WallTime(seconds: stamp.lastModified),
            sequence: stamp.sequence, start: WallTime(seconds: interval.lowerBound.minutes * 60),
            end: WallTime(seconds: interval.upperBound.minutes * 60), summary: summary, location: place,
            description: ([Marking.text] + lines).joined(separator: "\n"), status: status, availability: .busy,
            categories: [Marking.text])
    }
}
