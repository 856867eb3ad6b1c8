/// Something the diary is told between two exports, which the next export may not know yet.
///
/// A notice holds on top of whatever the exports say. What it says of custody holds until an export says something
/// new about it.
package enum Notice: Hashable, Sendable {
    /// A practitioner cannot take anything; why is nobody's business here.
    case absence(Practitioner.ID, Range<Moment>)
    /// A nominal cannot be seen.
    case unavailable(Nominal.ID, Range<Moment>)
    /// A nominal is back in custody from that day on.
    case recalled(Nominal.ID, on: Day)
    /// A nominal leaves custody on that day, whatever was known before.
    case released(Nominal.ID, on: Day)

    /// The nominal whose custody it is about, if it is.
    package var custodyOf: Nominal.ID? {
        switch self {
        case .recalled(let nominal, _), .released(let nominal, _): nominal
        case .absence, .unavailable: nil
        }
    }

    /// The day on which it begins or ends custody, if it does.
    package var custodyChangesOn: Day? {
        switch self {
        case .recalled(_, let day), .released(_, let day): day
        case .absence, .unavailable: nil
        }
    }
}

extension Notice {
    /// Whether an export says of a nominal's custody what the diary was told.
    package func agrees(with nominal: Nominal) -> Bool {
        switch self {
        case .recalled: nominal.rag == .blue && nominal.releaseOn == nil
        case .released(_, let day): nominal.releaseOn == day
        case .absence, .unavailable: true
        }
    }
}

extension Notice: CustomStringConvertible {
    /// With references only, for the history: `po2 is away from 2026-12-01T09:00 until 2026-12-01T17:00`, `po2 is away
    /// on 2026-12-03`.
    package var description: String {
        switch self {
        case .absence(let who, let interval): "\(who) is away \(Notice.when(interval))"
        case .unavailable(let who, let interval): "nothing is booked with \(who) \(Notice.when(interval))"
        case .recalled(let who, let day): "\(who) is recalled on \(day)"
        case .released(let who, let day): "\(who) is released on \(day)"
        }
    }

    /// Whole days are told as days.
    private static func when(_ interval: Range<Moment>) -> String {
        let (from, until) = (interval.lowerBound, interval.upperBound)
        guard from == from.day.start, until == until.day.start else { return "from \(from) until \(until)" }
        let last = until.day - 1
        return last == from.day ? "on \(last)" : "from \(from.day) to \(last), all day"
    }
}

/// A notice under the number by which it can be withdrawn.
package struct RecordedNotice: Hashable, Sendable {
    package var number: Int
    package var notice: Notice

    package init(number: Int, notice: Notice) {
        self.number = number
        self.notice = notice
    }
}

extension Caseload {
    /// Takes in what the diary was told of nominals, in that order.
    package mutating func take(_ notices: [Notice]) {
        let places = Dictionary(nominals.enumerated().map { ($1.id, $0) }) { first, _ in first }
        for notice in notices {
            switch notice {
            case .absence: break
            case .unavailable(let nominal, let interval):
                unavailability += Unavailability.days(of: interval, nominal)
            case .recalled(let nominal, let day):
                guard let place = places[nominal] else { continue }
                nominals[place].rag = .blue
                nominals[place].recalledOn = day
                nominals[place].releaseOn = nil
                exceptions.append(ReviewException(nominal: nominal, on: day, kind: .recall))
            case .released(let nominal, let day):
                guard let place = places[nominal] else { continue }
                nominals[place].releaseOn = day
            }
        }
    }
}

extension Diaries {
    /// Takes in what the diary was told of practitioners.
    package mutating func take(_ notices: [Notice]) {
        for case .absence(let practitioner, let interval) in notices {
            busyTimes[practitioner, default: []].append(BusyTime(interval, .absent))
        }
    }
}

extension Unavailability {
    /// A stretch of time, a piece for each day.
    fileprivate static func days(of interval: Range<Moment>, _ nominal: Nominal.ID) -> [Unavailability] {
        guard !interval.isEmpty else { return [] }
        return (interval.lowerBound.day..<((interval.upperBound - 1).day + 1)).map { day in
            let part = interval.clamped(to: day.start..<(day + 1).start)
            return Unavailability(
                nominal: nominal, day: .on(day), start: ClockTime(minutes: part.lowerBound - day.start),
                end: ClockTime(minutes: part.upperBound - day.start))
        }
    }
}
