"""The current time, asked from one place so that tests can hold it still."""

from dataclasses import dataclass
from datetime import UTC, date, datetime


class Clock:
    """The system's clock."""

    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        return datetime.now(UTC)

    def local_now(self) -> datetime:
        """Return the moment with the adviser's own offset, for anything a week is counted by."""
        return self.now().astimezone()

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
        """Return the held moment with the offset it was given in."""
        return self.at
