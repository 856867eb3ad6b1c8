/// What libFuzzer calls with each input: reads it as a calendar.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = unsafe Array(UnsafeBufferPointer(start: bytes, count: count))
    let window = WallTime(year: 2026, month: 3, day: 1)..<WallTime(year: 2026, month: 12, day: 28)
    _ = try? readCalendar(input, window: window, zone: "Europe/London")
    return 0
}
