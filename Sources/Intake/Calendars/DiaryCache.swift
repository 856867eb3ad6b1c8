package import Casework
internal import Synchronization

/// What was read of calendars, so that a program that goes on running reads none twice.
///
/// One cache serves one set of default calendars. Several threads may use it at once; while one of them reads, none of
/// the others waits.
package final class DiaryCache: Sendable {
    package typealias Reading = (_ caseload: Caseload, _ calendars: [CalendarFile]) throws -> Diaries

    private struct Entry {
        var sources: CalendarSources
        var days: Range<Day>
        var diaries: Diaries
    }

    /// What was used last is last.
    private let entries = Mutex<[Entry]>([])
    private let mostEntries: Int

    /// - Parameter mostEntries: How many readings are kept, each of all calendars of a team for some days.
    package init(mostEntries: Int = 4) {
        self.mostEntries = max(0, mostEntries)
    }

    /// Reads as `reading` does, and only what has not been read before.
    ///
    /// - Parameters:
    ///   - days: Those that `reading` reads calendars for.
    ///   - reading: What fails is not kept, and is tried again.
    package func reader(days: Range<Day>, _ reading: @escaping Reading) -> Reading {
        { caseload, calendars in
            let sources = CalendarSources(caseload, calendars)
            if let known = self.known(sources, days) { return known }
            let diaries = try reading(caseload, calendars)
            self.keep(Entry(sources: sources, days: days, diaries: diaries))
            return diaries
        }
    }

    private func known(_ sources: CalendarSources, _ days: Range<Day>) -> Diaries? {
        entries.withLock { entries in
            guard let place = entries.firstIndex(where: { $0.days == days && $0.sources == sources }) else {
                return nil
            }
            let entry = entries.remove(at: place)
            entries.append(entry)
            return entry.diaries
        }
    }

    private func keep(_ entry: Entry) {
        entries.withLock { entries in
            entries.removeAll { $0.days == entry.days && $0.sources == entry.sources }
            entries.append(entry)
            if entries.count > mostEntries { entries.removeFirst(entries.count - mostEntries) }
        }
    }
}
