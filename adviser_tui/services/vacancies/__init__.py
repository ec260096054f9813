"""Vacancies: the list, the card with its quality facts, and who was put forward."""
