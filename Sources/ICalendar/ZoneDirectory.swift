/// Finds the zone a calendar means by a name, which may be IANA's, Windows', or its own.
///
/// A zone is never guessed: an hour's error books somebody twice.
struct ZoneDirectory {
    private let horizon: WallTime
    private let budget: WalkBudget
    private var described: [Key: OutlineComponent] = [:]
    private var found: [Key: Zone?] = [:]
    private var wellKnown: [String: Zone?] = [:]

    /// A name, and which calendar uses it; no calendar for a description that any may fall back on.
    private struct Key: Hashable {
        var name: String
        var calendar: Int?
    }

    /// Zones that the calendars describe are worked out up to `horizon`.
    init(_ calendars: [OutlineCalendar], horizon: WallTime, budget: WalkBudget) {
        self.horizon = horizon
        self.budget = budget
        for (number, calendar) in calendars.enumerated() {
            for zone in calendar.zones {
                guard let written = ParsedComponent(zone).first("TZID")?.text else { continue }
                let name = ZoneDirectory.plain(written)
                // The first of a name wins.
                for key in [Key(name: name, calendar: number), Key(name: name)] where described[key] == nil {
                    described[key] = zone
                }
            }
        }
    }

    /// The zone that a calendar of the file means by `name`; nil when nobody knows.
    ///
    /// As that calendar describes it, or else another of the file, or by a name known elsewhere. Two people's
    /// exports may both hold a “Customized Time Zone”, and mean two.
    mutating func zone(named name: String, in calendar: Int) -> Zone? {
        let key = Key(name: ZoneDirectory.plain(name), calendar: calendar)
        guard key.name.utf8.count <= ZoneDirectory.longestName else { return nil }
        if let known = found[key] { return known }
        let zone =
            describedZone(key)
            ?? (ZoneDirectory.isCustom(key.name) ? nil : describedZone(Key(name: key.name)))
            ?? wellKnownZone(key.name)
        found[key] = .some(zone)
        return zone
    }

    /// Outlook's names for whatever somebody has set up: another calendar's description is of another zone.
    private static func isCustom(_ name: String) -> Bool {
        let name = name.lowercased()
        return name.hasPrefix("customized time zone") || name.hasPrefix("tzone://microsoft/custom")
    }

    /// To look for a name takes its time, and no office is in a thousand zones.
    private mutating func wellKnownZone(_ name: String) -> Zone? {
        if let known = wellKnown[name] { return known }
        guard wellKnown.count < 1_000 else { return nil }
        let zone = ZoneDirectory.wellKnown(name)
        wellKnown[name] = .some(zone)
        return zone
    }

    private func describedZone(_ key: Key) -> Zone? {
        guard let outline = described[key] else { return nil }
        return ZoneTransitions.described(by: outline, horizon: horizon, budget: budget).map { .described($0) }
    }

    /// No zone has a longer name, with all that libraries put before it.
    static let longestName = 200

    /// A name without the quotes, backslashes and blanks that programs leave around it.
    private static func plain(_ name: String) -> String {
        name.filter { $0 != "\"" && $0 != "\\" }.trimmed
    }

    /// A zone known by IANA's name, perhaps with a library's prefix, or by Windows' name, perhaps numbered.
    static func wellKnown(_ name: String) -> Zone? {
        if let zone = Zone(iana: name) { return zone }
        let lowercased = name.lowercased()
        if lowercased == "tzone://microsoft/utc" { return .utc }
        // `/freeassociation.sourceforge.net/Tzfile/Europe/London`, `/citadel.org/20190914_1/Europe/London`.
        if name.hasPrefix("/") {
            // IANA's names have three parts at most.
            var parts = name.split(separator: "/").suffix(4)
            while parts.count > 1 {
                parts.removeFirst()
                if let zone = Zone(iana: parts.joined(separator: "/")) { return zone }
            }
            return nil
        }
        // `GMT Standard Time 1`: Exchange numbers a zone when a calendar holds two descriptions of it.
        let words = lowercased.split(separator: " ")
        let isNumbered = words.count > 1 && words.last?.allSatisfy(\.isNumber) == true
        // The whole name first: `Russia Time Zone 3` is one.
        for name in [lowercased] + (isNumbered ? [words.dropLast().joined(separator: " ")] : []) {
            let windowsName = WindowsDisplayNames.windowsName(of: name) ?? name
            if let iana = WindowsZones.ianaNames[windowsName] { return Zone(iana: iana) }
        }
        return fixed(lowercased)
    }

    /// A name that is nothing but an offset: `UTC+01:00`, `(GMT +01:00)`.
    private static func fixed(_ lowercased: String) -> Zone? {
        let lowercased = lowercased.filter { !"() ".contains($0) }
        guard lowercased.hasPrefix("utc") || lowercased.hasPrefix("gmt") else { return nil }
        let offset = lowercased.dropFirst(3)
        guard offset.dropFirst().allSatisfy({ $0 == ":" || ($0.isASCII && $0.isNumber) }) else { return nil }
        return ZoneTransitions.offset(String(offset)).map { .fixed($0) }
    }
}
