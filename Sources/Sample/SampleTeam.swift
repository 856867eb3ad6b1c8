package import Casework

/// A made-up team with everything a caseload folder can hold: believable, and nobody's.
///
/// The same size, seed and Monday give the same bytes on every machine.
package struct SampleTeam: Sendable {
    /// From 1 to 2000.
    package let nominals: Int
    package let seed: UInt64
    /// The Monday on which the plan will begin; everything else is dated from it.
    package let from: Day
    /// What was written, in a line or two.
    package let summary: String
    private let written: [SampleFile]

    /// Makes up a team of so many nominals: a size outside 1…2000 is brought within it, and any day is taken back to its
    /// Monday.
    package init(nominals: Int, seed: UInt64, from: Day) {
        self.nominals = min(2000, max(1, nominals))
        self.seed = seed
        self.from = from.monday
        (written, summary) = SampleTeam.write(self.nominals, seed, self.from)
    }

    package func files() -> [SampleFile] { written }

    private static func write(_ nominals: Int, _ seed: UInt64, _ from: Day) -> ([SampleFile], String) {
        func chance(_ topic: String) -> Chance { Chance(seed: seed, topic) }
        var (places, people, homes) = (chance("town"), chance("staff"), chance("cohort"))
        var (agreed, diary, past) = (chance("arrangements"), chance("diaries"), chance("history"))
        var (ahead, meetings) = (chance("bookings"), chance("business"))
        let agencies = Agencies(nominals: nominals, from: from)
        var town = Town(nominals: nominals, agencies: agencies, &places)
        let staff = Staff(nominals: nominals, agencies: agencies, town: town, from: from, &people)
        let cohort = Cohort(nominals: nominals, town: &town, staff: staff, from: from, &homes)
        let arrangements = Arrangements(cohort: cohort, staff: staff, from: from, &agreed)
        let diaries = StaffDiaries(staff: staff, nominals: nominals, from: from, &diary)
        var book = ContactBook(town: town, staff: staff, arrangements: arrangements, diaries: diaries, from: from)
        var history = History(nominals: nominals)
        history.write(cohort, into: &book, &past)
        Bookings.write(cohort, into: &book, &ahead)
        let business = MeetingBusiness(cohort: cohort, staff: staff, from: from, &meetings)

        var files = [agencies.file()] + town.files() + staff.files() + [cohort.file()]
        files += arrangements.files() + [book.file()] + business.files()
        var equality = chance("equality")
        files.append(EqualityRecords.file(cohort, &equality))
        files += diaries.all.map { diary in
            switch diary.program {
            case .outlook: OutlookCalendar.file(diary, from: from)
            case .google: GoogleCalendar.file(diary, from: from)
            }
        }
        files += TeamCalendars.files(nominals: nominals, staff: staff, town: town, from: from)
        files.append(PolicyFile.file(nominals: nominals))

        let inCustody = cohort.people.count { $0.nominal.rag == .blue }
        let booked = book.contacts.count { !$0.status.isOutcome }
        let summary = """
            \(nominals) nominals (\(inCustody) in custody), \(staff.all.count) practitioners of \
            \(agencies.all.count) agencies, \(town.sites.count) places, \(diaries.all.count) calendars,
            \(book.contacts.count - booked) contacts of the last nine weeks, \(booked) booked from \(from) on
            """
        return (files, summary)
    }
}

extension Agencies {
    func file() -> SampleFile {
        var sheet = Sheet("agency", "name", "kind", "sharing", "agreement_until", "email")
        for agency in all {
            sheet.add(
                agency.id.text, agency.name, agency.kind.rawValue, agency.sharing.rawValue,
                agency.agreementUntil?.description, agency.email)
        }
        return sheet.file("agencies.csv")
    }
}
