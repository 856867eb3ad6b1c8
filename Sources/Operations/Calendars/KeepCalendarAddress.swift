package import Casework

/// Keeps the address of a practitioner's published calendar, in place of any they had.
package struct KeepCalendarAddress {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    package struct Outcome: Hashable, Sendable {
        /// The address that they had until now, if it was another.
        package var replaced: CalendarAddress?
        /// Whether the last import brought a file of theirs, which no longer counts once a calendar was had.
        package var hasFile: Bool
    }

    /// - Parameter zone: Of the calendar's times that have none, by IANA name; nil: the policy's.
    package func callAsFunction(
        _ address: CalendarAddress, zone: String?, of practitioner: Practitioner.ID, by actor: String, at now: Timestamp
    ) throws -> Outcome {
        try store.write { diary in
            guard let caseload = try diary.caseload() else { throw DiaryRefusal.empty }
            guard caseload.practitioners.contains(where: { $0.id == practitioner }) else {
                throw DiaryRefusal.noSuchPractitioner(practitioner)
            }
            let isTheTeams = Series(rawValue: practitioner.text) != nil || practitioner.text == "bank-holidays"
            guard !isTheTeams else { throw DiaryRefusal.calendarOfTheTeam(practitioner) }
            guard address.isSecure || caseload.policy.fetching.allowsHTTP else { throw DiaryRefusal.unencrypted }
            let before = try diary.publishedCalendars().first { $0.practitioner == practitioner }?.address
            let replaced = before == address ? nil : before
            try diary.keep(address, zone: zone, of: practitioner)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .alteration,
                    detail: "the calendar of \(practitioner) is to be fetched from \(address.masked)"
                        + (replaced.map { ", and no longer from \($0.masked)" } ?? "")))
            let imported = try diary.importDates()[CalendarFile.name(of: practitioner)]
            return Outcome(replaced: replaced, hasFile: imported != nil)
        }
    }
}

/// Forgets an address, and what was fetched from it.
package struct ForgetCalendarAddress {
    private let store: any DiaryStore

    package init(_ store: any DiaryStore) {
        self.store = store
    }

    /// - Returns: When the file of the last import came that counts again; nil: there is none.
    package func callAsFunction(
        of practitioner: Practitioner.ID, by actor: String, at now: Timestamp
    ) throws -> Timestamp? {
        try store.write { diary in
            guard let calendar = try diary.publishedCalendars().first(where: { $0.practitioner == practitioner }) else {
                throw DiaryRefusal.noCalendarAddress(practitioner)
            }
            try diary.forgetAddress(of: practitioner)
            try diary.record(
                HistoryEntry(
                    at: now, actor: actor, act: .erasure,
                    detail: "forgot the calendar of \(practitioner) at \(calendar.address.masked), and what was fetched"
                ))
            return try diary.importDates()[calendar.name]
        }
    }
}
