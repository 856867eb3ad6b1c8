import Casework
import Foundation
import Printing
import Publishing
import Testing

@Suite struct PressTests {
    private static let page = Document(
        path: "agendas/a_OS.html", content: "<!DOCTYPE html><html lang=\"en-GB\"><title>A</title><p>Hello</p></html>")

    /// Prints a page with a stand-in for a converter, and answers with what was said, having looked that nothing is
    /// left behind.
    private func refusal(
        _ converter: String, _ script: String, _ format: DocumentFormat = .pdf, limit: Duration = .seconds(20)
    ) async throws -> PrintingError? {
        let folder = try Folder()
        let path = try Tool.standIn(for: converter, in: folder, script)
        let press = Press(marking: Marking(), searchPath: path, limit: limit, workspace: folder.root)
        let error = await #expect(throws: PrintingError.self) {
            _ = try await press.print([(page: Self.page, formats: [.html, format])])
        }
        #expect(folder.names == ["bin"])
        return error
    }

    @Test func `a converter that is not there is named, with what to install`() async throws {
        let nowhere = "/nowhere:/nowhere/else"
        #expect(Press.formats(searchPath: nowhere) == [.html])
        #expect(Press.missing([.html], searchPath: nowhere) == [])
        #expect(
            Press.missing([.pdf, .docx, .odt], searchPath: nowhere) == [
                "PDF needs WeasyPrint, which is not installed: on Debian, apt install weasyprint.",
                "DOCX and ODT need pandoc, which is not installed: on Debian, apt install pandoc.",
            ])
        let press = Press(marking: Marking(), searchPath: nowhere)
        await #expect(throws: PrintingError.notInstalled(Press.missing([.odt], searchPath: nowhere))) {
            _ = try await press.print([(page: Self.page, formats: [.html, .odt])])
        }
        let untouched = try await press.print([(page: Self.page, formats: [.html])])
        #expect(untouched == [Self.page])
    }

    @Test func `a converter that fails is named, with the document and its last words`() async throws {
        let error = try await refusal("weasyprint", "echo 'Traceback:' >&2; echo 'no font at all' >&2; exit 1")
        #expect(
            error?.description
                == "agendas/a_OS.pdf could not be printed: weasyprint says “no font at all”.")
        let silent = try await refusal("pandoc", "kill -9 $$", .docx)
        #expect(silent?.description.hasPrefix("agendas/a_OS.docx could not be printed: pandoc ended") == true)
    }

    @Test func `a converter that hangs is ended, and whatever it has started with it`() async throws {
        let folder = try Folder()
        let started = folder.path("started")
        let error = try await refusal(
            "weasyprint", "sleep 300 & echo $! > \(started); wait", limit: .seconds(1))
        #expect(
            error?.description
                == "agendas/a_OS.pdf could not be printed: weasyprint had not finished after 1 seconds.")
        let child = try String(contentsOfFile: started, encoding: .utf8).trimmingCharacters(in: .whitespacesAndNewlines)
        // What is killed is gone once the machine comes round to it.
        for _ in 0..<300 where FileManager.default.fileExists(atPath: "/proc/\(child)/root/etc") {
            try await Task.sleep(for: .milliseconds(100))
        }
        #expect(!FileManager.default.fileExists(atPath: "/proc/\(child)/root/etc"))
    }

    @Test(arguments: [
        ("weasyprint", "printf '%%PDF-1.7 half'", DocumentFormat.pdf), ("weasyprint", "true", .pdf),
        ("pandoc", "printf 'PK\\003\\004 half'", .docx), ("pandoc", "echo half", .odt),
    ])
    func `half a document is none, though the converter says that all is well`(
        converter: String, script: String, format: DocumentFormat
    ) async throws {
        let error = try await refusal(converter, script, format)
        #expect(error?.description.hasSuffix("\(converter) has broken off in the middle.") == true)
    }

    @Test func `a converter that does not read what it is given is no trouble of ours`() async throws {
        let error = try await refusal("weasyprint", "exec <&-; echo 'cannot read' >&2; exit 3")
        #expect(error?.description.contains("cannot read") == true)
    }

    @Test func `a folder that cannot be written is named`() async throws {
        let press = Press(marking: Marking(), workspace: URL(fileURLWithPath: "/nowhere"))
        let error = await #expect(throws: PrintingError.self) {
            _ = try await press.print([(page: Self.page, formats: [.pdf])])
        }
        #expect(
            error?.description.hasPrefix("/nowhere cannot be written, and documents are printed from there") == true)
    }

    @Test func `who stops it waits for nothing, and nothing is left behind`() async throws {
        let folder = try Folder()
        let path = try Tool.standIn(for: "weasyprint", in: folder, "exec sleep 300")
        let press = Press(marking: Marking(), searchPath: path, workspace: folder.root)
        let printing = Task { try await press.print([(page: Self.page, formats: [.pdf])]) }
        try await Task.sleep(for: .milliseconds(300))
        let start = ContinuousClock.now
        printing.cancel()
        await #expect(throws: CancellationError.self) { try await printing.value }
        // The converter would have gone on for five minutes.
        #expect(ContinuousClock.now - start < .seconds(150))
        #expect(folder.names == ["bin"])
    }

    @Test func `documents come in the order of their pages, and each step is told`() async throws {
        let pages = (1...5).map { number in
            (
                page: Document(path: "\(number).html", content: "<!DOCTYPE html><title>\(number)</title><p>\(number)"),
                formats: Set<DocumentFormat>([.html, .docx])
            )
        }
        let steps = Steps()
        let printed = try await Press(marking: Marking()).print(pages) { done, all in steps.note(done, all) }
        #expect(
            printed.map(\.path) == (1...5).flatMap { ["\($0).html", "\($0).docx"] })
        #expect(steps.noted == (1...5).map { "\($0) of 5" })
    }

    @Test func `a team's own look takes the place of ours`() async throws {
        let folder = try Folder()
        let own = folder.url("reference-docx")
        let press = Press(marking: Marking(), templates: folder.root)
        try FileManager.default.createDirectory(at: own, withIntermediateDirectories: true)
        let error = await #expect(throws: PrintingError.self) {
            _ = try await press.print([(page: Self.page, formats: [.docx])])
        }
        #expect(error == .unreadable(file: own.path))
    }
}

/// What is told of the steps, from whatever thread.
private final class Steps: @unchecked Sendable {
    // Guarded by the lock.
    private var told: [String] = []
    private let lock = NSLock()

    func note(_ done: Int, _ all: Int) { lock.withLock { told.append("\(done) of \(all)") } }
    var noted: [String] { lock.withLock { told } }
}
