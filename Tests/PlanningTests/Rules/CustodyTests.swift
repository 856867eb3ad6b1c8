import Casework
import Testing

@testable import Planning

@Suite struct `R7: nobody in custody gets a community contact before release` {
    private func released(_ day: Day?) -> Office {
        Office().with {
            $0.change("n001") {
                $0.rag = .blue
                $0.releaseOn = day
            }
        }
    }

    @Test func `on the day of release and after it`() {
        #expect(released(.tue).faults(contact("v-1", at: .tue(10))) == [])
        #expect(released(.tue).faults(contact("v-1", at: .thu(10))) == [])
    }

    @Test func `on the day before release`() {
        let found = released(.tue).faults(contact("v-1", at: .mon(16)))
        #expect(found.rules == ["R7"])
        #expect(found.first?.message.hasSuffix("the nominal is in custody") == true)
    }

    @Test func `with no day of release known`() {
        #expect(released(nil).faults(contact("v-1", at: .fri(10))).rules == ["R7"])
    }

    @Test func `a day of release means nothing for someone who is not in custody`() {
        let out = Office().with { $0.change("n001") { $0.releaseOn = .fri } }
        #expect(out.faults(contact("v-1", at: .mon(10))) == [])
    }

    @Test func `a confirmed contact stands`() {
        let confirmed = contact("v-1", at: .mon(10), .confirmed)
        #expect(released(.fri).having(confirmed).faults(confirmed) == [])
    }
}
