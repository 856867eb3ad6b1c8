internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Printing
internal import Publishing

/// Where a command's papers go, and in which formats.
struct PaperOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Where the papers go; replaces those written there before.", valueName: "dir"))
    var output: String

    @OptionGroup var format: FormatOptions

    @OptionGroup var own: OwnFolders

    /// Refuses now what would be refused later.
    ///
    /// - Parameters:
    ///   - beginnings: How the names of such papers begin; a folder that holds anything else is left alone.
    ///   - usual: The formats where none are asked for.
    func prepare(_ beginnings: String..., usual: Set<DocumentFormat> = [.html]) throws -> PaperRun {
        let folder = OutputFolder(output, layout: .papers(beginnings))
        try folder.check()
        return PaperRun(folder: folder, formats: try format.chosen(insteadOf: usual), templates: own.templatesURL)
    }
}

/// Writes a command's papers: all of them, or none.
struct PaperRun {
    var folder: OutputFolder
    var formats: Set<DocumentFormat>
    var templates: URL?

    func write(_ papers: [Document], _ policy: Policy) async throws {
        let press = Press(
            marking: policy.marking, templates: templates, madeAt: Int(Moment.onTheOfficesClock.minutes) * 60)
        try folder.write(await PrintRun(press: press).printed(papers) { $0.format == nil ? nil : formats })
    }
}
