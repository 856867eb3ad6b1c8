import Casework
import Operations
import SQLiteStore
import Testing

struct SpeedTests {
    /// More than any Probation Delivery Unit has: the limits are ten times what it takes.
    @Test func `A large caseload is taken in and read back in seconds`() throws {
        let folder = try TemporaryFolder()
        let store = try SQLiteStore(path: folder.path("diary.sqlite"))
        var caseload = try Samples.caseload()
        caseload.nominals = try (1...2000).map { index in
            var nominal = try #require(caseload.nominals.first)
            nominal.id = .init("n\(index < 10 ? "00" : "")\(index)")
            return nominal
        }
        let monday = try Samples.day("2026-11-30")
        caseload.contacts = try (0..<20_000).map { index in
            var contact = try Samples.contact(
                "c\(index)", "n001", "2026-11-30T09:00", status: index < 15_000 ? .attended : .planned,
                crew: ["po1", "pp1"])
            contact.nominal = caseload.nominals[index % 2000].id
            contact.start = (monday - 700 + index / 28).at(540 + index % 28 * 15)
            return contact
        }
        let clock = ContinuousClock()

        let added = try clock.measure { try store.merge(caseload) }
        let unchanged = try clock.measure { try store.merge(caseload) }
        var read: Caseload?
        let reading = try clock.measure { read = try store.caseload() }

        #expect(read?.contacts.count == 20_000)
        #expect(added < .seconds(30), "\(added)")
        #expect(unchanged < .seconds(15), "\(unchanged)")
        #expect(reading < .seconds(10), "\(reading)")
        print("import \(added), again \(unchanged), read \(reading)")
    }
}
