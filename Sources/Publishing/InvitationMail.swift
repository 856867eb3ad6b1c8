package import Casework
internal import ICalendar
package import Mail

/// An invitation as a mail: for the person in words, for their calendar program as RFC 6047 has it.
package struct InvitationMail: Sendable {
    package var letter: InvitationLetter
    package var organiser: Organiser
    package var marking: Marking
    /// When it is sent, in seconds of UTC since 1970.
    package var sentAt: Int
    package var productVersion: String

    package init(
        _ letter: InvitationLetter, from organiser: Organiser, marking: Marking, at sentAt: Int, productVersion: String
    ) {
        self.letter = letter
        self.organiser = organiser
        self.marking = marking
        self.sentAt = sentAt
        self.productVersion = productVersion
    }

    /// One letter has one name, so that a mail that is written again, after a run that was cut short, is the same one:
    /// `po2.v-f834c6.0`.
    package var reference: String {
        "\(letter.invitation.practitioner).\(letter.invitation.event).\(letter.sequence)"
    }

    /// - Throws: What ICalendar finds wrong with the event.
    package func mail() throws -> OutgoingMail {
        OutgoingMail(
            from: Mailbox(name: organiser.name, address: organiser.address),
            to: Mailbox(name: letter.name, address: letter.to), subject: subject, date: sentAt, reference: reference,
            text: text, calendar: try message.text(), method: message.method.rawValue)
    }

    private var invitation: Invitation { letter.invitation }

    // MARK: For the person

    private var subject: String {
        let opening =
            switch (letter.method, letter.before) {
            case (.cancel, _): "Cancelled: "
            case (.request, _?): "Changed: "
            case (.request, nil): ""
            }
        return "\(marking.text): \(opening)\(invitation.summary), \(invitation.interval.lowerBound.inShort)"
    }

    private var text: String {
        var lines = [marking.line, "", greeting, "", invitation.summary, "When:  \(when(invitation))"]
        if let before = letter.before, before.interval != invitation.interval { lines.append("Was:   \(when(before))") }
        if let place = invitation.place { lines.append("Where: \(place)") }
        let details = invitation.details.split(separator: "\n").filter { $0 != marking.line }
        if letter.method == .request, !details.isEmpty { lines += [""] + details.map(String.init) }
        return (lines + ["", ending, ""]).joined(separator: "\n")
    }

    private var greeting: String {
        switch letter.cancellation {
        case .off: "This is off."
        case .goesAheadWithoutThem: "You are no longer needed at this; it goes ahead without you."
        case .addressChanged: "You are invited to this at another address from now on."
        case nil: letter.before == nil ? "You are asked to be at this:" : "This has changed:"
        }
    }

    private var ending: String {
        switch (letter.method, letter.answer) {
        case (.cancel, _): "There is nothing to answer."
        case (.request, nil):
            "Please accept or decline it in your calendar program. If you cannot come,\n"
                + "decline, rather than pass it on: who goes instead is planned again at once.\n"
                + "Questions: \(organiser.address)"
        case (.request, _?): "The time and place are as before, and your answer stands."
        }
    }

    private func when(_ invitation: Invitation) -> String {
        "\(invitation.interval.lowerBound.day.inWords), \(Wording.times(invitation.interval))"
    }

    // MARK: For the calendar program

    private var message: OutgoingMessage {
        let isOff = letter.method == .cancel
        return OutgoingMessage(
            method: isOff ? .cancel : .request, productID: "-//IOM Diary//iom-diary \(productVersion)//EN",
            organiser: OutgoingMessage.Party(name: organiser.name, address: organiser.address.text),
            attendee: OutgoingMessage.Party(name: letter.name, address: letter.to.text),
            participation: letter.answer.map(participation) ?? .needsAction,
            event: OutgoingEvent(
                uid: invitation.uid, stamp: WallTime(seconds: sentAt), sequence: letter.sequence,
                start: WallTime(seconds: invitation.interval.lowerBound.minutes * 60),
                end: WallTime(seconds: invitation.interval.upperBound.minutes * 60), summary: invitation.summary,
                location: invitation.place, description: isOff ? marking.line : invitation.details,
                // Whether the nominal has confirmed is the feed's to tell: it is no reason to write to people again.
                status: isOff ? .cancelled : .confirmed, categories: [marking.text]))
    }

    private func participation(_ answer: InvitationAnswer) -> OutgoingMessage.Participation {
        switch answer {
        case .accepted: .accepted
        case .tentative: .tentative
        case .declined: .declined
        }
    }
}
