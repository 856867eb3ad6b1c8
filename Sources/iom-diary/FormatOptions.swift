internal import ArgumentParser
internal import Printing
internal import Publishing

/// In which formats documents are written, for every command that writes them.
struct FormatOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The formats of documents, with commas between them: html, pdf, docx, odt.",
            discussion: """
                PDF needs WeasyPrint, DOCX and ODT need pandoc. Default: what can be made here of what is usual for each \
                document.
                """,
            valueName: "list"),
        transform: FormatOptions.read)
    var formats: Set<DocumentFormat>?

    /// Those of documents that usually have these: what is asked for, or else what can be made here, and a warning.
    ///
    /// - Throws: `PrintingError` where something is asked for that cannot be made here.
    func chosen(insteadOf usual: Set<DocumentFormat>) throws -> Set<DocumentFormat> {
        let missing = Press.missing(formats ?? usual)
        guard let formats else {
            Terminal.complain(missing.map { "warning: \($0)" })
            return usual.intersection(Press.formats())
        }
        guard missing.isEmpty else { throw PrintingError.notInstalled(missing) }
        return formats
    }

    /// Those of an export: running orders in all of them, the rest as pages, unless it is asked for otherwise.
    func ofExport() throws -> PageFormats {
        PageFormats(
            runningOrders: try chosen(insteadOf: Set(DocumentFormat.allCases)),
            agendas: try chosen(insteadOf: [.html]), reports: try chosen(insteadOf: [.html]))
    }

    private static func read(_ text: String) throws -> Set<DocumentFormat> {
        let words = text.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        return try Set(
            words.map { word in
                guard let format = DocumentFormat(rawValue: word) else {
                    throw ValidationError(
                        "“\(word)” is no format: expected html, pdf, docx and odt, or some of them, such as html,pdf")
                }
                return format
            })
    }
}
