package import Casework

/// What the verbs need of a store.
///
/// A verb reads, judges and writes inside one `write`: either all of it is kept, or none, whenever the process
/// ends. Stores know nothing of rules; verbs know nothing of SQL.
package protocol DiaryStore: Sendable {
    /// Shows one consistent state to `body`.
    func read<Answer>(_ body: (any DiaryReading) throws -> Answer) throws -> Answer

    /// Runs `body` alone in a transaction, which is kept unless it throws.
    func write<Answer>(_ body: (any DiaryWriting) throws -> Answer) throws -> Answer

    /// The same store; what is recorded through it says whose agency it was for and which way it came, where an entry
    /// does not say so itself.
    func attributed(to attribution: Attribution) -> any DiaryStore

    /// Copies the diary as it stands into a file that is not there yet, and works out whether the history in it is as
    /// it was written.
    func backUp(to path: String) throws -> HistoryCheck

    /// Overwrites, wherever the diary is kept, what was erased from it; false where another program was reading, and
    /// traces may be left.
    func overwriteErased() throws -> Bool
}

package protocol DiaryReading {
    /// Counts the changes that have been kept; the same number means the same contents, the history apart.
    func revision() throws -> Int

    /// Everything on record, with what was told since, or nil before the first import. Contacts include those that
    /// plans have booked, and every outcome recorded; nominals and practitioners who were missing from the last import
    /// are left out, with whatever hangs on them, though the store still keeps them.
    func caseload() throws -> Caseload?

    /// The calendars of the last import; in place of a practitioner's, what was last fetched from their address.
    func calendars() throws -> [CalendarFile]

    /// When each of the last import came in as it is, by the file's name.
    func importDates() throws -> [String: Timestamp]

    /// The calendars that are fetched from addresses, by practitioner, those among them who are in no import any more.
    func publishedCalendars() throws -> [PublishedCalendar]

    /// The plan that was stored last, its contacts as they stand now.
    func latestPlan() throws -> StoredPlan?

    /// The meetings planned for these days, each as the latest plan for its day has it.
    func meetings(in days: Range<Day>) throws -> [PlannedMeeting]

    /// Every state that contacts and meetings have been in which start, or once were to start, within these days.
    func eventHistory(in days: Range<Day>) throws -> EventHistory

    /// What has been settled about meetings, and which agendas have been given out.
    func arrangements() throws -> Arrangements

    /// When the agenda of a meeting was last given out; nil: it never was.
    func issueDate(of meeting: PlannedMeeting.ID) throws -> Timestamp?

    /// What the diary was told between exports and still holds, in the order in which it came; the caseload has it
    /// taken in already, as far as it is about nominals.
    func notices() throws -> [RecordedNotice]

    /// What people were last sent about each event, and how they answered.
    func invitations() throws -> [SentInvitation]

    /// What one person was last sent about one event.
    func invitation(_ uid: String, to practitioner: Practitioner.ID) throws -> SentInvitation?

    /// Protected characteristics, for figures about many and what somebody asks to see of their own, and nothing else.
    func equalities() throws -> Equalities

    /// Every nominal on record, those among them who are in no import any more, by reference.
    func memberships() throws -> [Membership]

    /// The day of each nominal's last contact, review, note or decision, of those who are in no import any more, too.
    func lastDealings() throws -> [Nominal.ID: Day]

    /// Everything held about a nominal, in whatever table; what of it is about others besides is taken out.
    ///
    /// - Parameters:
    ///   - names: Whether a text names the nominal.
    ///   - redacting: Puts references in place of the names in a text.
    func everything(
        about nominal: Nominal.ID, naming names: @escaping (String) -> Bool,
        redacting: @escaping (String) -> String
    ) throws -> [HeldTable]

    /// What was noted of a meeting; empty where nothing was.
    func notes(of meeting: PlannedMeeting.ID) throws -> MeetingNotes

    /// When something was first noted of each item of a meeting.
    func notingTimes(of meeting: PlannedMeeting.ID) throws -> [Nominal.ID: Timestamp]

    /// What was noted of the meetings of these days, by day.
    func allNotes(in days: Range<Day>) throws -> [MeetingNotes]

    /// Every decision of meetings that none has replaced; the caseload has what they change taken in already.
    func decisions() throws -> [RecordedDecision]

    /// The variations that anybody asked for, latest first; the caseload has those approved taken in already.
    func variationRequests() throws -> [RecordedVariationRequest]

    /// What was changed of the policy in the diary, latest first; the caseload has what holds taken in already.
    func policyChanges() throws -> [PolicyChange]

    /// What was changed of agencies' agreements in the diary, latest first; the caseload has what holds taken in
    /// already.
    func agreementChanges() throws -> [AgreementChange]

    /// The shortfalls of the weeks from one Monday to before another, each as the latest plan for its week had it.
    func plannedShortfalls(in days: Range<Day>) throws -> PlannedShortfalls

    /// Everybody who signs in, by name of the account.
    func accounts() throws -> [KeptAccount]

    /// Nil where there is none such.
    func account(_ id: Account.ID) throws -> KeptAccount?

    /// How often in a row signing in has failed under a name, of which only a digest is known.
    func failedSignIns(under digest: String) throws -> FailedSignIns?
    /// The links that calendar programs subscribe by, in the order in which they were made, those revoked among them.
    func feedLinks() throws -> [FeedLink]

    /// The link of whose token this is the digest.
    func feedLink(digest: String) throws -> FeedLink?

    /// The account that answers for a link, without its recovery codes; nil where nobody signs in under that name.
    func owner(of link: FeedLink) throws -> KeptAccount?

    /// What has been done with the diary, latest first.
    func history(limit: Int) throws -> [HistoryEntry]

    /// What of the history is asked for, latest first.
    func history(_ query: AuditQuery) throws -> [AuditEntry]

    /// When something was last done with the diary beside looking at it and handing it out.
    func lastChange() throws -> Timestamp?

    /// Works out again, entry by entry, whether the history is as it was written.
    ///
    /// - Parameter head: The seal of an entry noted earlier, which the history must still have; nil: none was.
    func verifyHistory(expecting head: String?) throws -> HistoryCheck
}

package protocol DiaryWriting: DiaryReading {
    /// Writes over something that it says already.
    ///
    /// - Throws: What any change would now be refused with: the disk is full, the file can only be read.
    func proveItCanBeWritten() throws

    /// Takes in an export: what has a reference is updated under it, lists without one are replaced, contacts,
    /// reviews and actions are kept even where the export no longer has them, and an outcome is never set back to
    /// `planned` or `confirmed` by an older word on it.
    func merge(_ caseload: Caseload, calendars: [CalendarFile], at now: Timestamp) throws -> ImportSummary

    /// Keeps protected characteristics, in place of all that were kept.
    func keep(_ equalities: Equalities) throws

    /// Stores a plan as the latest. Its planned contacts replace those `planned` in the same weeks; a contact or
    /// meeting whose time, place, people or status changed has its stamp's `sequence` raised and `changedAt` set.
    func save(_ plan: Plan, seed: UInt64, at now: Timestamp) throws

    /// Sets where a contact stands, and raises its stamp; false where there is no such contact.
    func setStatus(_ status: Contact.Status, of contact: Contact.ID, at now: Timestamp) throws -> Bool

    /// Keeps a contact as a person has decided, with the reason, and raises its stamp; false where there is none such.
    func change(_ contact: Contact, why: String?, at now: Timestamp) throws -> Bool

    /// Keeps a contact, under a reference of its own, that a person has booked.
    func book(_ contact: Contact, at now: Timestamp) throws

    /// Keeps something the diary was told, until it is withdrawn, or an export says something new about it.
    func note(_ notice: Notice, at now: Timestamp) throws -> RecordedNotice

    /// Takes back what the diary was told; false where it does not hold any more.
    func withdraw(_ notice: RecordedNotice, at now: Timestamp) throws -> Bool

    /// Keeps where a practitioner's calendar is published; whatever came from another address of theirs stays until
    /// this one has given something.
    func keep(_ address: CalendarAddress, zone: String?, of practitioner: Practitioner.ID) throws

    /// Forgets where a practitioner's calendar is published, and erases what was fetched.
    func forgetAddress(of practitioner: Practitioner.ID) throws

    /// Keeps what came of asking for a calendar.
    ///
    /// - Returns: Whether the content is another than before; nil, and nothing kept, where the practitioner's address
    ///   or its zone is not the calendar's any more.
    func keep(_ result: FetchResult, of calendar: PublishedCalendar, at now: Timestamp) throws -> Bool?

    /// Settles one thing about a meeting, in place of what was settled about the same nominal or person.
    func settle(_ arrangement: Arrangement, for meeting: PlannedMeeting.ID) throws

    /// Notes that a meeting's agenda has been given out as the latest plan has it; false where no plan has it.
    func issue(_ meeting: PlannedMeeting.ID, at now: Timestamp) throws -> Bool

    /// Notes one thing of a meeting, in place of what was noted of the same person, item or matter; what was written
    /// before is kept beside it.
    func keep(_ entry: NoteEntry, of meeting: PlannedMeeting, at now: Timestamp) throws

    /// Keeps an action that is raised or closed here; an export never opens it again.
    func keep(_ action: Action) throws

    /// Keeps what somebody was sent, or how they answered, in place of what was kept about the same event. It changes
    /// nothing that anybody plans from.
    func keep(_ invitation: SentInvitation) throws

    /// Keeps a variation that somebody asks for.
    ///
    /// - Returns: The number under which it is answered.
    func keep(_ request: VariationRequest, at now: Timestamp) throws -> Int

    /// Keeps how a variation that somebody asked for was answered.
    func keep(_ recorded: RecordedVariationRequest, at now: Timestamp) throws

    /// Keeps a change of the policy, which goes before what the import and earlier changes say of the same figure.
    func keep(_ change: PolicyChange, at now: Timestamp) throws

    /// Keeps a change of an agreement, which goes before what the import and earlier changes say of the same term.
    func keep(_ change: AgreementChange, at now: Timestamp) throws

    /// Keeps who signs in, and what they show for it. It changes nothing that anybody plans from.
    func keep(_ account: KeptAccount) throws

    /// Keeps how often signing in has failed under a name, or forgets it.
    ///
    /// - Parameter old: What has failed under whatever name before then is forgotten, too.
    func keep(_ failures: FailedSignIns?, under digest: String, forgettingBefore old: Timestamp) throws
    /// Keeps a link, whose number is given to it. Neither this nor what follows changes anything anybody plans from.
    ///
    /// - Parameter digest: Of its token, which is kept nowhere.
    func make(_ link: FeedLink, digest: String) throws -> FeedLink

    /// Notes that a link is revoked.
    func revoke(_ link: FeedLink, at now: Timestamp) throws

    /// Notes that somebody asked by a link.
    func noteFetch(of link: FeedLink, at now: Timestamp) throws

    /// Takes out everything held about a nominal, in whatever table; where it is about others besides, `erased nominal`
    /// stands instead of their reference and name. The history keeps what was done, and is changed in no other way.
    ///
    /// - Parameters:
    ///   - erasing: Takes the nominal's names out of a text, which is about the nominal given, if about one.
    ///   - entry: What is recorded of it, made from what was taken out and the reason without the nominal.
    func erase(
        _ nominal: Nominal.ID, erasing: @escaping (String, Nominal.ID?) -> String, because reason: String,
        recording entry: (ErasedRows, String) -> HistoryEntry
    ) throws -> ErasedRows

    /// Adds to the history, which nothing can change or take from, with the nominals whose references stand in it.
    func record(_ entry: HistoryEntry) throws
}

/// One thing to note of a meeting.
package enum NoteEntry: Hashable, Sendable {
    case started(Moment)
    case ended(Moment)
    /// It had been ended, and goes on.
    case resumed
    case presence(Presence)
    case item(ItemNote)
    case update(WrittenUpdate)
    case decision(Decision)
}

/// A plan as it is kept, with when each of its events last changed.
package struct StoredPlan: Sendable {
    package var plan: Plan
    package var storedAt: Timestamp
    /// By contact's or meeting's id, those beside the plan included.
    package var stamps: [String: Stamp]
    /// What other plans hold in the weeks before and after, which feeds go on showing.
    package var beside: EarlierPlans

    /// How far feeds reach on either side of the latest plan's weeks.
    package static let daysBefore = 28
    package static let daysAfter = 365

    package init(plan: Plan, storedAt: Timestamp, stamps: [String: Stamp], beside: EarlierPlans = EarlierPlans()) {
        self.plan = plan
        self.storedAt = storedAt
        self.stamps = stamps
        self.beside = beside
    }

    /// When an event last changed, and how often since it was first published: what calendar programs go by.
    package struct Stamp: Hashable, Sendable {
        package var sequence: Int
        package var changedAt: Timestamp

        package init(sequence: Int, changedAt: Timestamp) {
            self.sequence = sequence
            self.changedAt = changedAt
        }
    }
}

/// What plans said of how short weeks would fall, when they were made.
package struct PlannedShortfalls: Sendable {
    /// The weeks, by their Mondays, that some plan has.
    package var weeks: Set<Day>
    package var shortfalls: [Shortfall]

    package init(weeks: Set<Day> = [], shortfalls: [Shortfall] = []) {
        self.weeks = weeks
        self.shortfalls = shortfalls
    }
}

/// What an import did.
package struct ImportSummary: Hashable, Sendable {
    package var added: Int
    package var updated: Int
    package var unchanged: Int
    /// On record, and not in this export: nominals, practitioners, agencies, locations.
    package var missing: Int
    /// Contacts whose recorded outcome was kept though the export has an earlier status.
    package var outcomesKept: Int
    /// Practitioners of this export whose calendar the last one had, and this one has not; those apart whose calendar
    /// is fetched from an address.
    package var calendarsLost: [Practitioner.ID] = []
    /// Figures of the policy that were changed in the diary, and of which this import says something new.
    package var settingsOvertaken: [PolicySetting] = []
    /// Agencies whose agreement was changed in the diary, and of which this import says something new of the same.
    package var agreementsOvertaken: [Agency.ID] = []

    package init(added: Int = 0, updated: Int = 0, unchanged: Int = 0, missing: Int = 0, outcomesKept: Int = 0) {
        self.added = added
        self.updated = updated
        self.unchanged = unchanged
        self.missing = missing
        self.outcomesKept = outcomesKept
    }
}

/// One line of the history: who did what, when.
///
/// References only, never a name.
package struct HistoryEntry: Hashable, Sendable {
    package var at: Timestamp
    /// The account that asked for it.
    package var actor: String
    /// The kind of processing, as section 62 of the Data Protection Act 2018 lists them.
    package var act: Act
    /// In words, with references: `planned 4 weeks from 2026-11-30: 412 contacts, 5 meetings`.
    package var detail: String
    /// The actor's, where it is known.
    package var agency: Agency.ID?
    /// The page or command it came by, where it is known.
    package var route: String?

    package init(
        at: Timestamp, actor: String, act: Act, detail: String, agency: Agency.ID? = nil, route: String? = nil
    ) {
        self.at = at
        self.actor = actor
        self.act = act
        self.detail = detail
        self.agency = agency
        self.route = route
    }

    package enum Act: String, CaseIterable, Hashable, Sendable {
        case collection, alteration, consultation, disclosure, combination, erasure
    }
}
