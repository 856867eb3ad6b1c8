internal import Casework
internal import Operations
internal import Publishing

/// The nominals that there are for a reader, and one of them.
enum NominalPages {
    static var routes: [Route] {
        [.get("/nominals", for: .seeNominals, nominals), .get("/nominals/{nominal}", for: .seeNominals, nominal)]
    }

    private static func nominals(_ visit: Visit) async throws -> Answer {
        let (values, shown) = try await visit.read { files in
            let page = NominalsPage(
                ContactFiles(files, for: visit), reference: visit.query["reference"],
                mine: visit.query["whose"] == "mine")
            return (page, page.shown)
        }
        return .page("nominals", of: values, title: "Nominals", shows: shown)
    }

    private static func nominal(_ visit: Visit) async throws -> Answer {
        let monday = (visit.query["week"].flatMap { Day(iso: $0) } ?? visit.today).monday
        let page = try await visit.read { files in
            let contacts = ContactFiles(files, for: visit)
            return contacts.nominal(visit["nominal"]).map { NominalPage($0, contacts, week: monday) }
        }
        guard let page else { return .notFound }
        return .page("nominal", of: page, title: visit["nominal"], shows: [Nominal.ID(visit["nominal"])])
    }
}

/// What `nominals.mustache` is given.
struct NominalsPage: Sendable {
    struct Group: Sendable {
        var groupName: String
        var nominals: [NominalLine]
    }

    var groups: [Group]
    var reference: String
    var isMine: Bool
    var hasOwn: Bool
    let shown: [Nominal.ID]

    init(_ files: ContactFiles, reference: String?, mine: Bool) {
        let wanted = reference?.lowercased() ?? ""
        let found = files.files.caseload.nominals
            .filter { wanted.isEmpty || $0.id.text.lowercased().contains(wanted) }.sorted { $0.id < $1.id }
        // Managers see figures of whom nobody but the leads may know more.
        let standings = Dictionary(grouping: found) { nominal -> Standing in
            let standing = files.files.sight.standing(to: nominal.id)
            return standing == .outsider ? .colleague : standing
        }
        let names: [(Standing, String)] = [
            (.lead, "You lead"), (.involved, "You are involved with"), (.colleague, "Others"),
        ]
        groups = names.compactMap { standing, name in
            guard let theirs = standings[standing], !(mine && standing == .colleague) else { return nil }
            return Group(groupName: name, nominals: theirs.map { NominalLine($0, files) })
        }
        if groups.count == 1, standings[.colleague] != nil, !mine { groups[0].groupName = "Everyone" }
        self.reference = reference ?? ""
        isMine = mine
        hasOwn = files.own != nil
        shown = groups.flatMap(\.nominals).map { Nominal.ID($0.nominalWords) }
    }
}

struct NominalLine: Sendable {
    var nominalWords: String
    var nominalLink: String
    /// Nil: more than the reader may know.
    var rating: RatingView?
    var leads: String
    var nextContact: String?
    var waiting: String?

    init(_ nominal: Nominal, _ files: ContactFiles) {
        let facts = files.facts(about: nominal.id, on: files.clock.day)
        let contacts = files.files.caseload.contacts.filter { $0.nominal == nominal.id }
        nominalWords = nominal.id.text
        nominalLink = "/nominals/\(nominal.id)"
        rating = files.seesAll(of: nominal.id) ? RatingView(nominal.rag(on: files.clock.day)) : nil
        leads = files.people(nominal.leads)
        if facts.contains(.contacts) {
            nextContact = contacts.filter { files.isBooked($0) }.map(\.start).min()?.inShort
            let late = contacts.count { files.lacksOutcome($0) && files.mayRecord($0) }
            waiting = late > 0 ? Wording.counted(late, "contact") + " without outcome" : nil
        }
    }
}

/// What `nominal.mustache` is given.
struct NominalPage: Sendable {
    var address: String
    var standing: String
    var rating: RatingView?
    var cohort: String?
    var leads: String
    var others: String?
    var precaution: String?
    /// Whether the reader sees all that is on record.
    var seesAll: Bool
    var weekName: String
    var weekBefore: String
    var weekAfter: String
    var targetWords: String?
    var offered: Int
    var kept: Int
    var contacts: Several<ContactLine>?
    var shortfall: Several<String>?
    var findLink: String?
    var meetings: Several<Slot>?
    var variations: Several<String>?
    var unavailability: Several<String>?
    var actions: Several<String>?
    var history: Several<ContactLine>?

    /// When a meeting discusses them.
    struct Slot: Sendable {
        var slotLink: String
        var slotWords: String
    }

    init(_ nominal: Nominal, _ files: ContactFiles, week: Day) {
        let (caseload, today) = (files.files.caseload, files.clock.day)
        let sees = files.seesAll(of: nominal.id)
        seesAll = sees
        address = "/nominals/\(nominal.id)"
        standing =
            switch files.files.sight.standing(to: nominal.id) {
            case .lead: "You lead."
            case .involved: "You are involved."
            case .colleague, .outsider: sees ? "" : "You do not work with them: what their sheets say is shown."
            }
        rating = sees ? RatingView(nominal.rag(on: today)) : nil
        cohort = sees && !files.isPartner ? Wording.cohort(nominal.cohort) : nil
        leads = files.people(nominal.leads)
        let involved = caseload.involvements.filter { $0.nominal == nominal.id }.map(\.practitioner)
            .filter { !nominal.leads.contains($0) }
        others = involved.isEmpty ? nil : files.people(involved)
        precaution = nominal.crewing == .double ? "Never seen at home by one practitioner alone" : nil

        let theirs = caseload.contacts.filter { $0.nominal == nominal.id }.sorted(by: Contact.inOrder)
        let ofWeek = theirs.filter { (week..<(week + 7)).contains($0.day) }
        weekName = "Week from \(week.inWords)"
        weekBefore = "\(address)?week=\(week - 7)"
        weekAfter = "\(address)?week=\(week + 7)"
        targetWords = NominalPage.target(nominal, caseload, week: week)
        offered = ofWeek.count(where: \.status.countsAsOffered)
        kept = ofWeek.count(where: \.status.countsAsKept)
        contacts = Several(ofWeek.map { ContactLine($0, files) })
        let short = files.files.plan?.shortfalls.first { $0.nominal == nominal.id && $0.week == week }
        shortfall = sees ? short.flatMap { Several($0.reasons.map { files.reader.plain($0, about: nominal.id) }) } : nil
        let mayFind = Operation.changeContacts.roles.contains(files.account.role)
        findLink = mayFind ? "/find?nominal=\(nominal.id)&week=\(week)" : nil

        let ahead = (files.files.plan?.meetings ?? []).filter { $0.interval.lowerBound >= files.clock }
        meetings = Several(
            ahead.compactMap { meeting in
                meeting.slots.first { $0.nominal == nominal.id }.map { slot in
                    Slot(
                        slotLink: "/meetings/\(meeting.id)",
                        slotWords: "\(meeting.series.title), \(slot.start.inShort) to \(slot.end.clock)")
                }
            })
        guard sees else { return }
        variations = Several(
            caseload.variations.filter { $0.nominal == nominal.id && $0.until >= today }.map { variation in
                let why = variation.reason.map { ": \(files.words($0, about: nominal.id))" } ?? ""
                return "\(Wording.counted(variation.contacts, "contact")) a week from "
                    + "\(variation.from.inShort(readOn: today)) to \(variation.until.inShort(readOn: today))\(why)"
            })
        unavailability = Several(
            caseload.unavailability.filter { $0.nominal == nominal.id }
                .filter { if case .on(let day) = $0.day { day >= today } else { true } }
                .map { NominalPage.words($0, files) })
        actions = Several(
            caseload.actions.filter { $0.nominal == nominal.id }.open.map { action in
                let due = action.dueOn.map { ", due \($0.inShort(readOn: today))" } ?? ""
                return "\(files.words(action.text, about: nominal.id)) (\(files.owner(of: action))\(due)"
                    + (action.isOverdue(on: today) ? ", overdue)" : ")")
            })
        history = Several(
            theirs.filter { $0.status.isOutcome && $0.day < week }.suffix(10).reversed()
                .map { ContactLine($0, files) })
    }

    /// `every Monday, 09:00 to 12:00: work`.
    private static func words(_ unavailability: Unavailability, _ files: ContactFiles) -> String {
        let day =
            switch unavailability.day {
            case .weekly(let weekday): "every \(weekday.name)"
            case .on(let day): day.inShort(readOn: files.clock.day)
            }
        let why = unavailability.reason.map { ": \(files.words($0, about: unavailability.nominal))" } ?? ""
        return "\(day), \(unavailability.start) to \(unavailability.end)\(why)".capitalisedFirst
    }

    /// `3 contacts, a joint visit every 2 weeks, at home every 4 weeks`.
    private static func target(_ nominal: Nominal, _ caseload: Caseload, week: Day) -> String {
        if nominal.isDeselected(on: week) { return "nothing: no longer on the cohort" }
        if (0..<7).allSatisfy({ nominal.isInCustody(on: week + $0) }) { return "nothing: in custody" }
        let target = caseload.policy.target(for: nominal, week: week, caseload.variations)
        func every(_ weeks: Int, _ what: String) -> String? {
            weeks == 0 ? nil : weeks == 1 ? "\(what) every week" : "\(what) every \(weeks) weeks"
        }
        let joint = every(target.jointEveryWeeks, "a joint visit")
        let home = nominal.home == nil ? nil : every(target.homeEveryWeeks, "one at home")
        return ([Wording.counted(target.contacts, "contact")] + [joint, home].compactMap(\.self))
            .joined(separator: ", ")
    }
}
