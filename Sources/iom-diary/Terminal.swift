internal import Foundation

/// Writes to the person at the terminal: results to standard output, the rest to standard error.
enum Terminal {
    static func say(_ lines: [String]) {
        do {
            try FileHandle.standardOutput.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
        } catch {
            // Nobody can be told on the same stream that it cannot be written.
            complain(["iom-diary: standard output cannot be written"])
            exit(Complaint.Status.inputOutput.rawValue)
        }
    }

    static func complain(_ lines: [String]) {
        guard !lines.isEmpty else { return }
        try? FileHandle.standardError.write(contentsOf: Data((lines.joined(separator: "\n") + "\n").utf8))
    }

    /// Whether anyone watches standard error.
    static var isWatched: Bool { isatty(STDERR_FILENO) == 1 }

    /// Writes over the current line of standard error.
    static func redraw(_ line: String) {
        try? FileHandle.standardError.write(contentsOf: Data("\r\u{1B}[K\(line)".utf8))
    }
}
