import Foundation
import Publishing
import Subprocess

/// A program that turns a page into another format, which it writes on standard output.
///
/// The page is given to it as a file: one that ends without reading a pipe would end us.
struct Converter: Sendable {
    /// `weasyprint`.
    let name: String
    /// Where it is looked for.
    let searchPath: String
    let arguments: [String]
    /// When its documents say they were made, in seconds of UTC since 1970.
    let madeAt: Int
    let limit: Duration

    /// More than any document takes.
    private static let mostBytes = 256 << 20
    /// More than any converter has to say.
    private static let mostWords = 1 << 20

    /// What it makes of a page.
    ///
    /// - Throws: `PrintingError`, or `CancellationError`; the converter has ended then.
    func convert(_ page: Document, to format: DocumentFormat, in folder: Workspace) async throws -> [UInt8] {
        let document = Converter.path(of: page, as: format)
        let text = format == .pdf ? LongWords.breakable(page.text) : page.text
        let file = try folder.write("\(UUID().uuidString).html", Array(text.utf8))
        defer { folder.remove(file) }
        let names = format == .pdf ? [file, "-"] : [file]
        let outcome = try await withThrowingTaskGroup(of: Outcome?.self) { group in
            group.addTask { try await run(arguments + names) }
            group.addTask {
                try await Task.sleep(for: limit)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next() ?? nil
        }
        guard let outcome else {
            throw PrintingError.tooSlow(document: document, program: name, seconds: Int(limit.components.seconds))
        }
        if let why = outcome.fault ?? Converter.fault(in: outcome.bytes, of: format) {
            throw PrintingError.failed(document: document, program: name, why: why)
        }
        return outcome.bytes
    }

    /// `agendas/map-2026-12-02_OS.html` as PDF is `agendas/map-2026-12-02_OS.pdf`.
    static func path(of page: Document, as format: DocumentFormat) -> String {
        let ending = ".\(DocumentFormat.html.rawValue)"
        let stem = page.path.hasSuffix(ending) ? page.path.dropLast(ending.count) : page.path[...]
        return "\(stem).\(format.rawValue)"
    }

    private struct Outcome: Sendable {
        var bytes: [UInt8] = []
        /// What became of it, where it has failed: `says “no font”`.
        var fault: String?
    }

    private func run(_ arguments: [String]) async throws -> Outcome {
        var options = PlatformOptions()
        // A group of its own, so that what it has started ends with it.
        options.processGroupID = 0
        options.teardownSequence = [
            .send(signal: .terminate, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
            .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1)),
        ]
        do {
            let result = try await Subprocess.run(
                .name(name), arguments: Arguments(arguments),
                environment: .inherit.updating(["PATH": searchPath, "SOURCE_DATE_EPOCH": "\(madeAt)"]),
                platformOptions: options, input: .none, output: .bytes(limit: Converter.mostBytes),
                error: .bytes(limit: Converter.mostWords))
            try Task.checkCancellation()
            return Outcome(
                bytes: result.standardOutput, fault: fault(result.terminationStatus, result.standardError))
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            try Task.checkCancellation()
            return Outcome(fault: "could not be run: \(error)")
        }
    }

    private func fault(_ status: TerminationStatus, _ said: [UInt8]) -> String? {
        if status.isSuccess { return nil }
        let lines = String(decoding: said, as: UTF8.self).split(whereSeparator: \.isNewline)
        // The last line of a trace is the one that says something.
        let words = lines.last { !$0.allSatisfy(\.isWhitespace) }.map { String($0.prefix(300)) }
        return words.map { "says “\($0)”" } ?? "ended without a word (\(status))"
    }

    /// What shows that a document has been broken off; a converter that has failed can still say that all is well.
    private static func fault(in bytes: [UInt8], of format: DocumentFormat) -> String? {
        let (head, tail): (String, String) = format == .pdf ? ("%PDF-", "%%EOF") : ("PK\u{3}\u{4}", "PK\u{5}\u{6}")
        let isWhole =
            bytes.starts(with: head.utf8) && bytes.suffix(1_024).firstRange(of: Array(tail.utf8)) != nil
        return isWhole ? nil : "has broken off in the middle"
    }
}
