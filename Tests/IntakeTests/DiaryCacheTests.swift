import Casework
import Intake
import Testing

/// What is read again, and what is not.
struct DiaryCacheTests {
    private let days: Range<Day>
    private let file = CalendarFile(name: "po1.ics", content: [1, 2, 3])

    init() throws {
        let day = try #require(Day(iso: "2026-11-30"))
        days = day..<(day + 7)
    }

    /// How often calendars are read when these are asked for, one after the other.
    private func readings(
        mostEntries: Int = 4, _ asked: [(days: Range<Day>, calendars: [CalendarFile])],
        policy: (inout Policy, Int) -> Void = { _, _ in }
    ) throws -> Int {
        let cache = DiaryCache(mostEntries: mostEntries)
        var count = 0
        for (number, (days, calendars)) in asked.enumerated() {
            var caseload = Caseload()
            policy(&caseload.policy, number)
            let read = cache.reader(days: days) { _, _ in
                count += 1
                return Diaries(days: days)
            }
            #expect(try read(caseload, calendars).days == days)
        }
        return count
    }

    @Test func `the same calendars for the same days are read once`() throws {
        #expect(try readings([(days, [file]), (days, [file]), (days, [file])]) == 1)
    }

    @Test func `another byte, other days and another time zone are read`() throws {
        var changed = file
        changed.content[2] = 4
        #expect(try readings([(days, [file]), (days, [changed]), (days, [file])]) == 2)
        #expect(try readings([(days, [file]), (days.lowerBound..<(days.upperBound + 7), [file])]) == 2)
        #expect(
            try readings([(days, [file]), (days, [file])]) { policy, number in
                if number == 1 { policy.timezone = "Europe/Paris" }
            } == 2)
    }

    @Test func `what was used longest ago goes first`() throws {
        let files = (0..<3).map { CalendarFile(name: "po1.ics", content: [UInt8($0)]) }
        let asked = [0, 1, 0, 2, 0, 1].map { (days, [files[$0]]) }
        #expect(try readings(mostEntries: 2, asked) == 4)
        #expect(try readings(mostEntries: 0, asked) == 6)
    }

    @Test func `a failure is not kept`() throws {
        struct Unreadable: Error {}
        let (cache, week) = (DiaryCache(), days)
        let failing = cache.reader(days: week) { _, _ in throw Unreadable() }
        #expect(throws: Unreadable.self) { _ = try failing(Caseload(), [file]) }
        let working = cache.reader(days: week) { _, _ in Diaries(days: week) }
        #expect(try working(Caseload(), [file]).days == week)
    }

    @Test func `many may ask at once`() async {
        let (cache, week, file) = (DiaryCache(mostEntries: 2), days, file)
        let isRight = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<40 {
                group.addTask {
                    let asked = week.lowerBound..<(week.upperBound + number % 5)
                    let read = cache.reader(days: asked) { _, _ in Diaries(days: asked) }
                    return (try? read(Caseload(), [file]))?.days == asked
                }
            }
            return await group.allSatisfy { $0 }
        }
        #expect(isRight)
    }
}
