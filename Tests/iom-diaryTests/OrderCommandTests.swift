import Foundation
import Testing

struct OrderCommandTests {
    private struct Answer: Decodable {
        var order: [String]?
        var cost: Int?
        var lower_bound: Int
        var optimal: Bool
        var seconds: Double
    }

    private func order(_ problem: String) throws -> Program.Outcome {
        let folder = try Folder()
        try Data(problem.utf8).write(to: folder.url("problem.json"))
        return try Program.run("order", folder.path("problem.json"))
    }

    @Test func `a bare problem is answered with the best order, its cost and the proof`() throws {
        let outcome = try order(
            """
            {"items": [{"id": "a", "minutes": 5, "needs": ["p", "q"]}, {"id": "b", "minutes": 7, "needs": ["q"]},
                       {"id": "c", "minutes": 3, "needs": ["p"]}],
             "attendees": [{"id": "p", "weight": 20}, {"id": "q"}]}
            """)
        #expect(outcome.status == 0, "\(outcome.errors)")
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.order == ["b", "a", "c"] || answer.order == ["c", "a", "b"])
        #expect(answer.cost == 20 * 8 + 12 && answer.lower_bound == answer.cost && answer.optimal)
    }

    @Test func `a problem whose windows leave no order is said to have none`() throws {
        let outcome = try order(
            """
            {"items": [{"id": "a", "minutes": 5, "needs": ["p"]}, {"id": "b", "minutes": 5, "needs": ["p"]}],
             "attendees": [{"id": "p", "from": 0, "until": 5}]}
            """)
        #expect(outcome.status == 0)
        let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
        #expect(answer.order == nil && answer.cost == nil && !answer.optimal)
    }

    @Test(arguments: [
        ("items: none", "is not JSON"), ("{\"items\": []}", "\"attendees\""),
        (#"{"items": [{"id": "a", "needs": []}], "attendees": []}"#, "\"minutes\""),
        (#"{"items": [{"id": "a", "minutes": "5", "needs": []}], "attendees": []}"#, "items number 1 minutes"),
        (#"{"items": [{"id": "a", "minutes": 0, "needs": []}], "attendees": []}"#, "expected 1 to"),
        (#"{"items": [{"id": "a", "minutes": 5, "needs": ["z"]}], "attendees": []}"#, "\"z\", who is no attendee"),
        (#"{"items": [{"id": "a", "minutes": 5, "needs": [], "position": 1}], "attendees": []}"#, "expected 0 to 0"),
        (#"{"items": [{"id": "a", "minutes": 5, "needs": [], "after": ["b"]}], "attendees": []}"#, "which is no item"),
        (#"{"items": [], "attendees": [{"id": "p"}, {"id": "p"}]}"#, "two attendees"),
        (#"{"items": [], "attendees": [{"id": "p", "weight": -1}]}"#, "expected 0 to"),
        (#"{"items": [], "attendees": [{"id": "p", "from": 9, "until": 9}]}"#, "is not before"),
    ])
    func `a malformed problem is refused with a word on what is wrong`(problem: String, mention: String) throws {
        let refused = try order(problem)
        #expect(refused.status == 65, "\(refused.output)")
        #expect(refused.errors.contains(mention), "\(refused.errors)")
    }
}
