"""How each field is brought together when two people changed it apart from each other.

Imports only the standard library.
"""

from enum import StrEnum


class Rule(StrEnum):
    """What becomes of a field that two people changed without knowing of each other."""

    REGISTER = "register"
    """The later change counts and the other is shown beside it."""
    STATE = "state"
    """It moves only along the edges of its states; a move that is not allowed is shown."""
    COMMAND = "command"
    """Who is responsible: the first change counts, the second is shown and asked about."""
    FIXED = "fixed"
    """It never changes once it was written."""
    FIRST = "first"
    """It never changes either; of a row that two devices made, what came first stays, unsaid."""


class NeedToKnow(StrEnum):
    """Who needs to see a row at all: the class of rows that it is shared with."""

    CONFIG = "config"
    """Everybody in the organisation."""
    CORE = "core"
    """Everybody who works with the people and employers of the team."""
    HEALTH = "health"
    """Only those who coach: what stands in the way of work, and what support is needed."""
    EQUITY = "equity"
    """Only those who watch over fair access: what people said of themselves (M9)."""


FIXED_EVERYWHERE = frozenset({"id", "created_at", "created_by", "device_id"})
"""Columns of every row that never change."""
