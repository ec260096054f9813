"""Participants: the caseload, a person's card, and everything that changes on it."""
