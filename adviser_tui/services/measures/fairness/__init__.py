"""Fair access (M9): who is not being put forward, seen in groups and never in a score."""
