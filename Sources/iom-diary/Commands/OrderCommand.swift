internal import ArgumentParser
internal import Foundation
internal import Planning

struct OrderCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "order", abstract: "Put the items of a bare ordering problem in the best order.",
        discussion: """
            Reads a problem as JSON: items with minutes and the attendees they need, attendees with a weight and the \
            minutes between which they can be there, counted from the start of the first item. Prints the order, its \
            cost (weight x minutes from the start of the first item to the end of the last, over the attendees), a \
            proven lower bound, and whether the order is the best there is.

            {"items": [{"id": "s1", "minutes": 5, "needs": ["a1", "a2"]},
                       {"id": "s2", "minutes": 3, "needs": ["a2"], "position": 0},
                       {"id": "s3", "minutes": 8, "needs": ["a1"], "after": ["s1"]}],
             "attendees": [{"id": "a1", "weight": 2}, {"id": "a2", "from": 0, "until": 60}]}

            weight, from, until, position and after may be missing; positions count from 0.
            """)

    @Argument(help: "The problem, a JSON file.")
    var problem: String

    @Option(help: "Give up proving after so long.")
    var seconds = 60.0

    @Option(help: "Use at most so many megabytes of memory.")
    var memory = 4_096

    @Option(help: "Decides every draw of the search.")
    var seed: UInt64 = 1

    func validate() throws {
        guard seconds >= 0, seconds <= 86_400 else {
            throw ValidationError("--seconds takes a number from 0 to 86400")
        }
        guard (64...8_192).contains(memory) else {
            throw ValidationError("--memory takes a number of megabytes from 64 to 8192")
        }
    }

    func run() throws {
        let file = try ProblemFile(path: problem)
        let start = ContinuousClock.now
        let until = start + .seconds(seconds)
        // The program itself takes some of it.
        let limits = OrderingLimits(bytes: (memory - 32) << 20) { ContinuousClock.now >= until }
        let answer = OrderSolver(file.problem, seed: seed).solve(limits)
        let gone = (ContinuousClock.now - start) / .milliseconds(1)
        Terminal.say([try file.text(of: answer, seconds: (gone / 10).rounded() / 100)])
    }
}
