import Casework

/// What is recorded of nominals' protected characteristics: mostly something, never all of it.
enum EqualityRecords {
    private static let sexes = ["Male", "Male", "Male", "Male", "Male", "Male", "Male", "Male", "Female"]
    private static let ethnicities = [
        "White", "White", "White", "White", "White", "White", "Black or Black British", "Asian or Asian British",
        "Mixed", "Not stated",
    ]
    private static let religions = ["None", "None", "Christian", "Christian", "Muslim", "Not stated"]
    private static let disabilities = ["No", "No", "No", "Yes, mental health", "Yes, learning", "Not stated"]

    static func file(_ cohort: Cohort, _ chance: inout Chance) -> SampleFile {
        var sheet = Sheet("nominal", "sex", "ethnicity", "religion", "disability")
        for person in cohort.people {
            sheet.add(
                person.nominal.id.text, chance.pick(sexes), chance.pick(ethnicities),
                chance.happens(70) ? chance.pick(religions) : nil, chance.happens(80) ? chance.pick(disabilities) : nil)
        }
        return sheet.file("equalities.csv")
    }
}
