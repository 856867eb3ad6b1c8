package import Casework
package import Operations

/// The diary as one reader may know it, in one consistent state.
package struct Files {
    /// Without whom the reader may not know of.
    package let caseload: Caseload
    package let plan: Plan?
    package let arrangements: Arrangements
    package let sight: Sight
    /// For what is not about nominals, and for documents that decide by themselves who sees what.
    package let diary: any DiaryReading
    /// Everything, for the same documents.
    package let whole: Material

    init(_ whole: Material, _ diary: any DiaryReading, for account: Account, on day: Day) {
        let sight = Sight(whole.caseload, for: account, on: day)
        self.whole = whole
        self.diary = diary
        self.sight = sight
        caseload = sight.restricted(whole.caseload)
        plan = whole.stored.map { sight.restricted($0.plan) }
        arrangements = whole.arrangements
    }
}

/// What most pages are made from, as the diary has it.
package struct Material: Sendable {
    package var revision: Int
    package var caseload: Caseload
    package var stored: StoredPlan?
    package var arrangements: Arrangements
}
