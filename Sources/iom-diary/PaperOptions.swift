internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Operations
internal import Printing
internal import Publishing

/// Where a command's papers go, and in which formats.
struct PaperOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the papers go; replaces those written there before.", valueName: "dir"))
    var output: String

    @OptionGroup var format: FormatOptions
}

/// Writes a command's papers: all of them, or none.
struct PaperRun {
    private let folder: OutputFolder
    private let formats: Set<DocumentFormat>
    private let templates: URL?

    /// Refuses now what would be refused later.
    ///
    /// - Parameters:
    ///   - beginnings: How the names of such papers begin; a folder that holds anything else is left alone.
    ///   - usual: The formats where none are asked for.
    init(
        to output: String, _ beginnings: String..., format: FormatOptions, usual: Set<DocumentFormat> = [.html],
        templates: URL?
    ) throws {
        folder = OutputFolder(output, layout: .papers(beginnings))
        try folder.check()
        formats = try format.chosen(insteadOf: usual)
        self.templates = templates
    }

    func write(_ papers: [Document], _ policy: Policy) async throws {
        let press = Press(marking: policy.marking, templates: templates, madeAt: Timestamp.now.seconds)
        try folder.write(await PrintRun(press: press).printed(papers) { $0.format == nil ? nil : formats })
    }
}
