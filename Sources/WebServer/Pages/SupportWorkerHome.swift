internal import Casework
internal import Operations
internal import Publishing

/// Where a support worker begins: the next meetings, and what needs doing.
enum SupportWorkerHome {
    static func home(_ visit: Visit) async throws -> Answer {
        let page = try await visit.read { files in
            let files = MeetingFiles(files, for: visit)
            let ahead = try files.meetings(in: visit.today..<(visit.today + MeetingPages.daysAhead)).prefix(2)
            let quality = try DataQuality(files, for: visit)
            return DeskPage(
                ahead: try ahead.map { try MeetingCard($0, files) },
                chores: Several(try chores(quality, files, visit)))
        }
        return .page("desk", of: page, title: "IOM diary", shows: [])
    }

    private static func chores(
        _ quality: DataQuality, _ files: MeetingFiles, _ visit: Visit
    ) throws -> [DeskPage.Chore] {
        var chores = try latePapers(files, visit)
        func add(_ count: Int, _ one: String, _ many: String, _ address: String) {
            if count > 0 {
                chores.append(DeskPage.Chore(choreAddress: address, chore: Wording.counted(count, one, many)))
            }
        }
        add(files.actions(.overdue).count, "action overdue", "actions overdue", "/actions?show=overdue")
        add(
            quality.withoutOutcome.count, "contact is over and has no outcome", "contacts are over and have no outcome",
            "/data")
        add(quality.notReviewed.count, "rating to look at", "ratings to look at", "/data")
        add(
            quality.calendars.count, "calendar missing, old or at its end", "calendars missing, old or at their end",
            "/data")
        add(
            quality.agreements.count, "information-sharing agreement lapsed or lapsing",
            "information-sharing agreements lapsed or lapsing", "/data")
        if files.files.whole.stored.map({ $0.plan.weeks.days.upperBound <= visit.today + 7 }) ?? true {
            chores.append(DeskPage.Chore(choreAddress: "/plan", chore: "Plan the weeks ahead"))
        } else if let news = try sincePlanned(files, visit) {
            chores.append(DeskPage.Chore(choreAddress: "/plan", chore: "Plan the weeks again: \(news)"))
        }
        return chores
    }

    /// What has come in since the weeks were last planned, and they were not planned with; nil: nothing.
    private static func sincePlanned(_ files: MeetingFiles, _ visit: Visit) throws -> String? {
        guard let planned = files.files.whole.stored?.storedAt else { return nil }
        let day = Moment(minutes: planned.seconds / 60).day
        let news = try [
            ("approved variation", "a variation was approved"), ("changed the policy", "the policy was changed"),
            ("imported nominals contacts", "an export was taken in"),
        ].filter { words, _ in
            var query = AuditQuery()
            query.words = words
            query.days = day..<(max(day, Moment(minutes: visit.now.seconds / 60).day) + 1)
            query.limit = 1
            return try files.files.diary.history(query).contains { $0.entry.at > planned }
        }
        return news.isEmpty ? nil : "since they were planned \(Wording.list(news.map(\.1)))"
    }

    /// Agendas of this week that people do not have, and notes that were begun and not closed.
    private static func latePapers(
        _ files: MeetingFiles, _ visit: Visit
    ) throws -> [DeskPage.Chore] {
        let today = visit.today
        let soon = try files.meetings(in: today..<(today + 3)).filter { meeting in
            files.files.arrangements.issued[meeting.id] == nil && visit.clock < meeting.interval.lowerBound
        }.map { meeting in
            DeskPage.Chore(
                choreAddress: "/meetings/\(meeting.id)/issue",
                chore: "Issue the agenda of the \(files.title(of: meeting))")
        }
        let open = try files.meetings(in: (today - 28)..<today).filter { meeting in
            let notes = try files.files.diary.notes(of: meeting.id)
            return notes.isStarted && notes.endedAt == nil
        }.map { meeting in
            DeskPage.Chore(
                choreAddress: "/meetings/\(meeting.id)/run",
                chore: "End the \(files.title(of: meeting)): it was begun, and never ended")
        }
        return soon + open
    }
}

/// What `desk.mustache` is given.
struct DeskPage: Sendable {
    var ahead: [MeetingCard]
    var chores: Several<Chore>?

    struct Chore: Sendable {
        var choreAddress: String
        var chore: String
    }
}
