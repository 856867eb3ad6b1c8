import Casework

/// What `running-order.mustache` is given: one meeting, as those who hold it see it.
struct RunningOrderView: Sendable {
    var marking: String
    var series: String
    var seriesName: String
    var day: String
    var times: String
    var place: String
    var reference: String
    var prepared: String?
    var capacity: CapacityView
    /// Who holds the meeting, with their agencies; it is for nobody else.
    var readers: String
    var attendance: [AttendanceView]
    var items: [ItemView]
    var timeLeft: String?
    var noted: Several<NotedView>?
    var deferred: Several<DeferredView>?
    var general: Several<ActionView>?
    var waiting: WaitingView
}

/// A list with at least one thing in it, so that a template can leave out its heading where there is none.
package struct Several<Item: Sendable>: Sendable {
    package let list: [Item]

    package init?(_ list: [Item]) {
        if list.isEmpty { return nil }
        self.list = list
    }
}

/// The time for slots: with what is needed, one of `spare`, `relief` and `over`.
struct CapacityView: Sendable {
    var needed: String
    /// Minutes.
    var available: Int
    var spare: String?
    /// What made the rest fit: `3 items noted without discussion and 1 deferred`.
    var relief: String?
    /// What is too much, where nothing was noted or deferred.
    var over: String?
}

struct AttendanceView: Sendable {
    var name: String
    var agency: String
    var from: String
    var until: String
    var needed: Int
    /// Nil for those who stay throughout: the meeting is theirs to hold.
    var waits: Int?
    /// Minutes of the meeting that they do not have to be there for.
    var saved: Int
}

/// One line of the running order: exactly one of `standing`, `pause` and `slot`.
struct ItemView: Sendable {
    var from: String
    var until: String
    var length: String
    var standing: StandingView?
    var pause: Bool
    var slot: SlotView?
}

struct StandingView: Sendable {
    var opening = false
    var business = false
    var closing = false
}

struct SlotView: Sendable {
    var nominal: String
    /// Nil where access is limited.
    var details: SlotDetails?
}

/// What is told of a slot; whatever its readers may not know is nil.
struct SlotDetails: Sendable {
    var reason: String?
    var matters: Several<String>?
    /// What the chair asks.
    var prompts: [String] = []
    var rating: RatingView?
    var cohort: String?
    var lastDiscussed: String?
    var contacts: ContactsSinceView?
    /// An agreed departure from the target, with its end.
    var variation: String?
    var people: SlotPeopleView?
    /// Why the slot is where it is.
    var why: String?
    var updates: UpdatesView?
    var actions: Several<ActionView>?
}

/// Everyone with their agency: `Nadia Rahman (Probation) and PC Tom Ashdown (Police)`.
struct SlotPeopleView: Sendable {
    var needed: String?
    /// Needed, and elsewhere by their diary.
    var absent: String?
    /// Needed, and have said that they cannot come.
    var declined: String?
    /// Whether all the posts of those who are not there are vacant.
    var nobodyToAsk: Bool
}

struct ContactsSinceView: Sendable {
    /// `Since then`, or `Since selection` where they were not discussed yet.
    var since: String
    var offered: Int
    var kept: Int
    /// How many of those offered nothing is recorded of yet.
    var open: String?
}

struct UpdatesView: Sendable {
    var received: Several<UpdateView>?
    /// Who was to write, and has not.
    var missing: String?
}

struct UpdateView: Sendable {
    var from: String
    var on: String
    /// Nil where it was only noted that it came.
    var text: String?
}

struct ActionView: Sendable {
    var text: String
    var owner: String
    var due: String?
    var overdue: Bool
}

struct NotedView: Sendable {
    var nominal: String
    var rating: RatingView?
    var lastDiscussed: String
    var updateFrom: String
    var updates: UpdatesView?
}

struct DeferredView: Sendable {
    var nominal: String
    /// Nil, as the cohort is, where access is limited.
    var rating: RatingView?
    var cohort: String?
    var due: String
}

struct WaitingView: Sendable {
    var minutes: String
    var bound: String
    var people: String
    var proven: Bool
    var partners: PartnersView?
}

struct PartnersView: Sendable {
    var asked: String
    var throughout: String
    var saved: String
}
