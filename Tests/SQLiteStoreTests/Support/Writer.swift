import Foundation

/// The program `store-writer`, which writes batches until it is killed.
struct Writer {
    struct NotFound: Error, CustomStringConvertible {
        var looked: [String]
        var description: String {
            "store-writer was not built; looked for it in \(looked.joined(separator: ", "))"
        }
    }

    private let program: URL

    /// Finds it where the build put it, beside the test bundle.
    init() throws {
        #if DEBUG
            let configuration = "debug"
        #else
            let configuration = "release"
        #endif
        let package = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let bundle = CommandLine.arguments.first.map { URL(fileURLWithPath: $0).deletingLastPathComponent() }
        let folders = [
            bundle, Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent(),
            package.appendingPathComponent(".build/\(configuration)"),
        ].compactMap(\.self)
        let places = folders.map { $0.appendingPathComponent("store-writer") }
        guard let found = places.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else {
            throw NotFound(looked: folders.map(\.path))
        }
        program = found
    }

    /// Lets it write to a diary, saying in a file which batches were kept.
    func start(_ diary: String, reportingTo report: String) throws -> Running {
        try Data().write(to: URL(fileURLWithPath: report))
        let output = try FileHandle(forWritingTo: URL(fileURLWithPath: report))
        let process = Process()
        process.executableURL = program
        process.arguments = [diary]
        // The backtracer of a process that is killed while it is looked at waits for ever, with our output open.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
        process.standardOutput = output
        try process.run()
        return Running(process: process, output: output, report: report)
    }

    struct Running {
        fileprivate var process: Process
        fileprivate var output: FileHandle
        fileprivate var report: String

        /// Waits until it says that a batch is kept, or stops by itself.
        func waitForReport() throws {
            while process.isRunning, try String(contentsOfFile: report, encoding: .utf8).isEmpty {
                Thread.sleep(forTimeInterval: 0.005)
            }
        }

        /// Ends it at once, and gives the batches it said were kept; nil if it had stopped by itself.
        func kill() throws -> [Int]? {
            let wasRunning = process.isRunning
            Foundation.kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            try output.close()
            guard wasRunning else { return nil }
            return try String(contentsOfFile: report, encoding: .utf8).split(separator: "\n").compactMap { Int($0) }
        }
    }
}
