/// A kind of contact that counts towards the weekly target, by the name the policy gives it: `joint_visit`, `office`.
package struct ContactKind: Hashable, Comparable, Sendable, CustomStringConvertible {
    package let name: String

    package init(_ name: String) {
        self.name = name
    }

    /// Police and probation together: the one kind that targets ask for by name.
    package static let jointVisit = ContactKind("joint_visit")

    package var description: String { name }

    /// `joint visit`, for a reader.
    package var inWords: String { String(name.map { $0 == "_" ? " " : $0 }) }

    package static func < (left: Self, right: Self) -> Bool { left.name < right.name }
}
