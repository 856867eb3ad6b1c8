import Casework
import Operations
import SQLiteStore
import Testing

/// What people were sent comes back as it was kept.
struct InvitationTests {
    @Test func `An invitation comes back as it was kept, and the last word counts`() throws {
        let store = try SQLiteStore.inMemory()
        try store.merge(try Samples.caseload())
        var contact = try Samples.invitation()
        var meeting = contact
        meeting.invitation.uid = "map@iom-diary.invalid"
        meeting.invitation.event = .meeting(.init("map-2026-12-02"))
        meeting.invitation.place = nil
        (meeting.answer, meeting.answerWrittenAt, meeting.proposal, meeting.comment) = (nil, nil, nil, nil)
        meeting.isOff = true
        try store.write { diary in
            try diary.keep(contact)
            try diary.keep(meeting)
        }
        #expect(try store.read { try $0.invitations() } == [meeting, contact])
        contact.sequence = 8
        contact.answer = .declined
        try store.write { try $0.keep(contact) }
        #expect(try store.read { try $0.invitations() } == [meeting, contact])
        #expect(try store.read { try $0.invitation(contact.invitation.uid, to: .init("po1")) } == contact)
        #expect(try store.read { try $0.invitation(contact.invitation.uid, to: .init("pp1")) } == nil)
    }
}

extension Samples {
    static func invitation() throws -> SentInvitation {
        let start = try moment("2026-12-03T15:00")
        return SentInvitation(
            invitation: Invitation(
                uid: "v1@iom-diary.invalid", practitioner: .init("po1"), event: .contact(.init("v1")),
                interval: start..<(start + 45), summary: "Phone · n001", place: "By phone or online",
                details: "OFFICIAL-SENSITIVE\nReference v1."),
            address: try #require(EmailAddress("PO1@police.example")), sequence: 7, sentAt: noon, answer: .tentative,
            answerWrittenAt: Timestamp(seconds: noon.seconds + 60), proposal: (start + 60)..<(start + 105),
            comment: "if the car is back")
    }
}
