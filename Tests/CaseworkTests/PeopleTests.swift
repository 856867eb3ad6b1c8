import Casework
import Testing

@Suite struct `An agency` {
    private func agency(_ sharing: Agency.Sharing, until: Day?) -> Agency {
        Agency(id: Agency.ID("a"), name: "Turning Tide", kind: .partner, sharing: sharing, agreementUntil: until)
    }

    @Test(arguments: Agency.Sharing.allCases)
    func `sees what its agreement says up to the day it lapses, that day included`(sharing: Agency.Sharing) {
        #expect(agency(sharing, until: nil).sharing(on: monday) == sharing)
        #expect(agency(sharing, until: monday).sharing(on: monday - 1) == sharing)
        #expect(agency(sharing, until: monday).sharing(on: monday) == sharing)
    }

    @Test(arguments: Agency.Sharing.allCases)
    func `sees nothing personal from the day after`(sharing: Agency.Sharing) {
        #expect(agency(sharing, until: monday).sharing(on: monday + 1) == .none)
    }
}

@Suite struct `A nominal` {
    @Test func `rated blue is in custody until the day of release`() {
        let blue = kit(.blue, releaseOn: monday)
        #expect(blue.isInCustody(on: monday - 1))
        #expect(!blue.isInCustody(on: monday))
        #expect(kit(.blue).isInCustody(on: monday + 1000))
    }

    @Test(arguments: [Nominal.RAG.red, .amber, .green])
    func `rated otherwise is not, whatever day of release is on record`(rag: Nominal.RAG) {
        #expect(!kit(rag).isInCustody(on: monday))
        #expect(!kit(rag, releaseOn: monday + 10).isInCustody(on: monday))
        #expect(kit(rag, releaseOn: monday - 10).rag(on: monday) == rag)
    }

    @Test func `counts as red from the day of release`() {
        let blue = kit(.blue, releaseOn: monday)
        #expect(blue.rag(on: monday - 1) == .blue)
        #expect(blue.rag(on: monday) == .red)
        #expect(blue.rag(on: monday + 100) == .red)
    }

    @Test func `has two leads, or one who is both`() {
        var nominal = kit(.red)
        #expect(nominal.leads.map(\.text) == ["pp1", "po1"])
        nominal.probationLead = nominal.policeLead
        #expect(nominal.leads.map(\.text) == ["pp1"])
    }
}

@Suite struct `A block of work` {
    let block = WorkingBlock(
        practitioner: Practitioner.ID("po1"), weekday: .monday, start: ClockTime(minutes: 540),
        end: ClockTime(minutes: 1020), from: monday, until: monday + 14)

    @Test func `holds on its weekday, from its first day to its last`() {
        #expect(block.holds(on: monday))
        #expect(block.holds(on: monday + 14))
        #expect(!block.holds(on: monday - 7))
        #expect(!block.holds(on: monday + 21))
        #expect(!block.holds(on: monday + 1))
    }
}

@Suite struct `A nominal's own commitment` {
    @Test func `holds every week, or on one date`() {
        func commitment(_ day: Unavailability.Recurrence) -> Unavailability {
            Unavailability(
                nominal: Nominal.ID("n001"), day: day, start: ClockTime(minutes: 0), end: ClockTime(minutes: 60))
        }
        #expect(commitment(.weekly(.monday)).holds(on: monday + 70))
        #expect(!commitment(.weekly(.monday)).holds(on: monday + 1))
        #expect(commitment(.on(monday)).holds(on: monday))
        #expect(!commitment(.on(monday)).holds(on: monday + 7))
        #expect(
            "\(Unavailability.Recurrence.weekly(.monday)) \(Unavailability.Recurrence.on(monday))" == "mon 2026-11-30")
    }
}
