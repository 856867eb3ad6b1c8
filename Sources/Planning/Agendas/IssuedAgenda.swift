internal import Casework

extension AgendaContents {
    /// What a meeting takes whose agenda people have: what it had when it was issued, and what has come up since.
    ///
    /// - Parameter issued: The agenda as issued. Its routine items make room for what has come up if need be: those
    ///   that would be noted or deferred if the agenda were made today, pinned ones excepted.
    func kept(to issued: PlannedMeeting, _ register: Register) -> AgendaContents {
        let today = Dictionary(items.map { ($0.nominal, $0) }) { first, _ in first }
        let arrangements = register.diaries.arrangements
        let arranged = arrangements.items[issued.id] ?? []
        let isOff = Set(arranged.filter(\.isOff).map(\.nominal))
        let stays = Set(arranged.filter { !$0.isOff }.map(\.nominal))
            .union((arrangements.pins[issued.id] ?? []).map(\.nominal))
        var kept = self
        kept.items = issued.slots.compactMap { slot in
            if let item = today[slot.nominal] { return item }
            guard register.nominals[slot.nominal] != nil, !isOff.contains(slot.nominal) else { return nil }
            return AgendaItem(
                nominal: slot.nominal, reason: slot.reason, matters: slot.matters, minutes: slot.minutes, overdue: 0)
        }
        let settled = Set(issued.noted + issued.deferred.map(\.nominal))
        var onAgenda = Set(kept.items.map(\.nominal))
        let added = items.filter { item in
            !onAgenda.contains(item.nominal)
                && (stays.contains(item.nominal) || !(item.reason.isRoutine && settled.contains(item.nominal)))
        }
        kept.items += added
        onAgenda.formUnion(added.map(\.nominal))

        var over = kept.items.reduce(0) { $0 + $1.minutes } - minutesAvailable
        var (noted, deferred) = (Set(self.noted), Set(self.deferred.map(\.nominal)))
        let due = self.deferred.first?.due ?? issued.deferred.first?.due ?? issued.interval.lowerBound.day + 7
        // Last in the list first, so that what has come up since is the last to go.
        for (isToGo, isNoted) in [(noted, true), (deferred, false), (Set(added.map(\.nominal)), false)] {
            for item in kept.items.reversed()
            where over > 0 && isToGo.contains(item.nominal) && !stays.contains(item.nominal) {
                kept.items.removeAll { $0.nominal == item.nominal }
                onAgenda.remove(item.nominal)
                if isNoted { noted.insert(item.nominal) } else { deferred.insert(item.nominal) }
                over -= item.minutes
            }
        }
        // Whoever is due and has no slot stays noted or deferred as they were told, or as they would be today.
        for item in items where !onAgenda.contains(item.nominal) && !deferred.contains(item.nominal) {
            if issued.noted.contains(item.nominal) { noted.insert(item.nominal) } else { deferred.insert(item.nominal) }
        }
        kept.noted = register.caseload.nominals.map(\.id).filter { noted.contains($0) && !onAgenda.contains($0) }
        kept.deferred = register.caseload.nominals.map(\.id)
            .filter { deferred.contains($0) && !onAgenda.contains($0) && !kept.noted.contains($0) }
            .map { PlannedMeeting.Deferral(nominal: $0, due: due) }
        return kept
    }
}
