internal import Casework
internal import Operations

/// How far a long job is; the page asks again by itself.
enum JobPages {
    static var routes: [Route] {
        [.get("/jobs/{job}", for: .keepAccount, progress), .get("/jobs/{job}/file", for: .keepAccount, file)]
    }

    private static func progress(_ visit: Visit) async throws -> Answer {
        guard let job = await job(visit) else {
            return .page("job", of: JobPage(gone: gone(for: visit.account)), title: "This work is not known", shows: [])
        }
        switch job.state {
        case .running(let part, let doing):
            return page(JobPage(doing: doing, percent: part.map { Int($0 * 100) }), of: job)
        case .done(let path, let text): return .see(path, saying: text)
        case .file(_, _, let text): return page(JobPage(finished: text, file: "/jobs/\(job.id)/file"), of: job)
        case .answer(let answer): return answer
        case .failed(let why): return page(JobPage(failed: why), of: job)
        }
    }

    private static func job(_ visit: Visit) async -> Jobs.Job? {
        await visit.site.jobs.job(Jobs.ID(visit["job"]), of: visit.account.id, at: visit.now)
    }

    /// Each time it is fetched is on record before it goes out.
    private static func file(_ visit: Visit) async throws -> Answer {
        guard let job = await job(visit), case .file(let download, let nominals, _) = job.state else {
            return .notFound
        }
        try await visit.record(.disclosure, "downloaded \(download.name)\(ToldInWords.of(nominals))")
        return .file(download)
    }

    /// What there is to say of work that the service knows no more: it was begun anew since, or did much else.
    private static func gone(for account: Account) -> String {
        "The service knows nothing of this work: it was started again since, or the work was done long ago. Whatever the "
            + "work changed is in the diary."
            + (Operation.arrangeMeetings.roles.contains(account.role)
                ? " Papers of a meeting can be made again from the meeting’s page, by “Make the papers again”; planning "
                    + "and importing can be begun again under Data." : "")
    }

    private static func page(_ page: JobPage, of job: Jobs.Job) -> Answer {
        .page("job", of: page, title: job.title, shows: [])
    }
}

/// What `job.mustache` is given: one of the four is there.
struct JobPage: Sendable {
    var doing: String?
    /// Nil: it cannot be told.
    var percent: Int?
    var finished: String?
    var file: String?
    var failed: String?
    var gone: String?
}
