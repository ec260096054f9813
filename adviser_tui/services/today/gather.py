"""Everything that is owed, read from the file in a handful of queries."""

from collections.abc import Iterator
from datetime import date, timedelta, tzinfo
from typing import Any

from adviser_tui.services.last_action import (
    IS_ACTIVE,
    IS_HERE,
    LAST_FOR_PARTICIPANT,
    LAST_WITH_EMPLOYER,
    last_day,
)
from adviser_tui.services.today.job_checks import owed_checks
from adviser_tui.services.today.triage import HORIZON_DAYS, INTERVIEW_HOURS, Owed, is_parked
from adviser_tui.services.words.say import say_day
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment, sortable, texts

_NAMES = """LEFT JOIN employer e ON e.id = x.employer_id
  LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN partner o ON o.id = x.partner_id"""
_LAST = f"""CASE WHEN x.side = 'employer' AND x.employer_id IS NOT NULL
    THEN {LAST_WITH_EMPLOYER.format(employer="x.employer_id")}
    WHEN x.participant_id IS NOT NULL
    THEN {LAST_FOR_PARTICIPANT.format(participant="x.participant_id")}
    WHEN x.employer_id IS NOT NULL
    THEN {LAST_WITH_EMPLOYER.format(employer="x.employer_id")} END AS last_at"""

_FOLLOW_UPS = f"""SELECT x.*, e.name AS employer, p.preferred_name AS participant,
    o.name AS partner, {_LAST}
  FROM follow_up x {_NAMES}
  WHERE x.state = 'open' AND x.void_reason IS NULL AND (x.due_on <= :horizon
    OR x.reasons LIKE '%"safety"%' OR x.reasons LIKE '%"job_at_risk"%')"""
_PROMISES = f"""SELECT x.*, '' AS due_time, e.name AS employer,
    p.preferred_name AS participant, o.name AS partner, {_LAST}
  FROM promise x {_NAMES}
  WHERE x.state = 'open' AND x.void_reason IS NULL AND x.due_on <= :horizon"""
_CONSENTS = f"""SELECT x.id, x.participant_id, x.vacancy_id, x.reply_by, x.level,
    p.preferred_name AS participant, p.coach_id, v.title AS vacancy, e.name AS employer,
    v.employer_id, {LAST_FOR_PARTICIPANT.format(participant="x.participant_id")} AS last_at
  FROM consent x JOIN participant p ON p.id = x.participant_id
  LEFT JOIN vacancy v ON v.id = x.vacancy_id LEFT JOIN employer e ON e.id = v.employer_id
  WHERE x.state IN ('asked', 'no_answer') AND x.void_reason IS NULL
    AND p.void_reason IS NULL AND p.stage NOT IN ('moved_on', 'withdrawn', 'transferred')
    AND x.reply_by <= :soon"""
_INTERVIEWS = f"""SELECT x.id, x.participant_id, x.vacancy_id, x.interview_at, x.interview_offset,
    p.preferred_name AS participant, p.coach_id, v.title AS vacancy, e.name AS employer,
    v.employer_id, {LAST_FOR_PARTICIPANT.format(participant="x.participant_id")} AS last_at
  FROM submission x JOIN participant p ON p.id = x.participant_id
  JOIN vacancy v ON v.id = x.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE x.state = 'interview_booked' AND x.void_reason IS NULL
    AND x.interview_at >= :week_ago AND x.interview_at <= :in_two_days"""
_ACTIVE = f"""SELECT x.id, x.preferred_name AS participant, x.coach_id, x.goal,
    coalesce(x.enrolled_on, substr(x.created_at, 1, 10)) AS joined_on,
    {LAST_FOR_PARTICIPANT.format(participant="x.id")} AS last_at
  FROM participant x
  WHERE x.void_reason IS NULL AND {IS_ACTIVE.format(table="x")} AND {IS_HERE.format(table="x")}
    AND NOT EXISTS (SELECT 1 FROM follow_up f WHERE f.participant_id = x.id AND f.state = 'open'
      AND f.void_reason IS NULL AND f.due_on >= :today AND f.reasons LIKE '%"parked"%')"""
"""Whoever was given a day when they were found parked is not shown again before it is over."""
_STARTS = f"""SELECT x.id, x.participant_id, x.employer_id, x.role, x.starts_on, x.state,
    p.preferred_name AS participant, p.coach_id, e.name AS employer,
    {LAST_FOR_PARTICIPANT.format(participant="x.participant_id")} AS last_at
  FROM placement x JOIN participant p ON p.id = x.participant_id
  JOIN employer e ON e.id = x.employer_id
  WHERE x.void_reason IS NULL AND x.starts_on <= :soon
    AND (x.state = 'agreed' OR (x.state = 'started' AND x.starts_on >= :three_days_ago))"""

_HAND_OVERS = f"""SELECT x.id, x.participant_id, x.employer_id, x.offered_on, x.why,
    p.preferred_name AS participant, e.name AS employer, f.name AS giver, x.to_id,
    CASE WHEN x.participant_id IS NOT NULL
      THEN {LAST_FOR_PARTICIPANT.format(participant="x.participant_id")}
      ELSE {LAST_WITH_EMPLOYER.format(employer="x.employer_id")} END AS last_at
  FROM hand_over x LEFT JOIN participant p ON p.id = x.participant_id
  LEFT JOIN employer e ON e.id = x.employer_id LEFT JOIN adviser f ON f.id = x.from_id
  WHERE x.state = 'offered' AND x.void_reason IS NULL
    AND x.to_id = (SELECT value FROM setting WHERE key = 'me')"""
"""What is offered to the adviser who sits here; the offers to others are on their own lists."""


def gather(database: Database, today: date) -> Iterator[Owed]:
    """Yield everything that is owed on a day or within a week of it."""
    local = database.clock.local_now()
    now, zone = local + (today - local.date()), local.tzinfo
    values = {
        "today": today.isoformat(),
        "horizon": (today + timedelta(days=HORIZON_DAYS)).isoformat(),
        "soon": (today + timedelta(days=2)).isoformat(),
        "three_days_ago": (today - timedelta(days=3)).isoformat(),
        "week_ago": sortable(now - timedelta(days=7)),
        "in_two_days": sortable(now + timedelta(hours=INTERVIEW_HOURS)),
    }

    def read(sql: str) -> list[Any]:
        return database.rows(sql, {k: v for k, v in values.items() if f":{k}" in sql})

    for row in read(_FOLLOW_UPS):
        yield _follow_up(row, zone)
    for row in read(_PROMISES):
        yield _promise(row, zone)
    for row in read(_CONSENTS):
        about = f"may {row['employer']} be told?" if row["employer"] else "what may be shared?"
        yield _of_participant(row, zone, "consent", about, _day(row["reply_by"]))
    for row in read(_INTERVIEWS):
        at = moment(row["interview_at"], row["interview_offset"])
        what = f"{row['vacancy']}, {row['employer']}"
        is_over = at < now
        yield _of_participant(row, zone, "interview", what, at.date(), f"{at:%H:%M}", is_over)
    for row in read(_ACTIVE):
        last = last_day(row["last_at"], zone)
        if is_parked(last, _day(row["joined_on"]), today):
            yield Owed(
                id=str(row["id"]),
                matter="parked",
                what="agree the next step together",
                subject=str(row["participant"]),
                side="participant",
                due_on=today,
                owner_id=str(row["coach_id"] or ""),
                participant_id=str(row["id"]),
                last_action_on=last,
            )
    for row in read(_STARTS):
        what = f"{row['role']}, {row['employer']}: "
        what += "did it begin?" if row["state"] == "agreed" else "how are the first days?"
        yield _of_participant(row, zone, "job_start", what, _day(row["starts_on"]))
    for row in read(_HAND_OVERS):
        yield _hand_over(row, zone, today)
    yield from owed_checks(database, today)


def _follow_up(row: Any, zone: tzinfo | None) -> Owed:
    return Owed(
        matter="follow_up",
        submission_id=str(row["submission_id"] or ""),
        reasons=texts(row["reasons"]),
        **_parties(row, zone),
    )


def _promise(row: Any, zone: tzinfo | None) -> Owed:
    return Owed(
        matter="promise",
        made_by=str(row["made_by"]),
        level=str(row["level"]),
        **_parties(row, zone),
    )


def _hand_over(row: Any, zone: tzinfo | None, today: date) -> Owed:
    offered_on = _day(row["offered_on"])
    giver = row["giver"] or "a colleague"
    why = f": {row['why']}" if row["why"] else ""
    return Owed(
        id=str(row["id"]),
        matter="hand_over",
        what="take over, or return with a word",
        subject=str(row["participant"] or row["employer"] or ""),
        side="participant" if row["participant_id"] else "employer",
        due_on=offered_on,
        because=f"offered by {giver} {say_day(offered_on, today)}{why}",
        owner_id=str(row["to_id"]),
        participant_id=str(row["participant_id"] or ""),
        employer_id=str(row["employer_id"] or ""),
        last_action_on=last_day(row["last_at"], zone),
    )


def _parties(row: Any, zone: tzinfo | None) -> dict[str, Any]:
    """Return the fields that follow-ups and promises share, the side's own party named first."""
    names = [row["employer"], row["participant"]]
    if row["side"] == "participant" or names[0] is None:
        names.reverse()
    names.insert(0 if row["side"] == "partner" else 2, row["partner"])
    known = [str(name) for name in names if name]
    return {
        "id": str(row["id"]),
        "what": str(row["what"]),
        "subject": known[0] if known else "",
        "second": known[1] if len(known) > 1 else "",
        "side": str(row["side"]),
        "due_on": _day(row["due_on"]),
        "due_time": str(row["due_time"]),
        "owner_id": str(row["owner_id"] or ""),
        "participant_id": str(row["participant_id"] or ""),
        "employer_id": str(row["employer_id"] or ""),
        "vacancy_id": str(row["vacancy_id"] or ""),
        "partner_id": str(row["partner_id"] or ""),
        "last_action_on": last_day(row["last_at"], zone),
    }


def _of_participant(
    row: Any,
    zone: tzinfo | None,
    matter: Any,
    what: str,
    due_on: date,
    due_time: str = "",
    is_over: bool = False,
) -> Owed:
    columns = row.keys()
    return Owed(
        id=str(row["id"]),
        matter=matter,
        what=what,
        subject=str(row["participant"]),
        second=str(row["employer"] or ""),
        side="participant",
        due_on=due_on,
        due_time=due_time,
        is_over=is_over,
        owner_id=str(row["coach_id"] or ""),
        participant_id=str(row["participant_id"]),
        employer_id=str(row["employer_id"] or ""),
        vacancy_id=str(row["vacancy_id"] or "") if "vacancy_id" in columns else "",
        submission_id=str(row["id"]) if matter == "interview" else "",
        last_action_on=last_day(row["last_at"], zone),
    )


def _day(text: str) -> date:
    found = day(text)
    if found is None:
        raise ValueError("a day that should be there is missing")
    return found
