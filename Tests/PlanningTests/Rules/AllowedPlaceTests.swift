import Casework
import Testing

@testable import Planning

@Suite struct `R3: contacts are held where their kind allows` {
    let office = Office()

    @Test func `a joint visit is at the nominal's own home or at the probation office`() {
        #expect(office.faults(jointVisit("v-1", at: .mon(10))) == [])
        #expect(office.faults(jointVisit("v-1", at: .mon(10), "office")) == [])
    }

    @Test func `a partner worker sees the nominal at their own base`() {
        #expect(office.faults(contact("v-1", "partner", at: .mon(10), "centre", by: ["pw1"])) == [])
    }

    @Test func `a call is made from anywhere`() {
        #expect(office.faults(contact("v-1", "phone", at: .mon(10), "online")) == [])
    }

    @Test func `a joint visit at the police station`() {
        let found = office.faults(jointVisit("v-1", at: .mon(10), "station"))
        #expect(found.rules == ["R3"])
        #expect(found.first?.message.hasSuffix("station is not a place for this kind") == true)
    }

    @Test func `a visit at somebody else's home`() {
        let found = office.faults(jointVisit("v-1", at: .mon(10), "home2"))
        #expect(found.rules == ["R3"])
        #expect(found.first?.message.hasSuffix("home2 is not the nominal's own home") == true)
    }

    @Test func `a visit at home with someone who has none`() {
        let homeless = office.with { $0.change("n001") { $0.home = nil } }
        #expect(homeless.faults(jointVisit("v-1", at: .mon(10))).rules == ["R3"])
    }

    @Test func `a partner's office that is not the worker's own`() {
        let elsewhere = office.with { office in
            office.caseload.locations.append(
                Location(id: "annex", name: "Annex", kind: .partnerOffice, latitude: 52, longitude: -1))
        }
        let found = elsewhere.faults(contact("v-1", "partner", at: .mon(10), "annex", by: ["pw1"]))
        #expect(found.rules == ["R3"])
        #expect(found.first?.message.hasSuffix("annex is not the partner worker's base") == true)
    }

    @Test func `an office contact on the line`() {
        let found = office.faults(contact("v-1", at: .mon(10), "online"))
        #expect(found.rules == ["R3"])
        #expect(found.first?.message.hasSuffix("this kind is not held online") == true)
    }

    @Test func `a confirmed contact is where people agreed to meet`() {
        let confirmed = jointVisit("v-1", at: .mon(10), "station", .confirmed)
        #expect(office.having(confirmed).faults(confirmed) == [])
    }
}
