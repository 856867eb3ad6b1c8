import Casework
import Sample
import Testing

@Suite struct NamesTests {
    static let teams: [(size: Int, seed: UInt64)] =
        [1, 12, 52, 120].flatMap { size in (1...5).map { (size, $0) } } + [(360, 6), (2000, 7)]

    @Test(arguments: teams)
    func `a nominal's name occurs nowhere but in nominals.csv`(size: Int, seed: UInt64) throws {
        let folder = try Folder(size, seed: seed)
        let nominals = folder.rows("nominals.csv")
        let names = Set(nominals.flatMap { [$0["given_name"] ?? "", $0["family_name"] ?? ""] }.map { $0.lowercased() })
        #expect(names.allSatisfy { $0.utf8.count >= 5 })
        #expect(Set(nominals.map { "\($0["given_name"] ?? "") \($0["family_name"] ?? "")" }).count == size)
        let others = folder.files.filter { $0.path != "nominals.csv" }
        #expect(leaks(of: names, in: others) == [])
    }

    @Test(arguments: [12, 52, 360])
    func `a home's street occurs nowhere but among the homes`(size: Int) throws {
        let folder = try Folder(size)
        let homes = folder.rows("locations.csv").filter { $0["kind"] == "home" }.compactMap { $0["name"] }
        #expect(Set(homes).count == homes.count)
        let streets = Set(homes.map { $0.drop { $0 != " " }.dropFirst().lowercased() })
        let elsewhere = folder.rows("locations.csv").filter { $0["kind"] != "home" }.compactMap { $0["name"] }
        let rest = SampleFile(path: "", content: elsewhere.joined(separator: "\n"))
        #expect(leaks(of: streets, in: folder.files.filter { $0.path != "locations.csv" } + [rest]) == [])
    }

    /// Which of the words occur in the files, anywhere and in any case.
    ///
    /// Looks them up by their first five letters, for a big team's files are long.
    private func leaks(of words: Set<String>, in files: [SampleFile]) -> [String] {
        var byBeginning: [[UInt8]: [[UInt8]]] = [:]
        for word in words.map({ Array($0.utf8) }) { byBeginning[Array(word.prefix(5)), default: []].append(word) }
        let beginnings = Set(byBeginning.keys.map { key($0[...]) })
        var found: [String] = []
        for file in files {
            let capitals = UInt8(ascii: "A")...UInt8(ascii: "Z")
            let text = file.content.utf8.map { capitals.contains($0) ? $0 + 32 : $0 }
            var window: UInt64 = 0
            for index in text.indices {
                window = (window << 8 | UInt64(text[index])) & 0xff_ffff_ffff
                guard index >= 4, beginnings.contains(window) else { continue }
                let rest = text[(index - 4)...]
                for word in byBeginning[Array(rest.prefix(5))] ?? [] where rest.starts(with: word) {
                    found.append("\(file.path): \(String(decoding: word, as: UTF8.self))")
                }
            }
        }
        return found
    }

    private func key(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.prefix(5).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
