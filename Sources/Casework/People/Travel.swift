#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// How long it takes to get from one location to another.
package struct Travel: Hashable, Sendable {
    /// A pair of locations, in the direction of travel.
    package struct Leg: Hashable, Sendable {
        package var from: Location.ID
        package var to: Location.ID

        package init(from: Location.ID, to: Location.ID) {
            self.from = from
            self.to = to
        }
    }

    /// Minutes that a team has written down itself; they come before what is computed.
    package private(set) var known: [Leg: Int]

    package init(known: [Leg: Int] = [:]) {
        self.known = known
    }

    /// Minutes from one location to another: as written down, in this direction or else the other; otherwise the
    /// great-circle distance times the detour at the policy's speed, rounded up, plus parking.
    ///
    /// None within a place.
    package func minutes(from: Location, to: Location, _ policy: Policy.Travel) -> Int {
        if from.id == to.id { return 0 }
        if let minutes = known[Leg(from: from.id, to: to.id)] ?? known[Leg(from: to.id, to: from.id)] {
            return minutes
        }
        let hours = Travel.kilometres(from, to) * policy.detour / policy.kilometresPerHour
        // The small allowance keeps a whole number of minutes from being rounded up by the last bit.
        return Int((hours * 60 - 1e-9).rounded(.up)) + policy.parkingMinutes
    }

    private static func kilometres(_ from: Location, _ to: Location) -> Double {
        func radians(_ degrees: Double) -> Double { degrees * .pi / 180 }
        let (north1, north2) = (radians(from.latitude), radians(to.latitude))
        let vertical = sin((north2 - north1) / 2)
        let across = sin((radians(to.longitude) - radians(from.longitude)) / 2)
        let haversine = vertical * vertical + cos(north1) * cos(north2) * across * across
        return 2 * 6371.0088 * asin(min(1, haversine.squareRoot()))
    }
}
