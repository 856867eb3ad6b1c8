import Casework

/// The language a letter is in: what the diary itself has to say in it, the rest is the template's.
package enum LetterLanguage: Sendable {
    case english, welsh

    var template: String {
        switch self {
        case .english: "letter"
        case .welsh: "letter-cy"
        }
    }

    /// `Wednesday 2 December 2026`.
    func day(_ day: Day) -> String {
        switch self {
        case .english: return day.inWords
        case .welsh:
            let (year, month, date) = day.components
            return "\(Welsh.weekday(day.weekday)) \(date) \(Welsh.month(month)) \(year)"
        }
    }

    /// `9:30am to midday`, and in Welsh `09:30 tan 12:00`.
    func times(_ interval: Range<Moment>) -> String {
        let (from, until) = (interval.lowerBound.clock, interval.upperBound.clock)
        return switch self {
        case .english: "\(LetterLanguage.spoken(from)) to \(LetterLanguage.spoken(until))"
        case .welsh: "\(from) tan \(until)"
        }
    }

    private static func spoken(_ time: ClockTime) -> String {
        let (hour, minute) = (time.minutes / 60, time.minutes % 60)
        if time.minutes == 720 { return "midday" }
        let clock = hour % 12 == 0 ? 12 : hour % 12
        let minutes = minute == 0 ? "" : minute < 10 ? ":0\(minute)" : ":\(minute)"
        return "\(clock)\(minutes)\(hour < 12 ? "am" : "pm")"
    }

    func what(_ contact: Contact, _ whereabouts: NeutralWords.Whereabouts) -> String {
        switch whereabouts {
        case .theirHome: self == .english ? "A visit to your home" : Welsh.homeVisit
        case .call:
            switch Call(contact.kind) {
            case .phone: self == .english ? "A phone call" : Welsh.phoneCall
            case .video: self == .english ? "A video call" : Welsh.videoCall
            case .either: self == .english ? "A phone or video call" : Welsh.phoneOrVideoCall
            }
        case .named, .told: self == .english ? "An appointment" : Welsh.appointment
        }
    }

    /// Nil for a call.
    func place(_ whereabouts: NeutralWords.Whereabouts) -> String? {
        switch whereabouts {
        case .theirHome: self == .english ? "Your home" : Welsh.yourHome
        case .call: nil
        case .named(let name): name
        case .told: self == .english ? "The place you have been told about" : Welsh.placeYouKnow
        }
    }

    /// For whoever's name cannot be written.
    var somebody: String { self == .english ? "The person you have been told about" : Welsh.personYouKnow }

    private enum Call {
        case phone, video, either

        init(_ kind: ContactKind) {
            let name = kind.name.lowercased()
            self = name.contains("video") ? .video : name.contains("phone") ? .phone : .either
        }
    }
}

/// The Welsh that is not the template's; a Welsh speaker is to check both before they are used.
private enum Welsh {
    static func weekday(_ weekday: Weekday) -> String {
        switch weekday {
        case .monday: "Dydd Llun"
        case .tuesday: "Dydd Mawrth"
        case .wednesday: "Dydd Mercher"
        case .thursday: "Dydd Iau"
        case .friday: "Dydd Gwener"
        case .saturday: "Dydd Sadwrn"
        case .sunday: "Dydd Sul"
        }
    }

    static func month(_ month: Int) -> String {
        let names = [
            "Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin", "Gorffennaf", "Awst", "Medi", "Hydref",
            "Tachwedd", "Rhagfyr",
        ]
        return names.indices.contains(month - 1) ? names[month - 1] : "\(month)"
    }

    static let homeVisit = "Ymweliad â'ch cartref"
    static let phoneCall = "Galwad ffôn"
    static let videoCall = "Galwad fideo"
    static let phoneOrVideoCall = "Galwad ffôn neu fideo"
    static let appointment = "Apwyntiad"
    static let yourHome = "Eich cartref"
    static let placeYouKnow = "Y lle rydych wedi cael gwybod amdano"
    static let personYouKnow = "Y person rydych wedi cael gwybod amdano"
}
