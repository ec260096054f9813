"""What the level and the quiet line are derived from, read for many employers at once."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from adviser_tui.services.employers.engagement import (
    Dealings,
    Engagement,
    Episode,
    EpisodeKind,
    ManualLevel,
    engagement,
)
from adviser_tui.services.employers.quiet_line import DAYS, QuietContact
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import day, moment
from models.kinds import Channel, ContactState, Direction, Purpose, VacancyKind

_EPISODES = """SELECT v.employer_id, v.kind, v.id AS request,
    coalesce(v.heard_on, substr(v.created_at, 1, 10)) AS began_on
  FROM vacancy v WHERE v.employer_id IN ({marks}) AND v.void_reason IS NULL AND v.state <> 'heard'
  UNION ALL SELECT x.employer_id, 'hire', coalesce(x.vacancy_id, ''), x.starts_on
  FROM placement x WHERE x.employer_id IN ({marks}) AND x.void_reason IS NULL
    AND x.state <> 'agreed' AND x.starts_on IS NOT NULL AND x.found_by <> 'self'
    AND (x.ended_on IS NULL OR x.ended_on >= x.starts_on)"""
_INVOLVEMENTS = """SELECT n.employer_id, 'forecast shared' AS what FROM need n
  WHERE n.employer_id IN ({marks}) AND n.void_reason IS NULL AND n.month <> ''
  UNION SELECT x.employer_id, 'mentoring' FROM placement x
  WHERE x.employer_id IN ({marks}) AND x.void_reason IS NULL AND x.mentor <> ''"""
_FACTS = """SELECT e.id, e.manual_level, e.manual_level_reason, e.manual_level_on,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.employer_id = e.id AND c.state = 'done'
     AND c.void_reason IS NULL) AS last_at
  FROM employer e WHERE e.id IN ({marks})"""
_CONTACTS = """SELECT c.*, coalesce(a.name, '') AS who, coalesce(v.title, '') AS vacancy,
    CASE WHEN c.organisation = '' THEN '' ELSE coalesce(o.name, c.organisation) END AS made_by
  FROM contact c LEFT JOIN adviser a ON a.id = c.adviser_id
  LEFT JOIN vacancy v ON v.id = c.vacancy_id LEFT JOIN partner o ON o.id = c.partner_id
  WHERE c.employer_id IN ({marks}) AND c.occurred_at >= ? AND c.void_reason IS NULL"""


def marks_for(ids: Sequence[object]) -> str:
    """Return as many question marks as there are ids."""
    return ",".join("?" * len(ids))


def read_dealings(database: Database, ids: Sequence[str]) -> dict[str, Dealings]:
    """Return what happened with each employer, for the level (M6)."""
    marks = marks_for(ids)
    episodes: dict[str, list[Episode]] = defaultdict(list)
    for row in database.rows(_EPISODES.format(marks=marks), (*ids, *ids)):
        episodes[row["employer_id"]].append(_episode(row))
    involved: dict[str, list[str]] = defaultdict(list)
    for row in database.rows(_INVOLVEMENTS.format(marks=marks), (*ids, *ids)):
        involved[row["employer_id"]].append(str(row["what"]))
    return {
        str(row["id"]): Dealings(
            tuple(episodes[row["id"]]), tuple(involved[row["id"]]), _last(row), _manual(row)
        )
        for row in database.rows(_FACTS.format(marks=marks), ids)
    }


def read_engagement(database: Database, ids: Sequence[str], today: date) -> dict[str, Engagement]:
    """Return the level of each employer today (M6)."""
    return {each: engagement(d, today) for each, d in read_dealings(database, ids).items()}


def read_contacts(
    database: Database, ids: Sequence[str], today: date
) -> dict[str, list[QuietContact]]:
    """Return the contacts of the last 28 days with each employer (M7)."""
    # Two days more, since "28 days" are counted on the wall clock of whoever made the contact.
    since = (today - timedelta(days=DAYS + 2)).isoformat()
    found: dict[str, list[QuietContact]] = {each: [] for each in ids}
    for row in database.rows(_CONTACTS.format(marks=marks_for(ids)), (*ids, since)):
        found[row["employer_id"]].append(
            QuietContact(
                id=str(row["id"]),
                at=moment(row["occurred_at"], row["occurred_offset"]),
                who=str(row["who"]),
                who_id=str(row["adviser_id"] or ""),
                organisation=str(row["made_by"]),
                channel=Channel(row["channel"]),
                purpose=Purpose(row["purpose"]),
                direction=Direction(row["direction"]),
                is_attempt=row["state"] == ContactState.ATTEMPT,
                spoc_agreed=bool(row["spoc_agreed"]),
                vacancy=str(row["vacancy"]),
                site_id=str(row["site_id"] or ""),
            )
        )
    return found


def _episode(row: Any) -> Episode:
    kinds = {
        "hire": EpisodeKind.HIRE,
        VacancyKind.TRIAL: EpisodeKind.TRIAL,
        VacancyKind.ROTATION: EpisodeKind.ROTATION,
    }
    began_on = day(row["began_on"]) or date.min
    return Episode(kinds.get(row["kind"], EpisodeKind.VACANCY), began_on, str(row["request"]))


def _last(row: Any) -> date | None:
    return moment(row["last_at"]).astimezone().date() if row["last_at"] else None


def _manual(row: Any) -> ManualLevel | None:
    on = day(row["manual_level_on"])
    if row["manual_level"] is None or on is None:
        return None
    return ManualLevel(int(row["manual_level"]), str(row["manual_level_reason"]), on)
