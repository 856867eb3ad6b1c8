import Casework
import Testing

extension Samples {
    /// The week from 30 November: c3 as it was booked, c4 as it was confirmed, a new contact, and a meeting with
    /// something in every part of it.
    static func plan() throws -> Plan {
        Plan(
            weeks: try weeks("2026-11-30", 1), timezone: "Europe/London", meetings: [try meeting(), try conference()],
            contacts: [
                try contact(
                    "c3", "n002", "2026-11-30T09:30", crew: ["pp1", "po1"], place: "home1", kind: "joint_visit"),
                try contact("c4", "n001", "2026-12-01T11:00", status: .confirmed),
                try contact(
                    "v1", "n001", "2026-12-03T15:00", crew: ["pp1"], place: "online", kind: "phone", minutes: 15),
            ],
            shortfalls: [
                Shortfall(
                    nominal: .init("n001"), week: try day("2026-11-30"), target: 3, booked: 2, missingContacts: 1,
                    isJointMissing: true, isHomeMissing: false, causes: [.capacity, .keepApart],
                    reasons: ["pp1 has 40 minutes less than is needed", "a free hour on Tuesday would cure it"])
            ],
            score: Score(shortfall: 8, moved: 1, cover: 2, travelMinutes: 345, spread: 3))
    }

    static func meeting() throws -> PlannedMeeting {
        PlannedMeeting(
            id: .init("map-2026-12-02"), series: .map,
            interval: try moment("2026-12-02T09:30")..<(try moment("2026-12-02T11:30")), place: .at(.init("office")),
            slots: [
                .init(
                    nominal: .init("n002"), reason: .exception, matters: ["missed contacts", "RAG raised"],
                    start: try moment("2026-12-02T09:40"), minutes: 10, attendees: [.init("pp1"), .init("po1")],
                    absent: [.init("dw1")]),
                .init(
                    nominal: .init("n001"), reason: .red, matters: [], start: try moment("2026-12-02T10:00"),
                    minutes: 5, attendees: [.init("po1")], absent: []),
            ],
            breaks: [.init(start: try moment("2026-12-02T09:50"), minutes: 10)],
            attendance: [
                .init(
                    practitioner: .init("pp1"),
                    interval: try moment("2026-12-02T09:40")..<(try moment("2026-12-02T09:50"))),
                .init(
                    practitioner: .init("po1"),
                    interval: try moment("2026-12-02T09:40")..<(try moment("2026-12-02T10:05"))),
            ],
            noted: [.init("n002")], deferred: [.init(nominal: .init("n001"), due: try day("2026-12-09"))],
            minutesNeeded: 15, minutesAvailable: 105, waitingMinutes: 10, waitingLowerBound: 5, proven: [.absences])
    }

    static func conference() throws -> PlannedMeeting {
        PlannedMeeting(
            id: .init("macc-2026-12-01"), series: .macc,
            interval: try moment("2026-12-01T13:00")..<(try moment("2026-12-01T15:00")), place: .online, slots: [],
            breaks: [], attendance: [], noted: [], deferred: [], minutesNeeded: 0, minutesAvailable: 90,
            waitingMinutes: 0, waitingLowerBound: 0, proven: Set(PlannedMeeting.Level.allCases))
    }
}
