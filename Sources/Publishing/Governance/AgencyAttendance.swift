import Casework

/// How an agency came to the items it was needed for, from the meetings' registers.
struct AgencyAttendance: Sendable {
    var agency: String
    /// Items at which somebody of the agency was needed, counted for each of them.
    var asked: Int
    var present: Int
    /// Not there, and a written update came.
    var updates: Int
    /// Not there, and nothing came.
    var nothing: Int

    /// - Parameter meetings: The agendas that the notes are of; one without notes has no register.
    static func all(
        _ meetings: [PlannedMeeting], _ notes: [MeetingNotes], _ directory: Directory
    ) -> [AgencyAttendance] {
        let noted = Dictionary(notes.map { ($0.meeting, $0) }) { first, _ in first }
        var byAgency: [String: AgencyAttendance] = [:]
        for meeting in meetings {
            guard let notes = noted[meeting.id] else { continue }
            let needed = meeting.slots.flatMap { slot in (slot.attendees + slot.absent).map { (slot.nominal, $0) } }
            for (nominal, practitioner) in needed {
                guard let state = notes.state(of: practitioner, at: nominal),
                    let name = directory.agency(of: practitioner)?.name
                else { continue }
                let wrote = notes.updates.contains { $0.nominal == nominal && $0.practitioner == practitioner }
                var row =
                    byAgency[name] ?? AgencyAttendance(agency: name, asked: 0, present: 0, updates: 0, nothing: 0)
                row.asked += 1
                if state == .present {
                    row.present += 1
                } else if wrote {
                    row.updates += 1
                } else {
                    row.nothing += 1
                }
                byAgency[name] = row
            }
        }
        return byAgency.values.sorted { $0.agency < $1.agency }
    }
}
