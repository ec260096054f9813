"""What is worth doing after a contact was logged; said, and never done by itself."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from adviser_tui.services.contacts.draft import ContactDraft, Logged
from adviser_tui.services.desk import Desk
from adviser_tui.storage.reading import sortable
from models.edges import may_follow
from models.kinds import Channel, ContactState, Pipeline

FAIR_AT = 6
"""More employers than this met face to face in a day ask for a note (M1)."""

_STAGE = "SELECT stage FROM employer WHERE id = ?"
_MET = """SELECT count(DISTINCT employer_id) FROM contact
  WHERE occurred_at BETWEEN ? AND ? AND adviser_id = ? AND channel = 'visit' AND state = 'done'
    AND employer_id IS NOT NULL AND employer_id <> ? AND void_reason IS NULL
    AND date(occurred_at, occurred_offset || ' minutes') = ?"""
_EARLY = (Pipeline.PROSPECTING, Pipeline.PLANNING, Pipeline.DORMANT)


def hints_for(desk: Desk, draft: ContactDraft, logged: Logged) -> tuple[str, ...]:
    """Return what is worth doing now, in sentences."""
    return tuple(_hints(desk, draft, logged))


def _hints(desk: Desk, draft: ContactDraft, logged: Logged) -> Iterator[str]:
    if not logged.employer_id or draft.state is ContactState.ATTEMPT:
        return
    if words := fair_words(desk, draft, logged.employer_id):
        yield words
    stage = stage_suggestion(desk, logged.employer_id, bool(logged.need_id))
    if stage is not None:
        before = Pipeline(desk.database.row(_STAGE, (logged.employer_id,))["stage"])
        yield f"They stand at {before}; after this talk {stage} may fit, change it on their card."


def fair_words(desk: Desk, draft: ContactDraft, employer_id: str) -> str:
    """Ask for a note where many employers were met in one day, as at a job fair (M1)."""
    if draft.channel is not Channel.VISIT or draft.note.strip() or draft.organisation:
        return ""
    number = 1 + _others_met(desk, draft.occurred_at, employer_id)
    if number <= FAIR_AT:
        return ""
    return f"That is employer number {number} met on one day; add a note that says where it was."


def _others_met(desk: Desk, at: datetime, employer_id: str) -> int:
    day = timedelta(days=1)
    around = (sortable(at - day), sortable(at + day))
    row = desk.database.row(_MET, (*around, desk.me, employer_id, at.date().isoformat()))
    return int(row[0])


def stage_suggestion(desk: Desk, employer_id: str, has_need: bool) -> Pipeline | None:
    """Return the stage that a first talk, or a need, speaks for; nothing is changed."""
    row = desk.database.row(_STAGE, (employer_id,))
    if row is None or row["stage"] not in _EARLY:
        return None
    stage = Pipeline(row["stage"])
    wanted = Pipeline.NEEDS if has_need else Pipeline.PLANNING
    return wanted if wanted is not stage and may_follow(stage, wanted) else None
