package import Casework
internal import HTTPTypes
internal import Hummingbird
package import Operations

/// One request of somebody who is signed in, and may do what it asks for.
package struct Visit: Sendable {
    package let account: Account
    package let now: Timestamp
    /// The time on the office's clock.
    package let clock: Moment
    package let site: Site
    /// What stands after the `?`, and what a form sent.
    package let query: Form
    package internal(set) var form: Form
    /// The files that a form sent.
    package internal(set) var files: [Multipart.File]
    /// The address that was asked for, without what stands after the `?`.
    package let path: String
    /// The session's name, as the cookie has it.
    let session: String
    private let parameters: [String: String]

    init(
        account: Account, now: Timestamp, clock: Moment, site: Site, query: Form, form: Form,
        files: [Multipart.File], path: String, session: String, parameters: [String: String]
    ) {
        self.account = account
        self.now = now
        self.clock = clock
        self.site = site
        self.query = query
        self.form = form
        self.files = files
        self.path = path
        self.session = session
        self.parameters = parameters
    }

    package var today: Day { clock.day }

    /// Who the history says did it.
    package var actor: String { account.id.text }

    /// A part of the address: `{meeting}` of `/meetings/{meeting}`; empty where the address has none of that name.
    package subscript(_ parameter: String) -> String { parameters[parameter] ?? "" }

    /// Reads the diary as this account may know it, off the threads that answer requests.
    ///
    /// - Throws: `DiaryRefusal.empty` before the first import.
    package func read<Result: Sendable>(
        _ body: @escaping @Sendable (Files) throws -> Result
    ) async throws -> Result {
        try await site.onThread { [account, today, site] in
            try site.store.read { diary in
                try body(Files(try site.shelf.material(of: diary), diary, for: account, on: today))
            }
        }
    }

    /// The nominals whose references stand in a text, of those whom the reader may know of.
    func nominals(in text: String) async throws -> [Nominal.ID] {
        do {
            return try await site.onThread { [account, today, site] in
                let caseload = try site.store.read { try site.shelf.material(of: $0).caseload }
                let (sight, words) = (Sight(caseload, for: account, on: today), ReferenceWords.all(in: text))
                return caseload.nominals.map(\.id).filter { nominal in
                    words.contains(nominal.text) && (sight.holdsMeetings || sight.nominals.contains(nominal))
                }
            }
        } catch DiaryRefusal.empty {
            return []
        }
    }

    /// Runs a verb of Operations on the diary, off the threads that answer requests.
    package func run<Result: Sendable>(
        _ body: @escaping @Sendable (any DiaryStore) throws -> Result
    ) async throws -> Result {
        try await site.onThread { [store] in try body(store) }
    }

    /// The diary, with what is recorded said to come from here.
    package var store: any DiaryStore {
        site.store.attributed(to: Attribution(agency: account.agency, route: path))
    }

    /// Writes down what was done with the diary, where no verb does.
    package func record(_ act: HistoryEntry.Act, _ detail: String) async throws {
        let entry = HistoryEntry(at: now, actor: actor, act: act, detail: detail)
        try await run { store in try store.write { try $0.record(entry) } }
    }
}
