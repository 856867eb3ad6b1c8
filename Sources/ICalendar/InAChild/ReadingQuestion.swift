internal import Foundation

/// What a child is asked of a calendar; the calendar itself follows.
struct ReadingQuestion: Codable {
    var window: Range<WallTime>
    var zone: String
    var floatingZone: String?
    var limits: ReadingLimits
}

extension ReadingQuestion {
    init?(_ bytes: [UInt8]) {
        guard let question = try? JSONDecoder().decode(ReadingQuestion.self, from: Data(bytes)) else { return nil }
        self = question
    }

    var written: [UInt8] { (try? JSONEncoder().encode(self)).map { [UInt8]($0) } ?? [] }
}
