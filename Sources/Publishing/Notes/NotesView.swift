import Casework

/// What `notes.mustache` is given: one meeting's notes, as one reader may know them.
///
/// A template that finds nothing under a name looks in what is around it: what may be missing has a name of its own.
struct NotesView: Sendable {
    var marking: String
    var series: String
    var seriesName: String
    var day: String
    var times: String
    var place: String
    var reference: String
    var prepared: String
    /// Whose copy it is.
    var reader: String
    /// Whether the meeting has been closed; until then it is what is noted so far.
    var isClosed: Bool
    var present: Several<AgencyPresenceView>?
    var observers: Several<AttendeeView>?
    var apologies: Several<ApologyView>?
    var absent: Several<AttendeeView>?
    /// Expected, and nobody noted whether they came.
    var unmarked: Several<AttendeeView>?
    var items: Several<NoteItemView>?
    /// Whether there were items that the reader may not know of.
    var hasOthers: Bool
    var general: Several<ActionView>?
    var notDone: Several<ClosedActionView>?
    var noLongerApplicable: Several<ClosedActionView>?
    /// `Wednesday 25 November 2026`.
    var since: String
}

struct AgencyPresenceView: Sendable {
    var agency: String
    var people: String
}

struct AttendeeView: Sendable {
    var name: String
    var agency: String
}

struct ApologyView: Sendable {
    var name: String
    var agency: String
    /// `n014 and n025, Tue 1 Dec`; nil: they sent none that the reader may know of.
    var information: String?
}

struct NoteItemView: Sendable {
    var nominal: String
    /// Nil where the reader may not know more than that it was there.
    var details: NoteDetails?
}

struct NoteDetails: Sendable {
    var reason: String
    var outcome: String
    /// `7 of 5 minutes`.
    var minutes: String?
    var attended: String?
    var missed: String?
    var updates: Several<NotedUpdateView>?
    var said: String?
    var decisions: Several<DecisionView>?
    var actions: Several<ActionView>?
}

struct NotedUpdateView: Sendable {
    var from: String
    var received: String
    var words: String?
}

struct DecisionView: Sendable {
    var matter: String
    var why: String
    var isAgreed: Bool
    /// Who agreed for each service; for readers who may know of the two services' differences alone.
    var agreement: AgreementView?
}

struct AgreementView: Sendable {
    var police: String?
    var probation: String?
    var dissent: String?
}

struct ClosedActionView: Sendable {
    var nominal: String?
    var text: String
    var owner: String
    var closed: String?
    var remark: String?
}
