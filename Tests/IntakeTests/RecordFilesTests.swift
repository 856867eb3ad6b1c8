import Casework
import Foundation
import Intake
import Testing

@Suite struct RecordFilesTests {
    private func wording(_ text: String) throws -> RecordWording {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).csv")
        try Data(text.utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        return try RecordWordingFile.read(url)
    }

    private func faults(_ text: String) -> [String] {
        do {
            _ = try wording(text)
            return []
        } catch {
            return (error as? Faults)?.faults.map(\.description) ?? ["\(error)"]
        }
    }

    @Test func `a kind of contact has its code by where it is, and one for everywhere else`() throws {
        let wording = try wording(
            """
            what,ours,place,code,wording
            contact,joint_visit,home,CHVS,Home visit
            contact,joint_visit,,C084,3-way meeting
            outcome,attended,,ATTC,Attended
            meeting,map,,CAIR,
            """)
        #expect(wording.entry(for: .jointVisit, at: .location(.home)).code == "CHVS")
        #expect(wording.entry(for: .jointVisit, at: .online).code == "C084")
        #expect(wording.entry(for: ContactKind("walk"), at: nil) == RecordWording.Entry())
        #expect(wording.outcomes[.attended]?.code == "ATTC" && wording.meetings[.map]?.wording == nil)
    }

    @Test func `what is wrong with the table is told with its line`() {
        let header = "what,ours,place,code,wording\n"
        #expect(
            faults(header + "visit,office,,X,") == [
                "ndelius.csv:2: what: says “visit”, expected contact, outcome or meeting"
            ])
        #expect(
            faults(header + "contact,office,moon,X,") == [
                "ndelius.csv:2: place: says “moon”, expected a kind of place, online, or nothing"
            ])
        #expect(
            faults(header + "outcome,vanished,,X,").first?.hasPrefix("ndelius.csv:2: ours: says “vanished”") == true)
        #expect(
            faults(header + "contact,office,,X,\ncontact,office,,Y,") == [
                "ndelius.csv:3: ours: says “office”, expected each of them once: line 2 has the same"
            ])
    }

    @Test func `the project's own table can be read`() throws {
        let own = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../templates/ndelius.csv")
        #expect(try RecordWordingFile.read(own).outcomes[.attended]?.code == "ATTC")
    }
}
