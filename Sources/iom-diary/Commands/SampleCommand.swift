internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Sample

struct SampleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sample", abstract: "Write a fictional caseload folder.",
        discussion: "Every person and place in it is invented. The same size, seed and Monday give the same bytes.")

    @Argument(help: "The folder to write; it must not be there yet, or be empty.")
    var directory: String

    @Option(help: "How many nominals, from 1 to 2000.")
    var nominals = 52

    @Option(help: "Decides everything that is left to chance.")
    var seed: UInt64 = 1

    @Option(
        help: ArgumentHelp("The Monday on which the weeks to plan begin.", valueName: "date"), transform: Day.read)
    var from = Day(iso: "2026-11-30") ?? Day(number: 0)

    func validate() throws {
        guard (1...2000).contains(nominals) else { throw ValidationError("--nominals takes a number from 1 to 2000") }
        guard from.weekday == .monday else {
            throw ValidationError(
                "the weeks begin on a Monday: \(from) is a \(from.weekday.name); use \(from.monday) or \(from.monday + 7)"
            )
        }
    }

    func run() throws {
        let folder = URL(fileURLWithPath: directory, isDirectory: true)
        let held = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
        guard held?.isEmpty ?? !FileManager.default.fileExists(atPath: folder.path) else {
            throw OutputFolder.Refusal.occupied(folder.path, "is there already, and not an empty folder")
        }
        let team = SampleTeam(nominals: nominals, seed: seed, from: from)
        for file in team.files() {
            let url = folder.appendingPathComponent(file.path)
            do {
                try FileManager.default.createDirectory(
                    at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
                try Data(file.content.utf8).write(to: url)
            } catch {
                throw OutputFolder.Refusal.unwritable(url.path, error.localizedDescription)
            }
        }
        Terminal.say(["\(directory): \(team.summary)"])
    }
}
