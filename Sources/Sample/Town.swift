import Casework

/// The places of an invented town, and how long the roads between them are.
struct Town {
    /// A place; degrees in hundred-thousandths, because whole numbers are the same on every machine.
    struct Site {
        let id: Location.ID
        let name: String
        let kind: Location.Kind
        let north: Int
        let east: Int
        var rooms: Int?
    }

    /// A probation office, a police station, and the part of town they serve.
    struct Hub {
        let name: String
        let office: Location.ID
        let station: Location.ID
        let north: Int
        let east: Int
    }

    private(set) var hubs: [Hub] = []
    private(set) var sites: [Site] = []
    private(set) var overrides: [(from: Location.ID, to: Location.ID, minutes: Int)] = []
    private var places: [Location.ID: Site] = [:]

    init(nominals: Int, agencies: Agencies, _ chance: inout Chance) {
        let count = max(1, (nominals + 119) / 120)
        for index in 0..<count {
            let suffix = index == 0 ? "" : String(index + 1)
            let name = Names.districts[index]
            let (north, east) = (5_283_000 + index / 4 * 25_000, -214_000 + index % 4 * 15_000)
            let hub = Hub(
                name: name, office: Location.ID("office" + suffix), station: Location.ID("station" + suffix),
                north: north, east: east)
            hubs.append(hub)
            add(
                Site(
                    id: hub.office, name: "\(name) Probation Office", kind: .probationOffice, north: north, east: east,
                    rooms: 4))
            add(
                Site(
                    id: hub.station, name: "\(name) Police Station", kind: .policeStation, north: north + 460,
                    east: east - 730, rooms: 1))
            for partner in agencies.partners {
                let id = Location.ID(Town.base(of: partner.code, hub: index))
                let shift = (north: chance.within(-1400...1400), east: chance.within(-2100...2100))
                add(
                    Site(
                        id: id, name: "\(partner.agency.name), \(name) base", kind: .partnerOffice,
                        north: north + shift.north, east: east + shift.east, rooms: chance.within(1...3)))
            }
        }
        add(
            Site(
                id: Location.ID("hall"), name: "St Chad's Community Hall", kind: .community, north: 5_282_420,
                east: -213_110, rooms: 2))
        add(
            Site(
                id: Location.ID("prison"), name: "HMP Greywater", kind: .prison, north: 5_299_730, east: -238_480,
                rooms: nil))
        // The one-way system makes the way to the station longer than the way back.
        if let first = hubs.first {
            overrides.append((first.office, first.station, 9))
            overrides.append((first.station, first.office, 7))
            overrides.append((first.office, Location.ID("prison"), 55))
            overrides.append((Location.ID(Town.base(of: "da", hub: 0)), first.office, 11))
        }
    }

    static func base(of code: String, hub: Int) -> String { "\(code)-base" + (hub == 0 ? "" : String(hub + 1)) }

    private mutating func add(_ site: Site) {
        sites.append(site)
        places[site.id] = site
    }

    /// A home in a hub's part of town; `far` ones lie nine to sixteen kilometres out, on long roads.
    mutating func addHome(_ id: Location.ID, _ address: String, hub index: Int, far: Bool, _ chance: inout Chance) {
        guard let hub = hubs.wrapping(index) else { return }
        // The sum of two draws lies nearer the middle, as houses do.
        func around(_ reach: Int) -> Int { chance.within(-reach...reach) + chance.within(-reach...reach) }
        let north = hub.north + (far ? chance.within(7000...11_500) : around(1300))
        let east = hub.east + (far ? chance.within(-13_000 ... -3000) : around(2000))
        add(Site(id: id, name: address, kind: .home, north: north, east: east))
    }

    /// Nobody's home is nobody's business.
    mutating func removeHomes(where isEmpty: (Location.ID) -> Bool) {
        sites.removeAll { $0.kind == .home && isEmpty($0.id) }
    }

    /// A bad road that no map knows of.
    mutating func addSlowRoad(from: Location.ID, to home: Location.ID, minutes: Int) {
        overrides.append((from, home, minutes))
    }

    /// No fewer minutes than anyone will need from one place to another.
    ///
    /// Counts along the grid rather than the great circle: whole numbers, and never too short.
    func ampleMinutes(from: Location.ID, to: Location.ID) -> Int {
        guard from != to else { return 0 }
        let known = overrides.filter { ($0.from, $0.to) == (from, to) || ($0.to, $0.from) == (from, to) }
        if let longest = known.map(\.minutes).max() { return longest }
        guard let here = places[from], let there = places[to] else { return Moment.minutesPerDay }
        let metres = abs(here.north - there.north) * 1113 / 1000 + abs(here.east - there.east) * 700 / 1000
        return metres * 195 / 100_000 + 8
    }

    func files() -> [SampleFile] {
        var locations = Sheet("location", "name", "kind", "latitude", "longitude", "rooms")
        for site in sites {
            locations.add(
                site.id.text, site.name, site.kind.rawValue, Town.degrees(site.north), Town.degrees(site.east),
                site.rooms.map { String($0) })
        }
        var travel = Sheet("from", "to", "minutes")
        for leg in overrides { travel.add(leg.from.text, leg.to.text, String(leg.minutes)) }
        return [locations.file("locations.csv"), travel.file("travel.csv")]
    }

    private static func degrees(_ hundredThousandths: Int) -> String {
        let size = abs(hundredThousandths)
        return (hundredThousandths < 0 ? "-" : "") + "\(size / 100_000)." + padded(size % 100_000, to: 5)
    }
}
