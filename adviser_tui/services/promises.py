"""The promise record: what was promised by us and to us, and how it turned out (M8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import whose
from adviser_tui.services.words.say import say_date, say_wait
from models.kinds import MadeBy, PromiseState, Side

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import Promise


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """A promise as lists and cards show it."""

    id: str
    what: str
    side: Side
    made_by: MadeBy
    state: PromiseState
    made_on: date
    due_on: date
    is_overdue: bool
    words: str
    """Whose it is and where it stands: `we promised, 2 days overdue`, `they promised, kept`."""
    level: str
    participant_id: str
    participant: str
    employer_id: str
    employer: str
    vacancy_id: str
    owner_id: str
    owner: str
    closing_note: str
    partner_id: str
    partner: str


@dataclass(frozen=True, slots=True)
class PromiseDraft:
    """A promise before it is kept on record."""

    what: str
    due_on: date
    side: Side = Side.EMPLOYER
    made_by: MadeBy = MadeBy.US
    level: str = ""
    participant_id: str | None = None
    employer_id: str | None = None
    vacancy_id: str | None = None
    partner_id: str | None = None
    contact_id: str | None = None
    made_on: date | None = None
    """The day it was made, where that was not today."""
    owner_id: str | None = None


def add_promise(work: "UnitOfWork", draft: PromiseDraft, made_on: date) -> "Promise":
    """Add a promise within an action that is already open."""
    from models.tables import Promise

    if not draft.what.strip():
        raise InputError("Say what was promised.", "what")
    return work.add(
        Promise(
            what=draft.what,
            side=draft.side,
            made_by=draft.made_by,
            made_on=draft.made_on or made_on,
            due_on=draft.due_on,
            level=draft.level,
            owner_id=draft.owner_id or work.actor or None,
            participant_id=draft.participant_id,
            employer_id=draft.employer_id,
            vacancy_id=draft.vacancy_id,
            contact_id=draft.contact_id,
            partner_id=draft.partner_id,
        )
    )


class Promises:
    """Make promises and say how they turned out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def about(
        self,
        *,
        participant_id: str = "",
        employer_id: str = "",
        partner_id: str = "",
        closed: int = 0,
    ) -> tuple[PromiseRow, ...]:
        """Return the open promises to or by somebody, the first due first.

        After them come the `closed` newest that turned out one way or the other.
        """
        column, value = whose(participant_id, employer_id, partner_id)
        where = f"WHERE x.{column} = ? AND x.void_reason IS NULL"
        rows = self._desk.database.rows(
            f"{_SELECT} {where} AND x.state = 'open' ORDER BY x.due_on, x.id", (value,)
        )
        if closed:
            rows += self._desk.database.rows(
                f"{_SELECT} {where} AND x.state <> 'open' "
                "ORDER BY x.closed_on DESC, x.updated_at DESC LIMIT ?",
                (value, closed),
            )
        return tuple(_row(row, self._desk.today) for row in rows)

    def one(self, promise_id: str) -> PromiseRow:
        """Return one promise."""
        found = self._desk.database.row(
            f"{_SELECT} WHERE x.id = ? AND x.void_reason IS NULL", (promise_id,)
        )
        if found is None:
            raise NotFoundError("That promise is not in the caseload any more.")
        return _row(found, self._desk.today)

    def add(self, draft: PromiseDraft) -> str:
        """Put a promise on record and return its id."""
        with self._desk.database.write() as work:
            return add_promise(work, draft, self._desk.today).id

    def keep(self, promise_id: str, note: str = "", *, beaten: bool = False) -> PromiseState:
        """Close a promise today: kept, beaten when earlier or more than promised, or late (M8)."""
        return self.keep_all((promise_id,), note, beaten=beaten)[0]

    def keep_all(
        self, ids: Sequence[str], note: str = "", *, beaten: bool = False
    ) -> tuple[PromiseState, ...]:
        """Close promises today, in one action, and say of each how it turned out (M8)."""
        from models.tables import Promise

        states = []
        with self._desk.database.write() as work:
            for each in ids:
                row = work.get(Promise, each)
                state = outcome_of(row.due_on, self._desk.today, beaten=beaten)
                close_promise(work, row, state, self._desk.today, note)
                states.append(state)
        return tuple(states)

    def break_off(self, promise_id: str, why: str) -> None:
        """Say that a promise will not be kept, and why."""
        from models.tables import Promise

        if not why.strip():
            raise InputError("Say why it cannot be kept.", "why")
        with self._desk.database.write() as work:
            row = work.get(Promise, promise_id)
            close_promise(work, row, PromiseState.BROKEN, self._desk.today, why)

    def move(self, promise_id: str, to: date) -> None:
        """Agree a new day for a promise with the other side."""
        self.move_all((promise_id,), to)

    def move_all(self, ids: Sequence[str], to: date) -> None:
        """Agree a new day for promises with the other side, in one action."""
        from models.tables import Promise

        with self._desk.database.write() as work:
            for each in ids:
                move_promise(work, work.get(Promise, each), to)


def outcome_of(due_on: date, today: date, *, beaten: bool = False) -> PromiseState:
    """Return how a promise that is done today turned out (M8)."""
    if today > due_on:
        return PromiseState.LATE
    return PromiseState.BEATEN if beaten or today < due_on else PromiseState.KEPT


def close_promise(
    work: "UnitOfWork", row: "Promise", state: PromiseState, today: date, note: str
) -> None:
    """Close an open promise within an action that is already open."""
    if row.state != PromiseState.OPEN:
        raise RuleError("That promise was closed already. Nothing was changed.")
    work.change(row, state=state, closed_on=today, closing_note=note)


def move_promise(work: "UnitOfWork", row: "Promise", to: date) -> None:
    """Give an open promise another day within an action that is already open."""
    if row.state != PromiseState.OPEN:
        raise RuleError("Only an open promise can get another day. Nothing was changed.")
    work.change(row, due_on=to)


_SELECT = """SELECT x.*, p.preferred_name AS participant, e.name AS employer,
    o.name AS partner, a.name AS owner
  FROM promise x LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN employer e ON e.id = x.employer_id LEFT JOIN partner o ON o.id = x.partner_id
  LEFT JOIN adviser a ON a.id = x.owner_id"""


def _row(row: Any, today: date) -> PromiseRow:
    due = date.fromisoformat(row["due_on"])
    state, made_by = PromiseState(row["state"]), MadeBy(row["made_by"])
    is_open = state == PromiseState.OPEN
    who = "we promised" if made_by == MadeBy.US else "they promised"
    standing: str = state.value
    if is_open:
        standing = say_wait(due, today) if due <= today else f"due {say_date(due, today)}"
    return PromiseRow(
        id=str(row["id"]),
        what=str(row["what"]),
        side=Side(row["side"]),
        made_by=made_by,
        state=state,
        made_on=date.fromisoformat(row["made_on"]),
        due_on=due,
        is_overdue=is_open and due < today,
        words=f"{who}, {standing}",
        level=str(row["level"]),
        participant_id=str(row["participant_id"] or ""),
        participant=str(row["participant"] or ""),
        employer_id=str(row["employer_id"] or ""),
        employer=str(row["employer"] or ""),
        vacancy_id=str(row["vacancy_id"] or ""),
        owner_id=str(row["owner_id"] or ""),
        owner=str(row["owner"] or ""),
        closing_note=str(row["closing_note"]),
        partner_id=str(row["partner_id"] or ""),
        partner=str(row["partner"] or ""),
    )
