internal import Foundation
internal import Planning

/// A bare ordering problem as a file, and the answer to it as text.
struct ProblemFile {
    /// What is wrong with the file, in a sentence.
    struct Fault: Error, CustomStringConvertible {
        var description: String
    }

    let problem: OrderingProblem
    private let ids: [String]

    private struct Content: Decodable {
        struct Item: Decodable {
            var id: String
            var minutes: Int
            var needs: [String]
            var position: Int?
            var after: [String]?
        }
        struct Attendee: Decodable {
            var id: String
            var weight: Int?
            var from: Int?
            var until: Int?
        }
        var items: [Item]
        var attendees: [Attendee]
    }

    private static let mostItems = 500
    /// So that no sum of costs can overflow.
    private static let mostMinutes = 1_000
    private static let mostWeight = 1_000

    init(path: String) throws {
        let name = URL(fileURLWithPath: path).lastPathComponent
        func fault(_ text: String) -> Fault { Fault(description: "\(name): \(text)") }
        guard let data = FileManager.default.contents(atPath: path) else { throw fault("cannot be read") }
        let content: Content
        do {
            content = try JSONDecoder().decode(Content.self, from: data)
        } catch DecodingError.dataCorrupted {
            throw fault("is not JSON")
        } catch DecodingError.keyNotFound(let key, let context) {
            throw fault("\(ProblemFile.place(context.codingPath)) has no \"\(key.stringValue)\"")
        } catch DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context) {
            throw fault("\(ProblemFile.place(context.codingPath)) is not of the right kind")
        }
        guard content.items.count <= ProblemFile.mostItems else {
            throw fault("has \(content.items.count) items, at most \(ProblemFile.mostItems) can be put in order")
        }
        guard content.attendees.count <= OrderingProblem.mostAttendees else {
            throw fault(
                "has \(content.attendees.count) attendees, at most \(OrderingProblem.mostAttendees) can be told apart")
        }
        var attendeeNumbers: [String: Int] = [:]
        var attendees: [OrderingProblem.Attendee] = []
        for attendee in content.attendees {
            guard attendeeNumbers.updateValue(attendees.count, forKey: attendee.id) == nil else {
                throw fault("two attendees are called \"\(attendee.id)\"")
            }
            let weight = attendee.weight ?? 1
            guard (0...ProblemFile.mostWeight).contains(weight) else {
                throw fault("attendee \"\(attendee.id)\": weight \(weight), expected 0 to \(ProblemFile.mostWeight)")
            }
            var window: Range<Int>?
            if attendee.from != nil || attendee.until != nil {
                let (from, until) = (attendee.from ?? 0, attendee.until ?? Int.max)
                guard from < until else {
                    throw fault("attendee \"\(attendee.id)\": from \(from) is not before until \(until)")
                }
                window = from..<until
            }
            attendees.append(OrderingProblem.Attendee(weight: weight, window: window))
        }
        var itemNumbers: [String: Int] = [:]
        for item in content.items {
            guard itemNumbers.updateValue(itemNumbers.count, forKey: item.id) == nil else {
                throw fault("two items are called \"\(item.id)\"")
            }
        }
        let items = try content.items.map { item in
            guard (1...ProblemFile.mostMinutes).contains(item.minutes) else {
                throw fault("item \"\(item.id)\": \(item.minutes) minutes, expected 1 to \(ProblemFile.mostMinutes)")
            }
            if let position = item.position, !content.items.indices.contains(position) {
                throw fault("item \"\(item.id)\": position \(position), expected 0 to \(content.items.count - 1)")
            }
            let needs = try item.needs.reduce(into: UInt64(0)) { needs, id in
                guard let number = attendeeNumbers[id] else {
                    throw fault("item \"\(item.id)\" needs \"\(id)\", who is no attendee")
                }
                needs |= 1 << UInt64(number)
            }
            let after = try (item.after ?? []).map { id in
                guard let number = itemNumbers[id] else {
                    throw fault("item \"\(item.id)\" is after \"\(id)\", which is no item")
                }
                return number
            }
            return OrderingProblem.Item(minutes: item.minutes, needs: needs, position: item.position, after: after)
        }
        problem = OrderingProblem(items: items, attendees: attendees)
        ids = content.items.map(\.id)
    }

    private static func place(_ path: [any CodingKey]) -> String {
        path.isEmpty
            ? "the file" : path.map { $0.intValue.map { "number \($0 + 1)" } ?? $0.stringValue }.joined(separator: " ")
    }

    private struct Answer: Encodable {
        var order: [String]?
        /// Why there is no order.
        var none: String?
        var cost: Int?
        var lower_bound: Int
        var optimal: Bool
        var seconds: Double
        var states: Int
    }

    /// The answer as JSON; where there is no order, `none` says whether there can be one.
    func text(of answer: OrderingAnswer, seconds: Double) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let text = Answer(
            order: answer.order.map { $0.map { ids[$0] } },
            none: answer.order == nil
                ? answer.isProven
                    ? "no order keeps every window, position and precedence" : "none was found; there may be one"
                : nil, cost: answer.order == nil ? nil : answer.cost,
            lower_bound: answer.lowerBound, optimal: answer.isOptimal, seconds: seconds, states: answer.states)
        return String(decoding: try encoder.encode(text), as: UTF8.self)
    }
}
