import Casework

/// `reviews.csv`: when a meeting last discussed a nominal.
enum ReviewsFile {
    static let form = TableForm("reviews.csv", columns: "nominal, meeting, held_on")

    static func read(_ table: Table, _ known: Known, today: Day) -> [Review] {
        table.rows.map { row in
            let review = Review(
                nominal: row.id("nominal", in: known.nominals),
                series: row.choice("meeting", .map),
                heldOn: row.day("held_on"))
            if review.heldOn > today { row.warn("held_on", "which is after today, \(today)") }
            return review
        }
    }
}
