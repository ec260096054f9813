"""The current time, asked from one place so that tests can hold it still."""

import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class SystemZone(tzinfo):
    """The computer's own time zone, right for every day and not only for the present one.

    It asks the system for each moment, so that a visit in June keeps summer time when it is
    written down in November; no list of time zones is needed, which Windows does not have.
    """

    def utcoffset(self, at: datetime | None) -> timedelta | None:
        """Return how far the wall clock is ahead of UTC at a moment on that clock."""
        if at is None:
            return None
        wall = at.replace(tzinfo=None, microsecond=0)
        try:
            utc = _EPOCH + timedelta(seconds=int(wall.timestamp()))
            return wall.replace(tzinfo=UTC) - utc
        except (OSError, OverflowError, ValueError):
            return _usual_offset()

    def dst(self, at: datetime | None) -> timedelta | None:
        """Return what summer time adds to the usual offset."""
        offset = self.utcoffset(at)
        return None if offset is None else offset - _usual_offset()

    def tzname(self, at: datetime | None) -> str | None:
        """Return what the system calls its zone, at a moment on the wall clock."""
        if at is None:
            return time.tzname[0]
        try:
            return at.replace(tzinfo=None).astimezone().tzname()
        except (OSError, OverflowError, ValueError):
            return time.tzname[0]

    def fromutc(self, at: datetime) -> datetime:
        """Return the wall clock for a moment that is given in UTC."""
        try:
            local = at.replace(tzinfo=UTC).astimezone()
        except (OSError, OverflowError, ValueError):
            return at + _usual_offset()
        wall = local.replace(tzinfo=self, fold=0)
        # The hour that comes twice when summer time ends: the second time is marked.
        return wall if wall.utcoffset() == local.utcoffset() else wall.replace(fold=1)

    def __repr__(self) -> str:
        return "SystemZone()"

    def __reduce__(self) -> tuple[type["SystemZone"], tuple[()]]:
        return SystemZone, ()


def _usual_offset() -> timedelta:
    """Return the offset without summer time, for days that the system cannot reckon."""
    return timedelta(seconds=-time.timezone)


SYSTEM_ZONE = SystemZone()


class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC)

    def local_now(self) -> datetime:
        """Return the moment on the adviser's wall clock, whose zone knows other days too."""
        return self.now().astimezone(SYSTEM_ZONE)

    def today(self) -> date:
        """Return the adviser's own calendar day."""
        return self.local_now().date()


@dataclass
class FixedClock(Clock):
    """A clock that stands still at `at` until it is moved; `at` must be aware."""

    at: datetime

    def now(self) -> datetime:
        """Return the held moment in UTC."""
        return self.at.astimezone(UTC)

    def local_now(self) -> datetime:
        """Return the held moment with the zone it was given in."""
        return self.at
