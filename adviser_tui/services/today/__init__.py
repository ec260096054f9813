"""Today: one list of everything that is owed, in the order of the triage, each row with its why."""
