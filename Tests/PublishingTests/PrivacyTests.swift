import Casework
import Foundation
import Publishing
import Testing

/// What must never leave the diary, looked for in the finished bytes.
@Suite struct PrivacyTests {
    @Test func `no document holds a nominal's name, birth date or home`() throws {
        let caseload = Cast.caseload
        // "Canal" is a site's name too, which is why no document may hold it.
        let names = caseload.nominals.flatMap { [$0.givenName, $0.familyName, $0.born?.description ?? ""] }
        let homes = caseload.locations.filter { $0.kind == .home }.map(\.name)
        for document in try Cast.publication.documents() {
            for secret in names + homes where !secret.isEmpty {
                #expect(!holds(document.text, secret), "\(document.path): \(secret)")
            }
        }
    }

    @Test func `feeds and plan.json name no practitioner either`() throws {
        for document in try Cast.publication.documents()
        where document.path.hasSuffix(".ics") || document.path.hasSuffix(".json") {
            for practitioner in Cast.caseload.practitioners {
                #expect(!holds(document.text, practitioner.name), "\(document.path): \(practitioner.name)")
            }
        }
    }

    @Test func `the search finds what it should`() {
        #expect(holds("BEGIN: fFION", "Ffion") && holds("Sian", "Siân") && !holds("n001", "Ffion"))
    }

    private func holds(_ text: String, _ secret: String) -> Bool {
        let folding: String.CompareOptions = [.caseInsensitive, .diacriticInsensitive]
        return text.replacing("\r\n ", with: "").range(of: secret, options: folding) != nil
    }
}
