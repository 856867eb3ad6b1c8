extension Schema {
    /// Somebody can live too far away, or be in custody: the list of causes is longer.
    static let version3Causes = """
        CREATE TABLE shortfall_cause_of_v3 (
            plan INTEGER NOT NULL,
            shortfall INTEGER NOT NULL,
            position INTEGER NOT NULL CHECK (position >= 0),
            cause TEXT NOT NULL CHECK (cause IN (
                'in_custody', 'released_late', 'probation_suspended', 'nominal_unavailable', 'no_working_time',
                'practitioner_busy', 'practitioner_full', 'no_common_time', 'too_far', 'no_room', 'keep_apart',
                'days_taken', 'no_place', 'possible_now')),
            PRIMARY KEY (plan, shortfall, position),
            FOREIGN KEY (plan, shortfall) REFERENCES shortfall ON DELETE CASCADE
        ) STRICT;
        INSERT INTO shortfall_cause_of_v3 SELECT plan, shortfall, position, cause FROM shortfall_cause;
        DROP TABLE shortfall_cause;
        ALTER TABLE shortfall_cause_of_v3 RENAME TO shortfall_cause;
        """
}
