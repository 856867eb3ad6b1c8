import Casework
import Testing

@testable import Planning

@Suite struct `R12: a contact lies inside a block of everyone's work` {
    let office = Office()

    @Test func `a contact may begin with the block and end with it`() {
        #expect(office.faults(contact("v-1", at: .mon(9)), contact("v-2", at: .tue(16, 30))) == [])
    }

    @Test(arguments: [(8, 45), (16, 45), (20, 0)])
    func `a contact outside working hours`(hour: Int, minute: Int) {
        let found = office.faults(contact("v-1", at: .mon(hour, minute)))
        #expect(found.rules == ["R12"])
        #expect(found.first?.message.hasSuffix("po1 is not working then") == true)
    }

    @Test func `a contact on a Saturday`() {
        #expect(office.faults(contact("v-1", at: .sat(10))).rules == ["R12"])
    }

    @Test func `a contact on a bank holiday`() {
        let holiday = office.with { $0.diaries.bankHolidays = [.mon] }
        #expect(holiday.faults(contact("v-1", at: .mon(10))).rules == ["R12"])
    }

    @Test func `each of a crew is asked`() {
        let absent = office.with { $0.rest("pp1") }
        let found = absent.faults(jointVisit("v-1", at: .mon(10)))
        #expect(found.rules == ["R12"])
        #expect(found.first?.message.hasSuffix("pp1 is not working then") == true)
    }

    @Test func `a contact across the break between two blocks`() {
        let broken = office.with {
            $0.rest("po1")
            $0.work("po1", from: 540, until: 720)
            $0.work("po1", from: 720, until: 1020)
        }
        #expect(broken.faults(contact("v-1", at: .mon(11, 45))).rules == ["R12"])
        #expect(broken.faults(contact("v-1", at: .mon(11, 30))) == [])
        #expect(broken.faults(contact("v-1", at: .mon(12))) == [])
    }

    @Test func `a block that holds from a day or until one`() {
        let changing = office.with {
            $0.rest("po1")
            $0.caseload.workingPatterns += [
                WorkingBlock(
                    practitioner: "po1", weekday: .monday, start: ClockTime(minutes: 540),
                    end: ClockTime(minutes: 1020), until: .mon - 1),
                WorkingBlock(
                    practitioner: "po1", weekday: .tuesday, start: ClockTime(minutes: 540),
                    end: ClockTime(minutes: 1020), from: .tue),
            ]
        }
        #expect(changing.faults(contact("v-1", at: .mon(10))).rules == ["R12"])
        #expect(changing.faults(contact("v-1", at: .tue(10))) == [])
    }

    @Test func `a confirmed contact stands`() {
        let confirmed = contact("v-1", at: .sat(10), .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
