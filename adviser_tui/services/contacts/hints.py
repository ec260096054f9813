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
_SAME_MINUTE = """SELECT 1 FROM contact c
  LEFT JOIN contact mine ON mine.id = :id
  WHERE c.employer_id = :employer AND c.occurred_at = :at AND c.adviser_id = :me AND c.id <> :id
    AND c.channel = mine.channel AND c.state = 'done' AND c.void_reason IS NULL
    AND (c.site_id IS NULL OR mine.site_id IS NULL OR c.site_id = mine.site_id)
    AND c.person_id <> mine.person_id
    AND (c.purpose <> mine.purpose OR EXISTS (SELECT 1 FROM need n JOIN need o
      ON n.contact_id = :id AND o.contact_id = c.id AND n.task <> o.task))
  LIMIT 1"""
_EARLY = (Pipeline.PROSPECTING, Pipeline.PLANNING, Pipeline.DORMANT)


def hints_for(desk: Desk, draft: ContactDraft, logged: Logged) -> tuple[str, ...]:
    """Return what is worth doing now, in sentences."""
    return tuple(_hints(desk, draft, logged))


def _hints(desk: Desk, draft: ContactDraft, logged: Logged) -> Iterator[str]:
    if not logged.employer_id or draft.state is ContactState.ATTEMPT:
        return
    if words := fair_words(desk, draft, logged.employer_id):
        yield words
    if words := same_minute_words(desk, draft, logged):
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


def same_minute_words(desk: Desk, draft: ContactDraft, logged: Logged) -> str:
    """Say where two talks that could count each are written down for one minute (M1).

    Both of a past day and without a clock time are at noon, and so are one meeting.
    """
    if draft.channel not in (Channel.VISIT, Channel.VIDEO):
        return ""
    about: dict[str, object] = {
        "id": logged.contact_id,
        "employer": logged.employer_id,
        "at": sortable(draft.occurred_at),
        "me": desk.me,
    }
    if desk.database.row(_SAME_MINUTE, about) is None:
        return ""
    clock = f"{draft.occurred_at:%H:%M}"
    return (
        f"Another one there is written down for {clock} of that day too, so the two count as one "
        "meeting. If they were two, give each its own time, like mon 10:30."
    )


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
