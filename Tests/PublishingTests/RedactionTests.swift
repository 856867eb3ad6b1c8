import Casework
import Publishing
import Testing

@Suite struct RedactionTests {
    private let redaction = Redaction([Cast.ffion, Cast.łukasz, Cast.siân, Cast.owen])

    @Test(arguments: [
        ("Spoke to Ffion today", "Spoke to n001 today"),
        ("Ffion's sister rang", "n001's sister rang"),
        ("FFION’S SISTER RANG", "n001’S SISTER RANG"),
        ("ffion", "n001"),
        ("Sian and SIÂN and Sia\u{302}n", "n003 and n003 and n003"),
        ("Lukasz and łukasz", "n002 and n002"),
        ("Ffi\u{200B}on and F\u{AD}fion", "n001 and n001"),
        ("Ｆｆｉｏｎ", "n001"),
    ])
    func `case, accents and invisible characters hide nobody`(text: String, expected: String) {
        #expect(redaction(text) == expected)
    }

    @Test(arguments: [
        ("Ffion Lloyd-Jones", "n001"),
        ("Lloyd-Jones, Ffion was late", "n001 was late"),
        ("F. Lloyd-Jones", "n001"),
        ("Ms Lloyd Jones", "Ms n001"),
        ("lloydjones", "n001"),
        ("Mrs Lloyd came", "Mrs n001 came"),
        ("Lloyd‑Jones (non-breaking)", "n001 (non-breaking)"),
        ("O'Neill or O’Neill or ONeill", "n002 or n002 or n002"),
        ("ring Mr O Neill", "ring Mr n002"),
        ("write to ffion.lloyd-jones@example.org", "write to n001@example.org"),
        ("ffion87 on the app", "n00187 on the app"),
    ])
    func `a whole name is one reference, however it is typed`(text: String, expected: String) {
        #expect(redaction(text) == expected)
        #expect(!redaction.finds(in: redaction(text)))
    }

    @Test(arguments: [
        "Owens and Bowen", "the canals", "Lloyds Bank", "Neillsville", "a cup of Ffionade", "o clock", "n001 at 10:00",
        "", "…", "John", "Joneses",
    ])
    func `names inside other words are left alone`(text: String) {
        #expect(redaction(text) == text)
    }

    @Test func `two names in one sentence are told apart`() {
        #expect(redaction("Ffion met Owen, Siân and Mr O'Neill") == "n001 met n004, n003 and Mr n002")
    }

    @Test func `line breaks and full stops around a name are kept`() {
        #expect(redaction("Ffion.\nOwen!\r\n(Siân)") == "n001.\nn004!\r\n(n003)")
    }

    @Test func `a shared family name is told apart by the given name, or by whom the text is about`() {
        let gareth = nominal("n010", "Gareth", "Evans")
        let elin = nominal("n011", "Elin", "Evans")
        let redaction = Redaction([gareth, elin])
        #expect(redaction("Gareth Evans and Evans, Elin") == "n010 and n011")
        #expect(redaction("G Evans") == "n010")
        #expect(redaction("Evans was seen", about: elin.id) == "n011 was seen")
        #expect(redaction("Evans was seen") == "n010 or n011 was seen")
    }

    @Test func `a name that many share becomes a nominal`() {
        let many = (1...4).map { nominal("n\($0)", "Given\($0)", "Evans") }
        #expect(Redaction(many)("Evans was seen") == "a nominal was seen")
    }

    @Test func `particles count only in front of the name they belong to`() {
        let redaction = Redaction([nominal("n020", "Ana", "van der Berg"), nominal("n021", "Li", "de la Cruz")])
        #expect(redaction("Ana van der Berg drove the van") == "n020 drove the van")
        #expect(redaction("Mr Van Der Berg, Mr Berg") == "Mr n020, Mr n020")
        #expect(redaction("Li de la Cruz came de facto to la Scala") == "n021 came de facto to la Scala")
        #expect(redaction("vanderberg") == "n020")
    }

    @Test func `an initial counts only as a capital before the name`() {
        let redaction = Redaction([nominal("n030", "Adam", "Price")])
        #expect(redaction("A. Price") == "n030")
        #expect(redaction("Price a plan") == "n030 a plan")
        #expect(redaction("Plan A") == "Plan A")
    }

    @Test func `a name that is also a word goes too`() {
        let redaction = Redaction([nominal("n040", "Will", "Page")])
        #expect(redaction("Will can turn the page, and will") == "n040 can turn the n040, and n040")
    }

    @Test func `practitioners can be hidden as well`() {
        let redaction = Redaction([Cast.ffion]).hiding(Cast.caseload.practitioners)
        #expect(redaction("Nadia Rahman saw Ffion with Ashdown") == "pp1 saw n001 with po1")
    }

    private func nominal(_ id: String, _ given: String, _ family: String) -> Nominal {
        Nominal(
            id: Nominal.ID(id), givenName: given, familyName: family, cohort: .flex, rag: .green,
            policeLead: Practitioner.ID("po1"), probationLead: Practitioner.ID("pp1"),
            selectedOn: Cast.day("2026-01-05"))
    }
}
