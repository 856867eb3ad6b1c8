internal import Casework

extension Arrangement {
    /// Whether there is anything at the meeting to settle this about.
    ///
    /// - Parameters:
    ///   - settled: What is settled already.
    ///   - clock: The time on the office's clock; nil: no meeting has begun.
    /// - Throws: `DiaryRefusal` if there is not.
    func check(
        at meeting: PlannedMeeting, _ caseload: Caseload, _ settled: Arrangements, clock: Moment?
    ) throws {
        func slot(of id: Nominal.ID) throws -> PlannedMeeting.Slot {
            _ = try caseload.nominal(id)
            guard let slot = meeting.slots.first(where: { $0.nominal == id }) else {
                throw DiaryRefusal.noSuchSlot(id, meeting.id)
            }
            return slot
        }
        func checkIsAhead() throws {
            if let clock, meeting.interval.lowerBound < clock { throw DiaryRefusal.hasBegun(meeting.id) }
        }
        switch self {
        case .pin(let pin):
            _ = try slot(of: pin.nominal)
            if case .after(let other) = pin.place { _ = try slot(of: other) }
        case .agree(let presence):
            guard caseload.practitioners.contains(where: { $0.id == presence.practitioner }) else {
                throw DiaryRefusal.noSuchPractitioner(presence.practitioner)
            }
        case .unpin(let nominal):
            guard settled.pins[meeting.id]?.contains(where: { $0.nominal == nominal }) ?? false else {
                throw DiaryRefusal.notArranged("\(nominal) is not pinned at \(meeting.id)")
            }
        case .forget(let practitioner):
            guard settled.presences[meeting.id]?.contains(where: { $0.practitioner == practitioner }) ?? false else {
                throw DiaryRefusal.notArranged("\(practitioner) has neither a window nor declined at \(meeting.id)")
            }
        case .turn(let nominal, let turn, let why):
            try checkIsAhead()
            if turn != .noted, !(why ?? "").contains(where: { !$0.isWhitespace }) { throw DiaryRefusal.noReason }
            let nominal = try caseload.nominal(nominal)
            if turn == .added { try checkCanBeAdded(nominal, meeting) } else { try checkCanBeOff(slot(of: nominal.id)) }
        case .takeBack(let nominal, let turn):
            try checkIsAhead()
            guard settled.item(of: nominal, at: meeting.id)?.turn == turn else {
                throw DiaryRefusal.notArranged("\(nominal) was not \(turn.rawValue) by hand at \(meeting.id)")
            }
        case .minutes(let nominal, let minutes?):
            try checkIsAhead()
            _ = try slot(of: nominal)
            guard ArrangedItem.minutesAllowed.contains(minutes) else { throw DiaryRefusal.notMinutesOfASlot(minutes) }
        case .minutes(let nominal, nil):
            try checkIsAhead()
            guard settled.item(of: nominal, at: meeting.id)?.minutes != nil else {
                throw DiaryRefusal.notArranged("\(nominal) has the policy's minutes at \(meeting.id)")
            }
        case .order(let nominals):
            try checkIsAhead()
            for nominal in nominals { _ = try slot(of: nominal) }
        case .reorder:
            try checkIsAhead()
            guard settled.orders[meeting.id] != nil else {
                throw DiaryRefusal.notArranged("no slot of \(meeting.id) was moved by hand")
            }
        }

        func checkCanBeAdded(_ nominal: Nominal, _ meeting: PlannedMeeting) throws {
            guard !meeting.slots.contains(where: { $0.nominal == nominal.id }) else {
                throw DiaryRefusal.notArranged("\(nominal.id) has a slot at \(meeting.id) already")
            }
            let day = meeting.interval.lowerBound.day
            guard nominal.isOnCohort(on: day) else { throw DiaryRefusal.notOnCohort(nominal.id, on: day) }
        }
        func checkCanBeOff(_ slot: PlannedMeeting.Slot) throws {
            guard case .turn(_, let turn, _) = self else { return }
            if turn == .noted {
                guard meeting.series == .map else {
                    throw DiaryRefusal.mayNotBeNoted(slot.nominal, "\(meeting.series.title) decides, and notes nothing")
                }
                guard slot.reason.isRoutine else {
                    throw DiaryRefusal.mayNotBeNoted(
                        slot.nominal, "the reason is \(slot.reason.inWords.lowercased()), which is not routine")
                }
            }
            // A case conference takes what there is to decide; what only a person has put there is not due again.
            if turn == .deferred, meeting.series == .macc,
                settled.item(of: slot.nominal, at: meeting.id)?.turn == .added
            {
                throw DiaryRefusal.notArranged(
                    "\(slot.nominal) was added to \(meeting.id) by hand: take that back, and add them to the next one")
            }
        }
    }
}

extension Caseload {
    /// - Throws: `DiaryRefusal` if nobody on record has that reference.
    func nominal(_ id: Nominal.ID) throws -> Nominal {
        guard let nominal = nominals.first(where: { $0.id == id }) else { throw DiaryRefusal.noSuchNominal(id) }
        return nominal
    }
}

extension Arrangement: CustomStringConvertible {
    /// For the history: references only.
    package var description: String {
        switch self {
        case .pin(let pin): "\(pin.nominal) \(pin.inWords)"
        case .unpin(let nominal): "\(nominal) no longer pinned"
        case .agree(let presence):
            presence.window.map { "\(presence.practitioner) comes from \($0.lowerBound) to \($0.upperBound) at most" }
                ?? "\(presence.practitioner) has declined"
        case .forget(let practitioner): "\(practitioner) comes as their diary allows"
        case .turn(let nominal, let turn, _): "\(nominal) \(turn.inWords)"
        case .takeBack(let nominal, let turn): "\(nominal) no longer \(turn.rawValue) by hand"
        case .minutes(let nominal, let minutes):
            minutes.map { "\(nominal) given \($0) min" } ?? "\(nominal) given the policy's minutes"
        case .order(let nominals): "order by hand: \(nominals.map(\.text).joined(separator: ", "))"
        case .reorder: "no longer in an order by hand"
        }
    }
}
