import Casework
import Testing

@testable import Publishing

@Suite struct MonthlyPackTests {
    @Test func `active cases add up in every month, whoever comes and goes`() throws {
        var state: UInt64 = 20_261_130
        func chance(_ count: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % count
        }
        let from = Cast.day("2026-09-01")
        for _ in 0..<200 {
            var memberships: [Membership] = []
            var deselections: [Nominal.ID: Day] = [:]
            for number in 0..<30 {
                var nominal = Cast.ffion
                nominal.id = Nominal.ID("n\(number)")
                nominal.selectedOn = from + chance(120)
                memberships.append(
                    Membership(nominal: nominal, leftOn: chance(4) == 0 ? nominal.selectedOn + chance(90) : nil))
                if chance(5) == 0 { deselections[nominal.id] = nominal.selectedOn + chance(120) }
            }
            var endOfLast: Set<Nominal.ID>?
            for text in ["2026-08", "2026-09", "2026-10", "2026-11", "2026-12", "2027-01"] {
                let month = try #require(Month(text))
                let cases = ActiveCases(month, memberships, deselections)
                #expect(
                    cases.atStart.count + cases.selected.count
                        == cases.deselected.count + cases.gone.count + cases.atEnd.count)
                let start = Set(cases.atStart.map(\.nominal.id))
                if let endOfLast { #expect(start == endOfLast, "\(text) begins as the month before ended") }
                endOfLast = Set(cases.atEnd.map(\.nominal.id))
            }
        }
    }

    @Test(arguments: [
        ("2026-02", "2026-02-01", 28), ("2028-02", "2028-02-01", 29), ("2026-12", "2026-12-01", 31),
        ("2026-11", "2026-11-01", 30),
    ])
    func `a month has its days`(text: String, first: String, days: Int) throws {
        let month = try #require(Month(text))
        #expect(month.days.lowerBound == Cast.day(first) && month.days.upperBound - month.days.lowerBound == days)
        #expect(month.description == text)
    }

    @Test(arguments: ["2026-13", "2026", "december", "2026-12-01"])
    func `what is no month is none`(text: String) { #expect(Month(text) == nil) }

    @Test(arguments: [
        ("2008-12-31", "18 to 24"), ("2001-12-31", "25 to 34"), ("2002-01-01", "18 to 24"),
        ("1976-12-31", "50 and over"), ("1977-01-01", "35 to 49"), ("2010-01-01", "Under 18"),
    ])
    func `ages go by the birthday`(born: String, band: String) {
        #expect(AgeBand.inWords(born: Cast.day(born), on: Cast.day("2026-12-31")) == band)
    }

    @Test func `the pack names nobody, by name or by reference`() throws {
        let documents = try pack().documents(templates: nil)
        let page = try #require(documents.first { $0.path.hasSuffix("html") }).text
        for nominal in Cast.caseload.nominals {
            #expect(!page.contains(nominal.id.text) && !page.contains(nominal.familyName))
        }
        let list = try #require(documents.first { $0.path.hasSuffix("csv") }).text
        #expect(list.hasPrefix("OFFICIAL-SENSITIVE\r\n") && list.contains("n001"))
    }

    @Test func `accepted absences and contacts without an outcome count neither for nor against`() {
        func contact(_ status: Contact.Status) -> Contact {
            Contact(
                id: Contact.ID("v"), nominal: Cast.ffion.id, kind: ContactKind("office"),
                start: Cast.moment("2026-12-01T10:00"), minutes: 30, place: .online, practitioners: [], status: status)
        }
        let row = ComplianceRowView(
            "all",
            [
                .attended, .attended, .failedToAttend, .acceptableAbsence, .planned, .rescheduled, .cancelledByService,
            ].map(contact))
        #expect(row.offered == 5 && row.kept == 2 && row.excused == 1 && row.unknown == 1 && row.share == "67 %")
    }

    @Test func `equalities are shown in groups of five and more`() throws {
        var pack = pack()
        let groups = ["White": 12, "Black": 4, "Asian": 3]
        var number = 0
        for (group, count) in groups.sorted(by: { $0.key < $1.key }) {
            for _ in 0..<count {
                var nominal = Cast.ffion
                nominal.id = Nominal.ID("m\(number)")
                number += 1
                pack.memberships.append(Membership(nominal: nominal))
                pack.equalities.values[nominal.id] = [.ethnicity: group]
            }
        }
        pack.memberships.removeAll { !$0.nominal.id.text.hasPrefix("m") }
        let page = try #require(pack.documents(templates: nil).first).text
        #expect(!page.contains("Black") && !page.contains("Asian") && page.contains("All other groups"))
        #expect(page.contains("<h3>Ethnicity</h3>") && !page.contains("<h3>Religion</h3>"))
    }

    private func pack() -> MonthlyPack {
        MonthlyPack(
            month: Month(of: Cast.monday + 5), caseload: Cast.caseload,
            memberships: Cast.caseload.nominals.map { Membership(nominal: $0) },
            today: Cast.day("2027-01-05"), prepared: "Tuesday 5 January 2027, 09:14")
    }
}
