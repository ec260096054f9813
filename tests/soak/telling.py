"""Saying how far a long run is."""

import sys


def say(words: str) -> None:
    """Write a line at once, so that a run that is stopped has said how far it came."""
    sys.stdout.write(words + "\n")
    sys.stdout.flush()
