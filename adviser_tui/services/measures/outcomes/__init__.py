"""Sustained outcomes (M10): weeks of work that somebody checked, and what a funder's rule says."""
