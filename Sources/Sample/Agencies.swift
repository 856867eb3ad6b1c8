import Casework

/// The services round the table: police, probation, and five to nine partners, by the size of the team.
struct Agencies {
    /// A partner, with the letters its workers' references begin with.
    struct Partner: Sendable {
        let agency: Agency
        let code: String
    }

    let police: Agency
    let probation: Agency
    let partners: [Partner]

    var all: [Agency] { [police, probation] + partners.map(\.agency) }

    init(nominals: Int, from: Day) {
        police = Agency(
            id: Agency.ID("police"), name: "Aldermoor Police IOM Team", kind: .police, sharing: .full,
            email: "iom@aldermoor-police.example")
        probation = Agency(
            id: Agency.ID("probation"), name: "Aldermoor Probation Delivery Unit", kind: .probation, sharing: .full,
            email: "iom@aldermoor-probation.example")

        func partner(
            _ id: String, _ code: String, _ name: String, _ sharing: Agency.Sharing, until: Day? = nil,
            hasMail: Bool = true
        ) -> Partner {
            let agency = Agency(
                id: Agency.ID(id), name: name, kind: .partner, sharing: sharing, agreementUntil: until,
                email: hasMail ? "referrals@\(code).example" : nil)
            return Partner(agency: agency, code: code)
        }
        // One agreement has lapsed unnoticed, and one will within the next weeks: both happen to real teams.
        let known = [
            partner("drug_alcohol", "da", "Turning Tide Drug and Alcohol Service", .case),
            partner("housing", "ho", "Borough Housing Options", .case, until: from + 16),
            partner("mental_health", "mh", "Community Mental Health Team", .full, until: from + 420),
            partner("employment", "em", "Jobs Forward", .none),
            partner("debt", "de", "Fair Start Debt Advice", .case, until: from - 20, hasMail: false),
            partner("mentoring", "me", "Alongside Mentoring", .full),
            partner("domestic_abuse", "dv", "Haven Domestic Abuse Service", .case),
            partner("youth", "yo", "Youth and Transitions Service", .case, until: from + 210),
            partner("family", "fa", "Family Links, Aldermoor", .case),
        ]
        partners = Array(known.prefix(nominals < 12 ? 5 : nominals < 40 ? 7 : 9))
    }
}
