"""The hybrid clock: milliseconds shifted left by 16 with a counter below, never falling.

It only decides between two changes made without knowing of each other; what was seen before it
was changed is known by its number, whatever the clocks say.
"""

BITS = 16
TOLERANCE_MS = 120_000
"""How far ahead of the hub a change's clock is believed."""


def packed(millis: int, counter: int = 0) -> int:
    """Return the clock of a moment."""
    return millis << BITS | counter


def millis(hlc: int) -> int:
    """Return the moment of a clock, in milliseconds since 1970."""
    return hlc >> BITS


def at_most(hlc: int, now_ms: int) -> int:
    """Return a clock no further ahead than is believed; a wrong one is not refused."""
    return max(0, min(hlc, packed(now_ms + TOLERANCE_MS)))
