package import Casework
package import ICalendar

/// Judges what an address of a published calendar gave.
package enum PublishedCalendars {
    /// Why what was given is no calendar to plan with.
    package struct Unusable: Error, Hashable, Sendable {
        /// A clause that goes on from “the answer”: `is empty`.
        package var reason: String
    }

    /// What a calendar holds; read as it will be for planning.
    ///
    /// - Parameters:
    ///   - days: For which its problems are told.
    ///   - zone: The policy's.
    ///   - readCalendar: What reads it.
    package static func appraise(
        _ file: CalendarFile, days: Range<Day>, zone: String, with readCalendar: ReadCalendar = readCalendarHere
    ) throws(Unusable) -> CalendarAppraisal {
        try refuseOtherThanWhole(file.content)
        do {
            let content = try CalendarContent(file, days: days, zone: zone, read: readCalendar)
            let reach: CalendarAppraisal.Reach =
                content.isEmpty ? .nowhere : content.lastKnown.map { .until($0) } ?? .endless
            let problems = content.doubts.map { doubt in
                (doubt.line.map { "line \($0): " } ?? "") + doubt.reason
            }
            return CalendarAppraisal(events: content.count, reach: reach, problems: problems)
        } catch {
            throw Unusable(reason: "cannot be read (\(error.reason))")
        }
    }

    /// A calendar that breaks off in the middle would seem to have free time where it has not.
    private static func refuseOtherThanWhole(_ bytes: [UInt8]) throws(Unusable) {
        let content = Encoding.withoutByteOrderMark(bytes)
        guard let first = content.first(where: { $0 > .space }) else { throw Unusable(reason: "is empty") }
        if first == UInt8(ascii: "<") {
            throw Unusable(reason: "is a web page, perhaps one to sign in at, and not a calendar")
        }
        var (begun, ended) = (0, 0)
        for line in content.split(whereSeparator: { $0 == .lineFeed || $0 == .carriageReturn }) {
            // Cheap to tell from all the other lines of a long calendar.
            guard line.count < 30, line.first.map({ "BEbe".utf8.contains($0) }) ?? false else { continue }
            var word = String(decoding: line, as: UTF8.self).uppercased()[...]
            while word.last?.isWhitespace ?? false { word.removeLast() }
            if word == "BEGIN:VCALENDAR" { begun += 1 }
            if word == "END:VCALENDAR" { ended += 1 }
        }
        guard begun > 0 else { throw Unusable(reason: "is not a calendar: it has no line BEGIN:VCALENDAR") }
        guard ended >= begun else { throw Unusable(reason: "breaks off before END:VCALENDAR") }
    }
}
