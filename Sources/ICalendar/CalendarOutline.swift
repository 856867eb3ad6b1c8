/// A calendar file cut into its components, before libical sees any of it.
///
/// Cutting first keeps a fault in one event from spoiling the next, bounds what libical is given (it has no
/// limits of its own before 4.0), and remembers line numbers, which libical forgets.
struct CalendarOutline: Sendable {
    private(set) var calendars: [OutlineCalendar] = []
    private(set) var problems: [Problem] = []
    /// Whether the file ends in the middle, so that nobody knows what was to follow.
    private(set) var breaksOff = false

    private var open: [String] = []
    private var entry: OutlineComponent?
    private var components = 0
    private var values = (component: 0, all: 0)
    private var firstStray: (number: Int, bytes: [UInt8])?
    private var lineNotUTF8: Int?
    private let limits: ReadingLimits
    private let more: Set<String>

    /// - Parameter more: Properties of events that are wanted beside those that calendars are read for.
    init(_ bytes: [UInt8], limits: ReadingLimits, ofEvents more: Set<String> = []) throws(CalendarError) {
        self.limits = limits
        self.more = more
        guard bytes.count <= limits.bytes else {
            throw .tooLarge(bytes: bytes.count, limit: limits.bytes)
        }
        // The two byte orders of UTF-16, which Windows programs write as "Unicode".
        if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { throw .notText(line: 1) }

        var lines = LineUnfolder(bytes)
        while let (number, line) = lines.next() {
            try read(line, number: number)
        }
        guard !calendars.isEmpty else { throw notACalendar() }
        if let number = lines.lineWithNUL {
            problems.append(Problem(line: number, reason: "The file holds NUL bytes; they were left out."))
        }
        if let lineNotUTF8 {
            let reason = "The file is not all UTF-8; letters that could not be read show as \u{FFFD}."
            problems.append(Problem(line: lineNotUTF8, reason: reason))
        }
        if let firstStray {
            let reason = "Text outside BEGIN:VCALENDAR and END:VCALENDAR was left out."
            problems.append(Problem(line: firstStray.number, reason: reason))
        }
        if let unfinished = open.last {
            breaksOff = true
            let reason = "The calendar breaks off before END:\(unfinished); what should have followed is missing."
            problems.append(Problem(reason: reason))
            close(downTo: 0)
        }
    }

    private mutating func read(_ bytes: [UInt8], number: Int) throws(CalendarError) {
        guard let line = ContentLine(number: number, bytes: bytes) else {
            if open.isEmpty { firstStray = firstStray ?? (number, bytes) }
            return
        }
        switch line.name {
        case "BEGIN":
            try begin(line.text.uppercased(), line: number)
        case "END":
            if let level = open.lastIndex(of: line.text.uppercased()) { close(downTo: level) }
        default:
            guard let component = open.last else {
                firstStray = firstStray ?? (number, bytes)
                return
            }
            if OutlineComponent.wanted[component]?.contains(line.name) == true
                || component == "VEVENT" && more.contains(line.name)
            {
                try count(line)
                keep(line, in: component)
            }
        }
    }

    private mutating func count(_ line: ContentLine) throws(CalendarError) {
        guard line.bytes.count <= limits.line else { throw .lineTooLong(line: line.number, limit: limits.line) }
        values.component += line.values
        values.all += line.values
        for (number, limit) in [(values.component, limits.valuesPerComponent), (values.all, limits.values)]
        where number > limit {
            throw .tooManyValues(line: line.number, limit: limit)
        }
    }

    private mutating func begin(_ name: String, line: Int) throws(CalendarError) {
        if OutlineComponent.wanted[name] != nil {
            components += 1
            guard components <= limits.components else {
                throw .tooManyComponents(line: line, limit: limits.components)
            }
        }
        switch name {
        case "VCALENDAR":
            values.component = 0
            reportUnfinished(before: line)
            close(downTo: 0)
            calendars.append(OutlineCalendar(properties: OutlineComponent(name: name, line: line)))
        case "VEVENT", "VFREEBUSY", "VTIMEZONE":
            guard !open.isEmpty else {
                firstStray = firstStray ?? (line, Array("BEGIN:\(name)".utf8))
                return
            }
            if entry != nil {
                reportUnfinished(before: line)
                close(downTo: 1)
            }
            // An event inside something else (an invitation wrapped in a journal, say) is not an event of ours.
            values.component = 0
            if open.count == 1 { entry = OutlineComponent(name: name, line: line) }
        case "STANDARD", "DAYLIGHT":
            if open.last == "VTIMEZONE" { entry?.children.append(OutlineComponent(name: name, line: line)) }
        default:
            break
        }
        guard name == "VCALENDAR" || !open.isEmpty else { return }
        open.append(name)
        guard open.count <= limits.nesting else { throw .nestedTooDeeply(line: line, limit: limits.nesting) }
    }

    private mutating func keep(_ line: ContentLine, in component: String) {
        guard let repaired = utf8(line) else { return }
        switch component {
        case "VCALENDAR":
            guard let last = calendars.indices.last else { return }
            calendars[last].properties.lines.append(repaired)
        case "STANDARD", "DAYLIGHT":
            guard let last = entry?.children.indices.last else { return }
            entry?.children[last].lines.append(repaired)
        default:
            guard open.count == 2 else { return }
            entry?.lines.append(repaired)
        }
    }

    private mutating func utf8(_ line: ContentLine) -> ContentLine? {
        if String(validating: line.bytes, as: UTF8.self) != nil { return line }
        lineNotUTF8 = lineNotUTF8 ?? line.number
        return ContentLine(number: line.number, bytes: Array(String(decoding: line.bytes, as: UTF8.self).utf8))
    }

    private mutating func close(downTo level: Int) {
        if level <= 1, let finished = entry, let last = calendars.indices.last {
            if finished.name == "VTIMEZONE" {
                calendars[last].zones.append(finished)
            } else {
                calendars[last].entries.append(finished)
            }
            entry = nil
        }
        open.removeSubrange(level...)
    }

    private mutating func reportUnfinished(before line: Int) {
        guard let name = open.last else { return }
        problems.append(Problem(line: line, reason: "END:\(name) is missing before this line."))
    }

    private func notACalendar() -> CalendarError {
        guard let firstStray else { return .notACalendar(line: 1, found: "the file is empty") }
        guard let text = String(validating: firstStray.bytes, as: UTF8.self) else {
            return .notText(line: firstStray.number)
        }
        let scalars = text.unicodeScalars.prefix(200).filter { $0.properties.generalCategory != .control }
        let beginning = String(String.UnicodeScalarView(scalars.prefix(40)))
        return .notACalendar(line: firstStray.number, found: "it begins with “\(beginning)”")
    }
}
