internal import Foundation
internal import Printing
internal import Publishing

/// Prints the documents of a command, and shows on a terminal how far it is.
struct PrintRun {
    let press: Press

    /// The documents, each page of them in its formats; whatever has none stays as it is.
    ///
    /// - Throws: `CancellationError` where it is stopped; the converters have ended then.
    func printed(
        _ documents: [Document], formats: (Document) -> Set<DocumentFormat>?
    ) async throws -> [Document] {
        let pages = documents.compactMap { document in formats(document).map { (page: document, formats: $0) } }
        if !pages.contains(where: { $0.formats != [.html] }) { return documents }
        let printing = Task { [press] in try await press.print(pages, progress: PrintRun.show) }
        // Whatever is in the making is given up, rather than left to itself.
        let stops = [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
            source.setEventHandler { printing.cancel() }
            source.resume()
            return source
        }
        defer {
            for (source, number) in zip(stops, [SIGTERM, SIGINT]) {
                source.cancel()
                signal(number, SIG_DFL)
            }
            if Terminal.isWatched { Terminal.redraw("") }
        }
        return documents.filter { formats($0) == nil } + (try await printing.value)
    }

    @Sendable
    private static func show(_ done: Int, of all: Int) {
        guard Terminal.isWatched else { return }
        let width = 30
        let filled = width * done / max(1, all)
        let bar = String(repeating: "█", count: filled) + String(repeating: "░", count: width - filled)
        Terminal.redraw("Printing \(bar) \(done) of \(all)")
    }
}
