import Casework
import Testing

@testable import Planning

@Suite struct `R8: no contact falls into a nominal's own commitments` {
    private func committed(_ day: Unavailability.Recurrence) -> Office {
        Office().with {
            $0.caseload.unavailability = [
                Unavailability(
                    nominal: "n001", day: day, start: ClockTime(minutes: 600), end: ClockTime(minutes: 720),
                    reason: "a course")
            ]
        }
    }

    @Test func `a contact may end as the course begins, and begin as it ends`() {
        #expect(committed(.weekly(.monday)).faults(contact("v-1", at: .mon(9, 30))) == [])
        #expect(committed(.weekly(.monday)).faults(contact("v-1", at: .mon(12))) == [])
    }

    @Test(arguments: [(9, 45), (10, 0), (11, 45)])
    func `a contact during the course`(hour: Int, minute: Int) {
        let found = committed(.weekly(.monday)).faults(contact("v-1", at: .mon(hour, minute)))
        #expect(found.rules == ["R8"])
        #expect(found.first?.message.hasSuffix("the nominal is unavailable from 10:00 until 12:00") == true)
    }

    @Test func `another weekday, or another person's course`() {
        #expect(committed(.weekly(.tuesday)).faults(contact("v-1", at: .mon(10))) == [])
        let other = contact("v-1", with: "n002", at: .mon(10), by: ["po2"])
        #expect(committed(.weekly(.monday)).faults(other) == [])
    }

    @Test func `a course on one date`() {
        #expect(committed(.on(.mon)).faults(contact("v-1", at: .mon(10))).rules == ["R8"])
        #expect(committed(.on(.mon + 7)).faults(contact("v-1", at: .mon(10))) == [])
    }

    @Test func `a confirmed contact stands`() {
        let confirmed = contact("v-1", at: .mon(10), .confirmed)
        #expect(committed(.weekly(.monday)).having(confirmed).faults(confirmed) == [])
    }
}
