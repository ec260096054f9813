"""Search: one line of letters finds an employer, a participant or a vacancy, also misspelt."""
