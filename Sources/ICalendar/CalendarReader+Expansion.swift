extension CalendarReader {
    /// Works out the starts of `event`, with EXDATE and overrides still to be taken out.
    ///
    /// Instances may be moved by up to `reach` seconds afterwards.
    mutating func expansion(of event: Event, reach: Int) -> SeriesExpansion {
        var expansion = SeriesExpansion()
        let start = event.start.wall
        let longest = max(event.length.reach, event.additions.compactMap(\.length).max() ?? 0)
        // Two days more than needed, so that no zone's offset matters.
        let slack = 2 * WallTime.secondsPerDay + reach
        let stretch = window.lowerBound.advanced(by: -longest - slack)..<window.upperBound.advanced(by: slack)

        // RFC 5545, 3.8.5.3: DTSTART is the first instance, whether or not it fits the rule.
        expansion.starts[start] = .some(nil)
        include(start, of: event)
        let rules = Set(event.rules.filter { !$0.isEmpty }).sorted()
        expansion.isSeries = !rules.isEmpty || !event.additions.isEmpty
        for rule in rules {
            do throws(RuleRefusal) {
                let rule = try RecurrenceRule(rule, start: start, isAllDay: event.isAllDay)
                follow(rule, of: event, within: stretch, into: &expansion)
            } catch {
                report("The repeat rule “\(rule.prefix(80))” \(error.reason); its time is unknown.", event)
                let until = error.until.map { ruleEnd($0, of: event) }
                let unknown = SeriesExpansion.Unknown(
                    from: start, until: until, hidesTimeOfDay: error.hidesTimeOfDay && !event.isAllDay)
                expansion.unknown.append(unknown)
                if let until { include(until, of: event) } else { includeEndless(event) }
            }
        }
        for addition in event.additions {
            let start = wall(of: addition.start, in: event)
            include(start.advanced(by: addition.length ?? 0), of: event)
            guard stretch.contains(start) else { continue }
            if let known = expansion.starts[start] {
                guard let length = addition.length, length > known ?? event.length.reach else { continue }
            }
            expansion.starts[start] = .some(addition.length)
        }
        return expansion
    }

    private mutating func follow(
        _ rule: RecurrenceRule,
        of event: Event,
        within stretch: Range<WallTime>,
        into expansion: inout SeriesExpansion
    ) {
        let walk = RuleWalk(
            rule,
            from: event.start.wall,
            until: rule.until.map { ruleEnd($0, of: event) },
            keeping: stretch,
            limit: limits.instancesPerEvent,
            budget: budget
        )
        for start in walk.starts where expansion.starts[start] == nil { expansion.starts[start] = .some(nil) }
        if let last = walk.last { include(last, of: event) } else { includeEndless(event) }
        if let from = walk.cutShort {
            report("Its series cannot be followed to its end; from \(from) on its time is unknown.", event)
            expansion.unknown.append(
                SeriesExpansion.Unknown(
                    from: from, until: nil, hidesTimeOfDay: rule.movesInTheDay && !event.isAllDay))
            includeEndless(event)
        }
    }

    /// Birthdays go on for ever in calendars that are otherwise published for three months: they say nothing of how
    /// far those speak.
    private mutating func includeEndless(_ event: Event) {
        if event.availability != .free { horizon.includeEndlessSeries() }
    }

    /// Notes how far the event is known to go.
    private mutating func include(_ start: WallTime, of event: Event) {
        horizon.include(occurrence(of: event, zone: event, at: start).end)
    }

    /// The end of a rule on the event's own wall.
    ///
    /// UTC is what RFC 5545 asks for; many write local time, or a date,
    /// which then counts to its end.
    private func ruleEnd(_ value: DateValue, of event: Event) -> WallTime {
        if value.isDate { return value.wall.advanced(by: WallTime.secondsPerDay - 1) }
        if !value.isUTC { return value.wall }
        return (event.isAllDay ? event.floatingZone : event.zone).wall(at: value.wall.seconds)
    }

    /// A time that another entry or property names, on the event's own wall.
    mutating func wall(of value: DateValue, in event: Event) -> WallTime {
        if event.isAllDay { return value.wall.startOfDay }
        if value.isDate { return value.wall.advanced(by: event.start.wall.secondOfDay) }
        if value.isUTC { return event.zone.wall(at: value.wall.seconds) }
        guard let name = value.zoneName, name != event.start.zoneName,
            let zone = zones.zone(named: name, in: event.calendar)
        else {
            return value.wall
        }
        return event.zone.wall(at: zone.instant(of: value.wall))
    }
}
