internal import Casework

/// Who can be at a meeting when.
struct Presence {
    private let register: Register
    private let date: MeetingDate
    private let standing: [Practitioner.ID: [Contact]]
    private let agreed: [AgreedPresence]

    init(_ register: Register, _ date: MeetingDate, agreed: [AgreedPresence]) {
        self.agreed = agreed
        self.register = register
        self.date = date
        var standing: [Practitioner.ID: [Contact]] = [:]
        for contact in register.caseload.contacts
        where contact.day == date.day && !register.diaries.canMove(contact) && contact.status.countsAsOffered {
            for practitioner in contact.practitioners { standing[practitioner, default: []].append(contact) }
        }
        self.standing = standing
    }

    /// The parts of the meeting at which a practitioner works, is not busy, and has no contact to be at that stays, as
    /// far as they have agreed to come.
    func times(of practitioner: Practitioner.ID) -> [Range<Moment>] {
        var free = joined(register.blocks(of: practitioner, on: date.day).map(\.interval))
            .map { $0.clamped(to: date.interval) }
        for time in register.busyTimes[practitioner] ?? [] {
            free = free.flatMap { cut(time.interval, from: $0) }
        }
        for agreed in agreed where agreed.practitioner == practitioner {
            guard let window = agreed.window else { return [] }
            let times = (date.day.start + window.lowerBound.minutes)..<(date.day.start + window.upperBound.minutes)
            free = free.map { $0.clamped(to: times) }
        }
        return free.map { $0.clamped(to: reach(practitioner)) }.filter { !$0.isEmpty }
    }

    /// The longest part of the meeting that they can be at without a gap; nil if there is none.
    func longest(of practitioner: Practitioner.ID) -> Range<Moment>? {
        times(of: practitioner).max { $0.minutes < $1.minutes }
    }

    /// The part of the meeting before or after the contacts that stay, whichever is longer: one cannot be at a
    /// meeting on both sides of a visit without being away in between.
    private func reach(_ practitioner: Practitioner.ID) -> Range<Moment> {
        var reach = date.interval
        for contact in standing[practitioner] ?? [] {
            let away = travel(practitioner, contact)
            let before = reach.clamped(to: reach.lowerBound..<max(reach.lowerBound, contact.start - away))
            let after = reach.clamped(to: min(reach.upperBound, contact.end + away)..<reach.upperBound)
            if contact.start - away >= reach.upperBound || contact.end + away <= reach.lowerBound { continue }
            reach = before.minutes >= after.minutes ? before : after
        }
        return reach
    }

    private func travel(_ practitioner: Practitioner.ID, _ contact: Contact) -> Int {
        let block = register.blocks(of: practitioner, on: date.day)
            .first { $0.interval.overlaps(contact.interval) }?.location
        guard let meeting = date.place.location ?? block, let visit = contact.place.location ?? block else { return 0 }
        return max(
            register.travelMinutes(from: meeting, to: visit), register.travelMinutes(from: visit, to: meeting))
    }

    /// Blocks that touch are one stretch of work.
    private func joined(_ blocks: [Range<Moment>]) -> [Range<Moment>] {
        var joined: [Range<Moment>] = []
        for block in blocks {
            if let last = joined.last, last.upperBound >= block.lowerBound {
                joined[joined.count - 1] = last.lowerBound..<max(last.upperBound, block.upperBound)
            } else {
                joined.append(block)
            }
        }
        return joined
    }

    private func cut(_ busy: Range<Moment>, from free: Range<Moment>) -> [Range<Moment>] {
        guard busy.overlaps(free), !busy.isEmpty else { return [free] }
        return [
            free.lowerBound..<max(free.lowerBound, busy.lowerBound),
            min(free.upperBound, busy.upperBound)..<free.upperBound,
        ].filter { !$0.isEmpty }
    }
}
