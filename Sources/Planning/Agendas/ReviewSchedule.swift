internal import Casework

/// What becomes of a nominal at one MAP.
enum Turn: Hashable {
    case notDue
    case discussed
    /// Discussed before it is due, which would be at the MAP of that day.
    case broughtForward(from: Day)
    case noted
    case deferred
}

/// One way for a nominal to go through the meetings ahead.
struct Course {
    /// What becomes of them at each meeting, in order.
    var turns: [Turn] = []
    /// The minutes they are given at each.
    var minutes = Minutes.zero
    var burden = Burden()

    /// A number for each meeting ahead.
    typealias Minutes = SIMD8<Int32>
    /// As many meetings as are planned together.
    static let mostMeetings = 6
}

/// What is amiss with a course, or with many together: each level matters only once the ones above are equal.
///
/// Deferrals come first, since noting goes before deferring, even where a nominal is then discussed later than 31 days.
struct Burden: Hashable {
    /// Reviews put off to another meeting: exceptions, reds, releases, and routine ones of any rating.
    var deferred = SIMD4<Int32>.zero
    /// Meetings that leave a nominal without a slot so that they go, or go on, beyond 31 days without a discussion.
    var meetingsTooLate = 0
    /// Those of them that make a nominal pass the 31 days.
    var monthsPassed = 0
    var noted = 0
    var broughtForward = 0
    /// How early in the order of taking those stand who have no slot.
    var outOfTurn = 0
}

extension Burden: Comparable {
    static func < (left: Self, right: Self) -> Bool {
        for kind in left.deferred.indices where left.deferred[kind] != right.deferred[kind] {
            return left.deferred[kind] < right.deferred[kind]
        }
        return (left.meetingsTooLate, left.monthsPassed, left.noted, left.broughtForward, left.outOfTurn)
            < (right.meetingsTooLate, right.monthsPassed, right.noted, right.broughtForward, right.outOfTurn)
    }

    static func + (left: Self, right: Self) -> Self {
        Burden(
            deferred: left.deferred &+ right.deferred, meetingsTooLate: left.meetingsTooLate + right.meetingsTooLate,
            monthsPassed: left.monthsPassed + right.monthsPassed, noted: left.noted + right.noted,
            broughtForward: left.broughtForward + right.broughtForward, outOfTurn: left.outOfTurn + right.outOfTurn)
    }
}

/// One course for each nominal, together within the minutes of every meeting and with as small a burden as is found.
///
/// Nominals are taken out in small groups, and each group gets the courses that are best for it in the room there is:
/// first one by one, then every two, which exchanges slots, then sixes drawn by chance. So a team of six or fewer is
/// planned as well as can be.
struct ReviewSchedule {
    /// The courses that each nominal can take, the lightest first.
    private let ways: [[Course]]
    /// The number of the course that each nominal follows.
    private var chosen: [Int]
    /// Minutes left at each meeting.
    private(set) var room: Course.Minutes

    /// - Parameters:
    ///   - ways: The courses that each nominal can take; one of them takes no minutes, and so always fits.
    ///   - room: Minutes there are at each meeting.
    init(_ ways: [[Course]], room: Course.Minutes) {
        self.ways = ways.map(ReviewSchedule.worthwhile)
        self.room = room
        chosen = self.ways.map { $0.firstIndex { $0.minutes == .zero } ?? 0 }
        improve()
    }

    /// The course of each nominal.
    var courses: [Course] { ways.indices.map(current) }

    var burden: Burden { courses.reduce(Burden()) { $0 + $1.burden } }

    /// A course is not needed if a lighter one takes no more minutes at any meeting.
    private static func worthwhile(_ courses: [Course]) -> [Course] {
        var kept: [Course] = []
        for course in courses.sorted(by: { $0.burden < $1.burden })
        where !kept.contains(where: { all($0.minutes .<= course.minutes) }) { kept.append(course) }
        return kept
    }

    // MARK: - The search

    private static let groupSize = 6
    /// Rounds of exchanges, at most, and of groups drawn by chance.
    private static let rounds = 40
    /// Courses tried for one group of many, and for the only one, which is planned to the end.
    private static let mostTrials = (ofMany: 20_000, ofOne: 1_000_000)

    private mutating func improve() {
        // Whoever goes worst without a slot is the first to be given any.
        for nominal in ways.indices.sorted(by: { current($0).burden > current($1).burden }) { settle([nominal]) }
        for _ in 0..<ReviewSchedule.rounds where !isFaultless {
            var isBetter = false
            for first in ways.indices {
                for second in ways.indices.dropFirst(first + 1) where settle([first, second]) { isBetter = true }
            }
            guard isBetter else { break }
        }
        var chance = SeededGenerator(seed: UInt64(ways.count))
        var order = Array(ways.indices)
        let isOneGroup = order.count <= ReviewSchedule.groupSize
        for _ in 0..<(isOneGroup ? 1 : ReviewSchedule.rounds) where !isFaultless {
            if !isOneGroup { chance.shuffle(&order) }
            for start in stride(from: 0, to: order.count, by: ReviewSchedule.groupSize) {
                settle(
                    Array(order[start...].prefix(ReviewSchedule.groupSize)),
                    trials: isOneGroup ? ReviewSchedule.mostTrials.ofOne : ReviewSchedule.mostTrials.ofMany)
            }
        }
    }

    private func current(_ nominal: Int) -> Course { ways[nominal][chosen[nominal]] }

    private var isFaultless: Bool { chosen.allSatisfy { $0 == 0 } }

    /// Gives a group the courses that are best for it while everyone else keeps theirs.
    ///
    /// - Returns: Whether that is better than before.
    @discardableResult private mutating func settle(
        _ group: [Int], trials: Int = ReviewSchedule.mostTrials.ofMany
    ) -> Bool {
        guard group.contains(where: { chosen[$0] > 0 }) else { return false }
        for nominal in group { room &+= current(nominal).minutes }
        var search = GroupSearch(group.map { ways[$0] }, group.map { chosen[$0] }, room, trials)
        search.run()
        for (nominal, course) in zip(group, search.best) {
            chosen[nominal] = course
            room &-= ways[nominal][course].minutes
        }
        return search.isBetter
    }
}

/// Tries the courses of a few nominals together, the lightest first, and leaves what cannot become better.
private struct GroupSearch {
    private(set) var best: [Int]
    private(set) var isBetter = false
    private var least: Burden
    private let courses: [[Course]]
    private let room: Course.Minutes
    /// The least burden there can be of each nominal and those after it.
    private var bounds: [Burden]
    private var path: [Int]
    private var trialsLeft: Int

    init(_ courses: [[Course]], _ chosen: [Int], _ room: Course.Minutes, _ trials: Int) {
        self.courses = courses
        self.room = room
        best = chosen
        path = chosen
        trialsLeft = trials
        least = zip(courses, chosen).reduce(Burden()) { $0 + $1.0[$1.1].burden }
        bounds = [Burden()]
        for courses in courses.reversed() {
            let lightest = courses.first { all($0.minutes .<= room) }?.burden ?? Burden()
            bounds.append(bounds[bounds.count - 1] + lightest)
        }
        bounds.reverse()
    }

    mutating func run() {
        guard bounds[0] < least else { return }
        extend(0, room, Burden())
    }

    private mutating func extend(_ depth: Int, _ room: Course.Minutes, _ burden: Burden) {
        guard depth < courses.count else {
            best = path
            least = burden
            isBetter = true
            return
        }
        for (number, course) in courses[depth].enumerated() {
            let heavier = burden + course.burden
            // They are in order: those after it are no lighter.
            guard heavier + bounds[depth + 1] < least, trialsLeft > 0 else { return }
            trialsLeft -= 1
            guard all(course.minutes .<= room) else { continue }
            path[depth] = number
            extend(depth + 1, room &- course.minutes, heavier)
        }
    }
}
