import Casework
import Testing

@Suite struct `A contact` {
    @Test func `lasts from its start to its end, on one day`() {
        #expect(appointment().end == monday.at(645))
        #expect(appointment().interval == monday.at(600)..<monday.at(645))
        #expect(appointment().day == monday)
    }

    @Test func `is where it was if start, place and people are the same`() {
        let before = appointment()
        #expect(appointment(practitioners: ["pp1", "po1"], status: .confirmed).isWhereItWas(before))
        #expect(!appointment(start: monday.at(615)).isWhereItWas(before))
        #expect(!appointment(place: .at(Location.ID("home1"))).isWhereItWas(before))
        #expect(!appointment(practitioners: ["po1"]).isWhereItWas(before))
    }

    @Test func `is written in order of start, then nominal, then reference`() {
        var (early, late, other) = (appointment(), appointment(start: monday.at(601)), appointment())
        other.nominal = Nominal.ID("n000")
        early.id = Contact.ID("v-9")
        late.id = Contact.ID("v-0")
        var twin = early
        twin.id = Contact.ID("v-8")
        #expect([late, early, other, twin].sorted(by: Contact.inOrder) == [other, twin, early, late])
    }

    @Test func `counts as offered unless the service put it off or called it off`() {
        let not = Contact.Status.allCases.filter { !$0.countsAsOffered }
        #expect(not == [.rescheduled, .cancelledByService])
    }

    @Test func `is kept if attended, and has an outcome from then on`() {
        #expect(Contact.Status.allCases.filter(\.countsAsKept) == [.attended])
        #expect(Contact.Status.allCases.filter { !$0.isOutcome } == [.planned, .confirmed])
    }

    @Test func `is of a kind with a name for readers`() {
        #expect(ContactKind.jointVisit.inWords == "joint visit")
        #expect([ContactKind("phone"), .jointVisit].sorted() == [.jointVisit, ContactKind("phone")])
    }
}

@Suite struct `A place` {
    @Test func `is a location, or online`() {
        #expect(Place("online") == .online)
        #expect(Place("online").location == nil)
        #expect(Place("home1") == .at(Location.ID("home1")))
        #expect(Place("home1").location == Location.ID("home1"))
        for text in ["online", "home1"] { #expect(Place(text).description == text) }
    }
}
