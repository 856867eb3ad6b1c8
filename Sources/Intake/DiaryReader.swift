package import Casework
package import ICalendar

/// Reads calendars for a stretch of days.
package enum DiaryReader {
    /// Who is busy when, when meetings are held, and which days are bank holidays.
    ///
    /// - Parameters:
    ///   - calendars: The caseload folder's own.
    ///   - defaults: Stand in for those of the team's calendars that the folder does not have.
    ///   - readCalendar: What reads them.
    /// - Returns: The diaries, and what of the calendars was not clear, or does not reach far enough.
    /// - Throws: What `CaseloadReader` would have found as well; after it, only what is wrong with the defaults.
    package static func diaries(
        of calendars: [CalendarFile], for caseload: Caseload, days: Range<Day>, defaults: [CalendarFile],
        with readCalendar: @escaping ReadCalendar = readCalendarHere
    ) throws(Faults) -> (diaries: Diaries, warnings: [Fault]) {
        let work = Work(caseload, days, readCalendar)
        let own = Set(calendars.map { CalendarName($0) })
        let missing = defaults.filter { CalendarName($0).isTeam && !own.contains(CalendarName($0)) }
        let files =
            calendars.map { (file: $0, label: FolderForm.calendars) }
            + missing.map { (file: $0, label: DefaultCalendars.label) }
        var diaries = Diaries(days: days)
        for (file, label) in files where CalendarName(file) == .bankHolidays {
            diaries.bankHolidays.formUnion(work.holidays(file, label))
        }
        for (file, label) in files {
            switch CalendarName(file) {
            case .series(let series):
                diaries.meetings += work.dates(of: series, file, label, holidays: diaries.bankHolidays)
            case .practitioner(let id):
                (diaries.busyTimes[id], diaries.knownUntil[id]) = work.busyTimes(of: id, file, label)
            case .bankHolidays: break
            }
        }
        diaries.meetings.sort { ($0.interval.lowerBound, $0.series) < ($1.interval.lowerBound, $1.series) }
        diaries.bankHolidays = diaries.bankHolidays.filter { days.contains($0) }
        let faults = work.findings.inOrder(.fault)
        let warnings = work.findings.inOrder(.warning)
        guard faults.isEmpty else { throw Faults(faults: faults, warnings: warnings) }
        return (diaries, warnings)
    }

    /// The bank holidays alone, as `diaries` has them; nobody's calendar is read for it.
    package static func bankHolidays(
        of calendars: [CalendarFile], for caseload: Caseload, days: Range<Day>, defaults: [CalendarFile]
    ) throws(Faults) -> Set<Day> {
        func alone(_ files: [CalendarFile]) -> [CalendarFile] { files.filter { CalendarName($0) == .bankHolidays } }
        return try diaries(of: alone(calendars), for: caseload, days: days, defaults: alone(defaults)).diaries
            .bankHolidays
    }

    private struct Work {
        let findings = Findings()
        let zone: String
        /// Of the events that the diary itself has sent out.
        let host: String
        let days: Range<Day>
        /// Whole weeks, since a bank holiday can move a meeting from one end of its week to the other.
        let weeks: Range<Day>
        let practitioners: Register<Practitioner>
        let locations: Register<Location>
        let readCalendar: ReadCalendar

        init(_ caseload: Caseload, _ days: Range<Day>, _ readCalendar: @escaping ReadCalendar) {
            self.readCalendar = readCalendar
            zone = caseload.policy.timezone
            host = caseload.policy.feeds.host
            self.days = days
            weeks = days.lowerBound.monday..<((days.upperBound + 6).monday)
            practitioners = Register(
                "a practitioner", of: PractitionersFile.form, ids: caseload.practitioners.map(\.id.text))
            locations = Register("a location", of: LocationsFile.form, ids: caseload.locations.map(\.id.text))
        }

        /// - Parameter findings: Where they are noted; default: with all others.
        func check(_ file: CalendarFile, _ label: String, _ findings: Findings? = nil) -> CalendarCheck {
            let name = CalendarName(file)
            return CalendarCheck(
                label: file.source == .folder ? "\(label)/\(file.name)" : "\(name.stem)'s published calendar",
                name: name, practitioners: practitioners, locations: locations,
                findings: findings ?? self.findings, readCalendar: readCalendar)
        }

        func holidays(_ file: CalendarFile, _ label: String) -> Set<Day> {
            let check = check(file, label)
            guard let content = check.read(file, days: weeks, zone: zone) else { return [] }
            return BankHolidays.read(content, CalendarText(file.content), check.label, findings)
        }

        func dates(of series: Series, _ file: CalendarFile, _ label: String, holidays: Set<Day>) -> [MeetingDate] {
            let check = check(file, label)
            guard let content = check.read(file, days: weeks, zone: zone) else { return [] }
            return MeetingDates.read(
                series, content, CalendarText(file.content), days: days, holidays: holidays, check.label, findings)
        }

        /// The busy times, and where the calendar ends, if it ends within the days.
        func busyTimes(
            of id: Practitioner.ID, _ file: CalendarFile, _ label: String
        ) -> (times: [BusyTime], knownUntil: Moment?) {
            // What arrives by itself must not be able to stop the team's planning.
            let own = file.source == .folder ? findings : Findings()
            defer { if own !== findings { for found in own.all { findings.add(found.asWarning) } } }
            let check = check(file, label, own)
            if !practitioners.accepts(id.text) { check.noteUnknownOwner(id) }
            guard let content = check.read(file, days: days, zone: zone) else { return ([], days.lowerBound.start) }
            BusyTimes.warnIfShort(content, days: days, check.label, own)
            return (BusyTimes.read(content, days: days, host: host), BusyTimes.knownUntil(content, days: days))
        }
    }
}
