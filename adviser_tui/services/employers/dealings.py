"""What the level and the quiet line are derived from, read for many employers at once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
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

# A trial is an episode of its own kind; somebody's own business and volunteering are none.
_EPISODES = """SELECT v.employer_id, v.kind, v.id AS request,
    coalesce(v.heard_on, substr(v.created_at, 1, 10)) AS began_on
  FROM vacancy v WHERE {whom} v.void_reason IS NULL AND v.state <> 'heard'
  UNION ALL SELECT x.employer_id, CASE x.kind WHEN 'trial' THEN 'trial' ELSE 'hire' END,
    coalesce(x.vacancy_id, ''), x.starts_on
  FROM placement x WHERE {whom} x.void_reason IS NULL
    AND x.state <> 'agreed' AND x.starts_on IS NOT NULL AND x.found_by <> 'self'
    AND x.kind NOT IN ('self_employment', 'volunteering')
    AND (x.ended_on IS NULL OR x.ended_on >= x.starts_on)"""
_INVOLVEMENTS = """SELECT n.employer_id, 'forecast shared' AS what FROM need n
  WHERE {whom} n.void_reason IS NULL AND n.month <> ''
  UNION SELECT x.employer_id, 'mentoring' FROM placement x
  WHERE {whom} x.void_reason IS NULL AND x.mentor <> ''"""
_FACTS = """SELECT e.id, e.manual_level, e.manual_level_reason, e.manual_level_on,
    (SELECT max(c.occurred_at) FROM contact c WHERE c.employer_id = e.id AND c.state = 'done'
     AND c.kind = 'employer' AND c.void_reason IS NULL) AS last_at
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
    episodes, involved = read_episodes(database, ids), read_involvements(database, ids)
    return {
        str(row["id"]): Dealings(
            tuple(episodes[row["id"]]), tuple(involved[row["id"]]), _last(row), manual_level(row)
        )
        for row in database.rows(_FACTS.format(marks=marks), ids)
    }


def read_episodes(database: Database, ids: Sequence[str] | None = None) -> dict[str, list[Episode]]:
    """Return each time that some employers worked with us, or that all did."""
    episodes: dict[str, list[Episode]] = defaultdict(list)
    for row in _about(database, _EPISODES, ids):
        episodes[row["employer_id"]].append(_episode(row))
    return episodes


def read_involvements(database: Database, ids: Sequence[str] | None = None) -> dict[str, list[str]]:
    """Return what some employers, or all, did beyond giving work."""
    involved: dict[str, list[str]] = defaultdict(list)
    for row in _about(database, _INVOLVEMENTS, ids):
        involved[row["employer_id"]].append(str(row["what"]))
    return involved


def _about(database: Database, sql: str, ids: Sequence[str] | None) -> Iterable[Any]:
    """Ask something of both halves of a query, about some employers or about all."""
    whom = "" if ids is None else f"employer_id IN ({marks_for(ids)}) AND"
    return database.rows(sql.format(whom=whom), () if ids is None else (*ids, *ids))


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


def manual_level(row: Any) -> ManualLevel | None:
    """Return the level that somebody set by hand, nothing where nobody did."""
    on = day(row["manual_level_on"])
    if row["manual_level"] is None or on is None:
        return None
    return ManualLevel(int(row["manual_level"]), str(row["manual_level_reason"]), on)
