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

    static func all(_ notes: [MeetingNotes], _ directory: Directory) -> [AgencyAttendance] {
        var byAgency: [String: AgencyAttendance] = [:]
        for meeting in notes {
            for presence in meeting.presences {
                guard let nominal = presence.nominal, let name = directory.agency(of: presence.practitioner)?.name
                else { continue }
                let wrote = meeting.updates.contains {
                    $0.nominal == nominal && $0.practitioner == presence.practitioner
                }
                var row =
                    byAgency[name] ?? AgencyAttendance(agency: name, asked: 0, present: 0, updates: 0, nothing: 0)
                row.asked += 1
                if presence.state == .present {
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
