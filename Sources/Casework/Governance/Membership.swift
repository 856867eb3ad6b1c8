/// A nominal on record, whether the last import still had them or not.
package struct Membership: Hashable, Sendable {
    /// As they were last known.
    package var nominal: Nominal
    /// The day of the first import that had them no more.
    package var leftOn: Day?

    package init(nominal: Nominal, leftOn: Day? = nil) {
        self.nominal = nominal
        self.leftOn = leftOn
    }
}
