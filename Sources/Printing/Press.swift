package import Casework
package import Foundation
package import Publishing
import Templates

/// Turns pages into PDF with WeasyPrint, and into DOCX and ODT with pandoc.
///
/// The same page gives the same PDF and DOCX with the same converters, to the byte; ODT has the time of day in it.
package struct Press: Sendable {
    package var marking: Marking
    /// The folder of the team's own templates; its `reference-docx` and `reference-odt` replace ours.
    package var templates: URL?
    /// When documents say they were made, in seconds of UTC since 1970.
    package var madeAt: Int
    /// Where the converters are looked for.
    package var searchPath: String
    /// How long a converter may take for one document.
    package var limit: Duration
    /// Where the converters find what they need beside the page.
    package var workspace: URL

    package init(
        marking: Marking, templates: URL? = nil, madeAt: Int = 0, searchPath: String = Press.usualSearchPath,
        limit: Duration = .seconds(60), workspace: URL = FileManager.default.temporaryDirectory
    ) {
        self.marking = marking
        self.templates = templates
        self.madeAt = madeAt
        self.searchPath = searchPath
        self.limit = limit
        self.workspace = workspace
    }

    package static var usualSearchPath: String { ProcessInfo.processInfo.environment["PATH"] ?? "" }

    /// What has to be installed before documents of these formats can be made here: a sentence for each program.
    package static func missing(
        _ formats: Set<DocumentFormat>, searchPath: String = Press.usualSearchPath
    ) -> [String] {
        Program.allCases.compactMap { program in
            let wanted = program.formats.filter(formats.contains).map { $0.rawValue.uppercased() }
            if wanted.isEmpty || program.isInstalled(in: searchPath) { return nil }
            let need = wanted.count == 1 ? "needs" : "need"
            return "\(wanted.joined(separator: " and ")) \(need) \(program.title), which is not installed: "
                + "\(program.advice)."
        }
    }

    /// What can be made here: a page always.
    package static func formats(searchPath: String = Press.usualSearchPath) -> Set<DocumentFormat> {
        Set(Program.allCases.filter { $0.isInstalled(in: searchPath) }.flatMap(\.formats) + [.html])
    }

    /// Each page in each of its formats, one after another in the order of `DocumentFormat`.
    ///
    /// - Parameter progress: Told after every conversion how many are done, and of how many.
    /// - Throws: `PrintingError` for the first document that cannot be made, or `CancellationError`; every converter
    ///   has ended then.
    package func print(
        _ pages: [(page: Document, formats: Set<DocumentFormat>)],
        progress: @Sendable (_ done: Int, _ of: Int) -> Void = { _, _ in }
    ) async throws -> [Document] {
        let wanted = Set(pages.flatMap(\.formats))
        let missing = Press.missing(wanted, searchPath: searchPath)
        guard missing.isEmpty else { throw PrintingError.notInstalled(missing) }
        let jobs = pages.flatMap { page, formats in formats.sorted().map { Job(page: page, format: $0) } }
        let folder = try Workspace(in: workspace)
        defer { folder.remove() }
        let bench = try bench(for: wanted, in: folder)
        var printed: [Int: [UInt8]] = [:]
        let conversions = jobs.indices.filter { jobs[$0].format != .html }
        try await withThrowingTaskGroup(of: (Int, [UInt8]).self) { group in
            var waiting = conversions[...]
            func start() {
                guard let index = waiting.popFirst(), let converter = bench[jobs[index].format] else { return }
                let job = jobs[index]
                group.addTask { (index, try await converter.convert(job.page, to: job.format, in: folder)) }
            }
            for _ in 0..<max(1, ProcessInfo.processInfo.activeProcessorCount) { start() }
            while let (index, bytes) = try await group.next() {
                printed[index] = bytes
                progress(printed.count, conversions.count)
                start()
            }
        }
        return jobs.indices.map { index in
            let job = jobs[index]
            guard let bytes = printed[index] else { return job.page }
            return Document(path: Converter.path(of: job.page, as: job.format), bytes: bytes)
        }
    }

    private struct Job {
        var page: Document
        var format: DocumentFormat
    }

    /// A converter for each of the formats, with what it needs laid out in the folder.
    private func bench(
        for formats: Set<DocumentFormat>, in folder: Workspace
    ) throws -> [DocumentFormat: Converter] {
        var bench: [DocumentFormat: Converter] = [:]
        for format in formats {
            guard let program = Program.making(format) else { continue }
            bench[format] = Converter(
                name: program.rawValue, searchPath: searchPath, arguments: try arguments(for: format, in: folder),
                madeAt: madeAt, limit: limit)
        }
        return bench
    }

    private func arguments(for format: DocumentFormat, in folder: Workspace) throws -> [String] {
        if format == .pdf {
            // The margins of every sheet carry the marking, so the page's own first and last line need not.
            // Older versions do not know what a place to break at is.
            let rules = ".marking { display: none !important }\nwbr::before { content: \"\\200B\" }\n"
            let style = try folder.write("paper.css", Array(rules.utf8))
            return ["--quiet", "--pdf-variant", "pdf/ua-1", "--stylesheet", style]
        }
        let reference = try ReferenceDocument.bytes(of: part("reference-\(format.rawValue)"), marking: marking)
        return [
            "--from", "html", "--to", format.rawValue, "--output", "-",
            "--reference-doc", try folder.write("reference.\(format.rawValue)", reference),
            "--lua-filter", part("pandoc.lua").path, "--metadata", "marking=\(marking.line)",
        ]
    }

    /// The team's own, or the project's.
    private func part(_ name: String) -> URL {
        let theirs = templates?.appendingPathComponent(name)
        if let theirs, FileManager.default.fileExists(atPath: theirs.path) { return theirs }
        return Templates.folder.appendingPathComponent(name)
    }
}
