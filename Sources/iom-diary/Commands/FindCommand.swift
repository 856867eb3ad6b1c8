internal import ArgumentParser
internal import Casework
internal import Operations
internal import Planning
internal import SQLiteStore

struct FindCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "find", abstract: "Find a time for a contact, or say why there is none.",
        discussion: """
            Everything booked stays. A contact that is still due comes on top; where no more are due, it takes the \
            place of one of its kind that is planned that week. Nothing is booked, and the diary notes that somebody \
            looked.
            """)

    @Option(help: "The nominal's reference.")
    var nominal: String

    @Option(help: ArgumentHelp("The kind of contact, as the policy names it, such as joint_visit."))
    var kind: String

    @Option(help: ArgumentHelp("Any day of the week to look in.", valueName: "date"), transform: Day.read)
    var week: Day

    @Option(help: ArgumentHelp("The planned contact to give up for it.", valueName: "contact"))
    var insteadOf: String?

    @Option(help: "How many times to show.")
    var top = 5

    @Option(help: ArgumentHelp("The diary.", valueName: "file"))
    var diary: String

    @OptionGroup var own: OwnFolders

    func validate() throws {
        guard (1...100).contains(top) else { throw ValidationError("--top takes a number from 1 to 100") }
    }

    func run() throws {
        let store = try SQLiteStore(path: diary, mustExist: true)
        let defaults = try own.defaultCalendars()
        Terminal.complain(try CalendarsText.warnings(store, now: .now))
        guard let weeks = try store.read({ try $0.latestPlan()?.plan.weeks }) else { throw DiaryRefusal.noPlan }
        // What a calendar does not say of other weeks is no matter here; of this one the answers say it.
        let verb = FindTime(store, diaries: weeks.reader(defaults) { _ in })
        let outcome = try verb(
            ContactKind(kind), with: Nominal.ID(nominal), week: week.monday,
            insteadOf: insteadOf.map { Contact.ID($0) }, limit: top, by: account, at: .now,
            clock: .onTheOfficesClock)
        Terminal.say(
            FindText(outcome, ContactKind(kind), Nominal.ID(nominal), week: week.monday, now: .now, diary: diary).lines)
    }
}

/// What was found, for someone on the telephone.
private struct FindText {
    private let outcome: FindTime.Outcome
    private let kind: ContactKind
    private let nominal: Nominal.ID
    private let week: Day
    private let now: Timestamp
    /// The file's name, as it was given.
    private let diary: String

    init(
        _ outcome: FindTime.Outcome, _ kind: ContactKind, _ nominal: Nominal.ID, week: Day, now: Timestamp,
        diary: String
    ) {
        self.diary = diary
        self.outcome = outcome
        self.kind = kind
        self.nominal = nominal
        self.week = week
        self.now = now
    }

    var lines: [String] {
        let noun = kind.name.hasSuffix("visit") ? kind.inWords : "\(kind.inWords) contact"
        let article = "aeiou".contains(noun.prefix(1)) ? "an" : "a"
        let subject = "\(article) \(noun) with \(nominal) in the week of \(week.inShort)"
        guard let openings = outcome.openings else {
            let days = outcome.plan.weeks.days
            if week < days.lowerBound {
                return [
                    "The week of \(week.inShort) is before the latest plan, which begins on \(days.lowerBound.inShort)."
                ]
            }
            return [
                "Unknown: the latest plan is of \(days.lowerBound.inShort) to \((days.upperBound - 1).inShort), and what "
                    + "will be free for \(subject) is not known before that week is planned."
            ]
        }
        if let hindrance = openings.hindrance {
            return ["No time for \(subject), everything booked staying as it is: \(hindrance.reason)"]
                + account(hindrance)
        }
        var lines: [String] = []
        if !openings.times.isEmpty {
            lines.append("Times for \(subject), everything else booked staying as it is:")
            lines += table(openings.times)
        }
        if !openings.unknown.isEmpty {
            lines += lines.isEmpty ? [] : [""]
            lines.append("Unknown, not free; ask before you promise \(subject):")
            lines += table(openings.unknown)
            for practitioner in Set(openings.unknown.flatMap(\.unknown)).sorted() {
                lines.append("  \(horizon(of: practitioner))")
            }
        }
        lines += ["", "In brackets: the first level of the score at which the plan would be worse."]
        return lines
    }

    private func table(_ times: [OpenTime]) -> [String] {
        let widths = (
            place: times.map(\.contact.place.description.count).max() ?? 0,
            crew: times.map { crew($0).count }.max() ?? 0
        )
        return times.flatMap { time in
            [
                "  \(time.contact.start.inShort.padded(16)) to \(time.contact.end.clock)  "
                    + "\(time.contact.place.description.padded(widths.place))  \(crew(time).padded(widths.crew))  "
                    + cost(time),
                "    " + command(toBook: time),
            ]
        }
    }

    private func command(toBook time: OpenTime) -> String {
        let contact = time.contact
        let people = contact.practitioners.map(\.text).joined(separator: ";")
        return "iom-diary contact book --nominal \(nominal) --kind \(kind) --at \(contact.start) "
            + "--place \(contact.place) --with '\(people)'"
            + (time.replaced.map { " --instead-of \($0.id)" } ?? "") + " --diary \(diary)"
    }

    private func crew(_ time: OpenTime) -> String { time.contact.practitioners.map(\.text).joined(separator: " ") }

    /// What a time costs the rest of the plan, in the order of the score's levels.
    private func cost(_ time: OpenTime) -> String {
        let change = time.change
        var parts: [String] = []
        if change.shortfall != 0 {
            parts.append("shortfall \(abs(change.shortfall)) \(change.shortfall < 0 ? "less" : "more")")
        }
        if let replaced = time.replaced { parts.append("in place of \(replaced.id), \(replaced.start.inShort)") }
        if !time.cover.isEmpty {
            parts.append(
                "\(time.cover.map(\.text).joined(separator: " and ")) \(time.cover.count == 1 ? "stands" : "stand") in")
        }
        let minutes = change.travelMinutes
        let each = time.travel.sorted { $0.key < $1.key }.map { "\($0.key) \(signed($0.value))" }
        parts.append(
            each.isEmpty ? "no more travel" : "travel \(signed(minutes)) min (\(each.joined(separator: ", ")))")
        if change.spread > 0 {
            parts.append("next to a contact on \(time.neighbours.map(\.inShort).joined(separator: " and "))")
        }
        return parts.joined(separator: "; ") + level(change)
    }

    private func signed(_ minutes: Int) -> String { "\(minutes < 0 ? "−" : "+")\(abs(minutes))" }

    /// The first level of the score at which the plan would be worse.
    private func level(_ change: Score) -> String {
        let levels = [
            (change.shortfall, "shortfall"), (change.moved, "moved"), (change.cover, "cover"),
            (change.travelMinutes, "travel"), (change.spread, "spread"),
        ]
        return levels.first { $0.0 > 0 }.map { " [\($0.1)]" } ?? ""
    }

    // MARK: - Why there is none

    private func account(_ hindrance: Openings.Hindrance) -> [String] {
        var lines: [String] = []
        for person in hindrance.people {
            lines += ["", "\(person.practitioner): \(calendar(of: person.practitioner))"]
            if person.days.isEmpty { lines.append("  does not work that week") }
            lines += person.days.flatMap { day in
                ["  \(day.day.inShort.padded(11)) works \(day.hours.map(times).joined(separator: ", "))"]
                    + details(day).map { "              " + $0 }
            }
        }
        if !hindrance.nominal.isEmpty {
            lines += ["", "\(nominal)"]
            lines += hindrance.nominal.map {
                "  \($0.interval.lowerBound.day.inShort.padded(11)) \(times($0.interval)) \(inWords($0))"
            }
        }
        return lines
    }

    private func details(_ day: Openings.PersonsDay) -> [String] {
        var lines = [
            day.engagements.isEmpty
                ? "nothing in the way"
                : day.engagements.map { "\(times($0.interval)) \(inWords($0))" }.joined(separator: ", ")
        ]
        let starts = day.starts.map { range in
            range.lowerBound == range.upperBound
                ? "\(range.lowerBound.clock)" : "\(range.lowerBound.clock) to \(range.upperBound.clock)"
        }
        lines.append(
            starts.isEmpty ? "could not begin it at any time" : "could begin it at \(starts.joined(separator: ", "))")
        if day.isUnknown { lines.append("unknown: the calendar has ended by then") }
        return lines
    }

    private func inWords(_ engagement: Openings.Engagement) -> String {
        switch engagement.sort {
        case .busy: "busy"
        case .meeting(let meeting): meeting
        case .contact(let contact): contact.text
        case .commitment: "own commitment"
        }
    }

    private func times(_ interval: Range<Moment>) -> String {
        "\(interval.lowerBound.clock)–\(interval.upperBound.clock)"
    }

    /// Which calendar the busy times are from, and how old it is.
    private func calendar(of practitioner: Practitioner.ID) -> String {
        let name = CalendarFile.name(of: practitioner)
        let source: String
        if let fetchedAt = outcome.published.first(where: { $0.practitioner == practitioner })?.fetchedAt {
            source = "their published calendar, last fetched \(age(of: fetchedAt))"
        } else if let since = outcome.importDates[name] {
            source = "\(name), last changed by an import \(age(of: since))"
        } else {
            return "no calendar on record, so busy times are unknown"
        }
        return "busy times from \(source)"
            + (outcome.knownUntil[practitioner].map { "; it ends \(inWords($0))" } ?? "")
    }

    /// `Wed 2 Dec 18:00`, with the year where it is not the current one.
    private func inWords(_ moment: Moment) -> String {
        let isThisYear = moment.day.components.year == now.onTheOfficesClock.day.components.year
        return isThisYear ? moment.inShort : "\(moment.day.inShortWithYear) \(moment.clock)"
    }

    private func age(of since: Timestamp) -> String {
        let days = max(0, now.seconds - since.seconds) / 86_400
        return days == 0 ? "today" : days == 1 ? "1 day ago" : "\(days) days ago"
    }

    private func horizon(of practitioner: Practitioner.ID) -> String {
        "\(practitioner): \(calendar(of: practitioner)), "
            + (outcome.knownUntil[practitioner] == nil
                ? "and holds that time for something not yet promised" : "and beyond that nothing is known")
    }
}
