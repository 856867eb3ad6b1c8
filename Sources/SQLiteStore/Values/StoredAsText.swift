internal import Casework
internal import GRDB
internal import Operations

/// A value that is kept as the caseload's files write it, so that the file can be read with any SQLite shell.
protocol StoredAsText: DatabaseValueConvertible {
    init?(stored text: String)
    var stored: String { get }
}

extension StoredAsText {
    var databaseValue: DatabaseValue { stored.databaseValue }

    static func fromDatabaseValue(_ value: DatabaseValue) -> Self? {
        String.fromDatabaseValue(value).flatMap(Self.init(stored:))
    }
}

extension Identifier: StoredAsText {
    init?(stored text: String) { self.init(text) }
    var stored: String { text }
}

extension ContactKind: StoredAsText {
    init?(stored text: String) { self.init(text) }
    var stored: String { name }
}

extension Day: StoredAsText {
    init?(stored text: String) { self.init(iso: text) }
    var stored: String { description }
}

extension Moment: StoredAsText {
    init?(stored text: String) { self.init(iso: text) }
    var stored: String { description }
}

extension EmailAddress: StoredAsText {
    init?(stored text: String) { self.init(text) }
    var stored: String { text }
}

extension ClockTime: StoredAsText {
    init?(stored text: String) { self.init(text) }
    var stored: String { description }
}

extension Weekday: StoredAsText {
    init?(stored text: String) { self.init(code: text) }
    var stored: String { code }
}

extension Unavailability.Recurrence: StoredAsText {
    init?(stored text: String) {
        if let weekday = Weekday(code: text) {
            self = .weekly(weekday)
        } else if let day = Day(iso: text) {
            self = .on(day)
        } else {
            return nil
        }
    }

    var stored: String { description }
}

extension Timestamp: StoredAsText {
    init?(stored text: String) {
        guard text.utf8.count == 20, text.hasSuffix("Z"), let minute = Moment(iso: text.prefix(16)),
            let second = Int(text.dropFirst(17).prefix(2))
        else { return nil }
        self.init(seconds: minute.minutes * 60 + second)
    }

    var stored: String { description }
}
