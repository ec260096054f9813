"""Follow-ups: what is to be done, towards whom, until when (M8)."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from adviser_tui.errors import InputError, NotFoundError, RuleError
from adviser_tui.services.desk import Desk
from adviser_tui.services.words.say import say_date, say_wait
from adviser_tui.storage.reading import day, texts
from models.kinds import FollowUpState, Side

if TYPE_CHECKING:
    from adviser_tui.storage.unit import UnitOfWork
    from models.tables import FollowUp, Promise

URGENT = ("safety", "job_at_risk")
"""Reasons that put a follow-up before everything else in Today."""
PARKED = "parked"
"""The reason of a follow-up that somebody quiet for long was given a day with."""


MANY_MOVES = 2
"""More moves than this are said aloud (M8)."""


@dataclass(frozen=True, slots=True)
class FollowUpRow:
    """A follow-up as lists and cards show it."""

    id: str
    what: str
    side: Side
    state: FollowUpState
    due_on: date
    due_time: str
    first_due_on: date
    is_overdue: bool
    words: str
    """Where it stands: `2 days overdue`, `due today at 14:30`, `done Fri 20 Nov`."""
    flags: tuple[str, ...]
    """`moved 3 times`, `moved without agreement`, `a job is at risk`."""
    moves: int
    participant_id: str
    participant: str
    employer_id: str
    employer: str
    vacancy_id: str
    submission_id: str
    owner_id: str
    owner: str
    done_note: str
    item: str
    partner_id: str
    partner: str


@dataclass(frozen=True, slots=True)
class FollowUpDraft:
    """A follow-up before it is kept."""

    what: str
    due_on: date
    side: Side = Side.INTERNAL
    due_time: str = ""
    participant_id: str | None = None
    employer_id: str | None = None
    vacancy_id: str | None = None
    submission_id: str | None = None
    placement_id: str | None = None
    partner_id: str | None = None
    contact_id: str | None = None
    sheet_id: str | None = None
    item: str = ""
    reasons: tuple[str, ...] = ()
    owner_id: str | None = field(default=None)


def add_follow_up(work: "UnitOfWork", draft: FollowUpDraft) -> "FollowUp":
    """Add a follow-up within an action that is already open, owned by the adviser by default."""
    from models.tables import FollowUp

    if not draft.what.strip():
        raise InputError("Say what is to be done.", "what")
    return work.add(
        FollowUp(
            what=draft.what,
            side=draft.side,
            due_on=draft.due_on,
            due_time=draft.due_time,
            first_due_on=draft.due_on,
            owner_id=draft.owner_id or work.actor or None,
            participant_id=draft.participant_id,
            employer_id=draft.employer_id,
            vacancy_id=draft.vacancy_id,
            submission_id=draft.submission_id,
            placement_id=draft.placement_id,
            partner_id=draft.partner_id,
            contact_id=draft.contact_id,
            sheet_id=draft.sheet_id,
            item=draft.item,
            reasons=list(draft.reasons),
        )
    )


class FollowUps:
    """Make, do, move and cancel follow-ups."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def about(
        self,
        *,
        participant_id: str = "",
        employer_id: str = "",
        partner_id: str = "",
        closed: int = 0,
    ) -> tuple[FollowUpRow, ...]:
        """Return the open follow-ups about somebody, the first due first.

        After them come the `closed` newest that are done or cancelled.
        """
        column, value = whose(participant_id, employer_id, partner_id)
        where = f"WHERE x.{column} = ? AND x.void_reason IS NULL"
        rows = self._desk.database.rows(
            f"{_SELECT} {where} AND x.state = 'open' ORDER BY x.due_on, x.due_time, x.id", (value,)
        )
        if closed:
            rows += self._desk.database.rows(
                f"{_SELECT} {where} AND x.state <> 'open' "
                "ORDER BY x.done_on DESC, x.updated_at DESC LIMIT ?",
                (value, closed),
            )
        return tuple(_row(row, self._desk.today) for row in rows)

    def one(self, follow_up_id: str) -> FollowUpRow:
        """Return one follow-up."""
        found = self._desk.database.row(
            f"{_SELECT} WHERE x.id = ? AND x.void_reason IS NULL", (follow_up_id,)
        )
        if found is None:
            raise NotFoundError("That follow-up is not in the caseload any more.")
        return _row(found, self._desk.today)

    def add(self, draft: FollowUpDraft) -> str:
        """Keep a follow-up and return its id."""
        with self._desk.database.write() as work:
            return add_follow_up(work, draft).id

    def mark_done(
        self, ids: Sequence[str], note: str = "", next_step: FollowUpDraft | None = None
    ) -> None:
        """Mark follow-ups done today, with the next step of a single one where there is one.

        The next step is about the same people unless the draft says otherwise.
        """
        from models.tables import FollowUp

        with self._desk.database.write() as work:
            for each in ids:
                row = work.get(FollowUp, each)
                close_follow_up(work, row, self._desk.today, note)
                if next_step is not None:
                    add_follow_up(work, about_the_same(next_step, row))

    def move(self, ids: Sequence[str], to: date, *, agreed: bool = False, at: str = "") -> None:
        """Put follow-ups off, or forward, to a day; the day it was first due stays known (M8).

        `agreed` says that the other side agreed to it; before the due day that keeps it on time.
        """
        from models.tables import FollowUp

        with self._desk.database.write() as work:
            for each in ids:
                row = work.get(FollowUp, each)
                move_follow_up(work, row, to, self._desk.today, agreed=agreed, at=at)

    def cancel(self, ids: Sequence[str], why: str) -> None:
        """Take follow-ups off the list with the reason; they leave the counts (M8)."""
        from models.tables import FollowUp

        if not why.strip():
            raise InputError("Say why it is cancelled; one or two words will do.", "why")
        with self._desk.database.write() as work:
            for each in ids:
                work.change(
                    work.get(FollowUp, each), state=FollowUpState.CANCELLED, cancel_reason=why
                )


def close_follow_up(work: "UnitOfWork", row: "FollowUp", today: date, note: str = "") -> None:
    """Mark an open follow-up done within an action that is already open."""
    if row.state != FollowUpState.OPEN:
        raise RuleError("That follow-up is done or cancelled already. Nothing was changed.")
    work.change(row, state=FollowUpState.DONE, done_on=today, done_note=note)


def move_follow_up(
    work: "UnitOfWork",
    row: "FollowUp",
    to: date,
    today: date,
    *,
    agreed: bool = False,
    at: str = "",
) -> None:
    """Give an open follow-up another day within an action that is already open (M8)."""
    if row.state != FollowUpState.OPEN:
        raise RuleError("Only an open follow-up can be moved. Nothing was changed.")
    if row.due_on == to and row.due_time == at:
        return
    in_time = agreed and today <= row.due_on
    work.change(row, due_on=to, due_time=at, moves=row.moves + 1, move_agreed=in_time)


_SELECT = """SELECT x.*, p.preferred_name AS participant, e.name AS employer,
    o.name AS partner, a.name AS owner
  FROM follow_up x LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN employer e ON e.id = x.employer_id LEFT JOIN partner o ON o.id = x.partner_id
  LEFT JOIN adviser a ON a.id = x.owner_id"""
_URGENT_WORDS = {"safety": "somebody's safety", "job_at_risk": "a job is at risk"}


def whose(participant_id: str, employer_id: str, partner_id: str) -> tuple[str, str]:
    """Return the column and the id of the one party that was named."""
    given = {
        "participant_id": participant_id,
        "employer_id": employer_id,
        "partner_id": partner_id,
    }
    named = [(column, value) for column, value in given.items() if value]
    if len(named) != 1:
        raise ValueError("name a participant, an employer or a partner, and one alone")
    return named[0]


def _row(row: Any, today: date) -> FollowUpRow:
    due = date.fromisoformat(row["due_on"])
    state = FollowUpState(row["state"])
    return FollowUpRow(
        id=str(row["id"]),
        what=str(row["what"]),
        side=Side(row["side"]),
        state=state,
        due_on=due,
        due_time=str(row["due_time"]),
        first_due_on=date.fromisoformat(row["first_due_on"]),
        is_overdue=state == FollowUpState.OPEN and due < today,
        words=_standing(row, state, due, today),
        flags=_flags(row, today),
        moves=int(row["moves"]),
        participant_id=str(row["participant_id"] or ""),
        participant=str(row["participant"] or ""),
        employer_id=str(row["employer_id"] or ""),
        employer=str(row["employer"] or ""),
        vacancy_id=str(row["vacancy_id"] or ""),
        submission_id=str(row["submission_id"] or ""),
        owner_id=str(row["owner_id"] or ""),
        owner=str(row["owner"] or ""),
        done_note=str(row["done_note"]),
        item=str(row["item"]),
        partner_id=str(row["partner_id"] or ""),
        partner=str(row["partner"] or ""),
    )


def _standing(row: Any, state: FollowUpState, due: date, today: date) -> str:
    if state == FollowUpState.CANCELLED:
        return f"cancelled: {row['cancel_reason']}"
    if state == FollowUpState.DONE:
        done_on = day(row["done_on"])
        return f"done {say_date(done_on, today)}" if done_on else "done"
    clock = f" at {row['due_time']}" if row["due_time"] else ""
    if due <= today:
        return say_wait(due, today) + clock
    return f"due {say_date(due, today)}{clock}"


def _flags(row: Any, today: date) -> tuple[str, ...]:
    flags = [_URGENT_WORDS[word] for word in texts(row["reasons"]) if word in _URGENT_WORDS]
    moves = int(row["moves"])
    if moves > MANY_MOVES:
        flags.append(f"moved {moves} times")
    if moves and not row["move_agreed"]:
        first = date.fromisoformat(row["first_due_on"])
        flags.append(f"moved without agreement, first due {say_date(first, today)}")
    return tuple(flags)


def about_the_same(draft: FollowUpDraft, row: "FollowUp | Promise") -> FollowUpDraft:
    """Return the draft with the parties of what it follows on, where it names none itself."""
    return replace(
        draft,
        side=row.side if draft.side == Side.INTERNAL else draft.side,
        participant_id=draft.participant_id or row.participant_id,
        employer_id=draft.employer_id or row.employer_id,
        vacancy_id=draft.vacancy_id or row.vacancy_id,
        submission_id=draft.submission_id or getattr(row, "submission_id", None),
        placement_id=draft.placement_id or getattr(row, "placement_id", None),
        partner_id=draft.partner_id or row.partner_id,
    )
