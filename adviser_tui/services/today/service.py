"""The list of Today as screens and commands ask for it."""

from collections.abc import Callable
from datetime import date
from typing import Literal

from adviser_tui.services.office import Desk
from adviser_tui.services.today.gather import gather
from adviser_tui.services.today.triage import TodayRow, triage

Filter = Literal["all", "mine", "deputy", "employer", "participant"]
FILTERS: tuple[Filter, ...] = ("all", "mine", "deputy", "employer", "participant")


class Today:
    """Who and what comes first, and why."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, which: Filter = "all", on: date | None = None) -> tuple[TodayRow, ...]:
        """Return what is owed, in order; `on` looks from another day than today."""
        keep = self._keeper(which)
        things = gather(self._desk.database, on or self._desk.today)
        return triage((owed for owed in things if keep(owed)), on or self._desk.today)

    def _keeper(self, which: Filter) -> "Callable[..., bool]":
        me = self._desk.me
        if which == "mine":
            return lambda owed: owed.owner_id in (me, "")
        if which == "deputy":
            mine = self._deputised(me)
            return lambda owed: owed.participant_id in mine or owed.employer_id in mine
        if which in ("employer", "participant"):
            return lambda owed: owed.side == which
        return lambda owed: True

    def _deputised(self, me: str) -> frozenset[str]:
        """Return the participants and employers that `me` stands in for."""
        rows = self._desk.database.rows(
            "SELECT id FROM participant WHERE deputy_id = ?1 AND void_reason IS NULL "
            "UNION ALL SELECT id FROM employer WHERE deputy_id = ?1 AND void_reason IS NULL",
            (me,),
        )
        return frozenset(str(row["id"]) for row in rows)
