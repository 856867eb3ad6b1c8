import Casework
import Testing

@testable import Planning

/// Kit is red, due every week; Lou amber, due every other week.
@Suite struct `M5: everyone due has a slot, is noted or is deferred` {
    let office = Office()

    private func meeting(
        _ slots: [Nominal.ID] = [], noted: [Nominal.ID] = [], deferred: [Nominal.ID] = [], week: Int = 0
    ) -> PlannedMeeting {
        let day = Day.wed + 7 * week
        let all = slots.enumerated().map { slot($1, at: day.at(9, 10 + 5 * $0)) }
        return map(
            day.at(9, 0)..<day.at(10, 0), slots: all, attendance: all.flatMap { attendance($0) }, noted: noted,
            deferred: deferred.map { .init(nominal: $0, due: day + 7) })
    }

    private func faults(_ meetings: PlannedMeeting..., in office: Office? = nil) -> [Violation] {
        let office = office ?? self.office
        return Audit(office.register).violations(of: office.plan([], meetings: meetings, weeks: .four))
    }

    private func reviewed(_ nominal: Nominal.ID, _ day: Day) -> Office {
        office.with { $0.caseload.reviews.append(Review(nominal: nominal, series: .map, heldOn: day)) }
    }

    @Test func `everyone accounted for`() {
        #expect(faults(meeting(["n001", "n002"])) == [])
        #expect(faults(meeting(["n001"], noted: ["n002"])) == [])
        #expect(faults(meeting(["n001"], deferred: ["n002"])) == [])
    }

    @Test func `someone due and not listed`() {
        #expect(
            faults(meeting(["n001"])) == [Violation("M5", "map-2026-12-02: n002 is due and not on the agenda")])
    }

    @Test func `someone not due need not be listed`() {
        #expect(faults(meeting(["n001"]), in: reviewed("n002", .wed - 7)) == [])
        #expect(faults(meeting(["n001"]), in: reviewed("n002", .wed - 14)).rules == ["M5"])
        #expect(faults(meeting(["n002"]), in: reviewed("n001", .wed - 7)).rules == ["M5"])
    }

    @Test func `a week is a week, whichever day it was held on`() {
        #expect(faults(meeting(["n001"]), in: reviewed("n002", .fri - 14)).rules == ["M5"])
        #expect(faults(meeting(["n001"]), in: reviewed("n002", .mon - 7)) == [])
    }

    @Test func `an exception since the last review makes due at once`() {
        let arrested = reviewed("n002", .wed - 7).with {
            $0.caseload.exceptions = [ReviewException(nominal: "n002", on: .tue, kind: .arrest)]
        }
        #expect(faults(meeting(["n001"]), in: arrested).rules == ["M5"])
        #expect(faults(meeting(["n001"], noted: ["n002"]), in: arrested).rules == ["M5"])
        let before = reviewed("n002", .wed - 7).with {
            $0.caseload.exceptions = [ReviewException(nominal: "n002", on: .wed - 7, kind: .arrest)]
        }
        #expect(faults(meeting(["n001"]), in: before) == [])
        let after = reviewed("n002", .wed - 7).with {
            $0.caseload.exceptions = [ReviewException(nominal: "n002", on: .thu, kind: .arrest)]
        }
        #expect(faults(meeting(["n001"]), in: after) == [])
    }

    @Test func `listed twice`() {
        #expect(
            faults(meeting(["n001", "n002"], deferred: ["n002"]))
                == [Violation("M5", "map-2026-12-02: n002 is on the agenda 2 times")])
    }

    @Test func `red is not noted without discussion`() {
        #expect(
            faults(meeting(["n002"], noted: ["n001"]))
                == [Violation("M5", "map-2026-12-02: n001 is noted without discussion, and is not routine")])
    }

    @Test func `nobody is noted twice running`() {
        let twice = faults(
            meeting(["n001"], noted: ["n002"]), meeting(["n001"], week: 1), meeting(["n001"], noted: ["n002"], week: 2))
        #expect(twice == [Violation("M5", "map-2026-12-16: n002 is noted without discussion twice running")])
        let between = faults(
            meeting(["n001"], noted: ["n002"]), meeting(["n001", "n002"], week: 1),
            meeting(["n001"], noted: ["n002"], week: 2))
        #expect(between == [])
    }

    @Test func `nobody is due before they are selected`() {
        let new = office.with { $0.change("n002") { $0.selectedOn = .thu } }
        #expect(faults(meeting(["n001"]), in: new) == [])
        let today = office.with { $0.change("n002") { $0.selectedOn = .wed } }
        #expect(faults(meeting(["n001"]), in: today).rules == ["M5"])
    }

    @Test func `in custody weekly within 28 days of release`() {
        func custody(release: Day) -> Office {
            reviewed("n002", .wed - 7).with {
                $0.change("n002") {
                    $0.rag = .blue
                    $0.releaseOn = release
                }
            }
        }
        #expect(faults(meeting(["n001"]), in: custody(release: .wed + 28)).rules == ["M5"])
        #expect(faults(meeting(["n001"]), in: custody(release: .wed + 29)) == [])
        #expect(faults(meeting(["n001"], noted: ["n002"]), in: custody(release: .wed + 28)).rules == ["M5"])
    }
}
