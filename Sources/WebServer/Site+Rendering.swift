internal import Casework
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Operations
internal import Publishing

extension Site {
    /// The answer as it goes out.
    func response(to visit: Visit, with answer: Answer) async throws -> Response {
        switch answer {
        case .page(let template, of: let values, title: let title, shows: let nominals):
            return try await page(template, of: values, title: title, shows: nominals, for: visit)
        case .see(let path, saying: let text, about: let lines):
            if lines.contains(where: { $0.nominal != nil }) {
                try await record(visit, shows: lines.compactMap(\.nominal))
            }
            if let text { await sessions.say(Sessions.Notice(text: text, lines: lines), in: visit.session) }
            return Response(status: .seeOther, headers: [.location: path])
        case .file(let file): return response(of: file)
        case .notFound: return try await problem(.notFound, for: visit)
        case .refused(let why, back: let back, status: let status):
            let values = RefusedPage(why: why, back: back ?? "/")
            return try await page("refused", of: values, title: "That could not be done", for: visit, status: status)
        }
    }

    /// That somebody looked is kept before they see it.
    private func record(_ visit: Visit, shows nominals: [Nominal.ID]) async throws {
        let refs = Set(nominals).subtracting([Sight.somebody]).sorted().map(\.text).joined(separator: " ")
        guard !refs.isEmpty else { return }
        try await recorder.record(
            HistoryEntry(
                at: visit.now, actor: visit.actor, act: .consultation, detail: "looked at \(refs)",
                agency: visit.account.agency, route: visit.path))
    }

    /// - Parameter nominals: Whom it shows, besides those whose references stand in it.
    private func page(
        _ template: String, of values: any Sendable, title: String, shows nominals: [Nominal.ID] = [],
        for visit: Visit, status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let made = try await rendered(
            template, of: values, title: title, in: visit.session, for: visit, status: status)
        // What people have typed mentions others, and so does what was done just now.
        try await record(visit, shows: nominals + (try await visit.nominals(in: made.text)))
        return Site.response(made.text, made.status)
    }

    /// For somebody who is not signed in yet.
    func page(
        _ template: String, of values: any Sendable, title: String, in session: String,
        status: HTTPResponse.Status = .ok
    ) async throws -> Response {
        let made = try await rendered(template, of: values, title: title, in: session, for: nil, status: status)
        return Site.response(made.text, made.status)
    }

    private func rendered(
        _ template: String, of values: any Sendable, title: String, in session: String, for visit: Visit?,
        status: HTTPResponse.Status
    ) async throws -> (text: String, status: HTTPResponse.Status) {
        let problems = (values as? any FormPage)?.errors ?? []
        let marking = await marking()
        var left = 0
        if let visit { left = await sessions.left(session, at: visit.now) }
        let said = await sessions.said(in: session)
        let frame = Frame(
            title: problems.isEmpty ? title : "Error: \(title)", marking: marking.line,
            visitor: visit.map {
                Frame.Visitor(name: $0.account.name, role: $0.account.role.inWords, secondsLeft: left)
            },
            sections: visit.map { Frame.sections(for: $0.account, at: $0.path) } ?? [],
            said: said?.text, saidOf: said.flatMap { Several($0.lines) }, errors: Several(problems),
            token: await sessions.form(in: session), page: values)
        var templates = templates
        templates.marking = marking
        return (try templates.page(template, of: frame), problems.isEmpty ? status : .unprocessableContent)
    }

    /// As the policy has it by now, whoever changed it and from where; while the diary cannot be read, what was last
    /// known of it.
    private func marking() async -> Marking {
        let read = try? await onThread { [store, shelf] in
            try store.read { try shelf.material(of: $0).caseload.policy.marking }
        }
        return read ?? shelf.marking ?? templates.marking
    }

    func problem(_ status: HTTPResponse.Status, for visit: Visit) async throws -> Response {
        var values = ProblemPage(status)
        // Whoever signed in again meanwhile sends a page of the session before.
        if status == .conflict { values.typed = visit.form.typed }
        return try await page("problem", of: values, title: values.title, for: visit, status: status)
    }

    private static func response(_ text: String, _ status: HTTPResponse.Status) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private func response(of file: Download) -> Response {
        // Names are our own: of letters, figures, hyphens and underlines.
        let name = file.name.filter { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) }
        return Response(
            status: .ok,
            headers: [.contentType: file.type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.content)))
    }
}

/// What `problem.mustache` is given.
struct ProblemPage: Sendable {
    var title: String
    var text: String
    /// What was sent, to be copied.
    var typed: Several<TypedField>?

    init(_ status: HTTPResponse.Status) {
        switch status {
        case .notFound:
            title = "Page not found"
            text = "There is nothing at this address that you can see. Check the address, or begin from the home page."
        case .forbidden:
            title = "Not part of your role"
            text =
                "Your account cannot do this, or the form was not sent from a page of this service. If it should, ask whoever keeps the accounts of your team."
        case .contentTooLarge:
            title = "Too much at once"
            text = "What was sent is larger than this page takes. Nothing was changed."
        case .conflict:
            title = "This form was sent already"
            text =
                "Each page can be sent once, and not long after it was opened. Nothing was changed this time: open the page again to see how things stand."
        case .serviceUnavailable:
            title = "The diary cannot be reached"
            text = "Nothing was changed. Try again in a minute; if it goes on, tell whoever runs the service."
        default:
            title = "Something went wrong"
            text =
                "Nothing was changed, as far as can be told. Try again; if it goes on, tell whoever runs the service."
        }
    }
}

struct RefusedPage: Sendable {
    var why: String
    var back: String
}
