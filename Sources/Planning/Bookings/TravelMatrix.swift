internal import Casework

/// Travel minutes between all locations, which the search knows by number.
struct TravelMatrix: Sendable {
    private let numbers: [Location.ID: Int]
    private let ids: [Location.ID]
    private var minutes: [Int32]

    init(_ register: Register) {
        let locations = register.caseload.locations
        ids = locations.map(\.id)
        numbers = Dictionary(ids.enumerated().map { ($1, $0) }) { first, _ in first }
        minutes = []
        minutes.reserveCapacity(locations.count * locations.count)
        for from in locations {
            for to in locations {
                minutes.append(Int32(register.caseload.travel.minutes(from: from, to: to, register.policy.travel)))
            }
        }
    }

    func number(of location: Location.ID) -> Int? { numbers[location] }

    func location(_ number: Int) -> Location.ID? { ids.indices.contains(number) ? ids[number] : nil }

    subscript(from: Int, to: Int) -> Int { Int(minutes[from * ids.count + to]) }
}
