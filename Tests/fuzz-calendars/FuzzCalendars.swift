internal import Glibc

// What libFuzzer calls; `.ci/fuzz` builds it together with ICalendar, so that both are watched.

/// Reads an input as a calendar, takes the reading through the encoding between a child and its parent, and reads the
/// input as such an answer.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let window = WallTime(year: 2026, month: 10, day: 1)..<WallTime(year: 2027, month: 4, day: 5)
    // A small share of the work: what is slow shows as more than a second all the same.
    let limits = ReadingLimits(steps: 5_000, occurrences: 2_000)
    let begun = clock()
    let result = Result { () throws(CalendarError) in
        try readCalendar(input, window: window, zone: "Europe/London", limits: limits)
    }
    // Of processor time, in which POSIX counts microseconds: a busy machine is no hang.
    if clock() - begun > 1_000_000 { fatalError("it takes over a second to read") }
    guard let answer = try? ReadingAnswer.read(ReadingAnswer.written(result)), answer == result else {
        fatalError("an answer is read otherwise than it was written")
    }
    _ = try? ReadingAnswer.read(input)
    return 0
}
