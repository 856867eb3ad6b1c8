import Casework
import Foundation
import Testing

@testable import Intake

/// Random bytes that are the same every time (SplitMix64).
private struct Noise {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var word = state
        word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
        return word ^ (word >> 31)
    }

    mutating func bytes(_ count: Int, below limit: UInt64 = 256) -> [UInt8] {
        (0..<count).map { _ in UInt8(truncatingIfNeeded: next() % limit) }
    }
}

@Suite struct `A folder that is none` {
    @Test func `has an error when it does not exist or is a file`() throws {
        #expect(throws: Faults.self) { try SmallFolder.read(URL(fileURLWithPath: "/nonexistent/caseload")) }
        try SmallFolder().inPlace { url in
            let file = url.appendingPathComponent("nominals.csv")
            #expect(throws: Faults.self) { try SmallFolder.read(file) }
        }
    }

    @Test func `has one error when it is empty`() throws {
        var folder = SmallFolder()
        folder.files = [:]
        let faults = folder.faults
        #expect(faults.count == 1)
        #expect(
            faults.first?.hasSuffix(
                "has none of a caseload's files, expected agencies.csv, locations.csv, practitioners.csv, "
                    + "working_patterns.csv, nominals.csv") == true)
    }

    @Test func `has errors when its files are`() {
        var folder = SmallFolder()
        for name in folder.files.keys { folder.files[name] = [] }
        #expect(folder.faults.first == "agencies.csv: is empty, expected a header row: agency, name, kind, sharing")
        #expect(folder.faults.contains { $0.hasPrefix("calendars/map.ics") })
        #expect(!folder.faults.contains { $0.hasPrefix("policy.yaml") })
    }

    @Test(arguments: 1...12)
    func `has errors, and does not crash, when its files are random bytes`(_ seed: Int) {
        var noise = Noise(state: UInt64(seed))
        var folder = SmallFolder()
        for name in folder.files.keys.sorted() {
            // Bytes of all kinds, then text, then text of the characters that mean something.
            folder.files[name] =
                switch seed % 3 {
                case 0: noise.bytes(4_000)
                case 1: noise.bytes(4_000, below: 128).map { $0 == 0 ? 10 : $0 }
                default: noise.bytes(4_000, below: 16).map { Array("\",;:\r\n-{}[]*& a0".utf8)[Int($0)] }
                }
        }
        #expect(!folder.faults.isEmpty)
    }

    @Test(arguments: 1...60)
    func `does not crash when some of its bytes are changed`(_ seed: Int) {
        var noise = Noise(state: UInt64(seed) &* 977)
        var folder = SmallFolder()
        for name in folder.files.keys.sorted() {
            var bytes = folder.files[name] ?? []
            for _ in 0..<4 {
                let place = Int(noise.next() % UInt64(max(1, bytes.count)))
                if bytes.indices.contains(place) { bytes[place] = UInt8(truncatingIfNeeded: noise.next()) }
            }
            folder.files[name] = bytes
        }
        _ = folder.faults
    }

    @Test(arguments: [
        ("nominals.csv", "nominals.csv: is 200 MB long, expected at most 32 MB"),
        ("policy.yaml", "policy.yaml: is 200 MB long, expected at most 1 MB"),
        ("calendars/po1.ics", "calendars/po1.ics: is 200 MB long, expected at most 20 MB"),
    ])
    func `has an error when a file is 200 MB`(_ name: String, _ fault: String) throws {
        try SmallFolder().inPlace { url in
            let handle = try FileHandle(forWritingTo: url.appendingPathComponent(name))
            try handle.truncate(atOffset: 200_000_000)
            try handle.close()
            let error = #expect(throws: Faults.self) { try SmallFolder.read(url) }
            #expect(error?.faults.map(\.description) == [fault])
        }
    }

    @Test func `has an error when a file is a folder, or nothing`() throws {
        try SmallFolder().without("travel.csv").without("reviews.csv").without("actions.csv").inPlace { url in
            let files = FileManager.default
            try files.createDirectory(at: url.appendingPathComponent("travel.csv"), withIntermediateDirectories: true)
            try files.createSymbolicLink(
                at: url.appendingPathComponent("reviews.csv"), withDestinationURL: URL(fileURLWithPath: "/dev/zero"))
            try files.createSymbolicLink(
                at: url.appendingPathComponent("actions.csv"), withDestinationURL: URL(fileURLWithPath: "/nonexistent"))
            let error = #expect(throws: Faults.self) { try SmallFolder.read(url) }
            #expect(
                error?.faults.map(\.description) == [
                    "travel.csv: is not a file, expected a file",
                    "reviews.csv: is not a file, expected a file",
                    "actions.csv: is not a file, expected a file",
                ])
        }
    }

    @Test func `has an error when calendars is a file`() {
        var folder = SmallFolder()
        folder.files = folder.files.filter { !$0.key.hasPrefix("calendars/") }
        folder["calendars"] = "x"
        #expect(folder.faults == ["calendars: is not a folder, expected a folder of iCalendar files"])
    }

    @Test func `has an error for YAML that would grow out of hand`() {
        var policy = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
        for (one, next) in zip("abcdefghij", "bcdefghijk") {
            policy += "\(next): &\(next) [" + Array(repeating: "*\(one)", count: 10).joined(separator: ", ") + "]\n"
        }
        policy += "? *k\n: 1\n"
        #expect(SmallFolder().with("policy.yaml", policy).faults.count == 1)
        let deep = String(repeating: "[", count: 100_000)
        #expect(SmallFolder().with("policy.yaml", deep).faults.count == 1)
    }
}

@Suite struct `A table's text` {
    private func table(_ text: String) -> (rows: [Row], faults: [String]) {
        let findings = Findings()
        let form = TableForm("t.csv", columns: "id, name, note?", id: "id")
        let table = Table(form, Array(text.utf8), findings)
        return (table.rows, findings.inOrder(.fault).map(\.description))
    }

    @Test(arguments: ["\n", "\r\n", "\r"])
    func `may end its lines in any way`(_ newline: String) {
        let text = "id,name,note\n\na,x,1\nb,\"y\",\nc,z,3"
        let (rows, faults) = table(text.replacingOccurrences(of: "\n", with: newline))
        #expect(faults == [])
        #expect(rows.map(\.line) == [3, 4, 5])
        #expect(rows.map { $0.raw("name") } == ["x", "y", "z"])
        #expect(rows.map { $0.raw("note") } == ["1", nil, "3"])
    }

    @Test func `may begin with a byte-order mark`() {
        #expect(table("\u{FEFF}id,name\na,x\n").rows.map { $0.raw("id") } == ["a"])
        #expect(SmallFolder().with("reviews.csv", "\u{FEFF}nominal,meeting,held_on\r\n").faults == [])
    }

    @Test func `keeps its line numbers over quoted newlines`() {
        let (rows, faults) = table("id,name,note\na,x,\"one\r\ntwo\n\nthree, \"\"four\"\"\"\nb,y,z\nc,\n")
        #expect(rows.map(\.line) == [2, 6])
        #expect(rows.first?.raw("note") == "one\r\ntwo\n\nthree, \"four\"")
        #expect(faults == ["t.csv:7: has 2 values, expected 3, one for each column"])
    }

    @Test func `may have its columns in any order, and spaces around values`() {
        let (rows, faults) = table(" note , \"id\",name\n 1 ,\ta , x y \n")
        #expect(faults == [])
        #expect(rows.first?.raw("id") == "a" && rows.first?.raw("name") == "x y" && rows.first?.raw("note") == "1")
    }

    @Test func `keeps letters that combine with its commas and quotation marks`() {
        let name = "\u{301}Ŵyn\u{2028}Œ😀\u{E000}"
        let (rows, faults) = table("id,name,note\na,\(name),\"\u{301}\u{200D}\"\nb,\u{600},\u{85}x\n")
        #expect(faults == [])
        #expect(rows.first?.raw("name").map { Array($0.utf8) } == Array(name.utf8))
        #expect(rows.first?.raw("note").map { Array($0.utf8) } == Array("\u{301}\u{200D}".utf8))
        #expect(rows.last?.raw("name").map { Array($0.utf8) } == Array("\u{600}".utf8))
    }

    @Test func `passes over lines of commas, as spreadsheets leave them`() {
        let (rows, faults) = table("id,name,note\n,,\n\na,x,\n , ,\n")
        #expect(faults == [] && rows.map(\.line) == [4])
    }

    @Test func `has a fault at the first byte that is not UTF-8, and is read on`() {
        let findings = Findings()
        let form = TableForm("t.csv", columns: "id, name", id: "id")
        let bytes = Array("id,name\r\na,x\r\nb,Ren".utf8) + [0xE9] + Array("\r\nc,y,z\r\n".utf8)
        let table = Table(form, bytes, findings)
        #expect(table.ids == ["a", "b", "c"])
        #expect(
            findings.inOrder(.fault).map(\.description) == [
                "t.csv:3: has a letter that is not UTF-8, expected CSV, saved as UTF-8 (“CSV UTF-8” in Excel)",
                "t.csv:4: has 3 values, expected 2, one for each column",
            ])
    }

    @Test func `has a fault for a zero byte, for UTF-16, for a workbook`() {
        #expect(table("id,name\na,x\0\n").faults == ["t.csv:2: has a zero byte, expected text"])
        let findings = Findings()
        let form = TableForm("t.csv", columns: "id")
        _ = Table(form, [0xFF, 0xFE, 0x69, 0], findings)
        _ = Table(form, [0x50, 0x4B, 0x03, 0x04], findings)
        #expect(
            findings.inOrder(.fault).map(\.description) == [
                "t.csv: is UTF-16 text, expected CSV, saved as UTF-8",
                "t.csv: is a workbook or a zip file, expected CSV, saved as UTF-8",
            ])
    }

    @Test func `is given up after twenty misquoted lines`() {
        let (rows, faults) = table("id,name\n" + String(repeating: "a,x\"y\n", count: 500) + "b,z\n")
        #expect(rows.isEmpty)
        #expect(faults.count == 21)
    }

    @Test(.timeLimit(.minutes(1)))
    func `of twenty thousand rows is read in good time`() {
        let rows = (0..<20_000).map { "id\($0),Some Name of Usual Length,\"a note, quoted\"\n" }.joined()
        #expect(table("id,name,note\n" + rows).rows.count == 20_000)
    }
}
