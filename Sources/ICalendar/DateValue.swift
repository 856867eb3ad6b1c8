/// A date, or a date and time, as a calendar wrote it.
struct DateValue: Hashable, Sendable {
    /// What the clock shows; midnight for a date.
    var wall: WallTime
    /// Whether it is a whole day, without a time.
    var isDate: Bool
    /// Whether it ends with `Z`.
    var isUTC: Bool
    /// The zone it names, if any.
    ///
    /// UTC wins over it.
    var zoneName: String?

    /// Reads `20261130`, `20261130T090000` or `20261130T090000Z`; nil for anything else, or a day no calendar has.
    init?(_ text: String, zoneName: String? = nil) {
        let bytes = Array(text.utf8)
        guard bytes.count == 8 || bytes.count == 15 || bytes.count == 16,
            let year = DateValue.number(bytes[0..<4]), year >= 1,
            let month = DateValue.number(bytes[4..<6]), (1...12).contains(month),
            let day = DateValue.number(bytes[6..<8]), day >= 1
        else { return nil }
        let date = WallTime(year: year, month: month, day: day)
        guard date.month == month else { return nil }
        self.zoneName = zoneName
        isDate = bytes.count == 8
        isUTC = bytes.count == 16
        wall = date
        if isDate { return }
        guard bytes[8] == UInt8(ascii: "T") || bytes[8] == UInt8(ascii: "t"),
            let hour = DateValue.number(bytes[9..<11]), hour <= 24,
            let minute = DateValue.number(bytes[11..<13]), minute <= 59,
            let second = DateValue.number(bytes[13..<15]), second <= 60,
            bytes.count == 15 || bytes[15] == UInt8(ascii: "Z") || bytes[15] == UInt8(ascii: "z")
        else { return nil }
        // A leap second counts as the second before it (RFC 5545, 3.3.12). Some programs write midnight as 24:00.
        wall = WallTime(seconds: date.seconds + hour * 3_600 + minute * 60 + min(second, 59))
    }

    init?(_ property: ContentProperty) {
        self.init(property.value, zoneName: property.parameters["X-TZID"] ?? property.parameters["TZID"])
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return number
    }
}
