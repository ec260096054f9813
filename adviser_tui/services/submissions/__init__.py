"""Submissions: putting somebody forward, how it goes, and what to mend next time."""
