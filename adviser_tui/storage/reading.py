"""From the file's texts back to moments, days and lists, without SQLModel."""

import json
from datetime import UTC, date, datetime, timedelta, timezone

MOMENT_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


def moment(text: str, offset: int = 0) -> datetime:
    """Return the aware moment in `text`, on a wall clock `offset` minutes east of UTC."""
    return datetime.fromisoformat(text).astimezone(timezone(timedelta(minutes=offset)))


def moment_or_none(text: str | None, offset: int = 0) -> datetime | None:
    """Return the aware moment, or nothing where there is none."""
    return moment(text, offset) if text else None


def day(text: str | None) -> date | None:
    """Return the day in `text`, or nothing where there is none."""
    return date.fromisoformat(text) if text else None


def texts(text: str | None) -> tuple[str, ...]:
    """Return a kept list of texts."""
    return tuple(json.loads(text)) if text else ()


def sortable(at: datetime) -> str:
    """Return `at` in the form in which moments are kept, for comparing in a query."""
    return at.astimezone(UTC).strftime(MOMENT_FORMAT)
