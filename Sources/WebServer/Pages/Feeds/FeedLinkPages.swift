internal import Casework
internal import Identity
internal import Operations
internal import Publishing

/// One's own links for calendar programs.
enum FeedLinkPages {
    static var routes: [Route] {
        [
            .get("/feeds", for: .keepFeedLinks, links), .post("/feeds", for: .keepFeedLinks, make),
            .get("/feeds/{link}/replacement", for: .keepFeedLinks, askToReplace),
            .post("/feeds/{link}/replacement", for: .keepFeedLinks, replace),
            .get("/feeds/{link}/revocation", for: .keepFeedLinks, askToRevoke),
            .post("/feeds/{link}/revocation", for: .keepFeedLinks, revoke),
        ]
    }

    // MARK: The list

    private static func links(_ visit: Visit) async throws -> Answer { try await page(visit) }

    private static func page(_ visit: Visit, _ errors: [FieldError] = []) async throws -> Answer {
        let links = try await visit.run { try ListFeedLinks($0)(of: visit.account.id) }
        let zone = try await visit.read { $0.caseload.policy.timezone }
        let values = FeedLinksPage(
            errors: errors, links: Several(links.reversed().map { FeedLinkLine($0, zone) }),
            isNobody: visit.account.practitioner == nil, label: visit.form["label"] ?? "",
            labelWrong: errors.first { $0.field == "label" }?.message,
            levelWrong: errors.first { $0.field == "level" }?.message)
        return .page("feed-links", of: values, title: "Calendar feeds", shows: [])
    }

    // MARK: Making

    private static func make(_ visit: Visit) async throws -> Answer {
        guard let practitioner = visit.account.practitioner else {
            return .refused("Your account is not linked to a practitioner of the caseload.", back: "/feeds")
        }
        guard let level = visit.form["level"].flatMap({ FeedLevel(rawValue: $0) }) else {
            return try await page(visit, [FieldError("level", "Choose how much the calendar is to say.")])
        }
        let label = visit.form["label"]
        if let label, label.count > MakeFeedLink.longestLabel {
            let message = "Write a name of at most \(MakeFeedLink.longestLabel) characters."
            return try await page(visit, [FieldError("label", message)])
        }
        let token = Token.madeForAddress()
        let link = try await visit.run { store in
            try MakeFeedLink(store)(
                for: practitioner, at: level, label: label, digest: Token.digest(token), owner: visit.account.id,
                by: visit.actor, at: visit.now)
        }
        return shown(link, token, visit)
    }

    private static func shown(_ link: FeedLink, _ token: String, _ visit: Visit) -> Answer {
        let address = "\(visit.site.address)/feeds/\(token).ics"
        let values = NewFeedLink(
            address: address, subscription: address.replacing(/^https?:/, with: "webcal:"),
            isBusy: link.level == .busy)
        return .page("feed-link", of: values, title: "Your new calendar address", shows: [])
    }

    // MARK: Replacing and revoking

    private static func number(_ visit: Visit) -> Int { Int(visit["link"]) ?? 0 }

    private static func check(_ visit: Visit, _ page: (FeedLinkLine) -> CheckFeedLink) async throws -> Answer {
        let links = try await visit.run { try ListFeedLinks($0)(of: visit.account.id) }
        let zone = try await visit.read { $0.caseload.policy.timezone }
        guard let link = links.first(where: { $0.number == number(visit) && $0.revokedAt == nil }) else {
            return .notFound
        }
        let values = page(FeedLinkLine(link, zone))
        return .page("feed-link-check", of: values, title: values.question, shows: [])
    }

    private static func askToReplace(_ visit: Visit) async throws -> Answer {
        try await check(visit) { link in
            CheckFeedLink(
                question: "Give this link another address?", link: link, address: "\(link.address)/replacement",
                consequence: "The old address stops at once: programs that use it show an empty calendar, and have to "
                    + "be given the new one. Do this if somebody else may have the address.",
                button: "Replace the address")
        }
    }

    private static func askToRevoke(_ visit: Visit) async throws -> Answer {
        try await check(visit) { link in
            CheckFeedLink(
                question: "Revoke this link?", link: link, address: "\(link.address)/revocation",
                consequence: "Programs that use it show an empty calendar when they next ask. This cannot be undone; "
                    + "you can make another link.",
                button: "Revoke the link")
        }
    }

    private static func replace(_ visit: Visit) async throws -> Answer {
        let token = Token.madeForAddress()
        do {
            let link = try await visit.run { store in
                try ReplaceFeedLink(store)(
                    number(visit), of: visit.account.id, digest: Token.digest(token), by: visit.actor, at: visit.now)
            }
            return shown(link, token, visit)
        } catch FeedLinkRefusal.noSuchLink {
            return .notFound
        }
    }

    private static func revoke(_ visit: Visit) async throws -> Answer {
        do {
            _ = try await visit.run { store in
                try RevokeFeedLink(store)(number(visit), of: visit.account.id, by: visit.actor, at: visit.now)
            }
            return .see("/feeds", saying: "The link is revoked.")
        } catch FeedLinkRefusal.noSuchLink {
            return .notFound
        }
    }
}

/// What `feed-links.mustache` is given.
struct FeedLinksPage: FormPage {
    var errors: [FieldError]
    var links: Several<FeedLinkLine>?
    var isNobody: Bool
    var label: String
    var labelWrong: String?
    var levelWrong: String?
}

struct FeedLinkLine: Sendable {
    var address: String
    var name: String
    var levelWords: String
    var made: String
    var fetched: String
    var isRevoked: Bool

    init(_ link: FeedLink, _ zone: String) {
        address = "/feeds/\(link.number)"
        name = link.label ?? "Link \(link.number)"
        levelWords = link.level == .busy ? "Times alone" : "References and places"
        made = Prepared.inWords(link.madeAt.seconds, zone)
        fetched = link.lastFetchedAt.map { Prepared.inWords($0.seconds, zone) } ?? "Never"
        isRevoked = link.revokedAt != nil
    }
}

/// What `feed-link.mustache` is given: the one time the address is shown.
struct NewFeedLink: Sendable {
    var address: String
    /// The same with `webcal:`, which opens a calendar program.
    var subscription: String
    var isBusy: Bool
}

/// What `feed-link-check.mustache` is given.
struct CheckFeedLink: Sendable {
    var question: String
    var link: FeedLinkLine
    var address: String
    var consequence: String
    var button: String
}
