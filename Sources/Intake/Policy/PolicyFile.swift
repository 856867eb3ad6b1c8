import Casework
import Foundation
import Yams

/// `policy.yaml`: local policy, laid over the default table by table.
enum PolicyFile {
    static let name = "policy.yaml"

    private static let timezone = "Europe/London"

    /// More references than any policy needs, and fewer than it takes for them to multiply out of hand.
    private static let mostAliases = 20

    /// The policy that results, and the names of its kinds of contact, the faulty ones with them.
    ///
    /// - Parameter practitioners: Those whom `whole_meeting` may name.
    static func read(
        _ bytes: [UInt8], over base: Policy = .standard, _ practitioners: Register<Practitioner>, _ findings: Findings
    ) -> (policy: Policy, kinds: Set<String>) {
        var policy = base
        var kinds = Set(base.contacts.keys.map(\.name))
        if let root = root(bytes, findings), let table = PolicyTable(root, path: "", keys, findings) {
            kinds.formUnion(read(table, into: &policy, practitioners))
        }
        return (policy, kinds)
    }

    private static let keys = [
        "timezone", "grid_minutes", "max_contacts_per_day", "keep_apart_minutes", "travel", "contacts", "targets",
        "weights", "meetings", "preferences", "calendars", "feeds", "invitations", "marking", "issue_within",
        "retention",
    ]

    /// Answers with the names under `contacts`.
    private static func read(
        _ table: PolicyTable, into policy: inout Policy, _ practitioners: Register<Practitioner>
    ) -> [String] {
        table.word("timezone", "\(timezone), the one time zone calendars are written in", &policy.timezone) { name in
            name == timezone ? name : nil
        }
        let grids = (1...60).filter { Moment.minutesPerDay % $0 == 0 }
        table.word("grid_minutes", "one of \(alternatives(grids.map(String.init)))", &policy.gridMinutes) { word in
            Row.wholeNumber(word).flatMap { grids.contains($0) ? $0 : nil }
        }
        table.number("max_contacts_per_day", 1...20, &policy.maxContactsPerDay)
        table.number("keep_apart_minutes", 0...1_440, &policy.keepApartMinutes)
        if let travel = table.table("travel", ["kmh", "detour", "parking_minutes"]) {
            travel.decimal("kmh", 1...200, &policy.travel.kilometresPerHour)
            travel.decimal("detour", 1...10, &policy.travel.detour)
            travel.number("parking_minutes", 0...240, &policy.travel.parkingMinutes)
            travel.finish()
        }
        let contacts = table.table("contacts", policy.contacts.keys.map(\.name).sorted() + ["kinds of the team's own"])
        if let contacts { readContacts(contacts, into: &policy.contacts) }
        if let targets = table.table("targets", Nominal.Cohort.allCases.map(\.rawValue)) {
            readTargets(targets, into: &policy.targets)
        }
        if let weights = table.table("weights", communityRatings.map(\.rawValue)) {
            weights.forEach(communityRatings) { rag, table, key in
                table.number(key, 0...1_000, &policy.weights[rag, default: 0])
            }
            weights.finish()
        }
        if let meetings = table.table("meetings", Series.allCases.map(\.rawValue)) {
            meetings.forEach(Series.allCases) { series, table, key in
                guard let rule = table.table(key, meetingKeys), var changed = policy.meetings[series] else { return }
                readMeeting(rule, into: &changed, practitioners)
                policy.meetings[series] = changed
            }
            meetings.finish()
        }
        if let preferences = table.table("preferences", Policy.Preference.allCases.map(\.rawValue)) {
            preferences.forEach(Policy.Preference.allCases) { preference, table, key in
                var isOn = policy.preferences.contains(preference)
                table.flag(key, &isOn, expected: "on or off")
                if isOn { policy.preferences.insert(preference) } else { policy.preferences.remove(preference) }
            }
            preferences.finish()
        }
        if let calendars = table.table("calendars", calendarsKeys) { readCalendars(calendars, into: &policy) }
        if let feeds = table.table("feeds", ["host", "refresh_minutes"]) {
            feeds.word("host", "a host's name, such as diary.example.org", &policy.feeds.host) { word in
                Policy.Feeds.isHost(word) ? word : nil
            }
            feeds.number("refresh_minutes", 5...10_080, &policy.feeds.refreshMinutes)
            feeds.finish()
        }
        if let invitations = table.table("invitations", ["organiser", "name"]) {
            readInvitations(invitations, into: &policy.organiser)
        }
        if let marking = table.table("marking", ["text", "suffix", "handling"]) {
            readMarking(marking, into: &policy.marking)
        }
        if let within = table.table("issue_within", ["actions_working_days", "notes_working_days"]) {
            within.number("actions_working_days", 0...60, &policy.issueWithin.actionsWorkingDays)
            within.number("notes_working_days", 0...60, &policy.issueWithin.notesWorkingDays)
            within.finish()
        }
        if let retention = table.table("retention", ["months"]) {
            retention.number("months", 1...1_200, &policy.retention.months)
            retention.finish()
        }
        table.finish()
        return contacts?.keys ?? []
    }

    private static func readMarking(_ table: PolicyTable, into marking: inout Marking) {
        let line = Marking.expected
        table.word("text", line, &marking.text) { Marking.isText($0) ? $0 : nil }
        table.word("suffix", Marking.expectedSuffix, &marking.suffix) { word in
            Marking.isSuffix(word) ? word : nil
        }
        if table.isNull("handling") {
            marking.handling = nil
        } else {
            table.word("handling", line, &marking.handling) { Marking.isText($0) ? .some($0) : nil }
        }
        table.finish()
    }

    private static let calendarsKeys = [
        "tentative", "beyond_their_end", "refresh_minutes", "user_agent", "timeout_seconds", "stale_after_hours",
        "allow_http", "private_hosts", "certificates",
    ]

    private static func readCalendars(_ table: PolicyTable, into policy: inout Policy) {
        typealias Calendars = Policy.Calendars
        let tentative = Calendars.Tentative.allCases.map(\.rawValue)
        table.word("tentative", alternatives(tentative), &policy.calendars.tentative) {
            Calendars.Tentative(rawValue: $0)
        }
        let beyond = Calendars.BeyondTheirEnd.allCases.map(\.rawValue)
        table.word("beyond_their_end", alternatives(beyond), &policy.calendars.beyondTheirEnd) {
            Calendars.BeyondTheirEnd(rawValue: $0)
        }
        readFetching(table, into: &policy.fetching)
        table.finish()
    }

    private static func readFetching(_ table: PolicyTable, into fetching: inout Policy.Fetching) {
        table.number("refresh_minutes", 5...10_080, &fetching.refreshMinutes)
        // It becomes a line of every request.
        table.word("user_agent", "1 to 200 plain letters and signs", &fetching.userAgent) { word in
            (1...200).contains(word.utf8.count) && word.utf8.allSatisfy { (0x20...0x7E).contains($0) } ? word : nil
        }
        table.number("timeout_seconds", 5...600, &fetching.timeoutSeconds)
        table.number("stale_after_hours", 1...1_000, &fetching.staleAfterHours)
        table.flag("allow_http", &fetching.allowsHTTP)
        let host = "the name or address of a host, such as mail.force.example"
        if let hosts = table.list("private_hosts", host, privateHost) { fetching.privateHosts = Set(hosts) }
        var certificates = ""
        table.word("certificates", "the path of a file, from / on", &certificates) { $0.hasPrefix("/") ? $0 : nil }
        if certificates.isEmpty { return }
        fetching.certificates = certificates
        if !FileManager.default.isReadableFile(atPath: certificates) {
            table.warn(
                "certificates", says: "says \(quoted(certificates)), which is no file that can be read",
                "and until it is no calendar is fetched")
        }
    }

    private static func privateHost(_ node: Node) -> String? {
        guard let word = PolicyTable.word(node) else { return nil }
        let isIPv6 = word.contains(":") && !word.hasPrefix("[")
        guard let (host, port) = CalendarAddress.hostAndPort(isIPv6 ? "[\(word)]" : word), port == nil else {
            return nil
        }
        return host
    }

    /// Targets and weights are for the community: in custody there are none.
    private static let communityRatings: [Nominal.RAG] = [.red, .amber, .green]

    private static let contactKeys = ["minutes", "places", "crews", "at_most_per_week"]

    private static func readContacts(_ table: PolicyTable, into contacts: inout [ContactKind: Policy.ContactRule]) {
        for name in table.keys {
            guard let fields = table.table(name, contactKeys) else { continue }
            if !ContactKind.ID.isWellFormed(name) {
                table.fault(name, says: "is no name for a kind", expected: Row.idForm)
            }
            let kind = ContactKind(name)
            let isNew = contacts[kind] == nil
            var rule = contacts[kind] ?? Policy.ContactRule(minutes: 1, places: [], crews: [])
            if isNew {
                for key in ["minutes", "places", "crews"] where !fields.has(key) {
                    fields.fault(key, says: "is missing", expected: "this key, as \(name) is no kind of the default")
                }
            }
            fields.number("minutes", 1...1_440, &rule.minutes)
            let places = ["online"] + Location.Kind.allCases.map(\.rawValue)
            if let list = fields.list("places", alternatives(places), place) {
                rule.places = list
                if list.isEmpty { fields.fault("places", says: "is empty", expected: "one place or more") }
            }
            let kinds = alternatives(Agency.Kind.allCases.map(\.rawValue))
            if let list = fields.list("crews", "a list of \(kinds), such as [police, probation]", crew) {
                rule.crews = list
                if list.isEmpty { fields.fault("crews", says: "is empty", expected: "one crew or more") }
            }
            if let most = fields.number("at_most_per_week", 0...50) { rule.atMostPerWeek = most }
            fields.finish()
            contacts[kind] = rule
        }
    }

    private static func place(_ node: Node) -> Policy.PlaceKind? {
        PolicyTable.word(node).flatMap { Policy.PlaceKind($0) }
    }

    private static func crew(_ node: Node) -> [Agency.Kind]? {
        guard case .sequence(let sequence) = node, !sequence.isEmpty else { return nil }
        let kinds = sequence.compactMap { PolicyTable.word($0).flatMap(Agency.Kind.init(rawValue:)) }
        return kinds.count == sequence.count ? kinds : nil
    }

    private static let targetKeys = ["contacts", "joint_every_weeks", "home_every_weeks"]

    private static func readTargets(
        _ table: PolicyTable, into targets: inout [Nominal.Cohort: [Nominal.RAG: Target]]
    ) {
        table.forEach(Nominal.Cohort.allCases) { cohort, table, key in
            guard let ratings = table.table(key, communityRatings.map(\.rawValue)) else { return }
            ratings.forEach(communityRatings) { rag, ratings, key in
                guard let fields = ratings.table(key, targetKeys) else { return }
                var target = targets[cohort]?[rag] ?? Target(contacts: 0, jointEveryWeeks: 0, homeEveryWeeks: 0)
                fields.number("contacts", 0...50, &target.contacts)
                fields.number("joint_every_weeks", 0...520, &target.jointEveryWeeks)
                fields.number("home_every_weeks", 0...520, &target.homeEveryWeeks)
                fields.finish()
                targets[cohort, default: [:]][rag] = target
            }
            ratings.finish()
        }
        table.finish()
    }

    private static let meetingKeys = [
        "opening_minutes", "closing_minutes", "business_minutes", "note_when_full", "break", "slot_minutes",
        "review_every_weeks", "whole_meeting",
    ]

    private static func readMeeting(
        _ table: PolicyTable, into rule: inout Policy.MeetingRule, _ practitioners: Register<Practitioner>
    ) {
        table.number("opening_minutes", 0...480, &rule.openingMinutes)
        table.number("closing_minutes", 0...480, &rule.closingMinutes)
        table.number("business_minutes", 0...480, &rule.businessMinutes)
        table.flag("note_when_full", &rule.noteWhenFull)
        if table.isNull("break") {
            rule.pause = nil
        } else if let fields = table.table("break", ["after_minutes", "minutes"]) {
            var pause = rule.pause ?? Policy.Break(afterMinutes: 0, minutes: 0)
            fields.number("after_minutes", 0...1_440, &pause.afterMinutes)
            fields.number("minutes", 0...240, &pause.minutes)
            fields.finish()
            rule.pause = pause
        }
        if let fields = table.table("slot_minutes", SlotReason.allCases.map(\.rawValue)) {
            fields.forEach(SlotReason.allCases) { reason, fields, key in
                if let minutes = fields.number(key, 1...480) { rule.slotMinutes[reason] = minutes }
            }
            fields.finish()
        }
        if let fields = table.table("review_every_weeks", Nominal.RAG.allCases.map(\.rawValue)) {
            fields.forEach(Nominal.RAG.allCases) { rag, fields, key in
                if let weeks = fields.number(key, 1...52) { rule.reviewEveryWeeks[rag] = weeks }
            }
            fields.finish()
        }
        let roles = Set(Practitioner.Role.allCases.map(\.rawValue))
        let everyone = table.list("whole_meeting", "a role, or a practitioner of \(practitioners.file)") { node in
            PolicyTable.word(node).flatMap { roles.contains($0) || practitioners.accepts($0) ? $0 : nil }
        }
        if let everyone { rule.wholeMeeting = Set(everyone) }
        table.finish()
    }

    private static func readInvitations(_ table: PolicyTable, into organiser: inout Organiser?) {
        if !table.has("organiser"), organiser == nil {
            table.fault("organiser", says: "is missing", expected: "the e-mail address that invitations come from")
        }
        var address = organiser?.address
        table.word("organiser", "one plain e-mail address", &address) { EmailAddress($0).map { .some($0) } }
        var name: String?
        table.word("name", "a name on one line", &name) { text in
            let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
            return isLine && !text.isEmpty && text.count <= 80 ? .some(text) : nil
        }
        if let address { organiser = Organiser(address: address, name: name ?? organiser?.name ?? Organiser.usualName) }
        table.finish()
    }

    // MARK: YAML

    /// The document's one node; nil if there is none, or it cannot be read.
    private static func root(_ bytes: [UInt8], _ findings: Findings) -> Node? {
        let content = Encoding.withoutByteOrderMark(bytes)
        if let other = Encoding.otherThanText(bytes) {
            findings.fault(name, says: other, expected: "YAML, saved as UTF-8")
            return nil
        }
        if let line = Encoding.firstBadLine(content) {
            findings.fault(name, line: line, says: "has a letter that is not UTF-8", expected: "YAML, saved as UTF-8")
            return nil
        }
        // Yams hashes a mapping's keys with all that hangs on them, and aliases of aliases grow exponentially.
        let aliases = zip(content, content.dropFirst()).count { $0 == UInt8(ascii: "*") && $1 > .space }
        guard aliases <= mostAliases else {
            findings.fault(name, says: "has \(aliases) aliases (“*”)", expected: "at most \(mostAliases)")
            return nil
        }
        do {
            let node = try Yams.compose(yaml: String(decoding: content, as: UTF8.self), .default, .default, .utf8)
            // A document of nothing but its marks.
            return node?.null == nil ? node : nil
        } catch let error as YamlError {
            if let line = Encoding.firstLineIndentedWithTab(content) {
                findings.fault(name, line: line, says: "is indented with a tab", expected: "YAML: use spaces, not tabs")
            } else {
                note(error, findings)
            }
        } catch {
            findings.fault(name, says: "cannot be read", expected: "YAML")
        }
        return nil
    }

    private static func note(_ error: YamlError, _ findings: Findings) {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            findings.fault(name, line: mark.line, says: "cannot be read (\(problem))", expected: "YAML")
        case .duplicatedKeysInMapping(let keys, let context):
            findings.fault(
                name, line: context.mark.line, column: keys.first, says: "is there twice", expected: "each key once")
        case .reader(let problem, let offset, _, let yaml):
            let line = offset.map { Encoding.line(of: $0, in: Array(yaml.utf8)[...]) }
            findings.fault(name, line: line, says: "cannot be read (\(problem))", expected: "YAML")
        default: findings.fault(name, says: "cannot be read", expected: "YAML")
        }
    }
}

extension ContactKind {
    /// The form of ids is the form of kinds' names, too.
    typealias ID = Identifier<ContactKind>
}
