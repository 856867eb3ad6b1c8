/// Finds the zone a calendar means by a name, which may be IANA's, Windows', or its own.
///
/// A zone is never guessed: an hour's error books somebody twice.
struct ZoneDirectory {
    private let horizon: WallTime
    private let budget: WalkBudget
    private var described: [String: OutlineComponent] = [:]
    private var found: [String: Zone?] = [:]

    /// Zones that the calendars describe are worked out up to `horizon`.
    init(_ calendars: [OutlineCalendar], horizon: WallTime, budget: WalkBudget) {
        self.horizon = horizon
        self.budget = budget
        for zone in calendars.flatMap(\.zones) {
            guard let name = ParsedComponent(zone).first("TZID")?.text else { continue }
            // The first of a name wins: concatenated calendars repeat the same zones.
            let key = ZoneDirectory.plain(name)
            if described[key] == nil { described[key] = zone }
        }
    }

    /// The zone meant by `name`: as the file describes it, or by a name known elsewhere; nil when neither is known.
    mutating func zone(named name: String) -> Zone? {
        let name = ZoneDirectory.plain(name)
        if let known = found[name] { return known }
        let zone = describedZone(name) ?? ZoneDirectory.wellKnown(name)
        found[name] = .some(zone)
        return zone
    }

    private func describedZone(_ name: String) -> Zone? {
        guard let outline = described[name] else { return nil }
        return ZoneTransitions.described(by: outline, horizon: horizon, budget: budget).map { .described($0) }
    }

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
            var parts = name.split(separator: "/")
            while parts.count > 1 {
                parts.removeFirst()
                if let zone = Zone(iana: parts.joined(separator: "/")) { return zone }
            }
            return nil
        }
        // `GMT Standard Time 1`: Exchange numbers a zone when a calendar holds two descriptions of it.
        let words = lowercased.split(separator: " ")
        let isNumbered = words.count > 1 && words.last?.allSatisfy(\.isNumber) == true
        let unnumbered = isNumbered ? words.dropLast().joined(separator: " ") : lowercased
        if let iana = WindowsZones.ianaNames[unnumbered] ?? displayNames[unnumbered] { return Zone(iana: iana) }
        return fixed(lowercased)
    }

    /// How Windows shows its users the zone of the United Kingdom, now and before.
    private static let displayNames = [
        "(utc+00:00) dublin, edinburgh, lisbon, london": "Europe/London",
        "(utc) dublin, edinburgh, lisbon, london": "Europe/London",
        "(gmt) greenwich mean time : dublin, edinburgh, lisbon, london": "Europe/London",
        "(gmt) greenwich mean time - dublin / edinburgh / lisbon / london": "Europe/London",
    ]

    /// A name that is nothing but an offset: `UTC+01:00`.
    private static func fixed(_ lowercased: String) -> Zone? {
        guard lowercased.hasPrefix("utc") || lowercased.hasPrefix("gmt") else { return nil }
        let offset = lowercased.dropFirst(3)
        guard offset.dropFirst().allSatisfy({ $0 == ":" || ($0.isASCII && $0.isNumber) }) else { return nil }
        return ZoneTransitions.offset(String(offset)).map { .fixed($0) }
    }
}
