import Casework

/// Someone on the team, with the hours they keep.
struct Colleague {
    let practitioner: Practitioner
    /// The part of town they serve.
    let hub: Int
    let blocks: [WorkingBlock]

    var id: Practitioner.ID { practitioner.id }

    /// What they work on a day, in order; nothing on a bank holiday.
    func blocks(on day: Day) -> [(minutes: Range<Int>, place: Location.ID)] {
        guard !BankHolidays.contains(day) else { return [] }
        return blocks.filter { $0.holds(on: day) }.map {
            ($0.start.minutes..<$0.end.minutes, $0.location ?? practitioner.base)
        }
    }
}

/// Everyone who works with nominals: enough of them that a good planner leaves almost nobody short.
struct Staff {
    private(set) var police: [Colleague] = []
    private(set) var probation: [Colleague] = []
    /// A probation post that stands empty, with cases still in its name.
    private(set) var vacancy: Colleague?
    /// The police officer for the outlying farms and lanes.
    private(set) var ruralOfficer: Practitioner.ID?
    private(set) var support: [Colleague] = []
    private(set) var managers: [Colleague] = []
    private(set) var partners: [Colleague] = []

    private let agencies: Agencies
    private let town: Town
    private let from: Day
    private var names: [String]

    /// In the order in which the files list them.
    var all: [Colleague] { police + probation + (vacancy.map { [$0] } ?? []) + support + managers + partners }

    func colleague(_ id: Practitioner.ID) -> Colleague? { byID[id] }
    private var byID: [Practitioner.ID: Colleague] = [:]

    init(nominals: Int, agencies: Agencies, town: Town, from: Day, _ chance: inout Chance) {
        self.agencies = agencies
        self.town = town
        self.from = from
        names = Names.staff(nominals / 3 + 60, &chance)
        for hub in town.hubs.indices {
            let share = Staff.share(of: hub, among: town.hubs.count, nominals)
            let officers = max(1, (share * 2 + 18) / 19)
            for index in 0..<officers {
                let isRural = hub == 0 && nominals >= 12 && index == officers - 1
                addOfficer(hub: hub, isRural: isRural, changesHours: hub == 0 && index == 0 && nominals >= 12)
            }
            for _ in 0..<max(1, (share + 10) / 11) { addProbationPractitioner(hub: hub) }
        }
        if nominals >= 12 { addVacancy() }
        addSupportAndManagers()
        for partner in agencies.partners {
            let busiest = ["da", "ho"].contains(partner.code) && nominals >= 40
            var number = 0
            for hub in town.hubs.indices {
                for _ in 0..<(busiest ? 2 : 1) {
                    number += 1
                    addPartnerWorker(partner, number: number, hub: hub, &chance)
                }
            }
        }
        for colleague in all { byID[colleague.id] = colleague }
    }

    /// How many of the nominals live in a hub's part of town.
    static func share(of hub: Int, among hubs: Int, _ nominals: Int) -> Int {
        (hub + 1) * nominals / hubs - hub * nominals / hubs
    }

    private mutating func nextName() -> String { names.isEmpty ? "Pat Jones" : names.removeFirst() }

    private mutating func newcomer(
        _ id: String, title: String = "", agency: Agency, role: Practitioner.Role, base: Location.ID, hub: Int,
        domain: String, blocks: (Practitioner.ID) -> [WorkingBlock]
    ) -> Colleague {
        let practitioner = Practitioner(
            id: Practitioner.ID(id), name: title + nextName(), agency: agency.id, role: role, base: base,
            email: "\(id)@\(domain).example")
        return Colleague(practitioner: practitioner, hub: hub, blocks: blocks(practitioner.id))
    }

    // MARK: Police

    private mutating func addOfficer(hub: Int, isRural: Bool, changesHours: Bool) {
        guard let place = town.hubs.wrapping(hub) else { return }
        let number = police.count
        let id = "po\(number + 1)"
        var week = WorkingWeek()
        switch number % 6 {
        case 1: week.setOneBlock(.thursday, 12 * 60, 20 * 60)
        case 3: week.remove(.friday)
        case 4 where !isRural: week.remove(.monday)
        default: break
        }
        if number.isMultiple(of: 2) {
            week.setAfternoon(.tuesday, at: place.office)
            week.setMorning(.thursday, at: place.office)
        } else {
            week.setMorning(.friday, at: place.office)
        }
        let from = from
        let officer = newcomer(
            id, title: number % 4 == 2 ? "DC " : "PC ", agency: agencies.police, role: .offenderManager,
            base: place.station, hub: hub, domain: "aldermoor-police"
        ) { id in
            guard changesHours else { return week.blocks(of: id) }
            // From the third week on, four long days instead of five.
            var later = week
            later.remove(.friday)
            later.start = 8 * 60
            return week.blocks(of: id, until: from + 13) + later.blocks(of: id, from: from + 14)
        }
        if isRural { ruralOfficer = officer.id }
        police.append(officer)
    }

    // MARK: Probation

    private mutating func addProbationPractitioner(hub: Int) {
        guard let place = town.hubs.wrapping(hub) else { return }
        let number = probation.count
        var week = WorkingWeek()
        switch number % 5 {
        case 1:
            week.remove(.tuesday)
            week.add(.tuesday, 11 * 60, 15 * 60)
            week.add(.tuesday, 15 * 60 + 30, 19 * 60)
        case 2: week.remove(.thursday)
        case 4: week.removeAfternoon(.friday)
        default: break
        }
        if number.isMultiple(of: 3) { week.setAfternoon(.friday, at: place.station) }
        probation.append(
            newcomer(
                "pp\(number + 1)", agency: agencies.probation, role: .probationPractitioner, base: place.office,
                hub: hub, domain: "aldermoor-probation"
            ) { week.blocks(of: $0) })
    }

    private mutating func addVacancy() {
        guard let place = town.hubs.first else { return }
        let id = Practitioner.ID("pp\(probation.count + 1)")
        // Whoever held the post left on the Friday before the plan begins.
        vacancy = Colleague(
            practitioner: Practitioner(
                id: id, name: "Vacant post", agency: agencies.probation.id, role: .probationPractitioner,
                base: place.office),
            hub: 0, blocks: WorkingWeek().blocks(of: id, until: from - 3))
    }

    private mutating func addSupportAndManagers() {
        guard let place = town.hubs.first else { return }
        var fourDays = WorkingWeek()
        fourDays.remove(.friday)
        var fromTuesday = WorkingWeek()
        fromTuesday.remove(.monday)
        support.append(
            newcomer(
                "sw1", agency: agencies.probation, role: .supportWorker, base: place.office, hub: 0,
                domain: "aldermoor-probation"
            ) { fourDays.blocks(of: $0) })
        support.append(
            newcomer(
                "ya1", agency: agencies.probation, role: .youngAdultSupportWorker, base: place.office, hub: 0,
                domain: "aldermoor-probation"
            ) { fromTuesday.blocks(of: $0) })
        managers.append(
            newcomer(
                "insp1", title: "Insp ", agency: agencies.police, role: .manager, base: place.station, hub: 0,
                domain: "aldermoor-police"
            ) { WorkingWeek().blocks(of: $0) })
        managers.append(
            newcomer(
                "spo1", agency: agencies.probation, role: .manager, base: place.office, hub: 0,
                domain: "aldermoor-probation"
            ) { WorkingWeek().blocks(of: $0) })
    }

    // MARK: Partners

    private mutating func addPartnerWorker(
        _ partner: Agencies.Partner, number: Int, hub: Int, _ chance: inout Chance
    ) {
        guard let place = town.hubs.wrapping(hub) else { return }
        var week = WorkingWeek()
        // Everyone is in on Wednesdays, for the meeting; most partners are part-time.
        let daysOff = chance.shuffled([Weekday.monday, .tuesday, .thursday, .friday]).prefix(chance.within(0...2))
        for day in daysOff { week.remove(day) }
        if chance.happens(50) { week.setAfternoon(.monday, at: place.office) }
        partners.append(
            newcomer(
                "\(partner.code)\(number)", agency: partner.agency, role: .partnerWorker,
                base: Location.ID(Town.base(of: partner.code, hub: hub)), hub: hub, domain: partner.code
            ) { week.blocks(of: $0) })
    }

    func files() -> [SampleFile] {
        var practitioners = Sheet("practitioner", "name", "agency", "role", "base", "email")
        var patterns = Sheet("practitioner", "weekday", "start", "end", "location", "from", "until")
        for colleague in all {
            let person = colleague.practitioner
            practitioners.add(
                person.id.text, person.name, person.agency.text, person.role.rawValue, person.base.text, person.email)
            for block in colleague.blocks {
                patterns.add(
                    block.practitioner.text, block.weekday.code, block.start.description, block.end.description,
                    block.location?.text, block.from?.description, block.until?.description)
            }
        }
        return [practitioners.file("practitioners.csv"), patterns.file("working_patterns.csv")]
    }
}
