internal import Casework
internal import Foundation

/// A policy in the form in which it is kept: JSON with its keys in order, so that equal policies are equal texts.
struct PolicyDocument: Codable {
    struct Travel: Codable {
        var kilometresPerHour: Double
        var detour: Double
        var parkingMinutes: Int
    }

    struct ContactRule: Codable {
        var minutes: Int
        var places: [String]
        var crews: [[String]]
        var atMostPerWeek: Int?
    }

    struct Target: Codable {
        var contacts: Int
        var jointEveryWeeks: Int
        var homeEveryWeeks: Int
    }

    struct Break: Codable {
        var afterMinutes: Int
        var minutes: Int
    }

    struct MeetingRule: Codable {
        var openingMinutes: Int
        var closingMinutes: Int
        var businessMinutes: Int
        var pause: Break?
        var slotMinutes: [String: Int]
        var reviewEveryWeeks: [String: Int]
        var noteWhenFull: Bool
        var wholeMeeting: [String]
    }

    struct Organiser: Codable {
        var address: String
        var name: String
    }

    struct Calendars: Codable {
        var tentative: String
        var beyondTheirEnd: String
    }

    struct Fetching: Codable {
        var refreshMinutes: Int
        var userAgent: String
        var timeoutSeconds: Int
        var staleAfterHours: Int
        var allowsHTTP: Bool
        var privateHosts: [String]
        var certificates: String?
    }

    var timezone: String
    var gridMinutes: Int
    var maxContactsPerDay: Int
    var keepApartMinutes: Int
    var travel: Travel
    var contacts: [String: ContactRule]
    var targets: [String: [String: Target]]
    var weights: [String: Int]
    var meetings: [String: MeetingRule]
    /// Whether each is on; those not named, and all of a document from before there were any, as by default.
    var preferences: [String: Bool]?
    /// Nil in a document from before there were any.
    var calendars: Calendars?
    /// In a document from before calendars were fetched there is none, and it is as by default.
    var fetching: Fetching?
    /// Missing from a document from before there were any.
    var feeds: Feeds?

    /// Missing from a document from before it could be chosen.
    var marking: Marking?

    struct Marking: Codable {
        var text: String
        var suffix: String
        var handling: String?
    }

    /// Missing from a document from before there were any.
    var issueWithin: IssueWithin?

    struct IssueWithin: Codable {
        var actionsWorkingDays: Int
        var notesWorkingDays: Int
    }

    /// Missing from a document from before there was any.
    var retention: Retention?

    struct Retention: Codable {
        var months: Int
    }

    struct Feeds: Codable {
        var host: String
        var refreshMinutes: Int
    }

    /// Nil where there is none, and in a document from before there were invitations.
    var organiser: Organiser?

    init(json: String) throws {
        do {
            self = try JSONDecoder().decode(PolicyDocument.self, from: Data(json.utf8))
        } catch {
            throw StoreError.damaged(column: "content")
        }
    }

    func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
}
