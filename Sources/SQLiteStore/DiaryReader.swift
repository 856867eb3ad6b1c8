internal import Casework
internal import GRDB
internal import Operations

/// What one transaction can see.
struct DiaryReader: DiaryReading {
    let db: Database

    func revision() throws -> Int {
        guard let diary = try DiaryRecord.fetchOne(db) else {
            throw StoreError.damaged(column: DiaryRecord.Columns.revision.name)
        }
        return diary.revision
    }

    func caseload() throws -> Caseload? {
        try CaseloadReader(db: db).caseload()
    }

    func calendars() throws -> [CalendarFile] {
        let imported = try CalendarRecord.order(CalendarRecord.Columns.name).fetchAll(db)
            .map { CalendarFile(name: $0.name, content: Array($0.content)) }
        let fetched = try FetchedCalendarRecord.files(db)
        let names = Set(fetched.map(\.name))
        return (imported.filter { !names.contains($0.name) } + fetched).sorted { $0.name < $1.name }
    }

    func publishedCalendars() throws -> [PublishedCalendar] {
        let current = try PractitionerRecord.current(db)
        return try CalendarAddressRecord.order(CalendarAddressRecord.Columns.practitioner).fetchAll(db).map { row in
            var calendar = row.calendar
            calendar.hasLeft = !current.contains(calendar.practitioner)
            return calendar
        }
    }

    func importDates() throws -> [String: Timestamp] {
        try Dictionary(CalendarRecord.fetchAll(db).map { ($0.name, $0.importedAt) }) { first, _ in first }
    }

    func latestPlan() throws -> StoredPlan? {
        try PlanReader(db: db).latest()
    }

    func meetings(in days: Range<Day>) throws -> [PlannedMeeting] {
        try Agendas(db: db).inForce(in: days).map(\.meeting)
    }

    func eventHistory(in days: Range<Day>) throws -> EventHistory {
        try EventLog(db: db).history(in: days)
    }

    func arrangements() throws -> Arrangements { try ArrangementBook(db: db).all() }

    func issueDate(of meeting: PlannedMeeting.ID) throws -> Timestamp? { try Agendas(db: db).issueDate(of: meeting) }

    func notices() throws -> [RecordedNotice] {
        try NoticeRecord.inForce(db).map { RecordedNotice(number: Int($0.number ?? 0), notice: $0.notice) }
    }

    func invitations() throws -> [SentInvitation] {
        let columns = InvitationRecord.Columns.self
        return try InvitationRecord.order(columns.practitioner, columns.start, columns.uid).fetchAll(db).map(\.sent)
    }

    func invitation(_ uid: String, to practitioner: Practitioner.ID) throws -> SentInvitation? {
        try InvitationRecord.fetchOne(db, key: ["uid": uid, "practitioner": practitioner.text])?.sent
    }

    func equalities() throws -> Equalities {
        let rows = try EqualityRecord.fetchAll(db)
        return Equalities(
            Dictionary(grouping: rows, by: \.nominal).mapValues { rows in
                Dictionary(rows.map { ($0.characteristic, $0.value) }) { first, _ in first }
            })
    }

    func memberships() throws -> [Membership] { try MembershipRecord.all(db).map(\.membership) }

    func lastDealings() throws -> [Nominal.ID: Day] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT nominal, max(day) AS day FROM (
                    SELECT nominal, substr(start, 1, 10) AS day FROM contact
                    UNION ALL SELECT nominal, held_on FROM review
                    UNION ALL SELECT nominal, held_on FROM item_note JOIN meeting_notes USING (meeting)
                    UNION ALL SELECT nominal, held_on FROM decision JOIN meeting_notes USING (meeting)
                    UNION ALL SELECT nominal, received_on FROM written_update
                ) GROUP BY nominal
                """)
        return try Dictionary(rows.map { (try $0.value(Column("nominal")), try $0.value(Column("day"))) }) { first, _ in
            first
        }
    }

    func everything(
        about nominal: Nominal.ID, naming names: @escaping (String) -> Bool,
        redacting: @escaping (String) -> String
    ) throws -> [HeldTable] {
        try SubjectRecords(db, about: nominal, naming: names, redacting: redacting).tables()
    }

    func notes(of meeting: PlannedMeeting.ID) throws -> MeetingNotes {
        try Notebook(db: db).all { $0.meeting == meeting }.first ?? MeetingNotes(meeting: meeting)
    }

    func notingTimes(of meeting: PlannedMeeting.ID) throws -> [Nominal.ID: Timestamp] {
        try ItemNoteRecord.firstTimes(at: meeting, db)
    }

    func allNotes(in days: Range<Day>) throws -> [MeetingNotes] {
        try Notebook(db: db).all { days.contains($0.heldOn) }
    }

    func variationRequests() throws -> [RecordedVariationRequest] {
        try VariationRequestRecord.order(VariationRequestRecord.Columns.number.desc).fetchAll(db).map(\.recorded)
    }

    func policyChanges() throws -> [PolicyChange] {
        try PolicyChangeRecord.order(PolicyChangeRecord.Columns.number.desc).fetchAll(db).map(\.change)
    }

    func plannedShortfalls(in days: Range<Day>) throws -> PlannedShortfalls {
        try PlanReader(db: db).shortfalls(in: days)
    }

    func agreementChanges() throws -> [AgreementChange] {
        try AgreementChangeRecord.order(AgreementChangeRecord.Columns.number.desc).fetchAll(db).map(\.change)
    }

    func decisions() throws -> [RecordedDecision] { try Notebook(db: db).decisions().map(\.decided) }

    func accounts() throws -> [KeptAccount] {
        let codes = Dictionary(grouping: try RecoveryCodeRecord.fetchAll(db), by: \.account)
        return try AccountRecord.order(AccountRecord.Columns.account).fetchAll(db).map { row in
            var kept = row.kept
            kept.recoveryCodes = Set((codes[kept.account.id] ?? []).map(\.digest))
            return kept
        }
    }

    func account(_ id: Account.ID) throws -> KeptAccount? {
        guard var kept = try AccountRecord.fetchOne(db, key: id.text)?.kept else { return nil }
        kept.recoveryCodes = Set(
            try RecoveryCodeRecord.filter(RecoveryCodeRecord.Columns.account == id).fetchAll(db).map(\.digest))
        return kept
    }

    func failedSignIns(under digest: String) throws -> FailedSignIns? {
        try FailedSignInRecord.fetchOne(db, key: digest)?.failures
    }

    func feedLinks() throws -> [FeedLink] {
        try FeedLinkRecord.order(FeedLinkRecord.Columns.link).fetchAll(db).map(\.link)
    }

    func feedLink(digest: String) throws -> FeedLink? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM feed_link WHERE digest = ?")
        return try FeedLinkRecord.fetchOne(statement, arguments: [digest])?.link
    }

    func owner(of link: FeedLink) throws -> KeptAccount? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM account WHERE account = ?")
        return try AccountRecord.fetchOne(statement, arguments: [link.owner.text])?.kept
    }

    func history(limit: Int) throws -> [HistoryEntry] {
        try HistoryRecord.order(Column.rowID.desc).limit(max(0, limit)).fetchAll(db).map(\.entry)
    }

    func history(_ query: AuditQuery) throws -> [AuditEntry] { try HistoryLog(db: db).entries(query) }

    func lastChange() throws -> Timestamp? { try HistoryLog(db: db).lastChange() }

    func verifyHistory(expecting head: String?) throws -> HistoryCheck {
        try HistoryVerifier(db).check(expecting: head)
    }
}
