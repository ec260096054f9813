"""Employers: the list, the card, how far the work has come, and who has been in touch lately."""
