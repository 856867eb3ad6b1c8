/// A place where people meet: an office, a station, a home.
package struct Location: Hashable, Sendable {
    package typealias ID = Identifier<Location>

    package enum Kind: String, CaseIterable, Hashable, Sendable {
        case probationOffice = "probation_office"
        case policeStation = "police_station"
        case partnerOffice = "partner_office"
        case home, community, prison
    }

    package var id: ID
    package var name: String
    package var kind: Kind
    /// Degrees north.
    package var latitude: Double
    /// Degrees east.
    package var longitude: Double
    /// How many contacts can run there at once; nil: no limit.
    package var rooms: Int?

    package init(id: ID, name: String, kind: Kind, latitude: Double, longitude: Double, rooms: Int? = nil) {
        self.id = id
        self.name = name
        self.kind = kind
        self.latitude = latitude
        self.longitude = longitude
        self.rooms = rooms
    }
}

/// Where a contact or a meeting is held: a location, or nowhere in particular.
package enum Place: Hashable, Sendable, CustomStringConvertible {
    case online
    case at(Location.ID)

    /// `online`, or the location's id.
    package init(_ text: String) {
        self = text == "online" ? .online : .at(Location.ID(text))
    }

    package var description: String {
        switch self {
        case .online: "online"
        case .at(let location): location.text
        }
    }

    package var location: Location.ID? {
        if case .at(let location) = self { location } else { nil }
    }
}
