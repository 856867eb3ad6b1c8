internal import Casework
internal import Foundation
internal import GRDB
internal import Operations

/// What one transaction can see and change.
///
/// Each verb here is kept whole or not at all, even where the caller catches its error and goes on.
struct DiaryWriter: DiaryWriting {
    let db: Database
    /// What entries of the history say where they do not say it themselves.
    var attribution = Attribution()
    /// The rows written that change nothing anyone could plan from: of history, invitations, accounts and feed links.
    let entries = Tally()

    final class Tally {
        var count = 0
    }

    private var reader: DiaryReader { DiaryReader(db: db) }

    func revision() throws -> Int { try reader.revision() }
    func caseload() throws -> Caseload? { try reader.caseload() }
    func calendars() throws -> [CalendarFile] { try reader.calendars() }
    func importDates() throws -> [String: Timestamp] { try reader.importDates() }
    func publishedCalendars() throws -> [PublishedCalendar] { try reader.publishedCalendars() }
    func latestPlan() throws -> StoredPlan? { try reader.latestPlan() }
    func meetings(in days: Range<Day>) throws -> [PlannedMeeting] { try reader.meetings(in: days) }
    func eventHistory(in days: Range<Day>) throws -> EventHistory { try reader.eventHistory(in: days) }
    func arrangements() throws -> Arrangements { try reader.arrangements() }
    func issueDate(of meeting: PlannedMeeting.ID) throws -> Timestamp? { try reader.issueDate(of: meeting) }
    func notingTimes(of meeting: PlannedMeeting.ID) throws -> [Nominal.ID: Timestamp] {
        try reader.notingTimes(of: meeting)
    }
    func notices() throws -> [RecordedNotice] { try reader.notices() }
    func invitations() throws -> [SentInvitation] { try reader.invitations() }
    func invitation(_ uid: String, to practitioner: Practitioner.ID) throws -> SentInvitation? {
        try reader.invitation(uid, to: practitioner)
    }
    func equalities() throws -> Equalities { try reader.equalities() }
    func memberships() throws -> [Membership] { try reader.memberships() }
    func lastDealings() throws -> [Nominal.ID: Day] { try reader.lastDealings() }
    func everything(
        about nominal: Nominal.ID, naming names: @escaping (String) -> Bool,
        redacting: @escaping (String) -> String
    ) throws -> [HeldTable] {
        try reader.everything(about: nominal, naming: names, redacting: redacting)
    }
    func notes(of meeting: PlannedMeeting.ID) throws -> MeetingNotes { try reader.notes(of: meeting) }
    func allNotes(in days: Range<Day>) throws -> [MeetingNotes] { try reader.allNotes(in: days) }
    func decisions() throws -> [RecordedDecision] { try reader.decisions() }
    func variationRequests() throws -> [RecordedVariationRequest] { try reader.variationRequests() }
    func policyChanges() throws -> [PolicyChange] { try reader.policyChanges() }
    func plannedShortfalls(in days: Range<Day>) throws -> PlannedShortfalls {
        try reader.plannedShortfalls(in: days)
    }
    func agreementChanges() throws -> [AgreementChange] { try reader.agreementChanges() }
    func accounts() throws -> [KeptAccount] { try reader.accounts() }
    func account(_ id: Account.ID) throws -> KeptAccount? { try reader.account(id) }
    func failedSignIns(under digest: String) throws -> FailedSignIns? { try reader.failedSignIns(under: digest) }
    func feedLinks() throws -> [FeedLink] { try reader.feedLinks() }
    func feedLink(digest: String) throws -> FeedLink? { try reader.feedLink(digest: digest) }
    func owner(of link: FeedLink) throws -> KeptAccount? { try reader.owner(of: link) }
    func history(limit: Int) throws -> [HistoryEntry] { try reader.history(limit: limit) }
    func history(_ query: AuditQuery) throws -> [AuditEntry] { try reader.history(query) }
    func lastChange() throws -> Timestamp? { try reader.lastChange() }
    func verifyHistory(expecting head: String?) throws -> HistoryCheck { try reader.verifyHistory(expecting: head) }

    func keep(_ equalities: Equalities) throws {
        try apart {
            try EqualityRecord.deleteAll(db)
            for (nominal, values) in equalities.values.sorted(by: { $0.key < $1.key }) {
                for (characteristic, value) in values.sorted(by: { $0.key < $1.key }) {
                    try EqualityRecord(nominal: nominal, characteristic: characteristic, value: value).insert(db)
                }
            }
        }
    }

    func merge(_ caseload: Caseload, calendars: [CalendarFile], at now: Timestamp) throws -> ImportSummary {
        try wholly {
            var importer = Importer(db: db, now: now)
            try importer.merge(caseload, calendars)
            return importer.summary
        }
    }

    func save(_ plan: Plan, seed: UInt64, at now: Timestamp) throws {
        try wholly {
            try PlanWriter(db: db, now: now).save(plan, seed: seed)
        }
    }

    func setStatus(_ status: Contact.Status, of contact: Contact.ID, at now: Timestamp) throws -> Bool {
        try Ledger(db: db).setStatus(status, of: contact, at: now)
    }

    func change(_ contact: Contact, why: String?, at now: Timestamp) throws -> Bool {
        try Ledger(db: db).change(contact, why: why, at: now)
    }

    func book(_ contact: Contact, at now: Timestamp) throws {
        try wholly { try Ledger(db: db).book(contact, at: now) }
    }

    func note(_ notice: Notice, at now: Timestamp) throws -> RecordedNotice {
        var row = NoticeRecord(notice: notice, notedAt: now)
        try row.insert(db)
        guard let number = row.number else { throw StoreError.failed(why: "a notice was not numbered") }
        return RecordedNotice(number: Int(number), notice: notice)
    }

    func withdraw(_ notice: RecordedNotice, at now: Timestamp) throws -> Bool {
        guard var row = try NoticeRecord.fetchOne(db, key: notice.number), row.withdrawnAt == nil else { return false }
        row.withdrawnAt = now
        try row.update(db)
        return true
    }

    func keep(_ address: CalendarAddress, zone: String?, of practitioner: Practitioner.ID) throws {
        var row = CalendarAddressRecord(
            calendar: PublishedCalendar(practitioner: practitioner, address: address, zone: zone))
        if let old = try CalendarAddressRecord.fetchOne(db, key: practitioner.text)?.calendar {
            if old.address == address {
                row.calendar = old
                row.calendar.zone = zone
            } else if old.fetchedAt != nil {
                row.calendar.fetchedAt = old.fetchedAt
                row.calendar.events = old.events
                row.calendar.isOfFormerAddress = true
            }
        }
        try row.save(db)
    }

    func forgetAddress(of practitioner: Practitioner.ID) throws {
        try CalendarAddressRecord.deleteOne(db, key: practitioner.text)
    }

    func keep(_ result: FetchResult, of calendar: PublishedCalendar, at now: Timestamp) throws -> Bool? {
        guard var row = try CalendarAddressRecord.fetchOne(db, key: calendar.practitioner.text),
            row.calendar.address == calendar.address, row.calendar.zone == calendar.zone
        else { return nil }
        var isNew = false
        row.calendar.triedAt = now
        switch result {
        case .failed(let problem): row.calendar.problem = problem
        case .unchanged:
            row.calendar.problem = nil
            row.calendar.fetchedAt = now
        case .content(let bytes, let validators, let events):
            row.calendar.problem = nil
            row.calendar.isOfFormerAddress = false
            row.calendar.fetchedAt = now
            row.calendar.validators = validators
            row.calendar.events = events
            let old = try FetchedCalendarRecord.fetchOne(db, key: calendar.practitioner.text)
            isNew = old.map { !CalendarFile(name: calendar.name, content: Array($0.content)).says(bytes) } ?? true
            if isNew { try FetchedCalendarRecord(practitioner: calendar.practitioner, content: Data(bytes)).save(db) }
        }
        let before = db.totalChangesCount
        try row.update(db)
        entries.count += db.totalChangesCount - before
        return isNew
    }

    func settle(_ arrangement: Arrangement, for meeting: PlannedMeeting.ID) throws {
        try wholly { try ArrangementBook(db: db).settle(arrangement, for: meeting) }
    }

    func issue(_ meeting: PlannedMeeting.ID, at now: Timestamp) throws -> Bool {
        try Agendas(db: db).issue(meeting, at: now)
    }

    func keep(_ entry: NoteEntry, of meeting: PlannedMeeting, at now: Timestamp) throws {
        try wholly { try Notebook(db: db).keep(entry, of: meeting, at: now) }
    }

    func keep(_ action: Action) throws {
        let stored = try ActionRecord.filter(ActionRecord.Columns.action == action.id).fetchOne(db)
        try ActionRecord(action: action, detailsFrom: stored?.detailsFrom ?? .diary).upsert(db)
    }

    func keep(_ request: VariationRequest, at now: Timestamp) throws -> Int {
        var row = VariationRequestRecord(number: nil, request: request, askedAt: now, answeredAt: nil)
        try row.insert(db)
        guard let number = row.number else { throw StoreError.failed(why: "a request was not numbered") }
        return Int(number)
    }

    func keep(_ recorded: RecordedVariationRequest, at now: Timestamp) throws {
        guard var row = try VariationRequestRecord.fetchOne(db, key: recorded.number) else { return }
        row.request = recorded.request
        row.answeredAt = now
        try row.update(db)
    }

    func keep(_ change: PolicyChange, at now: Timestamp) throws {
        try wholly {
            try PolicyChangeRecord.overtake(db, at: now) { $0.setting == change.setting }
            var row = PolicyChangeRecord(change: change, madeAt: now, overtakenAt: nil)
            try row.insert(db)
        }
    }

    func keep(_ change: AgreementChange, at now: Timestamp) throws {
        try wholly {
            let before = try Surroundings(db)
            try AgreementChangeRecord.overtake(db, at: now) {
                $0.agency == change.agency && AgreementTerm.areOfOneKind($0.term, change.term)
            }
            var row = AgreementChangeRecord(change: change, madeAt: now)
            try row.insert(db)
            // Feeds tell its people more, or less, of contacts that are as they were.
            try EventLog(db: db).noteRestated(
                in: EventHistory.window(around: change.madeOn), since: before, at: now)
        }
    }

    func keep(_ invitation: SentInvitation) throws {
        try apart { try InvitationRecord(sent: invitation).upsert(db) }
    }

    func keep(_ account: KeptAccount) throws {
        try apart {
            // Not an upsert, which would write over whoever has the address or the subject.
            try AccountRecord(kept: account).save(db)
            let codes = RecoveryCodeRecord.filter(RecoveryCodeRecord.Columns.account == account.account.id)
            try codes.deleteAll(db)
            for digest in account.recoveryCodes.sorted() {
                try RecoveryCodeRecord(account: account.account.id, digest: digest).insert(db)
            }
        }
    }

    func keep(_ failures: FailedSignIns?, under digest: String, forgettingBefore old: Timestamp) throws {
        try apart {
            try FailedSignInRecord.filter(FailedSignInRecord.Columns.lastAt < old).deleteAll(db)
            if let failures {
                try FailedSignInRecord(digest: digest, failures: failures).upsert(db)
            } else {
                try FailedSignInRecord.deleteOne(db, key: digest)
            }
        }
    }

    func make(_ link: FeedLink, digest: String) throws -> FeedLink {
        var row = FeedLinkRecord(link: link, digest: digest)
        try apart { try row.insert(db) }
        return row.link
    }

    func revoke(_ link: FeedLink, at now: Timestamp) throws {
        try set(FeedLinkRecord.Columns.revokedAt, of: link, to: now)
    }

    func noteFetch(of link: FeedLink, at now: Timestamp) throws {
        try set(FeedLinkRecord.Columns.lastFetchedAt, of: link, to: now)
    }

    private func set(_ column: Column, of link: FeedLink, to time: Timestamp) throws {
        let statement = try db.cachedStatement(sql: "UPDATE feed_link SET \(column.name) = ? WHERE link = ?")
        try apart { try statement.execute(arguments: [time, link.number]) }
    }

    func erase(
        _ nominal: Nominal.ID, erasing: @escaping (String, Nominal.ID?) -> String, because reason: String,
        recording entry: (ErasedRows, String) -> HistoryEntry
    ) throws -> ErasedRows {
        try wholly {
            let erasure = try NominalErasure(db, of: nominal, erasing: erasing)
            // Before the rows go, by which it is known whom an entry is about.
            let history = try HistoryErasure(db, of: nominal) { erasure.erased($0) }
            var rows = try erasure.run()
            rows.entries = history.count
            try history.run(recording: entry(rows, erasure.erased(reason)).attributed(to: attribution))
            return rows
        }
    }

    func proveItCanBeWritten() throws {
        // Nobody reads this number of the file's first page, and setting it writes the page.
        try db.execute(sql: "PRAGMA user_version = 0")
    }

    func record(_ entry: HistoryEntry) throws {
        try apart { try HistoryLog(db: db).record(entry.attributed(to: attribution)) }
    }

    /// Writes something that changes nothing anybody plans from.
    private func apart(_ write: () throws -> Void) throws {
        let before = db.totalChangesCount
        try write()
        entries.count += db.totalChangesCount - before
    }

    private func wholly<Answer>(_ body: () throws -> Answer) throws -> Answer {
        var answer: Answer?
        try db.inSavepoint {
            answer = try body()
            return .commit
        }
        guard let answer else { throw StoreError.failed(why: "a transaction ended early") }
        return answer
    }
}
