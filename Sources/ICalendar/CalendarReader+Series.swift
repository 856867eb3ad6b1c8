extension CalendarReader {
    /// Expands all entries that share an identifier: a master, perhaps, and what replaces its instances.
    ///
    /// The set arithmetic of RFC 5545, 3.8.5: rules and RDATE, less EXDATE, with overrides in place of what they
    /// replace. libical's own does not know overrides, and gets several of the other steps wrong in 3.0.
    mutating func expand(_ entries: [Event]) throws(CalendarError) {
        let versions = entries.filter { !$0.isOverride }
        let sequence = versions.map(\.sequence).max() ?? 0
        // An older version of the whole series is stale (RFC 5546, 2.1.4). An override is not, whatever its
        // SEQUENCE: Thunderbird, Confluence and others leave it behind when the series is renumbered.
        let masters = versions.filter { $0.sequence == sequence }
        let overrides = newest(entries.filter(\.isOverride), of: masters.first)
        for master in masters {
            try expand(master, overrides: overrides)
        }
        for override in overrides {
            try keepSingle(override, of: masters.first)
        }
    }

    /// One override for each instance: the one with the highest SEQUENCE, then the latest stamp, then the last.
    private mutating func newest(_ overrides: [Event], of master: Event?) -> [Event] {
        var newest: [Event] = []
        var places: [Int: Int] = [:]
        for override in overrides {
            guard let id = override.recurrenceID else {
                newest.append(override)
                continue
            }
            let position = position(of: id, in: master ?? override)
            guard let place = places[position] else {
                places[position] = newest.count
                newest.append(override)
                continue
            }
            let rival = newest[place]
            if (override.sequence, override.stamp) >= (rival.sequence, rival.stamp) { newest[place] = override }
        }
        return newest
    }

    private mutating func expand(_ master: Event, overrides: [Event]) throws(CalendarError) {
        var absent = InstanceSet()
        for exception in master.exceptions { insert(exception, of: master, into: &absent) }
        for override in overrides {
            if let id = override.recurrenceID { insert(id, of: master, into: &absent) }
        }
        let changes = laterChanges(overrides, of: master)
        let expansion = expansion(of: master, reach: changes.map(\.reach).max() ?? 0)

        for start in expansion.starts.keys.sorted() where !absent.contains(start, of: master) {
            let length = expansion.starts[start].flatMap { $0 }.map { Event.Length.seconds($0) }
            let position = master.position(of: start)
            let id = expansion.isSeries ? place(of: start, in: master) : nil
            if let change = changes.last(notAfter: position) {
                let moved = start.advanced(by: change.shift)
                try keep(occurrence(of: change.event, zone: master, at: moved, instead: id))
            } else {
                try keep(occurrence(of: master, zone: master, at: start, length: length, instead: id))
            }
        }
        for stretch in expansion.unknown where master.availability != .free {
            for start in unknownStarts(stretch, of: master)
            where expansion.starts[start] == nil && !absent.contains(start, of: master) {
                try keep(unknownOccurrence(of: master, at: start, wholeDay: stretch.hidesTimeOfDay))
            }
        }
    }

    private mutating func keepSingle(_ override: Event, of master: Event?) throws(CalendarError) {
        let series = master ?? override
        let id = override.recurrenceID.map { place(of: wall(of: $0, in: series), in: series) }
        if override.changesLaterInstances, master == nil {
            report("It changes later instances of a series that is not in the file.", override)
        }
        let start = override.start.wall
        let occurrence = occurrence(of: override, zone: override, at: start, instead: id)
        horizon.include(occurrence.end)
        try keep(occurrence)
    }

    private mutating func insert(_ value: DateValue, of master: Event, into set: inout InstanceSet) {
        if master.isAllDay || value.isDate {
            // Exchange names an instance of an all-day series by a time, sometimes in UTC.
            set.insert(day: value.isUTC ? master.floatingZone.wall(at: value.wall.seconds).day : value.wall.day)
        } else {
            set.insert(position: position(of: value, in: master))
        }
    }

    /// Where the instance stands that `value` names.
    ///
    /// A time without a zone, or with an unknown one, is read in
    /// the zone of the series: it was copied from there.
    private mutating func position(of value: DateValue, in event: Event) -> Int {
        if event.isAllDay { return value.wall.startOfDay.seconds }
        if value.isUTC { return value.wall.seconds }
        if value.isDate { return event.zone.instant(of: value.wall.advanced(by: event.start.wall.secondOfDay)) }
        let zone = value.zoneName.flatMap { zones.zone(named: $0, in: event.calendar) } ?? event.zone
        return zone.instant(of: value.wall)
    }

    /// The overrides that change later instances too, by where they begin.
    private mutating func laterChanges(_ overrides: [Event], of master: Event) -> [LaterChange] {
        var changes: [LaterChange] = []
        for override in overrides where override.changesLaterInstances {
            guard let id = override.recurrenceID else { continue }
            report("It changes all later instances of its series; they were moved as it was.", override)
            let position = position(of: id, in: master)
            let from = master.isAllDay ? id.wall.startOfDay : master.zone.wall(at: position)
            let to =
                override.isAllDay || master.isAllDay
                ? override.start.wall : master.zone.wall(at: override.position(of: override.start.wall))
            changes.append(LaterChange(event: override, position: position, shift: to.seconds - from.seconds))
        }
        return changes.sorted { $0.position < $1.position }
    }
}
