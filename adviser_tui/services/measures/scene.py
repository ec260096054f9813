"""What a measure's module is given: the records, the period, whose they are, and the rules."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from adviser_tui.services.measures.period import Period
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment
from seed.profile_rules import Profile

Answer = TypeVar("Answer")


@dataclass(frozen=True, slots=True)
class Whose:
    """Whose figures they are: one adviser's, or those of a team taken together."""

    advisers: tuple[str, ...]
    """Ids; for a team everybody in it."""
    name: str
    is_team: bool = False

    @property
    def adviser(self) -> str:
        """The adviser, or the first of a team; empty where there is nobody."""
        return self.advisers[0] if self.advisers else ""


class Scene:
    """One look at the records for one period; what several measures need is read once."""

    def __init__(
        self,
        database: Database,
        period: Period,
        whose: Whose,
        profile: Profile,
        now: datetime,
        region: str,
        shared: "dict[object, Any] | None" = None,
    ) -> None:
        self.database = database
        self.period = period
        self.whose = whose
        self.profile = profile
        self.now = now
        """The moment on the adviser's wall clock."""
        self.region = region
        """Whose bank holidays are free, where a working pattern does not say."""
        self._read: dict[object, Any] = {}
        self._shared: dict[object, Any] = {} if shared is None else shared

    @property
    def today(self) -> date:
        """The adviser's own calendar day."""
        return self.now.date()

    @property
    def until(self) -> date:
        """The last day of the period that is not still to come."""
        return min(self.period.last, self.today)

    def rows(self, sql: str, values: Mapping[str, object] | None = None) -> list[Any]:
        """Return rows by plain SQL; `:me` is the list of advisers as JSON.

        Use it as `x.adviser_id IN (SELECT value FROM json_each(:me))`.
        """
        import json

        given = {"me": json.dumps(self.whose.advisers), **(values or {})}
        return list(self.database.rows(sql, given))

    def once(self, key: object, make: Callable[[], Answer]) -> Answer:
        """Return what `make` made the first time that this key was asked for."""
        if key not in self._read:
            self._read[key] = make()
        found: Answer = self._read[key]
        return found

    def shared(self, key: object, make: Callable[[], Answer]) -> Answer:
        """Return what `make` made the first time, for every period and person looked at from here.

        For what depends on neither, such as the ways of all participants.
        """
        if key not in self._shared:
            self._shared[key] = make()
        found: Answer = self._shared[key]
        return found

    def at(self, period: Period) -> "Scene":
        """Return the same look at another period."""
        if period == self.period:
            return self
        return self.once(("at", period), lambda: self._other(period, self.whose))

    def of(self, whose: Whose) -> "Scene":
        """Return the same look at somebody else's figures."""
        if whose == self.whose:
            return self
        return self.once(("of", whose), lambda: self._other(self.period, whose))

    def _other(self, period: Period, whose: Whose) -> "Scene":
        return Scene(
            self.database,
            period,
            whose,
            self.profile,
            self.now,
            self.region,
            self._shared,
        )


def local_day(row: Any, moment_column: str, offset_column: str) -> date:
    """Return the calendar day of a row's moment on the wall clock it was written with."""
    return moment(str(row[moment_column]), int(row[offset_column])).date()


def in_period(
    rows: Iterable[Any], period: Period, moment_column: str, offset_column: str
) -> list[Any]:
    """Return the rows whose moment lies in the period on their own wall clock."""
    return [row for row in rows if local_day(row, moment_column, offset_column) in period]
