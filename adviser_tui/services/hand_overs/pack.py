"""The pack of a hand-over: what is open and who is known, written down when it is offered.

It is read by whoever may see the participant's or employer's core record, so nothing is taken
from what only coaches see: no profile, no barriers, no reasons for being away.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from adviser_tui.services.desk import Desk
from adviser_tui.services.follow_ups import FollowUps
from adviser_tui.services.promises import Promises
from adviser_tui.services.submissions import reading as submissions
from adviser_tui.storage.reading import day, moment
from models.kinds import PromiseState

_TITLES = {
    "follow_ups": "Open follow-ups",
    "promises": "Open promises",
    "submissions": "Put forward now",
    "dates": "Dates ahead",
    "people": "People to know",
}
"""The parts of a pack, in the order in which they are shown."""
_MOST_LINES = 200
_MOST_LETTERS = 500
"""A pack comes over the network too; what is longer than this was not made by this program."""

_INTERVIEWS = """SELECT s.interview_at, s.interview_offset, v.title, e.name FROM submission s
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  WHERE s.{column} = ? AND s.state = 'interview_booked' AND s.void_reason IS NULL
  ORDER BY s.interview_at"""
_STARTS = """SELECT x.starts_on, x.role, p.preferred_name AS participant, e.name AS employer
  FROM placement x JOIN participant p ON p.id = x.participant_id
  JOIN employer e ON e.id = x.employer_id WHERE x.{column} = ? AND x.state = 'agreed'
  AND x.starts_on >= ? AND x.void_reason IS NULL ORDER BY x.starts_on"""
_REPLIES = """SELECT x.reply_by, e.name AS employer FROM consent x
  LEFT JOIN vacancy v ON v.id = x.vacancy_id LEFT JOIN employer e ON e.id = v.employer_id
  WHERE x.participant_id = ? AND x.state = 'asked' AND x.reply_by IS NOT NULL
  AND x.void_reason IS NULL ORDER BY x.reply_by"""
_CLOSING = """SELECT closes_on, title FROM vacancy WHERE employer_id = ? AND closes_on >= ?
  AND state NOT IN ('filled', 'withdrawn', 'lapsed') AND void_reason IS NULL ORDER BY closes_on"""
_MENTORS = """SELECT x.mentor AS name, 'mentor at work' AS role, '' AS phone, e.name AS employer
  FROM placement x JOIN employer e ON e.id = x.employer_id WHERE x.participant_id = ?
  AND x.mentor <> '' AND x.state NOT IN ('ended', 'progressed') AND x.void_reason IS NULL"""
_HIRING = """SELECT DISTINCT h.name, h.role, h.phone, e.name AS employer FROM submission s
  JOIN vacancy v ON v.id = s.vacancy_id JOIN employer e ON e.id = v.employer_id
  JOIN employer_person h ON h.employer_id = e.id
  WHERE s.participant_id = ? AND s.state IN
    ('submitted', 'interview_booked', 'interviewed', 'offered') AND s.void_reason IS NULL
  AND h.has_hiring_say = 1 AND h.state = 'current' AND h.void_reason IS NULL ORDER BY h.name"""
_AT_EMPLOYER = """SELECT name, role, phone, '' AS employer FROM employer_person
  WHERE employer_id = ? AND state = 'current' AND void_reason IS NULL
  ORDER BY has_hiring_say DESC, name"""
_DEPUTY = """SELECT a.name, 'our deputy' AS role, '' AS phone, '' AS employer FROM {table} x
  JOIN adviser a ON a.id = x.deputy_id WHERE x.id = ?"""


@dataclass(frozen=True, slots=True)
class PackLine:
    """One thing in a pack, with its day where it has one."""

    words: str
    on: date | None = None


@dataclass(frozen=True, slots=True)
class PackPart:
    """A titled part of a pack."""

    title: str
    lines: tuple[PackLine, ...]


def make_pack(desk: Desk, about: str, about_id: str) -> str:
    """Write down as JSON what is open, who is known and who is responsible."""
    of = {f"{about}_id": about_id}
    parts: dict[str, list[PackLine]] = {
        "follow_ups": [
            PackLine(_also(row.what, row.owner), row.due_on)
            for row in FollowUps(desk).about(**of)  # type: ignore[arg-type]
        ],
        "promises": [
            PackLine(
                f"{'we promised' if row.made_by == 'us' else 'they promised'}: {row.what}",
                row.due_on,
            )
            for row in Promises(desk).about(**of)  # type: ignore[arg-type]
            if row.state == PromiseState.OPEN
        ],
        "submissions": _submissions(desk, about, about_id),
        "dates": sorted(_dates(desk, about, about_id), key=lambda line: line.on or date.max),
        "people": _people(desk, about, about_id),
    }
    document: dict[str, object] = {
        name: [{"words": line.words, "on": line.on.isoformat() if line.on else ""} for line in part]
        for name, part in parts.items()
        if part
    }
    column = "coach_id" if about == "participant" else "spoc_id"
    row = desk.database.row(f"SELECT {column} FROM {about} WHERE id = ?", (about_id,))
    document["holder"] = str(row[0] or "") if row is not None else ""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))


def holder_then(pack: str) -> str:
    """Return the id of who was responsible when a pack was made, empty where it was nobody."""
    try:
        document = json.loads(pack or "{}")
    except ValueError:
        return ""
    return str(document.get("holder") or "") if isinstance(document, dict) else ""


def read_pack(text: str) -> tuple[PackPart, ...]:
    """Return the parts of a pack; what cannot be understood is left out."""
    try:
        document = json.loads(text or "{}")
    except ValueError:
        return ()
    if not isinstance(document, dict):
        return ()
    found = []
    for name, title in _TITLES.items():
        part = document.get(name)
        lines = tuple(_lines(part)) if isinstance(part, list) else ()
        if lines:
            found.append(PackPart(title, lines))
    return tuple(found)


def _lines(part: list[Any]) -> Iterable[PackLine]:
    for each in part[:_MOST_LINES]:
        words = each.get("words") if isinstance(each, dict) else None
        if not isinstance(words, str) or not words:
            continue
        try:
            on = day(str(each.get("on") or ""))
        except ValueError:
            on = None
        yield PackLine(words[:_MOST_LETTERS], on)


def _submissions(desk: Desk, about: str, about_id: str) -> list[PackLine]:
    if about == "participant":
        return [
            PackLine(f"{row.employer}, {row.vacancy}: {row.words}")
            for row in submissions.of_participant(desk, about_id)
            if row.is_live
        ]
    vacancies = desk.database.rows(
        "SELECT id FROM vacancy WHERE employer_id = ? AND void_reason IS NULL", (about_id,)
    )
    return [
        PackLine(f"{row.participant}, {row.vacancy}: {row.words}")
        for vacancy in vacancies
        for row in submissions.of_vacancy(desk.database, desk.today, str(vacancy["id"]))
        if row.is_live
    ]


def _dates(desk: Desk, about: str, about_id: str) -> Iterable[PackLine]:
    database, today = desk.database, desk.today.isoformat()
    if about == "participant":
        for row in database.rows(_INTERVIEWS.format(column="participant_id"), (about_id,)):
            at = moment(row["interview_at"], row["interview_offset"])
            if at.date() >= desk.today - timedelta(days=1):
                yield PackLine(f"interview at {at:%H:%M}: {row['title']}, {row['name']}", at.date())
        for row in database.rows(_REPLIES, (about_id,)):
            whom = f"may {row['employer']} be told?" if row["employer"] else "what may be shared?"
            yield PackLine(f"answer about consent: {whom}", day(row["reply_by"]))
    else:
        for row in database.rows(_CLOSING, (about_id, today)):
            yield PackLine(f"{row['title']} closes", day(row["closes_on"]))
    other = "employer" if about == "participant" else "participant"
    for row in database.rows(_STARTS.format(column=f"{about}_id"), (about_id, today)):
        yield PackLine(f"first day: {row['role']}, {row[other]}", day(row["starts_on"]))


def _people(desk: Desk, about: str, about_id: str) -> list[PackLine]:
    database = desk.database
    queries = (_MENTORS, _HIRING) if about == "participant" else (_AT_EMPLOYER,)
    rows = [row for sql in queries for row in database.rows(sql, (about_id,))]
    rows += database.rows(_DEPUTY.format(table=about), (about_id,))
    return [
        PackLine(", ".join(str(row[name]) for name in row.keys() if row[name]))  # noqa: SIM118
        for row in rows
    ]


def _also(what: str, owner: str) -> str:
    return f"{what} ({owner})" if owner else what
