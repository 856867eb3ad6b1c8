import Foundation
import Publishing
import Testing

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
        try withTemplates(["agenda": agenda]) { folder in
            let error = #expect(throws: TemplateError.self) { try self.agenda(folder) }
            let words = error?.description ?? ""
            #expect(words.contains(folder.appendingPathComponent("agenda.mustache").path), "\(words)")
            #expect(words.contains("line 4"), "\(words)")
            #expect(words.contains("a section is closed by another name"), "\(words)")
        }
    }

    @Test func `a template that asks for one that is not there is named`() throws {
        try withTemplates(["agenda": "{{>heading}}"]) { folder in
            let file = folder.appendingPathComponent("agenda.mustache").path
            #expect(throws: TemplateError.missing(template: "heading", askedForBy: file)) { try agenda(folder) }
        }
    }

    @Test(arguments: [
        "{{>agenda}}", "{{> agenda }}", "{{<agenda}}{{/agenda}}", "{{#items}}{{>agenda}}{{/items}}",
        "{{<page}}{{$content}}{{>agenda}}{{/content}}{{/page}}", "{{=<% %>=}}<%>agenda%>",
        "{{#items}}{{=<% %>=}}<%/items%>{{>agenda}}",
    ])
    func `a template that asks for itself is named, and the program lives`(text: String) throws {
        try withTemplates(["agenda": text]) { folder in
            let file = folder.appendingPathComponent("agenda.mustache").path
            #expect(throws: TemplateError.circular(files: [file])) { try agenda(folder) }
        }
    }

    @Test func `templates that ask for one another in a circle are named, each once`() throws {
        let texts = ["agenda": "{{>one}}", "one": "{{>style}}{{>two}}", "two": "{{#x}}{{<three}}{{/three}}{{/x}}"]
        try withTemplates(texts.merging(["three": "{{>one}}"]) { first, _ in first }) { folder in
            let files = ["one", "two", "three"].map { folder.appendingPathComponent("\($0).mustache").path }
            let error = #expect(throws: TemplateError.circular(files: files)) { try agenda(folder) }
            #expect(error?.description.contains("\(files[0]), \(files[1]), \(files[2]): these templates") == true)
        }
    }

    @Test func `a template may be asked for twice, and a comment asks for nothing`() throws {
        let statement = "{{! Not {{>confidentiality }}<p>{{>place}}{{>place}}</p>"
        try withTemplates(["confidentiality": statement, "place": "At {{place}}. "]) { folder in
            let page = try agenda(folder)
            #expect(page.contains("<p>At Hill Station. At Hill Station. </p>"))
        }
    }

    @Test func `a template that drops the marking is refused`() throws {
        for text in ["<body><p>Hello</p></body>", "<body>{{marking}}<p>Hello</p></body>", "<body></body>", ""] {
            try withTemplates(["agenda": text]) { folder in
                let file = folder.appendingPathComponent("agenda.mustache").path
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

    private func agenda(_ folder: URL) throws -> String {
        var publication = Cast.publication
        publication.templates = folder
        return try Cast.document("agendas/map-2026-12-02_OS.html", of: publication)
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
