import Foundation
import Testing

/// Programs of others, to look at what we have made.
enum Tool {
    struct Failure: Error, CustomStringConvertible {
        var description: String
    }

    /// What a program prints.
    static func run(_ arguments: String...) throws -> String { try run(arguments) }

    static func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        let folder = try Folder()
        for name in ["output", "errors"] { try Data().write(to: folder.url(name)) }
        process.standardOutput = try FileHandle(forWritingTo: folder.url("output"))
        process.standardError = try FileHandle(forWritingTo: folder.url("errors"))
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            let said = String(decoding: try Data(contentsOf: folder.url("errors")), as: UTF8.self)
            throw Failure(description: "\(arguments.joined(separator: " ")): \(said)")
        }
        return String(decoding: try Data(contentsOf: folder.url("output")), as: UTF8.self)
    }

    /// A program that stands in for a converter, at the front of the path that is given back.
    static func standIn(for converter: String, in folder: Folder, _ script: String) throws -> String {
        let bin = folder.url("bin")
        try FileManager.default.createDirectory(at: bin, withIntermediateDirectories: true)
        let file = bin.appendingPathComponent(converter)
        try Data("#!/bin/sh\n\(script)\n".utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
        return "\(bin.path):/usr/bin:/bin"
    }
}

/// A folder of its own for one test, gone with it.
final class Folder: Sendable {
    let root: URL

    init() throws {
        root = FileManager.default.temporaryDirectory.appendingPathComponent("printing-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func url(_ name: String) -> URL { root.appendingPathComponent(name) }
    func path(_ name: String) -> String { url(name).path }
    var names: [String] { (try? FileManager.default.contentsOfDirectory(atPath: root.path).sorted()) ?? [] }
}
