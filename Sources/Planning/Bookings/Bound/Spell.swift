internal import Casework

/// A stretch of a practitioner's block between two things that cannot be moved: time in which contacts can be booked.
struct Spell {
    var practitioner: Int
    var day: Int
    /// When it begins, and where one is then.
    var start: Int
    var from: Int
    /// When it ends, and where one has to be by then.
    var end: Int
    var to: Int
    /// Where online contacts are spent.
    var base: Int

    /// All spells of a week, by practitioner and day.
    static func all(of problem: BookingProblem) -> [[Spell]] {
        problem.blocksOfDay.enumerated().map { index, blocks in
            blocks.flatMap { number in
                let block = problem.blocks[number]
                var spells: [Spell] = []
                var (free, here) = (block.start, block.place)
                for stop in problem.fixedStops[number] {
                    spells.append(
                        Spell(
                            practitioner: block.practitioner, day: index % BookingProblem.days, start: free, from: here,
                            end: stop.start, to: stop.arrival, base: block.place))
                    (free, here) = (stop.end, stop.departure)
                }
                spells.append(
                    Spell(
                        practitioner: block.practitioner, day: index % BookingProblem.days, start: free, from: here,
                        end: block.end, to: block.place, base: block.place))
                return spells.filter { $0.start < $0.end }
            }
        }
    }

    /// The first and the last minute at which a contact can begin, if nothing else is booked; nil if there is none.
    func starts(at place: Int, minutes: Int, by travel: ShortestTravel, grid: Int) -> ClosedRange<Int>? {
        let first = (start + travel[from, place] + grid - 1) / grid * grid
        let last = (end - travel[place, to] - minutes) / grid * grid
        return first <= last ? first...last : nil
    }
}

/// The least minutes between all locations, by third places too: no route is quicker, whatever a team has written
/// down of its travel times.
struct ShortestTravel {
    private var minutes: [Int32]
    private let count: Int

    init(_ travel: TravelMatrix, places count: Int) {
        self.count = count
        var minutes: [Int32] = []
        minutes.reserveCapacity(count * count)
        for from in 0..<count {
            for to in 0..<count { minutes.append(Int32(travel[from, to])) }
        }
        for by in 0..<count {
            for from in 0..<count {
                let leg = minutes[from * count + by]
                for to in 0..<count {
                    minutes[from * count + to] = min(minutes[from * count + to], leg + minutes[by * count + to])
                }
            }
        }
        self.minutes = minutes
    }

    subscript(from: Int, to: Int) -> Int { Int(minutes[from * count + to]) }
}
