"""Seeded bugs: each takes something away that the exchange stands on, and a test must notice."""
