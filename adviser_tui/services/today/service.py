"""The list of Today as screens and commands ask for it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from adviser_tui.services.desk import Desk
from adviser_tui.services.today.gather import gather
from adviser_tui.services.today.triage import Owed, TodayRow, triage

if TYPE_CHECKING:
    from adviser_tui.services.today.acting import Step

Filter = Literal["all", "mine", "cover", "deputy", "employer", "participant"]
FILTERS: tuple[Filter, ...] = ("all", "mine", "cover", "deputy", "employer", "participant")


class Today:
    """Who and what comes first, and why."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rows(self, which: Filter = "all", on: date | None = None) -> tuple[TodayRow, ...]:
        """Return what is owed, in order; `on` looks from another day than today."""
        day = on or self._desk.today
        keep = self._keeper(which, day)
        found = triage((owed for owed in gather(self._desk.database, day) if keep(owed)), day)
        return self._saying_whose(found) if which in ("cover", "deputy") else found

    def _saying_whose(self, rows: tuple[TodayRow, ...]) -> tuple[TodayRow, ...]:
        """Add to the reason of what is a colleague's whose it is."""
        me = self._desk.me
        names = {
            str(row["id"]): str(row["name"])
            for row in self._desk.database.rows("SELECT id, name FROM adviser")
        }
        return tuple(
            replace(row, reason=f"{row.reason}, for {names[row.owed.owner_id]}")
            if row.owed.owner_id != me and row.owed.owner_id in names
            else row
            for row in rows
        )

    def done(self, ids: Sequence[str], next_step: "Step | None" = None, note: str = "") -> int:
        """Tick off follow-ups and promises in one action and return how many there were.

        The next step of a single one is about the same people. Consents, interviews and starts
        are not ticked off: `RuleError` says what settles them.
        """
        from adviser_tui.services.today.acting import mark_done

        return mark_done(self._desk, ids, next_step, note)

    def snooze(self, ids: Sequence[str], to: date, *, agreed: bool = False) -> int:
        """Put follow-ups and promises off to a day in one action, and return how many there were.

        For somebody parked it makes a follow-up on that day. `agreed` says that the other side
        agreed (M8).
        """
        from adviser_tui.services.today.acting import put_off

        return put_off(self._desk, ids, to, agreed=agreed)

    def _keeper(self, which: Filter, day: date) -> Callable[[Owed], bool]:
        me = self._desk.me
        if which == "mine":
            return lambda owed: owed.owner_id in (me, "")
        if which in ("cover", "deputy"):
            mine = self._deputised(me)

            def stands_in(owed: Owed) -> bool:
                return owed.participant_id in mine or owed.employer_id in mine

            if which == "deputy":
                return stands_in
            # What a colleague has let pass is what their deputy must not miss.
            return lambda owed: owed.owner_id in (me, "") or (stands_in(owed) and owed.due_on < day)
        if which in ("employer", "participant"):
            return lambda owed: owed.side == which
        return lambda owed: True

    def _deputised(self, me: str) -> frozenset[str]:
        """Return the participants and employers that `me` stands in for."""
        rows = self._desk.database.rows(
            "SELECT id FROM participant WHERE deputy_id = :me AND void_reason IS NULL "
            "UNION ALL SELECT id FROM employer WHERE deputy_id = :me AND void_reason IS NULL",
            {"me": me},
        )
        return frozenset(str(row["id"]) for row in rows)
