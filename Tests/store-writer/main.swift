// Writes batch after batch into a diary, and says on its output which were kept, until it is killed.
//
// Batch number k can be told from any part of what it leaves behind, so that a half-kept one would show; what
// each part must be is written down again in `KilledTests`.

import Casework
import Foundation
import Operations
import SQLiteStore

struct Batch {
    var number: Int

    private let monday = Day(number: 20_787)
    private var now: Timestamp { Timestamp(seconds: 1_795_000_000 + number) }

    /// Five nominals and up to three more, and one contact of the past that only this batch brings.
    private var caseload: Caseload {
        var caseload = Caseload()
        caseload.agencies = [Agency(id: .init("pol"), name: "Police", kind: .police, sharing: .full)]
        caseload.locations = [
            Location(id: .init("office"), name: "Office", kind: .probationOffice, latitude: 51.5, longitude: -0.1)
        ]
        caseload.practitioners = [
            Practitioner(
                id: .init("po1"), name: "Officer \(number)", agency: .init("pol"), role: .offenderManager,
                base: .init("office"))
        ]
        caseload.nominals = (1...5 + number % 4).map { index in
            Nominal(
                id: .init("n\(index)"), givenName: "Given \(number)", familyName: "Family", cohort: .fixed, rag: .red,
                policeLead: .init("po1"), probationLead: .init("po1"), selectedOn: monday - 100)
        }
        caseload.contacts = [contact("h-\(number)", 1, (monday - 7).at(600), .attended)]
        return caseload
    }

    /// Ten contacts and up to six more, all moved by a quarter of an hour from one batch to the next.
    private func plan(_ weeks: Weeks) -> Plan {
        let contacts = (1...10 + number % 7).map { index in
            contact("p-\(index)", index % 5 + 1, (monday + index % 5).at(540 + index * 15 + number % 3 * 15), .planned)
        }
        let meeting = PlannedMeeting(
            id: PlannedMeeting.id(.map, on: monday + 2), series: .map,
            interval: (monday + 2).at(570 + number % 3 * 15)..<(monday + 2).at(690 + number % 3 * 15), place: .online,
            slots: [], breaks: [], attendance: [], noted: [], deferred: [], minutesNeeded: number,
            minutesAvailable: 120, waitingMinutes: 0, waitingLowerBound: 0, proven: [.absences, .waiting])
        return Plan(
            weeks: weeks, timezone: "Europe/London", meetings: [meeting],
            contacts: contacts.sorted(by: Contact.inOrder), shortfalls: [], score: Score(moved: number))
    }

    private func contact(_ id: String, _ nominal: Int, _ start: Moment, _ status: Contact.Status) -> Contact {
        Contact(
            id: .init(id), nominal: .init("n\(nominal)"), kind: ContactKind("office"), start: start, minutes: 30,
            place: .at(.init("office")), practitioners: [.init("po1")], status: status)
    }

    func keep(in diary: any DiaryWriting) throws {
        guard let weeks = Weeks(from: monday, count: 1) else { throw StoreError.failed(why: "not a Monday") }
        let calendar = CalendarFile(name: "po1.ics", content: Array("\(number)".utf8))
        _ = try diary.merge(caseload, calendars: [calendar], at: now)
        try diary.save(plan(weeks), seed: UInt64(number), at: now)
        try diary.record(HistoryEntry(at: now, actor: "writer", act: .alteration, detail: "\(number)"))
    }
}

guard CommandLine.arguments.count == 2, let path = CommandLine.arguments.last else {
    print("usage: store-writer FILE")
    exit(64)
}
do {
    let store = try SQLiteStore(path: path)
    while true {
        let number = try store.write { diary in
            let number = 1 + (try diary.history(limit: 1).first.flatMap { Int($0.detail) } ?? 0)
            try Batch(number: number).keep(in: diary)
            return number
        }
        FileHandle.standardOutput.write(Data("\(number)\n".utf8))
    }
} catch {
    FileHandle.standardError.write(Data("store-writer: \(error)\n".utf8))
    exit(1)
}
