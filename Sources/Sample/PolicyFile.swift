import Casework

/// A short local policy, close to the default, so that plans made with either can be compared.
///
/// Every other key stands in it as a comment, with the default's figure: a team sees what it may change, and takes the
/// “# ” away where it does.
enum PolicyFile {
    static func file(nominals: Int) -> SampleFile {
        // A hub that discussed everyone at the usual length would need two days a week for it.
        let own =
            nominals > 130
            ? ["exception: 5", "red: 3", "release: 3", "amber: 2", "green: 2", "blue: 2"] : ["exception: 8"]
        let standard = Policy.standard
        var lines = [
            "# Aldermoor's own policy. Whatever is left out follows the default, which stands here after “# ”:",
            "# to change a figure, take the “# ” away from its line, and from the lines it stands under.",
            "",
            "# timezone: \(standard.timezone)",
            "# grid_minutes: \(standard.gridMinutes)",
            "# max_contacts_per_day: \(standard.maxContactsPerDay)",
            "",
            "# Buses leave every half hour. Default: \(standard.keepApartMinutes)",
            "keep_apart_minutes: 45",
            "",
            "# travel:",
            "#   kmh: \(number(standard.travel.kilometresPerHour))",
            "#   detour: \(number(standard.travel.detour))",
            "#   parking_minutes: \(standard.travel.parkingMinutes)",
            "",
            "contacts:",
        ]
        lines += standard.contacts.sorted { $0.key.name < $1.key.name }.map { "#   \($0.key.name): \(text($0.value))" }
        lines += ["  video: {minutes: 30, places: [online], crews: [[probation]], at_most_per_week: 1}", ""]
        lines += targets(standard)
        let weights = ratings.map { "\($0.rawValue): \(standard.weights[$0] ?? 0)" }
        lines += ["# weights: \(table(weights))", "", "meetings:"]
        for (series, rule) in standard.meetings.sorted(by: { $0.key.rawValue > $1.key.rawValue }) {
            lines += text(rule, series, own: series == .map ? own : nil)
        }
        lines += preferences(standard) + calendars(standard)
        lines += [
            "",
            "# The calendars that go out. The host ends every UID: set it before anybody subscribes, and never again.",
            "# feeds:", "#   host: \(standard.feeds.host)", "#   refresh_minutes: \(standard.feeds.refreshMinutes)",
            "", "# How soon after a meeting its papers go out.",
            "# issue_within: {actions_working_days: \(standard.issueWithin.actionsWorkingDays), "
                + "notes_working_days: \(standard.issueWithin.notesWorkingDays)}",
            "", "# How long what is held of somebody is kept once their case is closed; then a person decides.",
            "# retention: {months: \(standard.retention.months)}",
            "", "# Calendar invitations come from this mailbox, and answers go to it.", "# invitations:",
            "#   organiser: iom@aldermoor-police.example", "#   name: Aldermoor IOM",
        ]
        return SampleFile(path: "policy.yaml", content: lines.joined(separator: "\n") + "\n")
    }

    private static let ratings: [Nominal.RAG] = [.red, .amber, .green]

    private static func targets(_ policy: Policy) -> [String] {
        var lines = ["# targets:"]
        for cohort in Nominal.Cohort.allCases {
            lines.append("#   \(cohort.rawValue):")
            for rag in ratings {
                let target = policy.target(cohort, rag)
                let fields = [
                    "contacts: \(target.contacts)", "joint_every_weeks: \(target.jointEveryWeeks)",
                    "home_every_weeks: \(target.homeEveryWeeks)",
                ]
                lines.append("#     \(rag.rawValue): \(table(fields))")
            }
        }
        return lines + [""]
    }

    private static func text(_ rule: Policy.ContactRule) -> String {
        var fields = [
            "minutes: \(rule.minutes)", "places: \(list(rule.places.map(\.code)))",
            "crews: \(list(rule.crews.map { list($0.map(\.rawValue)) }))",
        ]
        if let most = rule.atMostPerWeek { fields.append("at_most_per_week: \(most)") }
        return table(fields)
    }

    /// - Parameter own: The lengths of slots that are the team's own, none of which is left as a comment.
    private static func text(_ rule: Policy.MeetingRule, _ series: Series, own: [String]?) -> [String] {
        let minutes = SlotReason.allCases.compactMap { reason in
            rule.slotMinutes[reason].map { "\(reason.rawValue): \($0)" }
        }
        let reviews = Nominal.RAG.allCases.compactMap { rag in
            rule.reviewEveryWeeks[rag].map { "\(rag.rawValue): \($0)" }
        }
        let mark = own == nil ? "#   " : "  "
        var lines = [
            "\(mark)\(series.rawValue):", "#     opening_minutes: \(rule.openingMinutes)",
            "#     closing_minutes: \(rule.closingMinutes)", "#     business_minutes: \(rule.businessMinutes)",
        ]
        if let pause = rule.pause {
            lines.append("#     break: {after_minutes: \(pause.afterMinutes), minutes: \(pause.minutes)}")
        }
        if let own {
            lines += [
                "    # Agreed by the practitioners after a three-month trial. Default: \(table(minutes))",
                "    slot_minutes: \(table(own))",
            ]
        } else {
            lines.append("#     slot_minutes: \(table(minutes))")
        }
        if !reviews.isEmpty { lines.append("#     review_every_weeks: \(table(reviews))") }
        return lines + [
            "#     note_when_full: \(rule.noteWhenFull)", "#     whole_meeting: \(list(rule.wholeMeeting.sorted()))",
        ]
    }

    private static func preferences(_ policy: Policy) -> [String] {
        let lines = Policy.Preference.allCases.map { preference in
            let says =
                switch preference {
                case .jointVisitsWhenCoLocated: "joint visits on half-days when everyone who goes works at one place"
                case .backToBackWithPartners: "straight before or after a partner worker's appointment, at its place"
                case .awayFromPoliceStations: "elsewhere than at a police station"
                case .variedPoliceVisits: "police alone at home: not the same weekday and hour four weeks running"
                case .regularTimes: "everything else: the weekday and time that worked the last time"
                }
            return "#   \(preference.rawValue): \(policy.preferences.contains(preference) ? "on" : "off")  # \(says)"
        }
        return ["", "# What people would rather have, where it costs nobody a contact, a minute's travel or a day."]
            + ["# preferences:"] + lines
    }

    private static func calendars(_ policy: Policy) -> [String] {
        let rule = policy.fetching
        return [
            "", "# How practitioners' calendars are read, and fetched from their addresses.", "# calendars:",
            "#   tentative: \(policy.calendars.tentative.rawValue)  # time held, and not promised; or soft, or free",
            "#   beyond_their_end: \(policy.calendars.beyondTheirEnd.rawValue)  # of which they say nothing; or busy",
            "#   refresh_minutes: \(rule.refreshMinutes)",
            "#   user_agent: \(rule.userAgent)  # Exchange answers none but browsers",
            "#   timeout_seconds: \(rule.timeoutSeconds)",
            "#   stale_after_hours: \(rule.staleAfterHours)  # when planning warns that a calendar has not been had",
            "#   allow_http: \(rule.allowsHTTP)  # unencrypted, to be read by everyone on the way",
            "#   private_hosts: []  # hosts inside the network that may be asked, such as [mail.force.example]",
            "#   certificates: /etc/ssl/force.pem  # to trust beside the system's; default: none",
        ]
    }

    private static func table(_ fields: [String]) -> String { "{\(fields.joined(separator: ", "))}" }

    private static func list(_ items: [String]) -> String { "[\(items.joined(separator: ", "))]" }

    /// Without the point where there is nothing after it.
    private static func number(_ value: Double) -> String {
        let text = String(value)
        return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
}
