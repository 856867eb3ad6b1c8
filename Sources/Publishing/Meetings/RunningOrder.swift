import Casework

/// The page of one meeting for those who hold it: who comes when, and each nominal's timeslot in full.
///
/// References stand for nominals throughout.
struct RunningOrder: Sendable {
    let record: MeetingRecord
    /// What may be told of each nominal, which is what every one of its readers may know.
    private let facts: [Nominal.ID: Set<Fact>]

    init(_ record: MeetingRecord) {
        self.record = record
        let readers = record.chairs.map(Reader.chair)
        let meeting = record.meeting
        let nominals = Set(meeting.slots.map(\.nominal) + meeting.noted + meeting.deferred.map(\.nominal))
        facts = Dictionary(
            uniqueKeysWithValues: nominals.map { nominal in
                let each = readers.map {
                    record.directory.disclosure.facts(about: nominal, in: .runningOrder, for: $0, on: record.day)
                }
                let all = each.dropFirst().reduce(each.first ?? [.time, .reference]) { $0.intersection($1) }
                return (nominal, all)
            })
    }

    func document(_ templates: TemplateSet) throws -> Document {
        Document(
            path: record.file(record.path(MeetingRecord.runningOrder)),
            content: try templates.page("running-order", of: view))
    }

    private var meeting: PlannedMeeting { record.meeting }
    private var directory: Directory { record.directory }
    private var day: Day { record.day }

    private func may(_ fact: Fact, of nominal: Nominal.ID) -> Bool { facts[nominal]?.contains(fact) ?? false }

    private var view: RunningOrderView {
        RunningOrderView(
            marking: record.directory.marking.line, series: meeting.series.title, seriesName: meeting.series.name,
            day: day.inWords,
            times: Wording.times(meeting.interval), place: record.place, reference: meeting.id.text,
            prepared: record.prepared, capacity: CapacityView(meeting),
            readers: record.people(record.chairs.map(\.id)) ?? "nobody: no chair or support worker is expected",
            attendance: attendance, items: items,
            timeLeft: record.minutesLeft > 0 ? Wording.minutes(record.minutesLeft) : nil, noted: Several(noted),
            deferred: Several(deferred),
            general: Several(record.openActions(where: record.isGeneral).map { record.view($0, directory.redaction) }),
            waiting: WaitingView(meeting, waiters: waiters.count, partners: partners))
    }

    // MARK: Who comes

    private var attendance: [AttendanceView] {
        let inOrder = meeting.attendance.sorted { left, right in
            (left.interval.lowerBound, left.interval.upperBound, left.practitioner)
                < (right.interval.lowerBound, right.interval.upperBound, right.practitioner)
        }
        return inOrder.map { attendance in
            let needed = meeting.minutesNeeded(of: attendance.practitioner)
            return AttendanceView(
                name: directory.name(attendance.practitioner),
                agency: directory.agency(of: attendance.practitioner)?.name ?? "",
                from: attendance.interval.lowerBound.clock.description,
                until: attendance.interval.upperBound.clock.description, needed: needed,
                waits: staysThroughout(attendance) ? nil : meeting.minutesAttended(attendance) - needed,
                saved: meeting.interval.minutes - attendance.interval.minutes)
        }
    }

    private func staysThroughout(_ attendance: PlannedMeeting.Attendance) -> Bool {
        directory.caseload.staysThroughout(attendance, at: meeting)
    }

    private var waiters: [PlannedMeeting.Attendance] { meeting.attendance.filter { !staysThroughout($0) } }

    private var partners: PartnersView? {
        directory.caseload.partnerMinutes(at: meeting).map { minutes in
            PartnersView(
                asked: Wording.minutes(minutes.asked), throughout: Wording.minutes(minutes.throughout),
                saved: Wording.minutes(minutes.saved))
        }
    }

    // MARK: The items

    private var items: [ItemView] {
        record.items.map { time, item in
            var view = ItemView(time)
            switch item {
            case .opening: view.standing = StandingView(opening: true)
            case .business: view.standing = StandingView(business: true)
            case .closing: view.standing = StandingView(closing: true)
            case .pause: view.pause = true
            case .slot(let slot): view.slot = SlotView(nominal: slot.nominal.text, details: details(slot))
            }
            return view
        }
    }

    private func details(_ slot: PlannedMeeting.Slot) -> SlotDetails? {
        guard let nominal = directory.nominal(slot.nominal), let facts = facts[nominal.id],
            !facts.isSubset(of: [.time, .reference])
        else { return nil }
        var details = SlotDetails()
        if facts.contains(.matters) {
            details.reason = slot.reason.inWords
            details.matters = record.matters(of: slot, directory.redaction)
            details.prompts = ChairPrompts.prompts(for: slot.reason)
        }
        if facts.contains(.rating) { details.rating = RatingView(nominal.rag(on: day)) }
        if facts.contains(.cohort) { details.cohort = Wording.cohort(nominal.cohort) }
        if facts.contains(.history) { details.lastDiscussed = record.lastDiscussed(nominal.id) }
        if facts.contains(.contacts) {
            details.contacts = contactsSince(nominal)
            details.variation = variation(of: nominal.id)
        }
        if facts.contains(.people) {
            details.people = people(of: slot)
            details.why = record.why(slot)
        }
        if facts.contains(.updates) { details.updates = updates(about: nominal.id, from: slot.absent) }
        if facts.contains(.actions) {
            details.actions = Several(
                record.openActions { $0.nominal == nominal.id }.map { record.view($0, directory.redaction) })
        }
        return details
    }

    private func people(of slot: PlannedMeeting.Slot) -> SlotPeopleView {
        let absent = slot.absent.filter { !record.declined.contains($0) }
        let declined = (slot.attendees + slot.absent).filter(record.declined.contains)
        return SlotPeopleView(
            needed: record.people(slot.attendees), absent: record.people(absent), declined: record.people(declined),
            nobodyToAsk: !slot.absent.isEmpty && record.inPost(slot.absent).isEmpty)
    }

    /// What was offered and kept since they were last discussed, or since they were selected.
    private func contactsSince(_ nominal: Nominal) -> ContactsSinceView {
        let last = record.lastReview(of: nominal.id)?.heldOn
        let from = last ?? nominal.selectedOn
        let since = record.contacts.filter {
            $0.nominal == nominal.id && $0.status.countsAsOffered && from <= $0.day
                && $0.start < meeting.interval.lowerBound
        }
        let open = since.count { !$0.status.isOutcome }
        return ContactsSinceView(
            since: last == nil ? "Since selection" : "Since then", offered: since.count,
            kept: since.count(where: \.status.countsAsKept),
            open: open == 0 ? nil : "\(open) without an outcome yet")
    }

    /// `4 contacts a week until Sun 20 Dec, agreed by spo1: uplift after a crisis`.
    private func variation(of nominal: Nominal.ID) -> String? {
        let inForce = directory.caseload.variations.filter {
            $0.nominal == nominal && $0.from <= day && day <= $0.until
        }
        guard let variation = inForce.max(by: { $0.from < $1.from }) else { return nil }
        func every(_ weeks: Int?, _ what: String) -> String? {
            weeks.map { $0 == 0 ? "no \(what)" : $0 == 1 ? "\(what) every week" : "\(what) every \($0) weeks" }
        }
        let parts =
            ["\(Wording.counted(variation.contacts, "contact")) a week"]
            + [every(variation.jointEveryWeeks, "joint visit"), every(variation.homeEveryWeeks, "contact at home")]
            .compactMap(\.self)
        let agreed = Wording.list(
            variation.agreedBy.split(separator: ";").map { who in
                directory.practitioner(Practitioner.ID(String(who)))?.name ?? String(who)
            })
        let text =
            "\(parts.joined(separator: ", ")) until \(variation.until.inShort), agreed by \(agreed)"
            + (variation.reason.map { ": \($0)" } ?? "")
        return directory.redaction(text, about: nominal)
    }

    /// Written updates that have come in, and those asked for that have not.
    private func updates(about nominal: Nominal.ID, from asked: [Practitioner.ID]) -> UpdatesView? {
        let received = record.updates(about: nominal)
        let missing = record.inPost(asked.sorted()).filter { asked in !received.contains { $0.practitioner == asked } }
        if received.isEmpty, missing.isEmpty { return nil }
        return UpdatesView(
            received: Several(
                received.map { update in
                    UpdateView(
                        from: record.person(update.practitioner), on: update.receivedOn.inShort,
                        text: update.text.map { directory.redaction($0, about: nominal) })
                }),
            missing: record.names(missing))
    }

    // MARK: What is not discussed

    private var noted: [NotedView] {
        meeting.noted.map { id in
            let nominal = directory.nominal(id)
            let asked = nominal.map { record.inPost(directory.known(to: $0)) } ?? []
            return NotedView(
                nominal: id.text, rating: may(.rating, of: id) ? nominal.map { RatingView($0.rag(on: day)) } : nil,
                lastDiscussed: may(.history, of: id) ? record.lastDiscussed(id) : "limited access",
                updateFrom: may(.people, of: id) ? record.names(asked) ?? "nobody: both posts are vacant" : "the leads",
                updates: may(.updates, of: id) ? updates(about: id, from: asked) : nil)
        }
    }

    private var deferred: [DeferredView] {
        meeting.deferred.map { item in
            let nominal = directory.nominal(item.nominal)
            return DeferredView(
                nominal: item.nominal.text,
                rating: may(.rating, of: item.nominal) ? nominal.map { RatingView($0.rag(on: day)) } : nil,
                cohort: may(.cohort, of: item.nominal) ? nominal.map { Wording.cohort($0.cohort) } : nil,
                due: item.due.inWords)
        }
    }
}

extension ItemView {
    fileprivate init(_ time: Range<Moment>) {
        self.init(
            from: time.lowerBound.clock.description, until: time.upperBound.clock.description,
            length: Wording.minutes(time.minutes), standing: nil, pause: false, slot: nil)
    }
}

extension CapacityView {
    fileprivate init(_ meeting: PlannedMeeting) {
        let spare = meeting.minutesAvailable - meeting.minutesNeeded
        let relief = spare < 0 ? CapacityView.relief(noted: meeting.noted.count, deferred: meeting.deferred.count) : nil
        self.init(
            needed: Wording.minutes(meeting.minutesNeeded), available: meeting.minutesAvailable,
            spare: spare >= 0 ? Wording.minutes(spare) : nil, relief: relief,
            over: spare < 0 && relief == nil ? Wording.minutes(-spare) : nil)
    }

    private static func relief(noted: Int, deferred: Int) -> String? {
        if noted > 0 {
            let items = "\(Wording.counted(noted, "item")) noted without discussion"
            return deferred > 0 ? "\(items) and \(deferred) deferred" : items
        }
        return deferred > 0 ? "\(Wording.counted(deferred, "item")) deferred" : nil
    }
}

extension WaitingView {
    fileprivate init(_ meeting: PlannedMeeting, waiters: Int, partners: PartnersView?) {
        self.init(
            minutes: Wording.minutes(meeting.waitingMinutes), bound: Wording.minutes(meeting.waitingLowerBound),
            people: waiters == 1 ? "1 person" : "\(waiters) people", proven: meeting.isOptimal, partners: partners)
    }
}
