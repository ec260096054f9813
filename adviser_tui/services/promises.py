"""The promise record: what was promised by us and to us, and how it turned out (M8)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from adviser_tui.errors import InputError
from adviser_tui.services.office import Desk
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
    contact_id: str | None = None


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
            made_on=made_on,
            due_on=draft.due_on,
            level=draft.level,
            owner_id=work.actor or None,
            participant_id=draft.participant_id,
            employer_id=draft.employer_id,
            vacancy_id=draft.vacancy_id,
            contact_id=draft.contact_id,
        )
    )


class Promises:
    """Make promises and say how they turned out."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def add(self, draft: PromiseDraft) -> str:
        """Put a promise on record and return its id."""
        with self._desk.database.write() as work:
            return add_promise(work, draft, self._desk.today).id

    def keep(self, promise_id: str, note: str = "", *, beaten: bool = False) -> PromiseState:
        """Close a promise today: kept, beaten when earlier or more than promised, or late (M8)."""
        from models.tables import Promise

        with self._desk.database.write() as work:
            row = work.get(Promise, promise_id)
            today = self._desk.today
            if today > row.due_on:
                state = PromiseState.LATE
            elif beaten or today < row.due_on:
                state = PromiseState.BEATEN
            else:
                state = PromiseState.KEPT
            work.change(row, state=state, closed_on=today, closing_note=note)
        return state

    def break_off(self, promise_id: str, why: str) -> None:
        """Say that a promise will not be kept, and why."""
        from models.tables import Promise

        if not why.strip():
            raise InputError("Say why it cannot be kept.", "why")
        with self._desk.database.write() as work:
            work.change(
                work.get(Promise, promise_id),
                state=PromiseState.BROKEN,
                closed_on=self._desk.today,
                closing_note=why,
            )

    def move(self, promise_id: str, to: date) -> None:
        """Agree a new day for a promise with the other side."""
        from models.tables import Promise

        with self._desk.database.write() as work:
            work.change(work.get(Promise, promise_id), due_on=to)
