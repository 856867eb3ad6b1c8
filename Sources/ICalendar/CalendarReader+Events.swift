extension CalendarReader {
    /// What a VEVENT says; nil, and a problem, when it does not say when it begins.
    mutating func event(_ outline: OutlineComponent, in calendar: CalendarContext) -> Event? {
        let parsed = ParsedComponent(outline)
        let ownUID = parsed.first("UID").map(\.text).flatMap { $0.trimmed.isEmpty ? nil : $0 }
        let written = parsed.first("DTSTART").flatMap { DateValue($0) }
        guard let start = written ?? CalendarReader.day(of: outline) else {
            let fault = parsed.unreadable.contains("DTSTART") || parsed.first("DTSTART") != nil
            let reason = fault ? "Its DTSTART cannot be read; it was left out." : "It has no DTSTART; it was left out."
            problems.append(Problem(uid: ownUID, line: outline.line, reason: reason))
            return nil
        }
        let namedZone =
            start.isUTC ? .utc : start.zoneName.map { zones.zone(named: $0, in: calendar.number) } ?? calendar.zone
        var event = Event(
            uid: ownUID,
            calendar: calendar.number,
            line: outline.line,
            summary: parsed.first("SUMMARY")?.text ?? "",
            location: parsed.first("LOCATION").map(\.text),
            attendees: parsed.all("ATTENDEE").map { Attendee(address: $0.value, parameters: $0.parameters) },
            availability: CalendarReader.availability(parsed, isMicrosoft: calendar.isMicrosoft),
            sequence: parsed.first("SEQUENCE").flatMap { Int($0.value.trimmed) } ?? 0,
            stamp: parsed.first("DTSTAMP")?.value ?? "",
            start: start,
            zone: namedZone ?? calendar.floatingZone,
            isZoneKnown: written != nil && (namedZone != nil || start.isDate),
            floatingZone: calendar.floatingZone,
            length: .seconds(0),
            rules: outline.lines(named: "RRULE").map(\.text),
            exceptions: parsed.all("EXDATE").compactMap { DateValue($0) },
            additions: [],
            recurrenceID: parsed.first("RECURRENCE-ID").flatMap { DateValue($0) },
            isOverride: !outline.lines(named: "RECURRENCE-ID").isEmpty,
            changesLaterInstances: parsed.first("RECURRENCE-ID")?.parameters["RANGE"]?.uppercased() == "THISANDFUTURE"
        )
        if written == nil {
            report("Of its DTSTART only the day can be read; its time is unknown.", event)
        } else if !event.isZoneKnown, let name = start.zoneName {
            report("Its time zone “\(name.prefix(80))” is not known and not described; its time is unknown.", event)
        } else if !event.isZoneKnown, let name = calendar.zoneName {
            report(
                "It is in the calendar's own time zone, “\(name.prefix(80))”, which is not known; its time is unknown.",
                event)
        }
        if Set(outline.lines(named: "DTSTART").map(\.text)).count > 1 {
            report("It has more than one DTSTART; the first was taken.", event)
        }
        event.length = length(parsed, outline, of: event)
        event.additions = additions(parsed, to: event)
        reportUnreadable(parsed, outline, in: event)
        return event
    }

    /// The day of a DTSTART that is not written as one, such as `20261201T8:00`.
    private static func day(of outline: OutlineComponent) -> DateValue? {
        guard let line = outline.lines(named: "DTSTART").first else { return nil }
        let parts = String(decoding: line.bytes, as: UTF8.self).split(separator: ":").dropFirst()
        return parts.lazy.compactMap { DateValue(String($0.prefix(8))) }.first
    }

    private mutating func reportUnreadable(_ parsed: ParsedComponent, _ outline: OutlineComponent, in event: Event) {
        for name in ["EXDATE", "RDATE", "RECURRENCE-ID"] where parsed.unreadable.contains(name) {
            report("Its \(name) cannot be read; it was left out.", event)
        }
        if event.isOverride, event.recurrenceID == nil, !parsed.unreadable.contains("RECURRENCE-ID") {
            report("Its RECURRENCE-ID is no date; it replaces no instance of its series.", event)
        }
        // RFC 5545 dropped EXRULE. Instances it would take out stay: busy too often is the safer error.
        if !outline.lines(named: "EXRULE").isEmpty {
            report("Its EXRULE is not followed; instances it takes out are still shown.", event)
        }
        if event.isOverride, !event.rules.isEmpty {
            report("It replaces one instance of a series, and repeats itself too; it is shown once.", event)
        }
    }

    /// What the event says about its owner's time.
    ///
    /// Microsoft's own word counts most, because Exchange leaves
    /// STATUS and TRANSP at their defaults.
    static func availability(_ parsed: ParsedComponent, isMicrosoft: Bool) -> Availability {
        func word(_ name: String) -> String { parsed.first(name)?.text.trimmed.uppercased() ?? "" }
        if word("STATUS") == "CANCELLED" { return .free }
        // Outlook marks a cancelled meeting by its title only, and leaves it busy.
        let title = word("SUMMARY")
        if isMicrosoft, title.hasPrefix("CANCELED:") || title.hasPrefix("CANCELLED:") { return .free }
        switch word("X-MICROSOFT-CDO-BUSYSTATUS") {
        case "FREE": return .free
        case "TENTATIVE": return .tentative
        case "WORKINGELSEWHERE": return .elsewhere
        case "OOF", "OUTOFOFFICE", "BUSY": return .busy
        default: break
        }
        if word("TRANSP") == "TRANSPARENT" { return .free }
        return word("STATUS") == "TENTATIVE" ? .tentative : .busy
    }

    private mutating func length(
        _ parsed: ParsedComponent, _ outline: OutlineComponent, of event: Event
    ) -> Event.Length {
        if let property = parsed.first("DTEND") {
            guard let end = DateValue(property) else { return unreadableEnd(of: event) }
            return length(to: end, of: event)
        }
        // libical drops `PT1W`, which some write for `P1W`.
        let duration = parsed.first("DURATION")?.value ?? outline.lines(named: "DURATION").first?.text
        if let duration, let seconds = NominalDuration.seconds(duration),
            seconds >= 0 || !parsed.unreadable.contains("DURATION")
        {
            return length(seconds, of: event)
        }
        if !parsed.unreadable.isDisjoint(with: ["DTEND", "DURATION"]) { return unreadableEnd(of: event) }
        // RFC 5545, 3.6.1: without an end, a date lasts one day, and a time no time at all.
        return .seconds(event.isAllDay ? WallTime.secondsPerDay : 0)
    }

    private mutating func length(to end: DateValue, of event: Event) -> Event.Length {
        let start = event.start
        if event.isAllDay || end.isDate || (end.isUTC == start.isUTC && end.zoneName == start.zoneName) {
            return length(end.wall.seconds - start.wall.seconds, of: event)
        }
        guard event.isZoneKnown else { return .untilEndOfDay }
        var endZone = event.zone
        if end.isUTC {
            endZone = .utc
        } else if let name = end.zoneName {
            guard let zone = zones.zone(named: name, in: event.calendar) else {
                report(
                    "Its end names the time zone “\(name.prefix(80))”, which is not known; its length is unknown.",
                    event)
                return .untilEndOfDay
            }
            endZone = zone
        }
        let endWall = event.zone.wall(at: endZone.instant(of: end.wall))
        return length(endWall.seconds - start.wall.seconds, of: event)
    }

    /// A length in seconds, made fit: not negative, and for whole days a whole number of them.
    private mutating func length(_ seconds: Int, of event: Event) -> Event.Length {
        if seconds < 0 { report("It ends before it starts; its length is unknown.", event) }
        guard event.isAllDay else { return seconds < 0 ? .untilEndOfDay : .seconds(seconds) }
        // DTEND equal to DTSTART is a common mistake for one day.
        let days = (max(0, seconds) + WallTime.secondsPerDay - 1) / WallTime.secondsPerDay
        return .seconds(max(1, days) * WallTime.secondsPerDay)
    }

    private mutating func unreadableEnd(of event: Event) -> Event.Length {
        report("Its end cannot be read; its length is unknown.", event)
        return event.isAllDay ? .seconds(WallTime.secondsPerDay) : .untilEndOfDay
    }

    private mutating func additions(_ parsed: ParsedComponent, to event: Event) -> [Event.Addition] {
        var additions: [Event.Addition] = []
        for property in parsed.all("RDATE") {
            let zoneName = property.parameters["X-TZID"]
            let parts = property.value.split(separator: "/", maxSplits: 1)
            guard let first = parts.first, let start = DateValue(String(first), zoneName: zoneName) else {
                report("Its RDATE “\(property.value.prefix(40))” is no date; it was left out.", event)
                continue
            }
            var length: Int?
            if parts.count == 2, let last = parts.last {
                let end = DateValue(String(last), zoneName: zoneName)
                length = end.map { $0.wall.seconds - start.wall.seconds } ?? NominalDuration.seconds(String(last))
            }
            additions.append(Event.Addition(start: start, length: length.map { max(0, $0) }))
        }
        return additions
    }
}
