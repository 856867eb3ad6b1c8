import ICalendar
import Testing

struct RandomSeriesTests {
    /// Weeks with and without a change of the clocks, in London or New York.
    private static let windows = [
        days((2026, 3, 2), (2026, 3, 16)), days((2026, 3, 23), (2026, 4, 6)), days((2026, 10, 19), (2026, 11, 9)),
        days((2026, 12, 14), (2027, 1, 11)), days((2027, 3, 22), (2027, 4, 5)), days((2027, 10, 25), (2027, 11, 8)),
    ]

    /// Everything that both read alike.
    ///
    /// What we read otherwise, and why, is in this folder's README: the oracle's comments say what it sets right, and
    /// `RandomSeries` what it does not make.
    @Test func `random series fall where recurring-ical-events puts them`() throws {
        var series = RandomSeries(seed: 5)
        var cases: [Oracle.Case] = []
        var readings: [CalendarReading] = []
        var texts: [[String]] = []
        for round in 0..<24 {
            let window = RandomSeriesTests.windows[round % RandomSeriesTests.windows.count]
            let events = (0..<100).map { series.events(uid: "s\($0)", near: window) }
            let text =
                "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Example//Random//EN\n\(RandomSeries.zones)\n"
                + events.joined() + "END:VCALENDAR\n"
            cases.append(Oracle.Case(text, window))
            // A hundred odd rules in one file may look at more days in vain than any office's.
            let limits = ReadingLimits(steps: 100_000_000)
            readings.append(try readCalendar(Array(text.utf8), window: window, zone: "Europe/London", limits: limits))
            texts.append(events)
        }
        let expected = try Oracle.occurrences(of: cases)

        var compared = 0
        for (number, reading) in readings.enumerated() {
            #expect(reading.problems.isEmpty, "\(reading.problems.prefix(3))")
            let theirs = try #require(expected[number])
            let ours = reading.asOracle
            compared += theirs.count
            let differing = Set(ours.symmetricDifference(theirs).map { $0.prefix { $0 != " " } })
            for uid in differing.sorted().prefix(3) {
                let own = { (lines: Set<String>) in lines.filter { $0.hasPrefix("\(uid) ") }.sorted() }
                let event = texts[number].first { $0.contains("UID:\(uid)\n") } ?? ""
                Issue.record(
                    "\(event)\nours only: \(own(ours.subtracting(theirs)))\ntheirs only: \(own(theirs.subtracting(ours)))"
                )
            }
        }
        #expect(compared > 4_000, "\(compared)")
    }
}
