internal import Foundation

/// A time zone: what a wall shows at an instant, and when a wall shows a time.
///
/// Instants are seconds since 1970-01-01T00:00Z.
enum Zone: Hashable, Sendable {
    /// Always the same offset, in seconds east of Greenwich.
    case fixed(Int)
    /// A zone of the IANA database. Foundation's are safe to share between threads; libical's are not.
    case iana(TimeZone)
    /// A zone a calendar brought with it.
    case described(ZoneTransitions)

    static let utc = Zone.fixed(0)

    /// The zone IANA calls `name`; nil when there is none.
    init?(iana name: String) {
        if ["UTC", "GMT", "Z", "ZULU", "UCT", "ETC/UTC", "ETC/GMT", "ETC/UCT"].contains(name.uppercased()) {
            self = .utc
            return
        }
        // Foundation also takes abbreviations, and thinks that BST is in Bangladesh. IANA's own names have a
        // slash, but for a few old ones.
        let name = Zone.oldNames[name] ?? name
        guard name.contains("/") || Zone.namesWithoutSlash.contains(name), name.utf8.count <= 64, !name.hasPrefix("/"),
            !name.contains(".."),
            name.utf8.allSatisfy(Zone.isNameByte), let zone = TimeZone(identifier: name),
            zone.identifier != "Etc/Unknown"
        else { return nil }
        self = .iana(zone)
    }

    private static let oldNames = ["GB": "Europe/London", "GB-Eire": "Europe/London"]

    private static let namesWithoutSlash: Set<String> = [
        "CET", "MET", "EET", "WET", "EST5EDT", "CST6CDT", "MST7MDT", "PST8PDT", "Cuba", "Egypt", "Eire", "Hongkong",
        "Iceland", "Iran", "Israel", "Jamaica", "Japan", "Libya", "Navajo", "NZ", "NZ-CHAT", "Poland", "Portugal",
        "PRC",
        "ROC", "ROK", "Singapore", "Turkey", "W-SU",
    ]

    /// Seconds to add to UTC for what the wall shows.
    func offset(at instant: Int) -> Int {
        switch self {
        case .fixed(let offset): offset
        case .iana(let zone): zone.secondsFromGMT(for: Date(timeIntervalSince1970: Double(instant)))
        case .described(let transitions): transitions.offset(at: instant)
        }
    }

    func wall(at instant: Int) -> WallTime {
        WallTime(seconds: instant + offset(at: instant))
    }

    /// When the wall shows `wall` (RFC 5545, 3.3.5): of a time that comes twice, the first; a time that is
    /// skipped counts with the offset before the gap.
    func instant(of wall: WallTime) -> Int {
        if case .fixed(let offset) = self { return wall.seconds - offset }
        let before = offset(at: wall.seconds - WallTime.secondsPerDay)
        let after = offset(at: wall.seconds + WallTime.secondsPerDay)
        if before == after { return wall.seconds - before }
        // The larger offset gives the earlier instant.
        for candidate in [max(before, after), min(before, after)]
        where offset(at: wall.seconds - candidate) == candidate {
            return wall.seconds - candidate
        }
        return wall.seconds - before
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "/"), UInt8(ascii: "_"), UInt8(ascii: "-"),
            UInt8(ascii: "+"):
            true
        default: false
        }
    }
}
