"""Moments as the hub writes them: milliseconds from its clock, text as in every row."""

import time
from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)


def now_ms() -> int:
    """Return the system's time in milliseconds since 1970."""
    return time.time_ns() // 1_000_000


def moment_of(millis: int) -> str:
    """Return a moment as sortable UTC text such as `2026-11-20T09:30:00.000000Z`."""
    try:
        moment = _START + timedelta(milliseconds=millis)
    except OverflowError:
        moment = _START
    return moment.replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def millis_of(moment: str) -> int:
    """Return the milliseconds of a moment as it is stored, 0 of what is none."""
    try:
        return int((datetime.fromisoformat(moment) - _START) / timedelta(milliseconds=1))
    except (ValueError, TypeError):
        return 0
