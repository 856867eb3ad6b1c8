import Foundation
import Templates
import Testing

@testable import Publishing

@Suite struct TemplateTests {
    @Test func `a team's own template takes the place of ours, and the others stay`() throws {
        try withTemplates(["confidentiality": "<p>Ours alone, at {{series}}.</p>\n"]) { folder in
            let page = try agenda(folder)
            #expect(page.contains("<p>Ours alone, at MAP.</p>"))
            #expect(!page.contains("Do not write names"))
            #expect(page.contains("Running order"))
        }
    }

    @Test func `a template that does not parse is named, with the place and the fault`() throws {
        let agenda = "{{<page}}\n{{$content}}\n{{#items}}\n{{/slots}}{{/content}}{{/page}}"
        try withTemplates(["running-order": agenda]) { folder in
            let error = #expect(throws: TemplateError.self) { try self.agenda(folder) }
            let words = error?.description ?? ""
            #expect(words.contains(folder.appendingPathComponent("running-order.mustache").path), "\(words)")
            #expect(words.contains("line 4"), "\(words)")
            #expect(words.contains("a section is closed by another name"), "\(words)")
        }
    }

    @Test func `a template that asks for one that is not there is named`() throws {
        try withTemplates(["running-order": "{{>heading}}"]) { folder in
            let file = folder.appendingPathComponent("running-order.mustache").path
            #expect(throws: TemplateError.missing(template: "heading", askedForBy: file)) { try agenda(folder) }
        }
    }

    @Test(arguments: [
        "{{>running-order}}", "{{> running-order }}", "{{<running-order}}{{/running-order}}",
        "{{#items}}{{>running-order}}{{/items}}",
        "{{<page}}{{$content}}{{>running-order}}{{/content}}{{/page}}", "{{=<% %>=}}<%>running-order%>",
        "{{#items}}{{=<% %>=}}<%/items%>{{>running-order}}",
    ])
    func `a template that asks for itself is named, and the program lives`(text: String) throws {
        try withTemplates(["running-order": text]) { folder in
            let file = folder.appendingPathComponent("running-order.mustache").path
            #expect(throws: TemplateError.circular(files: [file])) { try agenda(folder) }
        }
    }

    @Test func `templates that ask for one another in a circle are named, each once`() throws {
        let texts = [
            "running-order": "{{>one}}", "one": "{{>style}}{{>two}}", "two": "{{#x}}{{<three}}{{/three}}{{/x}}",
        ]
        try withTemplates(texts.merging(["three": "{{>one}}"]) { first, _ in first }) { folder in
            let files = ["one", "two", "three"].map { folder.appendingPathComponent("\($0).mustache").path }
            let error = #expect(throws: TemplateError.circular(files: files)) { try agenda(folder) }
            #expect(error?.description.contains("\(files[0]), \(files[1]), \(files[2]): these templates") == true)
        }
    }

    @Test func `a template may be asked for twice, and a comment asks for nothing`() throws {
        let statement = "{{! Not {{>confidentiality }}<p>{{>place}}{{>place}}</p>"
        try withTemplates(["confidentiality": statement, "place": "At {{series}}. "]) { folder in
            let page = try agenda(folder)
            #expect(page.contains("<p>At MAP. At MAP. </p>"))
        }
    }

    @Test func `a section that is not closed is named, where it is opened`() throws {
        for (text, line) in [("\n<p>\n{{#items}}\n{{#slot}}{{/slot}}\n\n", 3), ("{{=<% %>=}}\n<%^noted%>", 2)] {
            try withTemplates(["agenda": text]) { folder in
                let file = folder.appendingPathComponent("agenda.mustache").path
                let section = line == 3 ? "items" : "noted"
                let error = #expect(throws: TemplateError.unclosed(file: file, line: line, section: section)) {
                    try agenda(folder)
                }
                #expect(
                    error?.description
                        == "\(file), line \(line): the section “\(section)” is opened here, and not closed.")
            }
        }
    }

    // MARK: Values

    @Test(
        arguments: [
            ("running-order", "\n\n{{seriesNmae}}", 3, "seriesNmae", "running-order", "seriesName"),
            (
                "running-order", "{{#general}}\n{{#list}}{{ownr}}{{/list}}{{/general}}", 2, "ownr", "running-order",
                "owner"
            ),
            ("running-order", "{{! nobody }}\n{{^nobody}}{{/nobody}}", 2, "nobody", "running-order", nil),
            ("running-order", "{{capacity.neded}}", 1, "neded", "running-order", "needed"),
            ("running-order", "{{{serie}}}{{&series}}", 1, "serie", "running-order", "series"),
            ("running-order", "{{=<% %>=}}\r\n<%plac%>", 2, "plac", "running-order", "place"),
            ("running-order", "{{#reversed(item)}}{{/reversed(item)}}", 1, "item", "running-order", "items"),
            ("running-order", "{{#practitioners}}{{/practitioners}}", 1, "practitioners", "running-order", nil),
            ("figures", "\n{{taget}}", 2, "taget", "shortfalls", "target"),
            ("page", "{{period}}", 1, "period", "action-list", nil),
            ("confidentiality", "{{>extra}}", 1, "seires", "agenda", "series"),
        ] as [(String, String, Int, String, String, String?)])
    func `a value that its document does not have is named, though nothing would ever show it`(
        template: String, text: String, line: Int, name: String, document: String, meant: String?
    ) throws {
        let at = name == "seires" ? "extra" : template
        try withTemplates([template: text, "extra": "{{seires}}"].filter { name == "seires" || $0.key != "extra" }) {
            folder in
            let file = folder.appendingPathComponent("\(at).mustache").path
            let expected = TemplateError.unknownValue(
                file: file, line: line, name: name, document: document, meant: meant)
            let error = #expect(throws: expected) { try agenda(folder) }
            let hint = meant.map { "; did you mean “\($0)”?" } ?? "."
            #expect(
                error?.description
                    == "\(file), line \(line): there is no value called “\(name)” in \(document)\(hint)")
        }
    }

    @Test func `a template that no document is made of is refused`() throws {
        try withTemplates(["agneda": "{{series}}"]) { folder in
            let file = folder.appendingPathComponent("agneda.mustache").path
            let error = #expect(throws: TemplateError.unused(file: file, meant: "agenda")) { try agenda(folder) }
            #expect(error?.description.hasSuffix("no template asks for it; did you mean “agenda”?") == true)
        }
    }

    @Test func `the values that are described are those that our own templates use`() throws {
        let (described, common) = try describedValues()
        var tags: [String: TemplateTags] = [:]
        for file in try FileManager.default.contentsOfDirectory(at: Templates.folder, includingPropertiesForKeys: nil)
        where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            tags[file.deletingPathExtension().lastPathComponent] = TemplateTags(in: text)
        }
        #expect(described.keys.sorted() == TemplateTags.documents(in: tags).sorted())
        for (document, values) in described {
            let used = TemplateTags.vocabulary(of: document, in: tags)
            #expect(values.subtracting(used).sorted() == [], "described and not used in \(document)")
            #expect(
                used.subtracting(values).subtracting(common).sorted() == [], "used and not described in \(document)")
        }
    }

    @Test func `a template that drops the marking is refused`() throws {
        for text in ["<body><p>Hello</p></body>", "<body>{{marking}}<p>Hello</p></body>", "<body></body>", ""] {
            try withTemplates(["running-order": text]) { folder in
                let file = folder.appendingPathComponent("running-order.mustache").path
                #expect(throws: TemplateError.unmarked(file: file), "\(text)") { try agenda(folder) }
            }
        }
    }

    @Test func `a template that is not text is refused`() throws {
        try withTemplates([:]) { folder in
            let file = folder.appendingPathComponent("index.mustache")
            try Data([0xFF, 0xFE, 0x00]).write(to: file)
            #expect(throws: TemplateError.unreadable(file: file.path)) { try agenda(folder) }
        }
    }

    @Test func `a folder that is not there is refused`() {
        let folder = URL(fileURLWithPath: "/nowhere/templates")
        #expect(throws: TemplateError.noFolder("/nowhere/templates")) { try agenda(folder) }
    }

    /// The values that `templates/README.md` names for each document, those of every page among them.
    private func describedValues() throws -> (byDocument: [String: Set<String>], common: Set<String>) {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("templates/README.md")
        let text = try String(contentsOf: file, encoding: .utf8)
        let chapter = try #require(text.components(separatedBy: "\n## Values\n").last)
        var described: [String: Set<String>] = [:]
        var documents: [String] = []
        var common: Set<String> = []
        for var line in chapter.split(separator: "\n") {
            if let heading = line.prefixMatch(of: /`([a-z-]+)`(?: and `([a-z-]+)`)?:/) {
                documents = [heading.output.1, heading.output.2].compactMap { $0.map(String.init) }
                for document in documents { described[document] = [] }
                line = line[heading.range.upperBound...]
            }
            // Names of values; examples have capitals, spaces or figures.
            let names = line.matches(of: /`([a-z][A-Za-z]*(?:\.[a-z][A-Za-z]*)*)`/).flatMap {
                $0.output.1.split(separator: ".").map(String.init)
            }
            if documents.isEmpty { common.formUnion(names) }
            for document in documents { described[document]?.formUnion(names) }
        }
        return (described, common)
    }

    private func agenda(_ folder: URL) throws -> String {
        var publication = Cast.publication
        publication.templates = folder
        return try Cast.document("agendas/map-2026-12-02/running-order_OS.html", of: publication)
    }

    private func withTemplates(_ templates: [String: String], _ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in templates {
            try Data(text.utf8).write(to: folder.appendingPathComponent("\(name).mustache"))
        }
        try body(folder)
    }
}
