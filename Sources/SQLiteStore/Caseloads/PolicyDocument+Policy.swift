internal import Casework

extension PolicyDocument {
    init(_ policy: Policy) {
        timezone = policy.timezone
        gridMinutes = policy.gridMinutes
        maxContactsPerDay = policy.maxContactsPerDay
        keepApartMinutes = policy.keepApartMinutes
        travel = Travel(
            kilometresPerHour: policy.travel.kilometresPerHour, detour: policy.travel.detour,
            parkingMinutes: policy.travel.parkingMinutes)
        contacts = named(policy.contacts, by: \.name) { rule in
            ContactRule(
                minutes: rule.minutes, places: rule.places.map(\.code),
                crews: rule.crews.map { $0.map(\.rawValue) }, atMostPerWeek: rule.atMostPerWeek)
        }
        targets = named(policy.targets, by: \.rawValue) { targets in
            named(targets, by: \.rawValue) { target in
                Target(
                    contacts: target.contacts, jointEveryWeeks: target.jointEveryWeeks,
                    homeEveryWeeks: target.homeEveryWeeks)
            }
        }
        weights = named(policy.weights, by: \.rawValue) { $0 }
        meetings = named(policy.meetings, by: \.rawValue, MeetingRule.init)
        preferences = Dictionary(
            uniqueKeysWithValues: Policy.Preference.allCases.map { ($0.rawValue, policy.preferences.contains($0)) })
        calendars = Calendars(
            tentative: policy.calendars.tentative.rawValue, beyondTheirEnd: policy.calendars.beyondTheirEnd.rawValue)
        fetching = Fetching(policy.fetching)
        feeds = Feeds(host: policy.feeds.host, refreshMinutes: policy.feeds.refreshMinutes)
        marking = Marking(
            text: policy.marking.text, suffix: policy.marking.suffix, handling: policy.marking.handling)
        issueWithin = IssueWithin(
            actionsWorkingDays: policy.issueWithin.actionsWorkingDays,
            notesWorkingDays: policy.issueWithin.notesWorkingDays)
        retention = Retention(months: policy.retention.months)
        organiser = policy.organiser.map { Organiser(address: $0.address.text, name: $0.name) }
    }

    func policy() throws -> Policy {
        var policy = Policy.standard
        policy.timezone = timezone
        policy.gridMinutes = gridMinutes
        policy.maxContactsPerDay = maxContactsPerDay
        policy.keepApartMinutes = keepApartMinutes
        policy.travel = Policy.Travel(
            kilometresPerHour: travel.kilometresPerHour, detour: travel.detour,
            parkingMinutes: travel.parkingMinutes)
        policy.contacts = try keyed(contacts, by: { ContactKind($0) }) { rule in
            Policy.ContactRule(
                minutes: rule.minutes, places: try rule.places.map { try known(Policy.PlaceKind($0)) },
                crews: try rule.crews.map { try $0.map { try known(Agency.Kind(rawValue: $0)) } },
                atMostPerWeek: rule.atMostPerWeek)
        }
        policy.targets = try keyed(targets, by: Nominal.Cohort.init(rawValue:)) { targets in
            try keyed(targets, by: Nominal.RAG.init(rawValue:)) { target in
                Casework.Target(
                    contacts: target.contacts, jointEveryWeeks: target.jointEveryWeeks,
                    homeEveryWeeks: target.homeEveryWeeks)
            }
        }
        policy.weights = try keyed(weights, by: Nominal.RAG.init(rawValue:)) { $0 }
        policy.meetings = try keyed(meetings, by: Series.init(rawValue:)) { try $0.rule() }
        for (name, isOn) in preferences ?? [:] {
            let preference = try known(Policy.Preference(rawValue: name))
            if isOn { policy.preferences.insert(preference) } else { policy.preferences.remove(preference) }
        }
        if let calendars {
            policy.calendars.tentative = try known(.init(rawValue: calendars.tentative))
            policy.calendars.beyondTheirEnd = try known(.init(rawValue: calendars.beyondTheirEnd))
        }
        if let fetching { policy.fetching = fetching.rule }
        if let feeds {
            policy.feeds.host = feeds.host
            policy.feeds.refreshMinutes = feeds.refreshMinutes
        }
        if let marking {
            policy.marking.text = marking.text
            policy.marking.suffix = marking.suffix
            policy.marking.handling = marking.handling
        }
        if let issueWithin {
            policy.issueWithin = Policy.IssueWithin(
                actionsWorkingDays: issueWithin.actionsWorkingDays, notesWorkingDays: issueWithin.notesWorkingDays)
        }
        if let retention { policy.retention = Policy.Retention(months: retention.months) }
        policy.organiser = try organiser.map {
            Casework.Organiser(address: try known(EmailAddress($0.address)), name: $0.name)
        }
        return policy
    }
}

extension PolicyDocument.Fetching {
    init(_ rule: Policy.Fetching) {
        self.init(
            refreshMinutes: rule.refreshMinutes, userAgent: rule.userAgent, timeoutSeconds: rule.timeoutSeconds,
            staleAfterHours: rule.staleAfterHours, allowsHTTP: rule.allowsHTTP,
            privateHosts: rule.privateHosts.sorted(), certificates: rule.certificates)
    }

    fileprivate var rule: Policy.Fetching {
        var rule = Policy.Fetching()
        rule.refreshMinutes = refreshMinutes
        rule.userAgent = userAgent
        rule.timeoutSeconds = timeoutSeconds
        rule.staleAfterHours = staleAfterHours
        rule.allowsHTTP = allowsHTTP
        rule.privateHosts = Set(privateHosts)
        rule.certificates = certificates
        return rule
    }
}

extension PolicyDocument.MeetingRule {
    init(_ rule: Policy.MeetingRule) {
        openingMinutes = rule.openingMinutes
        closingMinutes = rule.closingMinutes
        businessMinutes = rule.businessMinutes
        pause = rule.pause.map { PolicyDocument.Break(afterMinutes: $0.afterMinutes, minutes: $0.minutes) }
        slotMinutes = named(rule.slotMinutes, by: \.rawValue) { $0 }
        reviewEveryWeeks = named(rule.reviewEveryWeeks, by: \.rawValue) { $0 }
        noteWhenFull = rule.noteWhenFull
        wholeMeeting = rule.wholeMeeting.sorted()
    }

    fileprivate func rule() throws -> Policy.MeetingRule {
        Policy.MeetingRule(
            openingMinutes: openingMinutes, closingMinutes: closingMinutes, businessMinutes: businessMinutes,
            pause: pause.map { Policy.Break(afterMinutes: $0.afterMinutes, minutes: $0.minutes) },
            slotMinutes: try keyed(slotMinutes, by: SlotReason.init(rawValue:)) { $0 },
            reviewEveryWeeks: try keyed(reviewEveryWeeks, by: Nominal.RAG.init(rawValue:)) { $0 },
            noteWhenFull: noteWhenFull, wholeMeeting: Set(wholeMeeting))
    }
}

/// JSON's keys are strings.
private func named<Key, Value, Kept>(
    _ entries: [Key: Value], by name: (Key) -> String, _ keep: (Value) -> Kept
) -> [String: Kept] {
    Dictionary(entries.map { (name($0), keep($1)) }, uniquingKeysWith: { first, _ in first })
}

private func keyed<Key, Value, Kept>(
    _ entries: [String: Kept], by key: (String) -> Key?, _ value: (Kept) throws -> Value
) throws -> [Key: Value] {
    Dictionary(try entries.map { (try known(key($0)), try value($1)) }, uniquingKeysWith: { first, _ in first })
}

private func known<Value>(_ value: Value?) throws -> Value {
    guard let value else { throw StoreError.damaged(column: "content") }
    return value
}
