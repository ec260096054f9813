"""Handing a participant or an employer over to a colleague, who accepts or returns."""
