"""Reports of a week: for oneself, for the team meeting, and of a team for its lead."""
