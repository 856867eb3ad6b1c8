internal import Casework

/// The items of one meeting and those needed for them, waiting to be put in order.
///
/// Items and attendees are numbers; times are minutes from the start of the meeting.
struct SlotOrderProblem {
    struct Item {
        var minutes: Int
        /// The attendees needed.
        var needs: [Int]
        /// What each of its minutes counts, a minute later, at the last level: 3 for red, 2 amber, 1 green, 0 in
        /// custody.
        ///
        /// Counted by its minutes, a long red item does not come after a short amber one.
        var urgency: Int
        /// When it has to start, if that is fixed: everybody waits until then if need be.
        var at: Int?
        /// It starts no earlier than this: people have been told so.
        var notBefore: Int?
        /// Where in the order it has to be, counted from 0, if that is fixed.
        var position: Int?
        /// The items that have to come before it.
        var after: [Int] = []

        /// When it can start at the earliest.
        var earliest: Int? { at ?? notBefore }

        var isPinned: Bool { at != nil || position != nil }
    }

    struct Attendee {
        /// When they can be there.
        var available: [Range<Int>]
        /// Whether they stay for the whole meeting and so never wait for their slots.
        var staysThroughout: Bool
        /// From when until when they have been told to come, where the agenda is issued.
        var told: Range<Int>?
    }

    var items: [Item]
    var attendees: [Attendee]
    /// When the first slot begins.
    var opening: Int
    /// Minutes of the break, if there is one.
    var pause: Int
    /// When the last slot has to have ended.
    var close = Int.max

    /// How good an order is: smaller is better, each level only once the ones above are equal.
    struct Cost: Comparable {
        /// Pins, precedences and the end of the meeting that are not kept.
        var broken = 0
        /// Needed people who cannot be there, over all slots.
        var absent = 0
        /// People who come at another time than they have been told.
        var moved = 0
        /// Attendance less the minutes needed, the break not counted.
        var waiting = 0
        /// Start times weighted by urgency and length.
        var urgency = 0

        static func < (left: Cost, right: Cost) -> Bool {
            if left.broken != right.broken { return left.broken < right.broken }
            if left.absent != right.absent { return left.absent < right.absent }
            if left.moved != right.moved { return left.moved < right.moved }
            if left.waiting != right.waiting { return left.waiting < right.waiting }
            return left.urgency < right.urgency
        }
    }

    var totalMinutes: Int { items.reduce(0) { $0 + $1.minutes } }

    /// The same where nobody has been told anything.
    var withoutTold: SlotOrderProblem {
        var free = self
        for attendee in free.attendees.indices { free.attendees[attendee].told = nil }
        return free
    }

    /// Whether anybody has been told when to come.
    var isIssued: Bool { attendees.contains { $0.told != nil } }

    /// Until when the slots go on at the latest, in any order there is.
    private var end: Int {
        let latest = items.compactMap(\.earliest).reduce(opening) { max($0, $1) }
        return latest + totalMinutes + pause
    }

    /// When each item of an order starts, and after how many items the break is: in the middle, where one ends.
    func times(_ order: [Int]) -> (starts: [Int], breakAfter: Int?) {
        var clock = SlotClock(self)
        var breakAfter: Int?
        let starts = order.enumerated().map { position, item in
            let (start, isAfterBreak) = clock.take(items[item].minutes, at: items[item].earliest)
            if isAfterBreak { breakAfter = position }
            return start
        }
        return (starts, breakAfter)
    }

    /// Whether an attendee can be at a slot from its start to its end.
    func isAvailable(_ attendee: Int, from start: Int, to end: Int) -> Bool {
        attendees[attendee].available.contains { $0.lowerBound <= start && end <= $0.upperBound }
    }

    /// Whether an attendee can be at all slots whenever they are.
    func isAlwaysAvailable(_ attendee: Int) -> Bool { isAvailable(attendee, from: opening, to: end) }

    /// Whether an attendee can be at none of the slots they are needed for, whenever those are.
    func isAlwaysAbsent(_ attendee: Int) -> Bool {
        let longest = attendees[attendee].available.map { $0.clamped(to: opening..<max(opening, end)).count }.max() ?? 0
        return items.allSatisfy { !$0.needs.contains(attendee) || $0.minutes > longest }
    }

    /// Absences that no order saves, if each is of someone who is absent always.
    var unavoidableAbsences: Int {
        let absent = Set(attendees.indices.filter(isAlwaysAbsent))
        return items.reduce(0) { $0 + $1.needs.count(where: absent.contains) }
    }

    func cost(_ order: [Int]) -> Cost {
        var counter = SlotOrderCounter(self)
        return counter.cost(order)
    }
}

/// The time as items are taken one after another: the break comes where half the minutes are done, and a fixed time is
/// waited for.
struct SlotClock: Hashable {
    /// When the item before ended.
    private(set) var now: Int
    private var done = 0
    /// Minutes of the break, if it is still to come.
    private var pause: Int
    private let half: Int

    init(_ problem: SlotOrderProblem) {
        now = problem.opening
        pause = problem.pause
        half = (problem.totalMinutes + 1) / 2
    }

    /// Takes an item of so many minutes, at a fixed time if it has one: when it starts, and whether the break comes
    /// right before it.
    mutating func take(_ minutes: Int, at fixed: Int?) -> (start: Int, isAfterBreak: Bool) {
        let isAfterBreak = pause > 0 && done > 0 && done >= half
        if isAfterBreak {
            now += pause
            pause = 0
        }
        let start = max(now, fixed ?? now)
        now = start + minutes
        done += minutes
        return (start, isAfterBreak)
    }
}
