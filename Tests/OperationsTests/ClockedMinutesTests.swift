import Casework
import Testing

@testable import Operations

/// What the clock says of the item that is discussed: three items of ten minutes from 9:10, a break after the second.
struct ClockedMinutesTests {
    private let day: Day
    private let meeting: PlannedMeeting
    private static let start = Timestamp(seconds: 1_795_260_000)

    init() throws {
        let day = try #require(Day(iso: "2026-12-02"))
        let nine = day.start + 540
        let starts = [10, 20, 35]
        meeting = PlannedMeeting(
            id: PlannedMeeting.id(.map, on: day), series: .map, interval: nine..<(nine + 60), place: .online,
            slots: starts.enumerated().map { number, start in
                PlannedMeeting.Slot(
                    nominal: Nominal.ID("n00\(number + 1)"), reason: .red, matters: [], start: nine + start,
                    minutes: 10, attendees: [], absent: [])
            }, breaks: [.init(start: nine + 30, minutes: 5)], attendance: [], noted: [], deferred: [],
            minutesNeeded: 30, minutesAvailable: 30, waitingMinutes: 0, waitingLowerBound: 0, proven: [])
        self.day = day
    }

    /// - Parameters:
    ///   - seconds: When each of the first items was dealt with, after the start at nine.
    ///   - minutes: How long the meeting has gone on.
    private func minutes(dealtWith seconds: [Int], after minutes: Int, endedAt: Moment? = nil, on later: Int = 0)
        -> Int?
    {
        let items = meeting.slots.prefix(seconds.count).map {
            ItemNote(nominal: $0.nominal, outcome: .discussed, reason: .red, rag: .red, minutesPlanned: 10)
        }
        let notes = MeetingNotes(
            meeting: meeting.id, startedAt: meeting.interval.lowerBound, endedAt: endedAt, items: items)
        let times = zip(meeting.slots, seconds).map {
            ($0.nominal, Timestamp(seconds: ClockedMinutesTests.start.seconds + $1))
        }
        let noted = NotedMeeting(
            meeting: meeting, caseload: Caseload(), notes: notes,
            notedAt: Dictionary(times) { first, _ in first })
        return noted.minutesByTheClock(
            at: meeting.interval.lowerBound + minutes + later * Moment.minutesPerDay,
            Timestamp(seconds: ClockedMinutesTests.start.seconds + 60 * minutes + later * 86_400))
    }

    @Test func `the first item has the time since the start, without the opening`() {
        #expect(minutes(dealtWith: [], after: 17) == 7)
        #expect(minutes(dealtWith: [], after: 4) == 1)
    }

    @Test func `the next has the time since the one before was dealt with, in whole minutes, and one at least`() {
        #expect(minutes(dealtWith: [1_020], after: 25) == 8)
        #expect(minutes(dealtWith: [1_050], after: 25) == 8)
        #expect(minutes(dealtWith: [1_051], after: 25) == 7)
        #expect(minutes(dealtWith: [1_500], after: 25) == 1)
    }

    @Test func `the break is nobody's time`() {
        #expect(minutes(dealtWith: [1_020, 1_500], after: 40) == 10)
    }

    @Test func `on another day, and once the meeting has ended, the clock says nothing`() {
        #expect(minutes(dealtWith: [], after: 17, on: 1) == nil)
        #expect(minutes(dealtWith: [], after: 17, endedAt: meeting.interval.upperBound) == nil)
    }
}
