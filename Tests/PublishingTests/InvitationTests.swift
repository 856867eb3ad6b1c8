import Casework
import Foundation
import Mail
import Publishing
import Testing

struct InvitationTests {
    private var invitations: Invitations {
        Invitations(plan: Cast.plan, caseload: Cast.caseload, issued: [Cast.meeting.id: Cast.meeting])
    }

    private func all(from now: String = "2026-11-27T09:00") -> [Invitation] {
        invitations.all(from: Cast.moment(now))
    }

    private func letter(_ invitation: Invitation) throws -> InvitationLetter {
        InvitationLetter(
            invitation: invitation, sequence: 0,
            to: try #require(EmailAddress("a@b.example")), name: "Nadia Rahman")
    }

    private func mail(_ letter: InvitationLetter) throws -> OutgoingMail {
        let organiser = Organiser(address: try #require(EmailAddress("iom@police.example")))
        return try InvitationMail(
            letter, from: organiser, marking: Marking(), at: Cast.asOf, productVersion: "0.1"
        ).mail()
    }

    @Test func `everybody is asked to what is ahead of them, in the words and under the UIDs of their feed`() throws {
        #expect(
            all().map { "\($0.practitioner) \($0)" } == [
                "dw1 map-2026-12-02, Wed 2 Dec 09:40 to 09:50", "dw1 v4, Fri 4 Dec 09:00 to 09:45",
                "dw1 v5, Fri 4 Dec 11:00 to 11:45", "jw1 v5, Fri 4 Dec 11:00 to 11:45",
                "po1 v1, Tue 1 Dec 10:00 to 10:45", "po1 map-2026-12-02, Wed 2 Dec 09:40 to 10:06",
                "pp1 v1, Tue 1 Dec 10:00 to 10:45", "pp1 map-2026-12-02, Wed 2 Dec 09:40 to 09:50",
                "pp1 v2, Thu 3 Dec 10:00 to 10:45", "sw1 map-2026-12-02, Wed 2 Dec 09:30 to 11:30",
            ])
        for invitation in all() {
            let feed = try Cast.document("feeds/\(invitation.practitioner).ics").replacing("\r\n ", with: "")
            #expect(feed.contains("UID:\(invitation.uid)\r\n"))
            #expect(feed.contains("SUMMARY:\(invitation.summary)\r\n"))
        }
        #expect(all(from: "2026-12-04T09:00").map(\.event.description) == ["v4", "v5", "v5"])
    }

    @Test func `a meeting is as its agenda was issued, and not before`() {
        var later = invitations
        later.plan.meetings[0].attendance = []
        #expect(later.all(from: Cast.moment("2026-11-27T09:00")) == all())
        later.issued = [:]
        #expect(!later.all(from: Cast.moment("2026-11-27T09:00")).contains { $0.event == .meeting(Cast.meeting.id) })
        later = invitations
        later.plan.meetings = []
        #expect(!later.all(from: Cast.moment("2026-11-27T09:00")).contains { $0.event == .meeting(Cast.meeting.id) })
    }

    @Test func `a mail says what, when and where, marked, and what was`() throws {
        let invitation = try #require(all().first { $0.event == .contact(Contact.ID("v1")) })
        let first = try mail(try letter(invitation))
        #expect(first.subject == "OFFICIAL-SENSITIVE: Joint visit · n001, Tue 1 Dec 10:00")
        #expect(
            first.text.hasPrefix(
                """
                OFFICIAL-SENSITIVE

                You are asked to be at this:

                Joint visit · n001
                When:  Tuesday 1 December 2026, 10:00 to 10:45
                Where: Home visit

                With pp1. Reference v1.

                """))
        var moved = try letter(invitation)
        moved.before = invitation
        moved.before?.interval = Cast.moment("2026-12-01T09:00")..<Cast.moment("2026-12-01T09:45")
        moved.sequence = 1
        let second = try mail(moved)
        #expect(second.subject.contains("Changed: ") && second.text.contains("Was:   Tuesday 1 December 2026, 09:00"))
        #expect(second.reference == "po1.v1.1" && second.method == "REQUEST")
        moved.cancellation = .off
        #expect(try mail(moved).subject.contains("Cancelled: ") && mail(moved).method == "CANCEL")
        #expect(try !mail(moved).calendar.contains("Reference v1"))
        #expect(try mail(moved).text.contains("\n\nThis is off.\n\n"))
        moved.cancellation = .goesAheadWithoutThem
        #expect(try mail(moved).text.contains("\n\nYou are no longer needed at this; it goes ahead without you.\n\n"))
    }

    @Test func `no mail names a nominal, or where one lives`() throws {
        for invitation in all() {
            let content = try mail(try letter(invitation))
            let text = content.subject + content.text + content.calendar.replacing("\r\n ", with: "")
            for nominal in Cast.caseload.nominals {
                #expect(!text.contains(nominal.givenName) && !text.contains(nominal.familyName))
            }
            #expect(!text.contains("Tithebarn") && !text.contains("Weir"))
            #expect(text.contains(invitation.summary))
        }
    }
}
