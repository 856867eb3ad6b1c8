import Casework
package import Foundation
import Mustache
import Templates

/// The templates in force: the project's own, each replaced by the team's file of that name if there is one.
package struct TemplateSet: Sendable {
    private let library: MustacheLibrary
    /// The file each template was read from, to name in an error.
    private let files: [String: String]

    package init(override folder: URL? = nil) throws {
        var files = try TemplateSet.files(in: Templates.folder)
        if let folder { files.merge(try TemplateSet.files(in: folder)) { _, theirs in theirs } }
        var library = MustacheLibrary()
        var asked: [String: [String]] = [:]
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            guard let data = try? Data(contentsOf: file), let text = String(validating: data, as: UTF8.self) else {
                throw TemplateError.unreadable(file: file.path)
            }
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw TemplateError.doesNotParse(
                    file: file.path, line: error.context.lineNumber, column: error.context.columnNumber,
                    problem: TemplateSet.words(for: error.error))
            }
            let partials = TemplatePartials.named(in: text)
            for partial in partials where files[partial] == nil {
                throw TemplateError.missing(template: partial, askedForBy: file.path)
            }
            asked[name] = partials
        }
        if let circle = TemplatePartials.circle(in: asked) {
            throw TemplateError.circular(files: circle.map { files[$0]?.path ?? $0 })
        }
        self.library = library
        self.files = files.mapValues(\.path)
    }

    /// The page that a template makes of these values.
    ///
    /// Every value is escaped unless the template says otherwise.
    package func page(_ name: String, of values: any Sendable) throws -> String {
        guard let page = library.render(values, withTemplate: name) else {
            throw TemplateError.missing(template: name, askedForBy: "The export")
        }
        guard TemplateSet.isMarked(page) else { throw TemplateError.unmarked(file: files[name] ?? name) }
        return page
    }

    /// Whether the marking is the first and the last thing a reader sees.
    static func isMarked(_ page: String) -> Bool {
        let body = page.range(of: "<body").map { page[$0.lowerBound...] } ?? page[...]
        let texts = body.split(separator: "<").compactMap { piece -> String? in
            guard let close = piece.firstIndex(of: ">") else { return nil }
            let text = piece[piece.index(after: close)...].trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        }
        return texts.first == Marking.text && texts.last == Marking.text && texts.count > 1
    }

    /// The `.mustache` files directly in a folder, by their name without it.
    private static func files(in folder: URL) throws -> [String: URL] {
        guard let found = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        else { throw TemplateError.noFolder(folder.path) }
        let templates = found.filter { $0.pathExtension == "mustache" }
        return Dictionary(templates.map { ($0.deletingPathExtension().lastPathComponent, $0) }) { first, _ in first }
    }

    private static func words(for error: any Error) -> String {
        switch error as? MustacheTemplate.Error {
        case .sectionCloseNameIncorrect: "a section is closed by another name than it was opened with"
        case .unfinishedName: "a tag is not closed"
        case .expectedSectionEnd: "a section is not closed"
        case .invalidSetDelimiter: "a change of delimiters is malformed"
        case .transformAppliedToInheritanceSection: "a transform cannot be applied here"
        case .illegalTokenInsideInheritSection, .textInsideInheritSection:
            "inside {{<page}} there can only be {{$blocks}}"
        case .invalidConfigVariableSyntax, .unrecognisedConfigVariable: "a pragma is not known"
        case nil: "\(error)"
        }
    }
}
