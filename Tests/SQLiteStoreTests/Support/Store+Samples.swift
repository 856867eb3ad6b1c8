import Casework
import Operations
import SQLiteStore
import Testing

extension SQLiteStore {
    @discardableResult
    func merge(_ caseload: Caseload, at now: Timestamp = Samples.morning) throws -> ImportSummary {
        try write { diary in try diary.merge(caseload, calendars: Samples.calendars, at: now) }
    }

    func save(_ plan: Plan, at now: Timestamp = Samples.noon) throws {
        try write { diary in try diary.save(plan, seed: .max, at: now) }
    }

    func setStatus(_ status: Contact.Status, of contact: String, at now: Timestamp = Samples.noon) throws -> Bool {
        try write { diary in try diary.setStatus(status, of: .init(contact), at: now) }
    }

    func caseload() throws -> Caseload { try #require(try read { try $0.caseload() }) }
    func latestPlan() throws -> StoredPlan { try #require(try read { try $0.latestPlan() }) }
    func revision() throws -> Int { try read { try $0.revision() } }

    func contact(_ id: String) throws -> Contact? {
        try caseload().contacts.first { $0.id.text == id }
    }

    /// Leaves a history out of which these were taken, one after the other.
    private func fillAndErase(_ nominals: [Nominal.ID]) throws {
        var caseload = try Samples.caseload()
        let first = try #require(caseload.nominals.last)
        for nominal in nominals {
            caseload.nominals.append(first)
            caseload.nominals[caseload.nominals.count - 1].id = nominal
        }
        try merge(caseload)
        try write { diary in
            let names = nominals.map(\.text).joined(separator: " and ")
            try diary.record(.init(at: Samples.morning, actor: "una", act: .consultation, detail: "looked at \(names)"))
        }
        for nominal in nominals {
            _ = try write { diary in
                try diary.erase(nominal, erasing: { text, _ in text }, because: "\(nominal) is over") { rows, reason in
                    .init(at: Samples.morning, actor: "una", act: .erasure, detail: "\(rows.entries): \(reason)")
                }
            }
        }
    }

    /// Puts at least a row into every table.
    func fillEveryTable() throws {
        try fillAndErase(["n003", "n004"].map { Nominal.ID($0) })
        try merge(try Samples.caseload())
        try save(try Samples.plan())
        var dropping = try Samples.plan()
        dropping.contacts.removeLast()
        try save(dropping)
        try write { diary in
            let meeting = PlannedMeeting.ID("map-2026-12-02")
            try diary.settle(.pin(.init(nominal: .init("n001"), place: .position(2))), for: meeting)
            try diary.settle(.agree(.init(practitioner: .init("po1"), window: nil)), for: meeting)
            try diary.settle(.turn(.init("n001"), .added, why: "A new address"), for: meeting)
            try diary.settle(.order([.init("n002"), .init("n001")]), for: meeting)
            _ = try diary.issue(meeting, at: Samples.noon)
            _ = try diary.note(.recalled(.init("n001"), on: Samples.day("2026-12-01")), at: Samples.noon)
            let address = try CalendarAddress("https://mail.example/calendar")
            try diary.keep(address, zone: "Europe/Paris", of: .init("po1"))
            _ = try diary.keep(
                .content([1, 2], .init(etag: "a", lastModified: "b"), events: 1),
                of: PublishedCalendar(practitioner: .init("po1"), address: address, zone: "Europe/Paris"),
                at: Samples.noon)
            try diary.keep(try Samples.invitation())
            for entry in try Samples.noteEntries() {
                try diary.keep(entry, of: try Samples.meeting(), at: Samples.noon)
            }
            try diary.keep(Equalities([.init("n001"): [.sex: "Female", .religion: "None"]]))
            try diary.keep(Samples.account)
            for nominal in ["n001", "n002"] {
                let number = try diary.keep(Samples.variationRequest(.init(nominal)), at: Samples.noon)
                guard nominal == "n001" else { continue }
                var answered = Samples.variationRequest(.init(nominal))
                answered.answer = .init(isApproved: false, on: answered.askedOn, by: "mo", why: "Too early")
                try diary.keep(RecordedVariationRequest(number: number, request: answered), at: Samples.noon)
            }
            try diary.keep(
                PolicyChange(
                    setting: try Samples.openingMinutes, was: .number(10), value: .number(15),
                    madeOn: Day(number: 20_000),
                    madeBy: "ad", reason: "The board"), at: Samples.noon)
            try diary.keep(
                AgreementChange(
                    agency: .init("pol"), was: .sharing(.full), term: .sharing(.case), madeOn: Day(number: 20_000),
                    madeBy: "ad", reason: "The board"), at: Samples.noon)
            try diary.keep(
                FailedSignIns(count: 3, lastAt: Samples.noon, waitsUntil: Samples.noon), under: "digest",
                forgettingBefore: Samples.morning)
            _ = try diary.make(Samples.feedLink, digest: String(repeating: "d", count: 44))
            try diary.record(.init(at: Samples.noon, actor: "una", act: .alteration, detail: "planned for n001"))
        }
    }
}

extension Samples {
    /// Minutes for opening a MAP.
    static var openingMinutes: PolicySetting {
        get throws {
            guard let setting = PolicySetting(code: "meetings.map.opening_minutes") else {
                throw StoreError.failed(why: "the policy has no such setting")
            }
            return setting
        }
    }
}
