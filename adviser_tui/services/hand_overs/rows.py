"""Hand-overs as lists, cards and Today show them."""

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from adviser_tui.errors import NotFoundError
from adviser_tui.services.desk import Desk
from adviser_tui.services.hand_overs.pack import PackPart, read_pack
from adviser_tui.services.words.say import say_date
from adviser_tui.storage.reading import day
from models.kinds import HandOverState

About = Literal["participant", "employer"]
Show = Literal["to_me", "by_me", "open", "all"]
SHOWS: tuple[Show, ...] = ("to_me", "by_me", "open", "all")


@dataclass(frozen=True, slots=True)
class HandOverRow:
    """One hand-over, and what may be done with it here."""

    id: str
    about: About
    about_id: str
    name: str
    """Who is handed over."""
    from_id: str
    from_name: str
    to_id: str
    to_name: str
    why: str
    note: str
    consent: str
    """What the participant said to it."""
    offered_on: date
    answered_on: date | None
    answer_note: str
    state: HandOverState
    words: str
    """Where it stands: `offered yesterday by Kim`, `returned Fri 20 Nov by Bo: no room`."""
    is_mine_to_answer: bool
    is_mine_to_take_back: bool


@dataclass(frozen=True, slots=True)
class HandOverCard:
    """One hand-over with what stood when it was offered."""

    row: HandOverRow
    pack: tuple[PackPart, ...]


_SELECT = """SELECT h.*, p.preferred_name AS participant, e.name AS employer,
    f.name AS from_name, t.name AS to_name
  FROM hand_over h LEFT JOIN participant p ON p.id = h.participant_id
  LEFT JOIN employer e ON e.id = h.employer_id
  LEFT JOIN adviser f ON f.id = h.from_id LEFT JOIN adviser t ON t.id = h.to_id
  WHERE h.void_reason IS NULL"""
_WHERE: dict[Show, str] = {
    "to_me": "AND h.state = 'offered' AND h.to_id = :me",
    "by_me": "AND h.state IN ('offered', 'returned') AND h.from_id = :me",
    "open": "AND h.state = 'offered'",
    "all": "",
}


def read_rows(desk: Desk, which: Show) -> tuple[HandOverRow, ...]:
    """Return hand-overs, those that wait for an answer first, then the newest."""
    where = _WHERE[which]
    me = desk.me
    rows = desk.database.rows(
        f"{_SELECT} {where} ORDER BY h.state <> 'offered', h.offered_on DESC, h.id DESC",
        {"me": me} if ":me" in where else {},
    )
    return tuple(_row(row, me, desk.today) for row in rows)


def read_card(desk: Desk, hand_over_id: str) -> HandOverCard:
    """Return a hand-over with its pack; raises `NotFoundError`."""
    row = desk.database.row(f"{_SELECT} AND h.id = ?", (hand_over_id,))
    if row is None:
        raise NotFoundError("That hand-over is not in the caseload any more.")
    return HandOverCard(_row(row, desk.me, desk.today), read_pack(str(row["pack"])))


def read_open(desk: Desk, about: About, about_id: str) -> HandOverRow | None:
    """Return the hand-over of somebody that waits for an answer, where there is one."""
    row = desk.database.row(
        f"{_SELECT} AND h.{about}_id = ? AND h.state = 'offered' ORDER BY h.id DESC LIMIT 1",
        (about_id,),
    )
    return _row(row, desk.me, desk.today) if row is not None else None


def _row(row: Any, me: str, today: date) -> HandOverRow:
    about: About = "participant" if row["participant_id"] else "employer"
    state = HandOverState(row["state"])
    offered_on = date.fromisoformat(row["offered_on"])
    answered_on = day(row["answered_on"])
    from_name, to_name = str(row["from_name"] or ""), str(row["to_name"] or "")
    is_open = state == HandOverState.OFFERED
    return HandOverRow(
        id=str(row["id"]),
        about=about,
        about_id=str(row["participant_id"] or row["employer_id"] or ""),
        name=str(row["participant"] or row["employer"] or ""),
        from_id=str(row["from_id"]),
        from_name=from_name,
        to_id=str(row["to_id"]),
        to_name=to_name,
        why=str(row["why"]),
        note=str(row["note"]),
        consent=str(row["consent"]),
        offered_on=offered_on,
        answered_on=answered_on,
        answer_note=str(row["answer_note"]),
        state=state,
        words=_standing(
            state, offered_on, answered_on, from_name, to_name, str(row["answer_note"]), today
        ),
        is_mine_to_answer=is_open and row["to_id"] == me,
        is_mine_to_take_back=is_open and row["from_id"] == me,
    )


def _standing(
    state: HandOverState,
    offered_on: date,
    answered_on: date | None,
    from_name: str,
    to_name: str,
    answer: str,
    today: date,
) -> str:
    said = f": {answer}" if answer else ""
    on = f" {say_date(answered_on, today)}" if answered_on else ""
    match state:
        case HandOverState.ACCEPTED:
            return f"accepted{on} by {to_name or 'a colleague'}{said}"
        case HandOverState.RETURNED:
            return f"returned{on} by {to_name or 'a colleague'}{said}"
        case HandOverState.TAKEN_BACK:
            return f"taken back{on}{said}"
    return (
        f"offered {say_date(offered_on, today)} by {from_name or 'a colleague'}"
        f" to {to_name or 'a colleague'}"
    )
