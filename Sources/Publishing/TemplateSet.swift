package import Casework
package import Foundation
import Mustache
internal import Templates

/// The templates in force: the project's own, each replaced by the team's file of that name if there is one.
package struct TemplateSet: Sendable {
    private let library: MustacheLibrary
    /// The file each template was read from, to name in an error.
    private let files: [String: String]
    /// What every page made of them has to carry.
    package var marking: Marking

    package init(
        _ ownFolder: URL = Templates.folder, override folder: URL? = nil, marking: Marking = Marking()
    ) throws {
        let own = try TemplateSet.files(in: ownFolder)
        let theirs = try folder.map(TemplateSet.files) ?? [:]
        let files = own.merging(theirs) { _, theirs in theirs }
        var library = MustacheLibrary()
        var tags: [String: TemplateTags] = [:]
        for (name, file) in files.sorted(by: { $0.key < $1.key }) {
            let text = try TemplateSet.text(of: file)
            let found = TemplateTags(in: text)
            do {
                try library.register(text, named: name)
            } catch let error as MustacheTemplate.ParserError {
                throw TemplateSet.error(error, in: file, found)
            }
            for partial in found.partials where files[partial.name] == nil {
                throw TemplateError.missing(template: partial.name, askedForBy: file.path)
            }
            tags[name] = found
        }
        if let circle = TemplateTags.circle(in: tags) {
            throw TemplateError.circular(files: circle.map { files[$0]?.path ?? $0 })
        }
        if !theirs.isEmpty { try TemplateSet.check(theirs, tags, against: own) }
        self.library = library
        self.marking = marking
        self.files = files.mapValues(\.path)
    }

    /// Refuses a team's template with a value that our own of the same document does not use, since all there is is
    /// used there; and one that no document would ever use.
    private static func check(
        _ theirs: [String: URL], _ tags: [String: TemplateTags], against own: [String: URL]
    ) throws {
        let ours = try own.mapValues { TemplateTags(in: try text(of: $0)) }
        let documents = TemplateTags.documents(in: ours)
        var unused = Set(theirs.keys)
        for document in documents.sorted() {
            let known = TemplateTags.vocabulary(of: document, in: ours)
            for name in TemplateTags.reach(of: document, in: tags).sorted() {
                unused.remove(name)
                guard let file = theirs[name] else { continue }
                for value in tags[name]?.values ?? [] {
                    guard let part = value.parts.first(where: { !known.contains($0) }) else { continue }
                    throw TemplateError.unknownValue(
                        file: file.path, line: value.line, name: part, document: document,
                        meant: Spelling.closest(to: part, in: known))
                }
            }
        }
        for name in unused.sorted() where ours[name] == nil {
            throw TemplateError.unused(
                file: theirs[name]?.path ?? name, meant: Spelling.closest(to: name, in: ours.keys))
        }
    }

    private static func text(of file: URL) throws -> String {
        guard let data = try? Data(contentsOf: file), let text = String(validating: data, as: UTF8.self) else {
            throw TemplateError.unreadable(file: file.path)
        }
        return text
    }

    private static func error(
        _ error: MustacheTemplate.ParserError, in file: URL, _ tags: TemplateTags
    ) -> TemplateError {
        if case .expectedSectionEnd? = error.error as? MustacheTemplate.Error, let section = tags.unclosed {
            return .unclosed(file: file.path, line: section.line, section: section.name)
        }
        return .doesNotParse(
            file: file.path, line: error.context.lineNumber, column: error.context.columnNumber,
            problem: words(for: error.error))
    }

    /// The page that a template makes of these values.
    ///
    /// Every value is escaped unless the template says otherwise.
    package func page(_ name: String, of values: any Sendable) throws -> String {
        guard let page = library.render(values, withTemplate: name) else {
            throw TemplateError.missing(template: name, askedForBy: "The export")
        }
        guard TemplateSet.isMarked(page, marking.line) else { throw TemplateError.unmarked(file: files[name] ?? name) }
        return page
    }

    /// Whether the marking is the first and the last thing a reader sees.
    static func isMarked(_ page: String, _ marking: String) -> Bool {
        let body = page.range(of: "<body").map { page[$0.lowerBound...] } ?? page[...]
        let texts = body.split(separator: "<").compactMap { piece -> String? in
            guard let close = piece.firstIndex(of: ">") else { return nil }
            let text = piece[piece.index(after: close)...].trimmingCharacters(in: .whitespacesAndNewlines)
            return text.isEmpty ? nil : text
        }
        return texts.first == marking && texts.last == marking && texts.count > 1
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
