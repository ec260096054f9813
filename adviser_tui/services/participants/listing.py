"""The caseload as a list, read in one query."""

from datetime import date
from typing import Any

from adviser_tui.services.desk import Desk
from adviser_tui.services.last_action import ACTIVE_STAGES, LAST_FOR_PARTICIPANT, last_day
from adviser_tui.services.participants.flags import flags_of
from adviser_tui.services.participants.row import Filter, NextStep, ParticipantRow
from adviser_tui.services.today.triage import is_parked
from adviser_tui.services.words.say import say_date, say_wait
from adviser_tui.storage.reading import day
from models.kinds import Stage

LEFT_STAGES = ("moved_on", "withdrawn", "transferred")

SELECT = f"""SELECT p.*, coach.name AS coach, coalesce(p.enrolled_on, substr(p.created_at, 1, 10))
    AS joined_on, {LAST_FOR_PARTICIPANT.format(participant="p.id")} AS last_at,
    f.id AS step_id, f.what AS step, f.due_on AS step_due, f.due_time AS step_time,
    (SELECT min(c.reply_by) FROM consent c WHERE c.participant_id = p.id
      AND c.state IN ('asked', 'no_answer') AND c.void_reason IS NULL) AS reply_by
  FROM participant p LEFT JOIN adviser coach ON coach.id = p.coach_id
  LEFT JOIN follow_up f ON f.id = (SELECT n.id FROM follow_up n WHERE n.participant_id = p.id
    AND n.state = 'open' AND n.void_reason IS NULL ORDER BY n.due_on, n.due_time, n.id LIMIT 1)
  WHERE p.void_reason IS NULL"""

_AWAY = "(coalesce(p.paused_until, '') >= :today OR coalesce(p.unavailable_until, '') >= :today)"
_HERE = "p.stage NOT IN ('moved_on', 'withdrawn', 'transferred')"
_WHERE: dict[Filter, str] = {
    "current": f" AND {_HERE}",
    "mine": f" AND {_HERE} AND p.coach_id = :me",
    "deputy": f" AND {_HERE} AND p.deputy_id = :me",
    "parked": f" AND {_HERE}",
    "in_work": " AND p.stage = 'in_work_support'",
    "away": f" AND {_HERE} AND {_AWAY}",
    "left": f" AND NOT {_HERE}",
    "all": "",
}


def read_rows(desk: Desk, which: Filter) -> tuple[ParticipantRow, ...]:
    """Return the participants that fit, by name."""
    sql = SELECT + _WHERE[which]
    values = {"today": desk.today.isoformat(), "me": desk.me}
    found = desk.database.rows(sql, {k: v for k, v in values.items() if f":{k}" in sql})
    me = values["me"]
    zone = desk.local_now.tzinfo
    rows = (
        as_row(row, last_day(row["last_at"], zone), me, desk.today)
        for row in sorted(found, key=lambda row: (str(row["preferred_name"]).casefold(), row["id"]))
    )
    return tuple(row for row in rows if which != "parked" or row.is_parked)


def as_row(row: Any, last: date | None, me: str, today: date) -> ParticipantRow:
    """Return a row of `SELECT` as lists and cards use it."""
    return ParticipantRow(
        id=str(row["id"]),
        name=str(row["preferred_name"]),
        stage=Stage(row["stage"]),
        stage_words=stage_words(row["stage"]),
        next_step=_next_step(row, today),
        quiet_days=None if last is None else (today - last).days,
        is_parked=_is_parked(row, last, today),
        is_active=row["stage"] in ACTIVE_STAGES,
        flags=flags_of(
            paused_until=day(row["paused_until"]),
            unavailable_until=day(row["unavailable_until"]),
            reply_by=day(row["reply_by"]),
            confidentiality=str(row["confidentiality"]),
            deputy_for=str(row["coach"] or "a colleague")
            if me and row["deputy_id"] == me and row["coach_id"] != me
            else "",
            today=today,
        ),
        coach_id=str(row["coach_id"] or ""),
        coach=str(row["coach"] or ""),
        deputy_id=str(row["deputy_id"] or ""),
        town=str(row["town"]),
        postcode=str(row["postcode"]),
        reference=str(row["reference"]),
    )


def stage_words(stage: str) -> str:
    """Return a stage as it is read aloud."""
    return stage.replace("_", " ")


def _next_step(row: Any, today: date) -> NextStep | None:
    if row["step_id"] is None:
        return None
    due = date.fromisoformat(row["step_due"])
    words = say_wait(due, today) if due <= today else say_date(due, today)
    clock = str(row["step_time"])
    return NextStep(
        id=str(row["step_id"]),
        what=str(row["step"]),
        due_on=due,
        due_time=clock,
        is_overdue=due < today,
        due_words=f"{words} {clock}".strip(),
    )


def _is_parked(row: Any, last: date | None, today: date) -> bool:
    if row["stage"] not in ACTIVE_STAGES:
        return False
    away = (day(row["paused_until"]), day(row["unavailable_until"]))
    if any(until is not None and until >= today for until in away):
        return False
    return is_parked(last, date.fromisoformat(row["joined_on"]), today)
