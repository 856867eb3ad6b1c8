internal import Casework
internal import Operations
internal import Planning
internal import Printing
internal import Publishing

/// How the team's work stands: caseloads, contacts kept, attendance and actions; and the monthly pack.
enum FigurePages {
    static var routes: [Route] {
        [.get("/figures", for: .seeShortfalls, figures), .post("/figures/pack", for: .seeShortfalls, pack)]
    }

    private static func figures(_ visit: Visit) async throws -> Answer {
        let page = try await visit.read { files in
            let standing = try visit.standing(files)
            let knows = files.sight.nominals.contains
            let plan = files.sight.restricted(standing.plan)
            let before = (visit.today.monday - 7 * ShortfallReport.weeksOver)..<visit.today.monday
            let targets = (standing.earlierTargets + standing.targets)
                .filter { knows($0.nominal) && before.contains($0.week) }.map { Publishing.WeeklyTarget($0) }
            // Hours of weeks that nobody has planned yet would look idle.
            let left = plan.weeks.mondays.count { $0 >= visit.today.monday }
            guard let ahead = Weeks(from: max(plan.weeks.from, visit.today.monday), count: max(1, left)) else {
                throw DiaryRefusal.noPlan
            }
            let figures = TeamFigures(
                caseload: files.caseload, ahead: ahead, contacts: plan.contacts, meetings: plan.meetings,
                bankHolidays: standing.bankHolidays, earlierTargets: targets.counting(files.caseload.contacts),
                earlierMeetings: try files.diary.meetings(in: before).map { meeting in
                    files.sight.restricted(files.arrangements.issued[meeting.id] ?? meeting)
                },
                notes: try files.diary.allNotes(in: before), today: visit.today)
            return FiguresPage(
                months: (0..<12).map { back in
                    let month = Month(of: visit.today.movedBy(months: -back))
                    return Choice("\(month)", month.inWords + (back == 0 ? ", so far" : ""))
                }, team: figures.values)
        }
        return .page("team-figures", of: page, title: "Figures", shows: [])
    }

    private static func pack(_ visit: Visit) async throws -> Answer {
        guard let month = visit.form["month"].flatMap({ Month($0) }), month.days.lowerBound <= visit.today else {
            return .refused("Choose a month that has begun.", back: "/figures")
        }
        // The pack counts everybody: whoever may not know of all of them cannot have it.
        let knowsAll = try await visit.read { $0.caseload.nominals.count == $0.whole.caseload.nominals.count }
        guard knowsAll else { return .notFound }
        return .see(
            try await visit.site.jobs.begin(
                "Monthly pack", for: visit.account.id, at: visit.now,
                describe: { visit.site.words(for: $0) ?? "The pack could not be made." }
            ) { progress in
                progress(nil, "Counting")
                let (made, marking) = try ReadMonth(visit.store)(of: month.days, by: visit.actor, at: visit.now) {
                    read in
                    let made = try MonthlyPack(
                        month: month, caseload: read.caseload, memberships: read.memberships,
                        deselections: read.deselections, equalities: read.equalities, meetings: read.meetings,
                        notes: read.notes, today: visit.today,
                        prepared: "\(visit.today.inWords), \(visit.clock.clock)"
                    ).handedOut(templates: nil)
                    return (papers: (made, read.caseload.policy.marking), about: made.about)
                }
                var zip = StoredZip()
                for document in made.documents { zip.add(document.path, document.bytes) }
                let name = marking.fileName("monthly-pack-\(month)", "zip")
                return .file(
                    Download(name: name, type: "application/zip", content: zip.finished()), about: made.about,
                    saying:
                        "The pack of \(month.inWords) is ready. "
                        + (visit.today < month.days.upperBound
                            ? "The month is not over: the pack is partial, and counts contacts up to yesterday. " : "")
                        + "It names nobody; the list of active cases beside it "
                        + "is for the managers of both services.")
            })
    }
}

/// What `team-figures.mustache` is given.
struct FiguresPage: Sendable {
    var months: [Choice]
    var team: any Sendable
}
