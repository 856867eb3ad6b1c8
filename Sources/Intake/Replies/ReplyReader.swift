package import Casework
internal import Foundation
internal import ICalendar
internal import Mail

/// Reads an answer to an invitation (RFC 5546, 3.2.3 and 3.2.7), from a mail or from the calendar file in it.
package enum ReplyReader {
    /// Why something is not read as an answer.
    package enum Fault: Error, Hashable, CustomStringConvertible {
        case mail(String)
        case calendar
        case noCalendar
        case notAReply(method: String)
        case events(Int)
        case instance
        case attendees(Int)
        case noAddress
        case undated
        case noAnswer
        case noTime

        package var description: String {
            switch self {
            case .mail(let why): why
            case .calendar: "its calendar cannot be read"
            case .noCalendar: "the mail holds no calendar: expected the answer that a calendar program sends"
            case .notAReply(let method):
                method.isEmpty
                    ? "its calendar has no METHOD; expected REPLY or COUNTER"
                    : "its calendar is a \(method); expected REPLY or COUNTER"
            case .events(let count): "its calendar has \(count) events; expected the one that is answered"
            case .instance: "it answers one instance of a series, and we send none"
            case .attendees(let count): "its event has \(count) attendees; expected the one who answers"
            case .noAddress: "its attendee has no plain e-mail address"
            case .undated: "it does not say when it was written (DTSTAMP)"
            case .noAnswer: "it neither accepts nor declines"
            case .noTime: "it proposes a time that cannot be read"
            }
        }
    }

    /// - Parameters:
    ///   - bytes: A mail, or a calendar file alone.
    ///   - zone: Whose wall clock a proposed time is told by.
    package static func read(_ bytes: [UInt8], zone: String) throws(Fault) -> InvitationReply {
        guard !isCalendar(bytes) else { return try reply(bytes, senders: nil, zone: zone) }
        let mail: IncomingMail
        do throws(MailFault) {
            mail = try IncomingMail(bytes)
        } catch {
            throw .mail("\(error)")
        }
        guard let calendar = mail.calendar else { throw .noCalendar }
        // A header that names several says nothing of who it was; and From is what mail servers check (DMARC), while
        // anybody can write a Sender.
        let senders = mail.from.count == 1 ? mail.from : []
        return try reply(calendar.content, senders: senders, zone: zone)
    }

    private static func isCalendar(_ bytes: [UInt8]) -> Bool {
        let mark: [UInt8] = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? [0xEF, 0xBB, 0xBF] : []
        let beginning = bytes.dropFirst(mark.count).drop { [0x20, 0x09, 0x0A, 0x0D].contains($0) }.prefix(15)
        return String(decoding: beginning, as: UTF8.self).uppercased() == "BEGIN:VCALENDAR"
    }

    private static func reply(_ bytes: [UInt8], senders: [EmailAddress]?, zone: String) throws(Fault) -> InvitationReply
    {
        let message: IncomingMessage
        do throws(CalendarError) {
            message = try IncomingMessage(bytes, zone: zone, limits: ReadingLimits(bytes: 1_000_000))
        } catch {
            // The error may quote what is there, and this goes into the history.
            throw .calendar
        }
        guard ["REPLY", "COUNTER"].contains(message.method) else {
            // Only a word that the standard has: anything else is whatever somebody wrote.
            let known = ["PUBLISH", "REQUEST", "ADD", "CANCEL", "REFRESH", "DECLINECOUNTER"]
            throw .notAReply(method: known.first { $0 == message.method } ?? "")
        }
        guard message.events.count == 1, let event = message.events.first else { throw .events(message.events.count) }
        guard !event.isInstance else { throw .instance }
        // A proposal can copy all of the invitation, whose one attendee is the one who answers.
        guard event.attendees.count == 1, let attendee = event.attendees.first else {
            throw .attendees(event.attendees.count)
        }
        guard let address = address(attendee.address) else { throw .noAddress }
        guard let stamp = event.stamp else { throw .undated }
        return InvitationReply(
            uid: event.uid, sequence: event.sequence, writtenAt: stamp.seconds, attendee: address,
            isSentByAnother: attendee.parameters["SENT-BY"] != nil, senders: senders,
            content: try content(event, attendee, isProposal: message.method == "COUNTER"),
            comment: event.comment.flatMap(oneLine))
    }

    /// A stranger's words without what could steer a terminal or hide in a name; nil if nothing is left.
    private static func oneLine(_ text: String) -> String? {
        var scalars = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator: scalars.append(" ")
            case .format: break
            default: scalars.append(scalar)
            }
        }
        let words = String(scalars).split(whereSeparator: \.isWhitespace).joined(separator: " ")
        if words.count <= InvitationReply.longestComment { return words.isEmpty ? nil : words }
        // Half a name would not be known for one.
        let start = words.prefix(InvitationReply.longestComment - 1)
        return start[..<(start.lastIndex(of: " ") ?? start.startIndex)] + "…"
    }

    private static func content(
        _ event: IncomingMessage.Event, _ attendee: Attendee, isProposal: Bool
    ) throws(Fault) -> InvitationReply.Content {
        let status = attendee.parameters["PARTSTAT"]?.uppercased()
        if status == "DELEGATED" || attendee.parameters["DELEGATED-TO"] != nil { return .delegated }
        if isProposal {
            guard let start = event.start, let end = event.end, start < end,
                WallTime(year: 2000, month: 1, day: 1) < start, end < WallTime(year: 2100, month: 1, day: 1)
            else { throw .noTime }
            return .proposal(moment(start)..<max(moment(end), moment(start) + 1))
        }
        switch status {
        case "ACCEPTED": return .answer(.accepted)
        case "TENTATIVE": return .answer(.tentative)
        case "DECLINED": return .answer(.declined)
        default: throw .noAnswer
        }
    }

    private static func moment(_ wall: WallTime) -> Moment {
        Day(number: wall.day).at(wall.secondOfDay / 60)
    }

    private static func address(_ uri: String) -> EmailAddress? {
        let scheme = "mailto:"
        guard uri.lowercased().hasPrefix(scheme) else { return nil }
        return EmailAddress(uri.dropFirst(scheme.count).trimmingCharacters(in: .whitespaces))
    }
}
