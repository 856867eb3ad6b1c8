package import HTTPTypes

/// One thing that can be asked of the service, and how it is answered.
package struct Route: Sendable {
    package var method: HTTPRequest.Method
    /// `/meetings/{meeting}`.
    package var path: String
    package var operation: Operation
    /// How many bytes can be sent.
    package var limit: Int
    package var answer: @Sendable (Visit) async throws -> Answer

    /// What a form can have: the longest note, many times over.
    package static let form = 256 * 1024

    package static func get(
        _ path: String, for operation: Operation, _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: .get, path: path, operation: operation, limit: 0, answer: answer)
    }

    package static func post(
        _ path: String, for operation: Operation, limit: Int = Route.form,
        _ answer: @escaping @Sendable (Visit) async throws -> Answer
    ) -> Route {
        Route(method: .post, path: path, operation: operation, limit: limit, answer: answer)
    }

    /// Everything there is, in the order of the navigation.
    package static var all: [Route] {
        let nouns = [
            HomePages.routes,
            MeetingPages.routes,
            ArrangePages.routes,
            ArrangeItemPages.routes,
            IssuePages.routes,
            RunPages.routes,
            ItemPages.routes,
            NotesPages.routes,
            WeekPages.routes,
            NominalPages.routes,
            ContactPages.routes,
            ContactChangePages.routes,
            FindPages.routes,
            ActionPages.routes,
            ShortfallPages.routes,
            WhatIfPages.routes,
            FigurePages.routes,
            VariationPages.routes,
            PlanPages.routes,
            DataPages.routes,
            ImportPages.routes,
            FeedLinkPages.routes,
            AuditPages.routes,
            PeoplePages.routes,
            AgencyPages.routes,
            PolicyPages.routes,
            RetentionPages.routes,
            AccountPages.routes,
            JobPages.routes,
        ]
        return nouns.flatMap(\.self)
    }

    /// The page on which whatever is sent to a path was filled in, as far as the path tells.
    static func page(before path: String) -> String {
        let pages = all.filter { $0.method == .get }.map { $0.path.split(separator: "/") }
        var parts = path.split(separator: "/")
        while !parts.isEmpty {
            let isPage = pages.contains { page in
                page.count == parts.count && zip(page, parts).allSatisfy { $0 == $1 || $0.hasPrefix("{") }
            }
            if isPage { return "/" + parts.joined(separator: "/") }
            parts.removeLast()
        }
        return "/"
    }
}
