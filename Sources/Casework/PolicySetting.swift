/// Something of the policy that an administrator can change in the diary, one by one.
///
/// What else the policy says is changed in `policy.yaml`, and imported.
package struct PolicySetting: Hashable, Sendable {
    /// What a setting is about, in the order in which they are shown.
    package enum Part: String, CaseIterable, Hashable, Sendable {
        case targets, contacts, meetings, papers, retention

        /// Whether anything is planned by it.
        package var isPlannedBy: Bool {
            switch self {
            case .targets, .contacts, .meetings: true
            case .papers, .retention: false
            }
        }
    }

    /// What a setting can be here; `policy.yaml` takes whatever lies in it, too.
    package enum Bounds: Sendable {
        case number(ClosedRange<Int>)
        case words(canBeEmpty: Bool, expected: String, isGood: @Sendable (String) -> Bool)

        package func hold(_ value: PolicyValue) -> Bool {
            switch (self, value) {
            case (.number(let range), .number(let number)): range.contains(number)
            case (.words(let canBeEmpty, _, let isGood), .words(let words)):
                words.isEmpty ? canBeEmpty : isGood(words)
            case (.number, .words), (.words, .number): false
            }
        }

        /// What was typed, if it can stand.
        package func read(_ text: String) -> PolicyValue? {
            let value: PolicyValue? =
                switch self {
                case .number: Int(text).map { .number($0) }
                case .words: .words(text)
                }
            return value.flatMap { hold($0) ? $0 : nil }
        }

        /// `a whole number from 1 to 60`.
        package var inWords: String {
            switch self {
            case .number(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
            case .words(let canBeEmpty, let expected, _): canBeEmpty ? "\(expected), or nothing" : expected
            }
        }
    }

    /// As `policy.yaml` would name it: `targets.fixed.red.contacts`.
    package let code: String
    /// `Contacts a week, fixed cohort, red`.
    package let inWords: String
    package let part: Part
    package let bounds: Bounds
    private let read: @Sendable (Policy) -> PolicyValue?
    private let write: @Sendable (PolicyValue, inout Policy) -> Void

    package static func == (left: PolicySetting, right: PolicySetting) -> Bool { left.code == right.code }

    package func hash(into hasher: inout Hasher) { hasher.combine(code) }

    /// Nil where the policy has no such meeting, item or kind of contact.
    package func value(in policy: Policy) -> PolicyValue? { read(policy) }

    package func set(_ value: PolicyValue, in policy: inout Policy) { write(value, &policy) }

    /// All that a policy has.
    package static func all(of policy: Policy) -> [PolicySetting] {
        let kinds = policy.contacts.keys.sorted().map(minutes(of:))
        return Part.allCases.flatMap { part in
            (known + kinds).filter { $0.part == part && $0.value(in: policy) != nil }
        }
    }

    /// The one that `code` is of; nil where there is none such.
    package init?(code: String) {
        if let known = PolicySetting.known.first(where: { $0.code == code }) {
            self = known
        } else if let kind = code.wholeMatch(of: /contacts\.([A-Za-z0-9_-]+)\.minutes/)?.output.1 {
            self = .minutes(of: ContactKind(String(kind)))
        } else {
            return nil
        }
    }

    // MARK: The table

    private static let known: [PolicySetting] = targets + contacts + meetings + papers + retention

    private static let targets = Nominal.Cohort.allCases.flatMap { cohort in
        [Nominal.RAG.red, .amber, .green].flatMap { rag in
            let (code, whose) = (
                "targets.\(cohort.rawValue).\(rag.rawValue)", "\(cohort.rawValue) cohort, \(rag.rawValue)"
            )
            func figure(
                _ name: String, _ words: String, _ range: ClosedRange<Int>,
                _ path: any WritableKeyPath<Target, Int> & Sendable
            ) -> PolicySetting {
                number("\(code).\(name)", "\(words), \(whose)", .targets, range) { policy in
                    policy.target(cohort, rag)[keyPath: path]
                } set: { value, policy in
                    var target = policy.target(cohort, rag)
                    target[keyPath: path] = value
                    policy.targets[cohort, default: [:]][rag] = target
                }
            }
            return [
                figure("contacts", "Contacts a week", 0...7, \.contacts),
                figure("joint_every_weeks", "Weeks from one joint visit to the next", 0...52, \.jointEveryWeeks),
                figure("home_every_weeks", "Weeks from one contact at home to the next", 0...52, \.homeEveryWeeks),
            ]
        }
    }

    private static let contacts = [
        number("max_contacts_per_day", "Contacts of one nominal on one day, at most", .contacts, 1...7) {
            $0.maxContactsPerDay
        } set: {
            $1.maxContactsPerDay = $0
        },
        number("keep_apart_minutes", "Minutes between two who must not meet at one place", .contacts, 0...480) {
            $0.keepApartMinutes
        } set: {
            $1.keepApartMinutes = $0
        },
    ]

    private static func minutes(of kind: ContactKind) -> PolicySetting {
        number("contacts.\(kind.name).minutes", "Minutes of a contact, \(kind.inWords)", .contacts, 5...480) {
            $0.contacts[kind]?.minutes
        } set: {
            $1.contacts[kind]?.minutes = $0
        }
    }

    private static let meetings = Series.allCases.flatMap { series in
        func figure(
            _ name: String, _ words: String, _ path: any WritableKeyPath<Policy.MeetingRule, Int> & Sendable
        ) -> PolicySetting {
            number("meetings.\(series.rawValue).\(name)", words, .meetings, 0...120) {
                $0.meetings[series]?[keyPath: path]
            } set: {
                $1.meetings[series]?[keyPath: path] = $0
            }
        }
        return [
            figure("opening_minutes", "Minutes for opening a \(series.title)", \.openingMinutes),
            figure("closing_minutes", "Minutes for closing a \(series.title)", \.closingMinutes),
            figure(
                "business_minutes", "Minutes for business before the items of a \(series.title)", \.businessMinutes),
        ]
            + SlotReason.allCases.map { reason in
                number(
                    "meetings.\(series.rawValue).slot_minutes.\(reason.rawValue)",
                    "Minutes for an item at a \(series.title): \(reason.inWords)", .meetings, 1...60
                ) {
                    $0.meetings[series]?.slotMinutes[reason]
                } set: {
                    $1.meetings[series]?.slotMinutes[reason] = $0
                }
            }
    }

    private static let papers = [
        words("marking.text", "Marking of every page and paper", Marking.expected, isGood: Marking.isText) {
            $0.marking.text
        } set: {
            $1.marking.text = $0
        },
        words(
            "marking.suffix", "What the names of files are marked with", Marking.expectedSuffix,
            isGood: Marking.isSuffix
        ) {
            $0.marking.suffix
        } set: {
            $1.marking.suffix = $0
        },
        words(
            "marking.handling", "Who may handle it, after the marking", canBeEmpty: true, Marking.expected,
            isGood: Marking.isText
        ) {
            $0.marking.handling ?? ""
        } set: {
            $1.marking.handling = $0.isEmpty ? nil : $0
        },
        number(
            "issue_within.actions_working_days", "Working days for sending out actions after a meeting", .papers, 0...60
        ) {
            $0.issueWithin.actionsWorkingDays
        } set: {
            $1.issueWithin.actionsWorkingDays = $0
        },
        number(
            "issue_within.notes_working_days", "Working days for sending out notes after a meeting", .papers, 0...60
        ) {
            $0.issueWithin.notesWorkingDays
        } set: {
            $1.issueWithin.notesWorkingDays = $0
        },
    ]

    private static let retention = [
        number("retention.months", "Months for which a closed case is kept", .retention, 1...1_200) {
            $0.retention.months
        } set: {
            $1.retention.months = $0
        }
    ]

    private static func number(
        _ code: String, _ inWords: String, _ part: Part, _ range: ClosedRange<Int>,
        get: @escaping @Sendable (Policy) -> Int?, set: @escaping @Sendable (Int, inout Policy) -> Void
    ) -> PolicySetting {
        PolicySetting(
            code: code, inWords: inWords, part: part, bounds: .number(range),
            read: { get($0).map { .number($0) } },
            write: { value, policy in if case .number(let number) = value { set(number, &policy) } })
    }

    private static func words(
        _ code: String, _ inWords: String, canBeEmpty: Bool = false, _ expected: String,
        isGood: @escaping @Sendable (String) -> Bool, get: @escaping @Sendable (Policy) -> String,
        set: @escaping @Sendable (String, inout Policy) -> Void
    ) -> PolicySetting {
        PolicySetting(
            code: code, inWords: inWords, part: .papers,
            bounds: .words(canBeEmpty: canBeEmpty, expected: expected, isGood: isGood),
            read: { .words(get($0)) },
            write: { value, policy in if case .words(let words) = value { set(words, &policy) } })
    }

    private init(
        code: String, inWords: String, part: Part, bounds: Bounds, read: @escaping @Sendable (Policy) -> PolicyValue?,
        write: @escaping @Sendable (PolicyValue, inout Policy) -> Void
    ) {
        self.code = code
        self.inWords = inWords
        self.part = part
        self.bounds = bounds
        self.read = read
        self.write = write
    }
}

/// What a setting of the policy is.
package enum PolicyValue: Hashable, Sendable, CustomStringConvertible {
    case number(Int)
    /// Empty: none.
    case words(String)

    package var description: String {
        switch self {
        case .number(let number): "\(number)"
        case .words(let words): words.isEmpty ? "nothing" : words
        }
    }

    /// As a form has it.
    package var typed: String {
        switch self {
        case .number(let number): "\(number)"
        case .words(let words): words
        }
    }
}

/// A setting of the policy, as it was changed in the diary: it holds from the moment of the change until an import
/// says another than the import before.
package struct PolicyChange: Hashable, Sendable {
    package var setting: PolicySetting
    package var was: PolicyValue
    package var value: PolicyValue
    package var madeOn: Day
    /// The account that made it.
    package var madeBy: String
    package var reason: String
    /// Whether a later import or change has gone before it.
    package var isOvertaken: Bool

    package init(
        setting: PolicySetting, was: PolicyValue, value: PolicyValue, madeOn: Day, madeBy: String, reason: String,
        isOvertaken: Bool = false
    ) {
        self.setting = setting
        self.was = was
        self.value = value
        self.madeOn = madeOn
        self.madeBy = madeBy
        self.reason = reason
        self.isOvertaken = isOvertaken
    }
}
