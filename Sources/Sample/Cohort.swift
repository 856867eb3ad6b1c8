import Casework

/// A nominal, and where in town they belong.
struct Person {
    var nominal: Nominal
    let hub: Int
    let livesFar: Bool
}

/// The nominals: about half of them fixed, about a third in custody.
struct Cohort {
    private(set) var people: [Person] = []
    /// Red, and not seen once in eight weeks.
    private(set) var unseen: Nominal.ID?

    private let from: Day

    init(nominals: Int, town: inout Town, staff: Staff, from: Day, _ chance: inout Chance) {
        self.from = from
        let names = Names.nominals(nominals, &chance)
        let cohorts = chance.shuffled(Cohort.cohorts(nominals))
        let ratings = chance.shuffled(Cohort.ratings(nominals))
        let inTown = Names.addresses(nominals, rural: false, &chance)
        let far = Names.addresses(nominals, rural: true, &chance)
        let width = max(3, String(nominals).count)
        let hubs = town.hubs.count
        var index = 0
        for hub in town.hubs.indices {
            let share = Staff.share(of: hub, among: hubs, nominals)
            let officers = staff.police.filter { $0.hub == hub }
            let probation = staff.probation.filter { $0.hub == hub }
            let farFrom = share >= 12 ? share - share / 8 : share
            for position in 0..<share {
                guard let name = names.at(index), let officer = officers.at(position * officers.count / share),
                    let practitioner = probation.wrapping(position)
                else { continue }
                let livesFar = position >= farFrom
                let home = Location.ID("home\(index + 1)")
                let address = (livesFar ? far : inTown).at(index) ?? "\(index + 1) Long Causey"
                town.addHome(home, address, hub: hub, far: livesFar, &chance)
                if livesFar && position == farFrom && hub == 0, let first = town.hubs.first {
                    town.addSlowRoad(from: first.station, to: home, minutes: 48)
                }
                let rag = ratings.at(index) ?? .green
                let nominal = Nominal(
                    id: Nominal.ID("n" + padded(index + 1, to: width)), givenName: name.given, familyName: name.family,
                    born: from - chance.within(chance.happens(30) ? 6600...9400 : 9400...20_000),
                    cohort: cohorts.at(index) ?? .fixed, rag: rag, policeLead: officer.id,
                    probationLead: practitioner.id, home: home, selectedOn: from - chance.within(30...800),
                    lastOffenceOn: from - chance.within(15...360))
                people.append(Person(nominal: nominal, hub: hub, livesFar: livesFar))
                index += 1
            }
        }
        describe(nominals, staff, &chance)
        let homes = Set(people.compactMap(\.nominal.home))
        town.removeHomes { !homes.contains($0) }
    }

    private static func cohorts(_ count: Int) -> [Nominal.Cohort] {
        let (fixed, flex) = ((count + 1) / 2, (count * 3 + 5) / 10)
        return (0..<count).map { $0 < fixed ? .fixed : $0 < fixed + flex ? .flex : .free }
    }

    private static func ratings(_ count: Int) -> [Nominal.RAG] {
        let blue = (count + 1) / 3
        let rest = count - blue
        let (red, amber) = ((rest + 2) / 4, (rest * 2 + 2) / 5)
        return (0..<count).map { index in
            index < blue ? .blue : index < blue + red ? .red : index < blue + red + amber ? .amber : .green
        }
    }

    /// Up to so many nominals, by chance, among those that fit.
    func some(_ count: Int, _ chance: inout Chance, where fits: (Person) -> Bool) -> [Int] {
        Array(chance.shuffled(people.indices.filter { fits(people[$0]) }).prefix(count))
    }

    // MARK: What sets some apart

    private mutating func describe(_ nominals: Int, _ staff: Staff, _ chance: inout Chance) {
        setReleases(staff, &chance)
        setCleanMonths(&chance)
        for index in some(nominals / 25, &chance, where: { $0.nominal.cohort == .free }) {
            people[index].nominal.lastOffenceOn = nil
        }
        guard nominals >= 12 else { return }
        func oneIn(_ part: Int) -> Int { max(1, nominals / part) }

        for index in some(
            min(6, oneIn(17)), &chance,
            where: {
                $0.hub == 0 && $0.nominal.rag != .blue && !$0.livesFar
                    && $0.nominal.policeLead != staff.ruralOfficer
            })
        {
            if let vacancy = staff.vacancy { people[index].nominal.probationLead = vacancy.id }
        }
        let vacant = staff.vacancy?.id
        let suspended = some(max(2, oneIn(25)), &chance) {
            ($0.nominal.rag == .green || $0.nominal.rag == .amber) && $0.nominal.probationLead != vacant
                && $0.nominal.policeLead != staff.ruralOfficer
        }
        for (position, index) in suspended.enumerated() {
            let day = position.isMultiple(of: 2) ? from + chance.within(8...20) : from - chance.within(10...60)
            people[index].nominal.contactSuspendedFrom = day
        }
        for index in some(
            oneIn(16), &chance,
            where: { $0.nominal.contactSuspendedFrom == nil && $0.nominal.probationLead != vacant && !$0.livesFar })
        {
            people[index].nominal.home = nil
        }
        let redFirst = some(people.count, &chance) { $0.nominal.rag == .red }
        unseen = redFirst.first.map { people[$0].nominal.id }
        for index in some(oneIn(15), &chance, where: { $0.nominal.home != nil && $0.nominal.rag != .blue }) {
            people[index].nominal.crewing = .double
        }
        for index in some(
            oneIn(12), &chance,
            where: { $0.nominal.cohort != .fixed && $0.nominal.contactSuspendedFrom == nil })
        {
            people[index].nominal.isStatutory = false
        }
        for index in some(oneIn(26), &chance, where: { _ in true }) { people[index].nominal.hasLimitedAccess = true }
    }

    /// A quarter of those in custody come out within four weeks, one of them on a Friday; some have no date.
    private mutating func setReleases(_ staff: Staff, _ chance: inout Chance) {
        func isOpen(_ day: Day) -> Bool { !BankHolidays.contains(day) && day.weekday != .wednesday }
        let friday = [11, 18, 4, 25].map { from + $0 }.first { isOpen($0) } ?? from + 11
        let soon = (0..<28).filter { $0 % 7 < 5 && isOpen(from + $0) }.map { from + $0 }
        let blue = some(people.count, &chance) { $0.nominal.rag == .blue }
        // The day of release needs both leads: not one of them on leave, as the rural officer soon is.
        let inOrder =
            blue.filter { people[$0].nominal.policeLead != staff.ruralOfficer }
            + blue.filter { people[$0].nominal.policeLead == staff.ruralOfficer }
        for (position, index) in inOrder.enumerated() {
            let release: Day? =
                switch position % 7 {
                case 0: position == 0 ? friday : chance.pick(soon)
                case 2, 3, 5: (from + chance.within(6...44) * 7) + chance.within(0...4)
                case 4: chance.pick(soon)
                default: nil
                }
            people[index].nominal.releaseOn = release
        }
    }

    /// Some of the green have not offended for a year: the rules ask whether they still belong here.
    private mutating func setCleanMonths(_ chance: inout Chance) {
        let green = people.count { $0.nominal.rag == .green }
        for index in some(min(12, (green * 2 + 4) / 5), &chance, where: { $0.nominal.rag == .green }) {
            let day = from - chance.within(380...720)
            people[index].nominal.lastOffenceOn = day
            people[index].nominal.selectedOn = day + chance.within(14...80)
        }
    }

    func file() -> SampleFile {
        var sheet = Sheet(
            "nominal", "given_name", "family_name", "born", "cohort", "rag", "police_lead", "probation_lead", "home",
            "selected_on", "release_on", "last_offence_on", "crewing", "statutory", "limited_access",
            "contact_suspended_from")
        for person in people {
            let nominal = person.nominal
            sheet.add(
                nominal.id.text, nominal.givenName, nominal.familyName, nominal.born?.description,
                nominal.cohort.rawValue, nominal.rag.rawValue, nominal.policeLead.text, nominal.probationLead.text,
                nominal.home?.text, nominal.selectedOn.description, nominal.releaseOn?.description,
                nominal.lastOffenceOn?.description, nominal.crewing.rawValue, nominal.isStatutory ? "yes" : "no",
                nominal.hasLimitedAccess ? "yes" : "no", nominal.contactSuspendedFrom?.description)
        }
        return sheet.file("nominals.csv")
    }
}
