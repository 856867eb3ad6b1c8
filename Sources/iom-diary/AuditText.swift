internal import ArgumentParser
internal import Casework
internal import Operations
internal import Publishing

extension AuditEntry {
    /// `12  2026-11-30T09:30:00Z  una (pol)  consultation  looked at the agenda of map-2026-12-02  [/agendas]`.
    var line: String {
        let agency = entry.agency.map { " (\($0))" } ?? ""
        let route = entry.route.map { "  [\($0)]" } ?? ""
        return "\(number)  \(entry.at)  \(entry.actor)\(agency)  \(entry.act.rawValue)  \(entry.detail)\(route)"
    }
}

extension ReadAudit.Page {
    var table: SpreadsheetTable {
        var table = SpreadsheetTable(
            marking: marking,
            header: ["entry", "at", "actor", "agency", "act", "route", "nominals", "detail", "erased_by"])
        for row in entries {
            let entry = row.entry
            table.append(
                [.number(row.number)]
                    + [
                        entry.at.description, entry.actor, entry.agency?.text ?? "", entry.act.rawValue,
                        entry.route ?? "", row.about.map(\.text).joined(separator: ";"), entry.detail,
                    ].map { .words($0) } + [row.erasedBy.map { .number($0) } ?? .words("")])
        }
        return table
    }
}

extension HistoryCheck {
    /// Ends the program where the record is not as it was written.
    func complain() throws {
        guard let flaw else { return }
        Terminal.complain(["iom-diary: the record is not as it was written: \(flaw)."])
        throw ExitCode(Complaint.Status.dataFault.rawValue)
    }

    var lines: [String] {
        var lines = ["\(entries) entries, head \(head)"]
        if erased > 0 { lines.append("\(erased) of them without what an erasure has taken out") }
        if clockSetBack > 0 {
            lines.append("\(clockSetBack) stamped earlier than the one before: the clock had been set back")
        }
        if flaw == nil { lines.append("All are as they were written.") }
        return lines
    }
}
