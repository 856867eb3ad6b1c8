import Casework

/// `actions.csv`: the action log.
enum ActionsFile {
    static let form = TableForm(
        "actions.csv", columns: "action, nominal?, meeting, raised_on, owner, due_on?, text, status", id: "action")

    static func read(_ table: Table, _ known: Known) -> [Action] {
        var unique = Unique<Action.ID>()
        return table.rows.map { row in
            let action = Action(
                id: row.ownID("action"),
                nominal: row.optionalID("nominal", in: known.nominals),
                meeting: row.name("meeting"),
                raisedOn: row.day("raised_on"),
                owner: row.name("owner"),
                dueOn: row.optionalDay("due_on"),
                text: row.text("text"),
                // The word of older logs.
                status: row.raw("status") == "withdrawn" ? .noLongerApplicable : row.choice("status", .open))
            unique.check(action.id, row, "action", expected: "each action once")
            if let due = action.dueOn {
                row.require(
                    action.raisedOn <= due, "due_on", "raised_on",
                    expected: "a day not before raised_on, \(action.raisedOn)")
            }
            return action
        }
    }
}
