"""The search index: words of what can be found, kept in the caseload beside what they are of."""
