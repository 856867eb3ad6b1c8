import Casework
import Foundation
import Publishing
import Testing

@Suite struct PlanFileTests {
    @Test func `plan.json is as design/planning.md has it, to the byte`() throws {
        let expected = """
            {
              "contacts" : [
                {
                  "contact" : "v3",
                  "kind" : "phone",
                  "location" : "online",
                  "minutes" : 45,
                  "nominal" : "n002",
                  "practitioners" : [
                    "po1"
                  ],
                  "start" : "2026-12-03T12:00",
                  "status" : "attended"
                }
              ],
              "from" : "2026-11-30",
              "meetings" : [

              ],
              "score" : {
                "cover" : 2,
                "moved" : 1,
                "shortfall" : 10,
                "spread" : 4,
                "travel_minutes" : 61
              },
              "shortfalls" : [
                {
                  "booked" : 1,
                  "missing_contacts" : 2,
                  "missing_home" : 0,
                  "missing_joint" : 1,
                  "nominal" : "n002",
                  "reasons" : [
                    "=pp1 has 35 minutes left for n002, \\"at most\\"",
                    "Free the training day"
                  ],
                  "target" : 3,
                  "week" : "2026-11-30"
                }
              ],
              "timezone" : "Europe/London",
              "weeks" : 1
            }

            """
        var publication = Cast.publication
        publication.plan.meetings = []
        publication.plan.contacts.removeAll { $0.id != Contact.ID("v3") }
        #expect(try Cast.document("plan.json", of: publication) == expected)
    }

    @Test func `a meeting has every key of the specification, and no other`() throws {
        let meeting = try #require(plan["meetings"] as? [[String: Any]]).first
        let keys = try #require(meeting).keys.sorted()
        #expect(
            keys == [
                "attendance", "breaks", "deferred", "end", "location", "meeting", "minutes_available",
                "minutes_needed", "noted", "optimal", "proven", "series", "slots", "start", "waiting_lower_bound",
                "waiting_minutes",
            ])
    }

    @Test func `slots, breaks, attendance and deferrals are by id and wall-clock time`() throws {
        let meeting = try #require((plan["meetings"] as? [[String: Any]])?.first)
        let slots = try #require(meeting["slots"] as? [[String: Any]])
        let first = try #require(slots.first)
        #expect(Set(first.keys) == ["nominal", "reason", "start", "minutes", "attendees", "absent", "why"])
        #expect(first["attendees"] as? [String] == ["dw1", "po1", "pp1"])
        #expect(first["absent"] as? [String] == [])
        #expect(first["start"] as? String == "2026-12-02T09:40")
        #expect(first["reason"] as? String == "exception")
        let pause = try #require((meeting["breaks"] as? [[String: Any]])?.first)
        #expect(pause["start"] as? String == "2026-12-02T09:50")
        #expect(pause["minutes"] as? Int == 10)
        #expect(
            (meeting["attendance"] as? [[String: String]])?.last
                == ["practitioner": "sw1", "from": "2026-12-02T09:30", "until": "2026-12-02T11:30"])
        #expect(meeting["noted"] as? [String] == ["n004"])
        #expect(meeting["deferred"] as? [[String: String]] == [["nominal": "n004", "due": "2026-12-09"]])
        #expect(meeting["location"] as? String == "station")
        #expect(meeting["optimal"] as? Bool == false)
        #expect(meeting["waiting_lower_bound"] as? Int == 2)
    }

    @Test func `what the service put off is left out`() throws {
        let contacts = try #require(plan["contacts"] as? [[String: Any]])
        #expect(contacts.compactMap { $0["contact"] as? String } == ["v1", "v2", "v3", "v4", "v5"])
    }

    private var plan: [String: Any] {
        get throws {
            let text = try Cast.document("plan.json")
            return try #require(JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        }
    }
}
