import Casework

/// Whom a feed is for.
enum Audience: Hashable, Sendable {
    case practitioner(Practitioner)
    /// Everybody of an agency.
    case agency(Agency)
    /// The agencies that share everything.
    case team
    /// Whoever may have to come to a meeting of the series, whatever their agency shares.
    case series(Series)
    /// Whoever looks after a place, its reception among them.
    case room(Location)

    /// Where the feed goes, below the folder of all feeds.
    var path: String {
        switch self {
        case .practitioner(let practitioner): "people/\(practitioner.id).ics"
        case .agency(let agency): "agencies/\(agency.id).ics"
        case .team: "team.ics"
        case .series(let series): "series/\(series.rawValue).ics"
        case .room(let location): "rooms/\(location.id).ics"
        }
    }

    /// What programs call the calendar, after the product's name: ids, since a name may be a nominal's as well.
    var title: String {
        switch self {
        case .practitioner(let practitioner): practitioner.id.text
        case .agency(let agency): agency.id.text
        case .team: "team"
        case .series(let series): series.title
        case .room(let location): location.id.text
        }
    }
}
