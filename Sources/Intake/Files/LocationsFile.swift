import Casework

/// `locations.csv`: the places where people meet.
enum LocationsFile {
    static let form = TableForm(
        "locations.csv", isRequired: true, columns: "location, name, kind, latitude, longitude, rooms?", id: "location")

    static func read(_ table: Table) -> [Location] {
        var unique = Unique<Location.ID>()
        return table.rows.map { row in
            let location = Location(
                id: row.ownID("location"),
                name: row.name("name"),
                kind: row.choice("kind", .community),
                latitude: row.degrees("latitude", 90),
                longitude: row.degrees("longitude", 180),
                rooms: row.optionalNumber("rooms", 0...10_000))
            unique.check(location.id, row, "location", expected: "each location once")
            row.require(
                location.id.text != "online", "location", expected: "another id: “online” is where nobody has to go")
            return location
        }
    }
}
