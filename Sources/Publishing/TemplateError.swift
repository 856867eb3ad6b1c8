/// Why a page could not be made from a team's templates, in a sentence that names the file.
package enum TemplateError: Error, Hashable, CustomStringConvertible {
    case noFolder(String)
    case unreadable(file: String)
    case doesNotParse(file: String, line: Int, column: Int, problem: String)
    case unclosed(file: String, line: Int, section: String)
    case unknownValue(file: String, line: Int, name: String, document: String, meant: String?)
    case unused(file: String, meant: String?)
    case missing(template: String, askedForBy: String)
    /// Each file asks for the next, and the last for the first.
    case circular(files: [String])
    case unmarked(file: String)

    package var description: String {
        switch self {
        case .noFolder(let path):
            "\(path): there is no such folder of templates."
        case .unreadable(let file):
            "\(file): the template cannot be read; it has to be a text file in UTF-8."
        case .doesNotParse(let file, let line, let column, let problem):
            "\(file), line \(line), column \(column): the template does not parse: \(problem)."
        case .unclosed(let file, let line, let section):
            "\(file), line \(line): the section “\(section)” is opened here, and not closed."
        case .unknownValue(let file, let line, let name, let document, let meant):
            "\(file), line \(line): there is no value called “\(name)” in \(document)\(TemplateError.hint(meant))"
        case .unused(let file, let meant):
            "\(file): no document is made from it, and no template asks for it\(TemplateError.hint(meant))"
        case .missing(let template, let asker):
            "\(asker): it asks for the template \(template), and there is no \(template).mustache."
        case .circular(let files) where files.count == 1:
            "\(files[0]): the template asks for itself, and would never end."
        case .circular(let files):
            "\(files.joined(separator: ", ")): these templates ask for one another in a circle, and would never end."
        case .unmarked(let file):
            "\(file): the page would begin or end without its protective marking; keep {{marking}} first and last."
        }
    }

    private static func hint(_ meant: String?) -> String { meant.map { "; did you mean “\($0)”?" } ?? "." }
}
