import Casework
import Testing

@testable import Planning

/// Three items of five minutes from 09:40: a drug worker, a housing worker and a probation practitioner.
@Suite struct `Why a slot is where it is` {
    private func whys(
        needs: [[Int]], _ order: [Int], available: [Range<Int>]? = nil, limited: Set<Nominal.ID> = [],
        urgency: [Int] = [1, 1, 1], _ change: (inout SlotOrderProblem) -> Void = { _ in }
    ) -> [String] {
        let whole = 0..<60
        var problem = SlotOrderProblem(
            items: zip(needs, urgency).map { .init(minutes: 5, needs: $0, urgency: $1) },
            attendees: (0..<3).map { .init(available: [available?[$0] ?? whole], staysThroughout: false) },
            opening: 10, pause: 0)
        change(&problem)
        let items = ["n001", "n002", "n003"].map { nominal in
            AgendaItem(nominal: Nominal.ID(nominal), reason: .red, matters: [], minutes: 5, overdue: 0)
        }
        let whys = SlotWhys(
            problem, order, attendees: ["da1 (Drug service)", "ho1 (Housing)", "pp1 (Probation)"],
            start: .wed(9, 30), items: items, limited: limited)
        return order.indices.map(whys.why)
    }

    @Test func `because somebody can be there at no other time`() {
        let all = whys(needs: [[0], [1], [2]], [0, 1, 2], available: [0..<60, 0..<60, 20..<25])
        #expect(all[2] == "Last, because pp1 (Probation) can be there from 09:50 to 09:55 only.")
    }

    @Test func `because somebody would wait anywhere else`() {
        #expect(
            whys(needs: [[0], [0, 1], [1]], [0, 1, 2])[1]
                == "Beside n001 and n003, which da1 (Drug service) and ho1 (Housing) are needed for too: "
                + "elsewhere people would wait at least 5 min more.")
    }

    @Test func `because higher RAG comes earlier, or for no reason at all`() {
        #expect(
            whys(needs: [[0], [1], [2]], [0, 1, 2], urgency: [3, 2, 1])[0]
                == "First, nobody waits longer for it, and higher RAG comes earlier.")
        #expect(
            whys(needs: [[0], [1], [2]], [0, 1, 2])[1]
                == "It would do as well elsewhere: nobody's waiting depends on it.")
    }

    @Test func `because it was arranged or issued so`() {
        #expect(whys(needs: [[0], [1], [2]], [0, 1, 2]) { $0.items[1].position = 1 }[1] == "In place 2, as arranged.")
        #expect(whys(needs: [[0], [1], [2]], [0, 1, 2]) { $0.items[2].at = 20 }[2] == "At 09:50, as arranged.")
        let issued = whys(needs: [[0], [1], [2]], [0, 1, 2]) { problem in
            for attendee in 0..<3 { problem.attendees[attendee].told = (10 + 5 * attendee)..<(15 + 5 * attendee) }
        }
        #expect(issued[1] == "As issued: elsewhere 2 people would have to be told another time.")
    }

    @Test func `nothing is said of a nominal with limited access at another's slot`() {
        let why = whys(needs: [[0], [0, 1], [1]], [0, 1, 2], limited: ["n001", "n003"])[1]
        #expect(why == "Elsewhere people would wait at least 5 min more.")
        let half = whys(needs: [[0], [0, 1], [1]], [0, 1, 2], limited: ["n001"])[1]
        #expect(half.contains("n003") && !half.contains("n001") && !half.contains("da1"))
    }
}
