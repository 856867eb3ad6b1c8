import Casework
import Foundation
import Testing

@testable import Publishing

/// The README's table of who sees what, with somebody for each of its readers.
enum RedactionTable {
    struct Cell: CustomTestStringConvertible {
        var reader: String
        var paper: Paper
        var facts: Set<Fact>

        var testDescription: String { "\(paper.rawValue) for: \(reader)" }
    }

    private static let letters: [Character: Fact] = [
        "T": .time, "R": .reference, "M": .matters, "G": .rating, "C": .cohort, "L": .history, "P": .people,
        "A": .actions, "K": .contacts, "U": .updates, "D": .decisions, "X": .dissent, "W": .precautions, "N": .name,
    ]

    /// Every cell of the table; empty where the README has no such table.
    static let cells: [Cell] = {
        let readme = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../README.md")
        let text = (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
        let lines = text.split(separator: "\n").map(String.init)
        guard let header = lines.firstIndex(where: { $0.hasPrefix("| reader |") }) else { return [] }
        let papers = words(lines[header]).dropFirst().map { Paper(rawValue: $0) }
        return lines.dropFirst(header + 2).prefix { $0.hasPrefix("|") }.flatMap { line in
            let words = words(line)
            return zip(papers, words.dropFirst()).compactMap { paper, letters in
                paper.map { Cell(reader: words[0], paper: $0, facts: facts(letters)) }
            }
        }
    }()

    private static func words(_ line: String) -> [String] {
        line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
    }

    private static func facts(_ text: String) -> Set<Fact> {
        text == "–" ? [] : Set(text.compactMap { letters[$0] })
    }

    // MARK: Somebody for each row

    static let nominal = Cast.ffion.id
    static let day = Cast.wednesday

    /// Who reads, and the caseload in which they stand so to the nominal; nil for a row nobody knows.
    static func reader(_ row: String) -> (reader: Reader, caseload: Caseload)? {
        var caseload = Cast.caseload
        let isLimited = row.hasPrefix("limited access: ")
        if isLimited, let place = caseload.nominals.firstIndex(where: { $0.id == nominal }) {
            caseload.nominals[place].hasLimitedAccess = true
        }
        func somebody(_ id: String, _ sharing: Agency.Sharing, until: Day? = nil, isInvolved: Bool) -> Practitioner {
            caseload.agencies.append(
                Agency(
                    id: Agency.ID("\(id)-agency"), name: "Agency of \(id)", kind: .partner, sharing: sharing,
                    agreementUntil: until))
            let person = Practitioner(
                id: Practitioner.ID(id), name: "Worker \(id)", agency: Agency.ID("\(id)-agency"), role: .partnerWorker,
                base: Location.ID("clearwater"))
            caseload.practitioners.append(person)
            if isInvolved {
                caseload.involvements.append(Involvement(nominal: nominal, practitioner: person.id))
            }
            return person
        }
        func known(_ id: String) -> Practitioner? { caseload.practitioners.first { $0.id.text == id } }
        let reader: Reader? =
            switch row.replacing("limited access: ", with: "") {
            case "holds the meeting (police, probation)", "holds the meeting": known("sw1").map(Reader.chair)
            case "lead": known("po1").map(Reader.practitioner)
            case "involved, agency shares everything": .practitioner(somebody("xf", .full, isInvolved: true))
            case "involved, agency shares by case", "involved":
                .practitioner(somebody("xc", .case, isInvolved: true))
            case "not involved, agency shares everything": .practitioner(somebody("of", .full, isInvolved: false))
            case "not involved, agency shares by case": .practitioner(somebody("oc", .case, isInvolved: false))
            case "agency shares nothing, or its agreement has lapsed":
                .practitioner(somebody("xn", .full, until: day - 1, isInvolved: true))
            case "managers of both services": .managers
            case "governance": .governance
            case "the nominal": .subject
            default: nil
            }
        return reader.map { ($0, caseload) }
    }
}

@Suite struct RedactionTableTests {
    @Test func `the README has the whole table`() {
        #expect(Set(RedactionTable.cells.map(\.paper)) == Set(Paper.allCases))
        #expect(Set(RedactionTable.cells.map(\.reader)).count == 13)
        #expect(RedactionTable.cells.count == 13 * Paper.allCases.count)
    }

    @Test(arguments: RedactionTable.cells)
    func `each cell is what the rule says`(cell: RedactionTable.Cell) throws {
        let (reader, caseload) = try #require(RedactionTable.reader(cell.reader), "nobody is \(cell.reader)")
        let told = Disclosure(caseload).facts(
            about: RedactionTable.nominal, in: cell.paper, for: reader, on: RedactionTable.day)
        #expect(told == cell.facts)
    }

    @Test func `an agency that shares nothing is told no more than one whose agreement has lapsed`() throws {
        var caseload = Cast.caseload
        caseload.involvements.append(Involvement(nominal: Cast.ffion.id, practitioner: Practitioner.ID("jw1")))
        let worker = try #require(caseload.practitioners.first { $0.id.text == "jw1" })
        for paper in Paper.allCases {
            let lapsed = RedactionTable.cells.first {
                $0.paper == paper && $0.reader.hasPrefix("agency shares nothing")
            }
            #expect(
                Disclosure(caseload).facts(
                    about: Cast.ffion.id, in: paper, for: .practitioner(worker), on: Cast.wednesday) == lapsed?.facts)
        }
    }
}
