import Casework
import Testing

@Suite struct `The way from one place to another` {
    let policy = Policy.standard.travel

    private func location(_ id: String, _ latitude: Double, _ longitude: Double) -> Location {
        Location(id: Location.ID(id), name: id, kind: .community, latitude: latitude, longitude: longitude)
    }

    /// A degree of latitude is 6371.0088 km × π ÷ 180 = 111.19508 km.
    @Test func `a tenth of a degree north is 11.12 km, 21.68 min by road, so 22 and 5 for parking`() {
        let travel = Travel()
        #expect(travel.minutes(from: location("a", 52, -1), to: location("b", 52.1, -1), policy) == 27)
    }

    /// At 60° north a degree of longitude is half as long: 5.56 km, 10.84 min.
    @Test func `a tenth of a degree east at 60° north is half of that`() {
        let travel = Travel()
        #expect(travel.minutes(from: location("a", 60, -1), to: location("b", 60, -0.9), policy) == 11 + 5)
    }

    @Test func `across the Greenwich meridian and back`() {
        let travel = Travel()
        let (west, east) = (location("w", 60, -0.05), location("e", 60, 0.05))
        #expect(travel.minutes(from: west, to: east, policy) == 16)
        #expect(travel.minutes(from: east, to: west, policy) == 16)
    }

    @Test func `two doors of one spot are parking alone, one place is nothing`() {
        let travel = Travel()
        #expect(travel.minutes(from: location("a", 52, -1), to: location("b", 52, -1), policy) == 5)
        #expect(travel.minutes(from: location("a", 52, -1), to: location("a", 52, -1), policy) == 0)
    }

    @Test func `a whole number of minutes is not rounded up`() {
        // 111.19508 km an hour for one degree, without detour or parking: 60 minutes, give or take the last bit.
        let whole = Policy.Travel(kilometresPerHour: 6371.0088 * .pi / 180, detour: 1, parkingMinutes: 0)
        #expect(Travel().minutes(from: location("a", 10, 0), to: location("b", 11, 0), whole) == 60)
        #expect(Travel().minutes(from: location("a", 10, 0), to: location("b", 11.01, 0), whole) == 61)
    }

    @Test func `what a team wrote down comes first, either way round`() {
        let (a, b, c) = (location("a", 52, -1), location("b", 53, -1), location("c", 52.1, -1))
        let travel = Travel(known: [
            .init(from: a.id, to: b.id): 7, .init(from: b.id, to: c.id): 9, .init(from: c.id, to: b.id): 11,
        ])
        #expect(travel.minutes(from: a, to: b, policy) == 7)
        #expect(travel.minutes(from: b, to: a, policy) == 7)
        #expect(travel.minutes(from: b, to: c, policy) == 9)
        #expect(travel.minutes(from: c, to: b, policy) == 11)
        #expect(travel.minutes(from: a, to: c, policy) == 27)
    }

    @Test func `within a place it is nothing, whatever is written down`() {
        let a = location("a", 52, -1)
        #expect(Travel(known: [.init(from: a.id, to: a.id): 7]).minutes(from: a, to: a, policy) == 0)
    }
}
