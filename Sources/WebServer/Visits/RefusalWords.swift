internal import Casework
internal import Operations
internal import Planning
internal import Publishing

extension Visit {
    /// What is wrong, as this reader may know it; nil where that is our own fault.
    func words(for error: any Error) async throws -> String? {
        guard let words = site.words(for: error) else { return nil }
        do {
            return try await read { files in
                let reader = ReaderWords(files, for: self)
                switch error {
                case let refusal as DiaryRefusal: return refusal.words(for: reader)
                case let refusal as NotesRefusal: return refusal.words(for: reader)
                // Of accounts, links, figures and closed cases: of nobody whom those who keep them may not know.
                case is AccountRefusal, is FeedLinkRefusal, is PolicyRefusal, is RetentionRefusal, is ExportFaults:
                    return words
                default: return reader.plain(words).asSentence
                }
            }
        } catch DiaryRefusal.empty {
            return words
        }
    }
}

extension DiaryRefusal {
    /// What will not be done and why, from what was asked alone: what else is in the diary is not the answer.
    ///
    /// - Parameter reader: Nil: who reads it is not known, and nobody is named.
    func words(for reader: ReaderWords?) -> String {
        func person(_ id: Practitioner.ID) -> String { reader?.directory.name(id) ?? "that person" }
        func plain(_ text: String) -> String {
            let told = reader?.plain(text).asSentence ?? ""
            return told.isEmpty ? "That cannot be done, as the diary stands." : told
        }
        switch self {
        case .empty, .changedMeanwhile, .noPlan, .weeksAreOver, .ahead, .unencrypted, .noReason, .notMinutesOfASlot,
            .noSuchNotice, .noSuchKind, .notIssued:
            return description.asSentence
        case .outdated:
            return "The diary has changed since it was planned, and the plan no longer keeps every rule: plan again."
        case .noSuchContact: return "There is no such contact in the diary."
        case .noSuchMeeting: return "There is no such meeting in the latest plan."
        case .noSuchPractitioner: return "There is no such practitioner in the diary."
        case .noSuchNominal: return "There is no such nominal in the diary."
        case .noSuchSlot:
            return "They have no slot at this meeting: they are not due, noted without discussion, or deferred."
        case .notYet(let contact): return "\(contact.start.inShort) is ahead: there is no outcome before then."
        case .cannotBecome(_, let from, let to): return "It is \(from.inWords), and cannot become \(to.inWords)."
        case .over(let contact):
            return "It has its outcome (\(contact.status.inWords)), and can neither be moved nor called off."
        case .begun(let contact): return "\(contact.start.inShort) is over: choose a time that is ahead."
        case .outsidePlan(let contact, let weeks):
            return "\(contact.start.inShort) is outside the latest plan, which is from \(weeks.from.inShort) to "
                + "\((weeks.days.upperBound - 1).inShort)."
        case .notInvited(let practitioner, _): return "\(person(practitioner).capitalisedFirst) is not to be there."
        case .isPromised: return "That contact is confirmed, and does not give way: move it, or call it off."
        case .wouldNotStay: return "Planning would move or drop it at once: book it as confirmed."
        case .hasBegun: return "The meeting has begun, and its agenda stays as it is."
        case .against(let contact, let violations, _):
            return reader.map { $0.why(violations, contact) } ?? "That would break a rule of planning."
        case .cannotBeKept(let reasons, let settled):
            let pins = settled.pins.map {
                plain("\($0.nominal) is \($0.inWords). Unpin it on the agenda, or choose what leaves room for it")
            }
            let order = settled.isByHand ? ["The order was set by hand. You can let go of it under “Order”."] : []
            return
                (["The agenda has no room for this."] + reasons.map(plain)
                + (pins + order).map { "Settled before: \($0)" }).joined(separator: "\n")
        case .isPinned(let pin, moving: let nominal):
            return plain(
                pin.nominal == nominal
                    ? "\(nominal) is \(pin.inWords), and stays there. Unpin it to move it"
                    : "\(pin.nominal) is \(pin.inWords), and \(nominal) cannot pass it. Unpin \(pin.nominal) first")
        case .contactsStay(let contacts, _):
            return
                ([
                    "The agenda would need the time of contacts within the next 24 hours, and those are not moved for it:"
                ]
                + contacts.map { contact in
                    guard let reader, reader.files.sight.nominals.contains(contact.nominal) else {
                        return "A contact of somebody whom you may not know of."
                    }
                    return "\(contact.inShort), with \(reader.names(of: contact.practitioners))."
                } + ["Move or call them off first, or arrange the agenda otherwise."]).joined(separator: "\n")
        case .notArranged, .inCustody, .notInCustody, .calendarOfTheTeam, .noCalendarAddress, .notOnCohort,
            .mayNotBeNoted:
            return plain(description)
        }
    }
}

extension NotesRefusal {
    /// The same on a page, where nobody types commands.
    func words(for reader: ReaderWords) -> String {
        switch self {
        case .noAgenda: "There is no agenda of that meeting, planned or issued."
        case .ahead(_, let day): "The meeting is on \(day.inShort): its notes begin that day."
        case .notStarted: "The meeting has not been started."
        case .endsBeforeItBegins(let from, let until):
            "\(until.inShortWithYear) is before \(from.inShortWithYear), when it would begin: give a later day."
        case .beginsBefore(let from, let day):
            "\(from.inShortWithYear) is before the meeting on \(day.inShortWithYear): give a later day."
        case .dueBeforeRaised(let due, let raised):
            "\(due.inShortWithYear) is before \(raised.inShortWithYear), when it was raised: give a later day."
        case .noSuchAction: "There is no such action in the diary."
        case .notOfService, .notThere, .onlyAtConference, .inCustody, .alreadyDeselected, .tooLong, .contacts,
            .tooFarAhead, .noSuchOwner, .nothingToIssue:
            reader.plain(description).asSentence
        }
    }
}

extension ReaderWords {
    /// Why a contact cannot be as somebody wants it.
    func why(_ violations: [Violation], _ contact: Contact) -> String {
        let sentences = violations.map { sentence($0, contact) }
        return sentences.enumerated().filter { sentences.firstIndex(of: $0.element) == $0.offset }
            .map(\.element).joined(separator: " ")
    }

    /// From the rule and what was asked for: a violation's own words say what the others there are busy with.
    private func sentence(_ violation: Violation, _ contact: Contact) -> String {
        let nominal = reference(contact.nominal)
        let subject = nominal == "the nominal" ? nominal.capitalisedFirst : nominal
        let who = violation.practitioner.map(directory.name) ?? "Somebody"
        switch violation.rule {
        case "R1" where contact.practitioners.contains { directory.practitioner($0) == nil }:
            return "One of the people is not in the diary."
        // Whether there is a home of that reference is nobody's to find out.
        case "R1", "R3": return "This kind of contact is not held there."
        case "R2":
            return "Contacts start on the grid of \(files.whole.caseload.policy.gridMinutes) minutes."
        case "R4": return "These are not the people whom this kind of contact needs."
        case "R5":
            return contact.practitioners.contains { directory.agency(of: $0)?.kind == .partner }
                ? "Somebody of a partner agency does not work with \(nominal)."
                : "Nobody there works with \(nominal)."
        case "R6": return "\(subject) is never seen at home by one practitioner alone."
        case "R7": return "\(subject) is in custody then."
        case "R8": return "\(subject) has something else then."
        case "R9":
            return "\(subject) would have more contacts that day than the policy allows "
                + "(\(files.whole.caseload.policy.maxContactsPerDay))."
        case "R10":
            return knowsWhoIsKeptApart(from: contact.nominal)
                ? "Somebody from whom \(nominal) is kept apart is there about then."
                : "That place cannot be had then."
        case "R11": return "No room is free there then."
        case "R12": return "\(who) does not work then."
        case "R13": return "\(who) is busy then, or could not get from one place to the next in time."
        case "R14": return "A contact that is confirmed would have to change."
        case "R15": return "Probation’s contact with \(nominal) is suspended then."
        default: return "That would break a rule of planning."
        }
    }

    /// Else even that there is somebody would tell where a person is whom the reader may not know of.
    private func knowsWhoIsKeptApart(from nominal: Nominal.ID) -> Bool {
        func pairs(_ caseload: Caseload) -> Int {
            caseload.keepApart.count { $0.first == nominal || $0.second == nominal }
        }
        return pairs(files.caseload) == pairs(files.whole.caseload)
    }
}

extension String {
    /// With a capital, unless it begins with a reference, and with its full stop.
    fileprivate var asSentence: String {
        let begun = prefix { !$0.isWhitespace }.contains(where: \.isNumber) ? self : capitalisedFirst
        return begun.last.map { ".!?".contains($0) } ?? true ? begun : begun + "."
    }
}
