import Foundation
import Testing

/// The built program, run as a person would run it.
struct Program {
    struct Outcome {
        var status: Int32
        var output: String
        var errors: String
    }

    /// Where the tests were built, and the program with them.
    static var built: URL {
        let here = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
        return URL(fileURLWithPath: here).deletingLastPathComponent().appendingPathComponent("iom-diary")
    }

    @discardableResult
    static func run(_ arguments: String...) throws -> Outcome {
        try run(built, arguments)
    }

    /// - Parameters:
    ///   - input: What the program reads on standard input.
    ///   - clock: When it runs; default: the Friday before the weeks that the tests plan.
    ///   - path: Where it looks for other programs.
    static func run(
        _ arguments: [String], input: URL? = nil, clock: String = "2026-11-27T09:00", path: String? = nil
    ) throws -> Outcome {
        try run(built, arguments, input: input, clock: clock, path: path)
    }

    /// Another program, found as a shell would.
    static func shell(_ arguments: [String]) throws -> Outcome {
        try run(URL(fileURLWithPath: "/usr/bin/env"), arguments)
    }

    static func python(_ arguments: String...) throws -> Outcome {
        try python(arguments)
    }

    static func python(_ arguments: [String]) throws -> Outcome {
        try run(URL(fileURLWithPath: "/usr/bin/env"), ["python3"] + arguments)
    }

    private static func run(
        _ program: URL, _ arguments: [String], input: URL? = nil, clock: String = "2026-11-27T09:00",
        path: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["IOM_DIARY_CLOCK": clock]) { $1 }
        if let path { process.environment?["PATH"] = path }
        // Files rather than pipes: nothing has to be drained while the program runs.
        let folder = try Folder()
        let (output, errors) = (folder.url("output"), folder.url("errors"))
        for file in [output, errors] { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: output)
        process.standardError = try FileHandle(forWritingTo: errors)
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationReason == .exit ? process.terminationStatus : -process.terminationStatus,
            output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
            errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }
}

/// A folder of its own for one test, gone with it.
final class Folder: Sendable {
    let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("iom-diary-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: root)
    }

    func url(_ name: String) -> URL { root.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }
    func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path(name)) }

    /// Every file below, by its path, with its bytes.
    func contents(of name: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        let top = url(name).resolvingSymlinksInPath()
        for case let file as URL in FileManager.default.enumerator(at: top, includingPropertiesForKeys: nil) ?? .init()
        {
            let path = file.resolvingSymlinksInPath().path
            guard let data = try? Data(contentsOf: file) else { continue }
            found[String(path.dropFirst(top.path.count + 1))] = data
        }
        return found
    }
}

/// What lies beside the project where it is made, and nowhere else.
enum Shared {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let url = root.deletingLastPathComponent().appendingPathComponent("shared")
    static var checker: String { url.appendingPathComponent("check/check_plan.py").path }
    static var isHere: Bool { FileManager.default.fileExists(atPath: checker) }
    static let whySkipped: Comment = "the shared caseloads and the checker are not beside this clone"

    static func caseload(_ name: String) -> String { url.appendingPathComponent("data/caseloads/\(name)").path }
}

/// A file of this folder.
func oracle(_ name: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Oracles/\(name)").path
}
