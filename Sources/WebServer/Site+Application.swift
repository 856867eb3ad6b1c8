internal import Casework
internal import Foundation
internal import HTTPTypes
package import Hummingbird
internal import Logging
internal import NIOCore
internal import Operations
internal import Publishing
internal import Templates

/// What Hummingbird carries along with a request.
package struct SiteContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The other end of the connection.
    let remoteAddress: String?

    package init(source: ApplicationRequestContextSource) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }
}

extension Site {
    /// Answers every request there can be.
    package func router() throws -> Router<SiteContext> {
        let router = Router(context: SiteContext.self, options: .autoGenerateHeadEndpoints)
        router.add(middleware: Outermost(site: self))
        router.get("/health") { _, _ in try await health() }
        router.get("/metrics") { _, context in metrics(for: context) }
        for asset in try Asset.all() {
            router.get("\(asset.path)") { request, _ in asset.response(to: request) }
        }
        SignInPages(site: self).add(to: router)
        addFeeds(to: router)
        addStatements(to: router)
        for route in Route.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                try await respond(to: request, context, along: route)
            }
        }
        return router
    }

    /// The name of the cookie: browsers take one of that name over TLS alone, and for this host alone.
    static let cookie = "__Host-iom-diary"

    // MARK: One request

    private func respond(to request: Request, _ context: SiteContext, along route: Route) async throws -> Response {
        let (now, clock) = plugs.clock()
        guard let name = request.cookies[Site.cookie]?.value,
            let session = await sessions.session(name, at: now), let id = session.account,
            let account = try await account(id)
        else { return try await toSignIn(from: request, context, at: now) }
        var visit = Visit(
            account: account, now: now, clock: clock, site: self, query: Form(request.uri.query ?? ""), form: Form(""),
            files: [], path: request.uri.path, session: name,
            parameters: Dictionary(
                context.parameters.map { (String($0.key), String($0.value)) }, uniquingKeysWith: { first, _ in first }))
        // Nothing is read of what somebody may not send.
        guard route.operation.roles.contains(account.role) else { return try await problem(.forbidden, for: visit) }
        if route.method == .post {
            guard Site.isFromHere(request) else { throw HTTPError(.forbidden) }
            (visit.form, visit.files) = Site.form(of: request, try await body(of: request, atMost: route.limit))
            guard let mark = visit.form.exactly("form"), await sessions.take(form: mark, in: name) else {
                return try await problem(.conflict, for: visit)
            }
        }
        do {
            return try await response(to: visit, with: try await route.answer(visit))
        } catch let error as HTTPError {
            return try await problem(error.status, for: visit)
        } catch DiaryRefusal.empty {
            return try await response(to: visit, with: HomePages.empty)
        } catch {
            guard let words = try await visit.words(for: error) else { throw error }
            return try await response(to: visit, with: .refused(words))
        }
    }

    private func toSignIn(
        from request: Request, _ context: SiteContext, at now: Timestamp
    ) async throws -> Response {
        guard request.method == .get || request.method == .head else {
            return try await signedOut(request, context, at: now)
        }
        return Response(
            status: .seeOther, headers: [.location: Site.signInPath(leadingTo: request.uri.path)])
    }

    private static func signInPath(leadingTo path: String) -> String {
        let to = path == "/" ? "" : "?to=" + (path.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? "")
        return "/sign-in\(to)"
    }

    /// Answers a form whose sender's session has ended: what was typed is shown to be copied, and kept nowhere.
    private func signedOut(
        _ request: Request, _ context: SiteContext, at now: Timestamp
    ) async throws -> Response {
        guard Site.isFromHere(request) else { throw HTTPError(.forbidden) }
        if let seconds = await visitors.wait(caller(of: request, context), at: now) {
            throw HTTPError(.tooManyRequests, headers: [.retryAfter: "\(seconds)"])
        }
        let body = try await body(of: request, atMost: Route.form)
        let page = SignedOutPage(
            signInPath: Site.signInPath(leadingTo: Route.page(before: request.uri.path)),
            typed: Site.form(of: request, body).0.typed)
        return try await self.page(
            "signed-out", of: page, title: "You have been signed out", in: "", status: .forbidden)
    }

    private static func form(of request: Request, _ body: [UInt8]) -> (Form, [Multipart.File]) {
        if let type = request.headers[.contentType], let parts = Multipart(body, type: type) {
            return (Form(parts), parts.files)
        }
        return (Form(String(decoding: body, as: UTF8.self)), [])
    }

    /// Whether a form was sent from a page of ours, as far as the browser says.
    static func isFromHere(_ request: Request) -> Bool {
        // Since pages tell browsers to send no referrer, the origin of our own forms is “null”, too.
        if let site = HTTPField.Name("Sec-Fetch-Site").flatMap({ request.headers[$0] }) {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        // Behind a proxy the scheme is another; the host is the one that was asked for.
        return URL(string: origin).flatMap { url in
            url.host.map { host in url.port.map { "\(host):\($0)" } ?? host }
        } == request.head.authority
    }

    func body(of request: Request, atMost limit: Int) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > limit {
            throw HTTPError(.contentTooLarge)
        }
        do {
            var buffer = try await request.body.collect(upTo: limit)
            return buffer.readBytes(length: buffer.readableBytes) ?? []
        } catch is NIOTooManyBytesError {
            throw HTTPError(.contentTooLarge)
        } catch {
            // It broke off, or is not framed as HTTP has it.
            throw HTTPError(.badRequest)
        }
    }

    /// Who asks, as far as an address tells.
    func caller(of request: Request, _ context: SiteContext) -> String {
        // The last address is the proxy's own word; what stands before it anybody could have sent.
        if settings.isBehindProxy, let name = HTTPField.Name("X-Forwarded-For"),
            let last = request.headers[name]?.split(separator: ",").last
        {
            return last.trimmingCharacters(in: .whitespaces)
        }
        return context.remoteAddress ?? "unknown"
    }

    // MARK: For those who run it

    private func health() async throws -> Response {
        do {
            // A full disk or a file that can only be read is no good health.
            try await recorder.write { try $0.proveItCanBeWritten() }
            return Response(
                status: .ok, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "well\n")))
        } catch {
            logger.error("the diary cannot be used: \(error)")
            return Response(
                status: .serviceUnavailable, headers: [.contentType: "text/plain; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: "the diary cannot be used\n")))
        }
    }

    /// To programs on the same machine alone.
    private func metrics(for context: SiteContext) -> Response {
        guard context.remoteAddress.map({ $0 == "127.0.0.1" || $0 == "::1" }) ?? true else {
            return Response(status: .notFound)
        }
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: figures.text)))
    }
}

/// How the pages look and the little they do by themselves; every page works without the latter.
private struct Asset: Sendable {
    var path: String
    var type: String
    var content: ByteBuffer
    var tag: String

    static func all() throws -> [Asset] {
        try [("site.css", "text/css; charset=utf-8"), ("site.js", "text/javascript; charset=utf-8")].map { name, type in
            let file = Templates.folder.appendingPathComponent("site").appendingPathComponent(name)
            let data = try Data(contentsOf: file)
            return Asset(
                path: "/assets/\(name)", type: type, content: ByteBuffer(bytes: data),
                tag: "\"\(EntityTag.of(data))\"")
        }
    }

    func response(to request: Request) -> Response {
        let headers: HTTPFields = [.contentType: type, .eTag: tag, .cacheControl: "public, max-age=300"]
        if request.headers[.ifNoneMatch] == tag { return Response(status: .notModified, headers: headers) }
        return Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: content))
    }
}

/// Around everything: what every answer carries, what becomes of errors, and the figures.
private struct Outermost: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: SiteContext, next: (Request, SiteContext) async throws -> Response
    ) async throws -> Response {
        let start = ContinuousClock.now
        var response: Response
        do {
            response = try await next(request, context)
        } catch {
            response = plain(site.status(of: error))
        }
        for (name, value) in Outermost.headers { response.headers[name] = value }
        if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
        if site.isEncrypted { response.headers[.strictTransportSecurity] = "max-age=31536000" }
        site.figures.count(
            request.method.rawValue, context.endpointPath ?? "none", status: response.status.code,
            took: ContinuousClock.now - start)
        return response
    }

    private func plain(_ status: HTTPResponse.Status) -> Response {
        let page = ProblemPage(status)
        let line = (site.shelf.marking ?? site.templates.marking).line
        let marking = "<p class=\"marking\">\(line.replacing("&", with: "&amp;").replacing("<", with: "&lt;"))</p>"
        let text = """
            <!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>\(page.title) – IOM diary</title>
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <link rel="stylesheet" href="/assets/site.css"></head><body><header>\(marking)</header><main><h1>\(page.title)</h1>
            <p>\(page.text)</p><p><a href="/">Go to the home page</a></p></main><footer>\(marking)</footer></body></html>

            """
        return Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static let headers: [(HTTPField.Name, String)] =
        [
            (
                .contentSecurityPolicy,
                "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
                    + "form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
            ),
            (.xContentTypeOptions, "nosniff"),
        ]
        + [
            "Referrer-Policy": "no-referrer", "Cross-Origin-Opener-Policy": "same-origin",
            "Cross-Origin-Resource-Policy": "same-origin", "X-Frame-Options": "DENY",
            "Permissions-Policy": "camera=(), geolocation=(), microphone=()", "X-Robots-Tag": "noindex, nofollow",
        ].compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
}

extension Site {
    /// What an error amounts to; one that nobody foresaw is logged, without what it was about.
    fileprivate func status(of error: any Error) -> HTTPResponse.Status {
        switch error {
        case let error as HTTPError: return error.status
        case let error as any HTTPResponseError: return error.status
        default:
            logger.error("a request failed: \(words(for: error) ?? String(describing: type(of: error)))")
            return plugs.isStoreTrouble(error) ? .serviceUnavailable : .internalServerError
        }
    }
}
