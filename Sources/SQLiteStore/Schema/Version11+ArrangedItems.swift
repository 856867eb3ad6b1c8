extension Schema {
    /// What a person settles about the items of a meeting, and the order they have put its slots in.
    ///
    /// As with pins, a meeting is known by its reference: what is settled holds for every plan to come.
    static let version11ArrangedItems = """
        CREATE TABLE arranged_item (
            meeting TEXT NOT NULL \(isReference("meeting")),
            nominal TEXT NOT NULL REFERENCES nominal,
            turn TEXT CHECK (turn IN ('added', 'removed', 'noted', 'deferred')), -- empty: as the rules have it
            why TEXT \(isText("why")), -- the reason for the turn, as it was given
            minutes INTEGER CHECK (minutes BETWEEN 1 AND 60), -- empty: those of the policy
            PRIMARY KEY (meeting, nominal),
            CHECK (turn IS NOT NULL OR minutes IS NOT NULL),
            CHECK (why IS NULL OR turn IS NOT NULL),
            CHECK (why IS NOT NULL OR turn IS NULL OR turn = 'noted')
        ) STRICT;

        CREATE TABLE arranged_order (
            meeting TEXT NOT NULL \(isReference("meeting")),
            position INTEGER NOT NULL CHECK (position >= 0),
            nominal TEXT NOT NULL REFERENCES nominal,
            PRIMARY KEY (meeting, position),
            UNIQUE (meeting, nominal)
        ) STRICT;
        """
}
