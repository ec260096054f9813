"""What happened with an employer, newest first, read a page at a time."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import moment

Happening = Literal["contact", "attempt", "submission", "placement", "promise", "stage", "vacancy"]
PAGE = 50

_SPOKEN = {"no_show": "no-show", "email": "e-mail", "video": "video call"}

_EVENTS = """
SELECT * FROM (
  SELECT occurred_at AS at, occurred_offset AS offset, state AS kind, id, note AS detail,
    channel AS a, purpose AS b, direction AS c, organisation AS d,
    coalesce(adviser_id, created_by) AS by_id, participant_id FROM contact
  WHERE employer_id = :employer AND void_reason IS NULL AND occurred_at < :before
UNION ALL
  SELECT coalesce(s.submitted_at, s.created_at), s.submitted_offset, 'submission', s.id,
    s.reason_note, v.title, s.state, s.reason, '', s.created_by, s.participant_id
  FROM submission s JOIN vacancy v ON v.id = s.vacancy_id
  WHERE v.employer_id = :employer AND s.void_reason IS NULL
    AND coalesce(s.submitted_at, s.created_at) < :before
UNION ALL
  SELECT coalesce(starts_on || 'T00:00:00.000000Z', created_at), 0, 'placement', id, '',
    role, state, '', '', created_by, participant_id
  FROM placement WHERE employer_id = :employer AND void_reason IS NULL
    AND coalesce(starts_on || 'T00:00:00.000000Z', created_at) < :before
UNION ALL
  SELECT created_at, 0, 'promise', id, what, made_by, state, due_on, '', created_by,
    participant_id
  FROM promise WHERE employer_id = :employer AND void_reason IS NULL AND created_at < :before
UNION ALL
  SELECT created_at, 0, 'vacancy', id, '', title, state, '', '', created_by, NULL
  FROM vacancy WHERE employer_id = :employer AND void_reason IS NULL AND created_at < :before
UNION ALL
  SELECT g.at, 0, 'stage', r.lseq, '', json_extract(r.old, '$.stage'),
    json_extract(r.fields, '$.stage'), '', '', g.actor, NULL
  FROM change_record r JOIN change_group g ON g.g = r.g
  WHERE r.row_id = :employer AND r.entity = 'employer' AND r.op = 'upd'
    AND json_extract(r.fields, '$.stage') IS NOT NULL
    AND g.kind = 'act' AND g.undone_by IS NULL AND g.at < :before
) ORDER BY at DESC, id DESC LIMIT :limit"""


@dataclass(frozen=True, slots=True)
class TimelineRow:
    """One thing that happened, in words."""

    id: str
    """The id of the contact, submission and so on; a number for a change of stage."""
    kind: Happening
    at: datetime
    words: str
    detail: str
    """The note, where there is one."""
    who: str
    """The colleague or partner behind it."""
    participant: str
    cursor: str
    """Hand it back as `before` to read on from here."""


def read_timeline(
    database: Database, employer_id: str, limit: int = PAGE, before: str = ""
) -> tuple[TimelineRow, ...]:
    """Return what happened with an employer before a cursor, the newest first."""
    values = {"employer": employer_id, "before": before or "9999", "limit": limit}
    rows = database.rows(_EVENTS, values)
    names = _names(database, {str(row["by_id"] or "") for row in rows}, "adviser", "name")
    people = _names(
        database,
        {str(row["participant_id"] or "") for row in rows},
        "participant",
        "preferred_name",
    )
    return tuple(
        TimelineRow(
            id=str(row["id"]),
            kind=_kind(str(row["kind"])),
            at=_at(row),
            words=_words(row),
            detail=str(row["detail"]),
            who=_who(row, names),
            participant=people.get(str(row["participant_id"] or ""), ""),
            cursor=str(row["at"]),
        )
        for row in rows
    )


def _names(database: Database, ids: set[str], table: str, column: str) -> dict[str, str]:
    rows = database.rows(
        f"SELECT id, {column} FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps(sorted(ids)),),
    )
    return {str(row[0]): str(row[1]) for row in rows}


def _kind(word: str) -> Happening:
    kinds: dict[str, Happening] = {
        "done": "contact",
        "attempt": "attempt",
        "submission": "submission",
        "placement": "placement",
        "promise": "promise",
        "stage": "stage",
    }
    return kinds.get(word, "vacancy")


def _at(row: Any) -> datetime:
    at = moment(row["at"], int(row["offset"]))
    return at if row["kind"] in ("done", "attempt", "placement") else at.astimezone()


def _who(row: Any, names: dict[str, str]) -> str:
    name = names.get(str(row["by_id"] or ""), "")
    if row["kind"] in ("done", "attempt") and row["d"]:
        return str(row["d"])
    return name


def _words(row: Any) -> str:
    first, second = spoken(row["a"]), spoken(row["b"])
    match row["kind"]:
        case "done" | "attempt":
            begun = " begun by them" if row["c"] == "inbound" else ""
            purpose = "" if second == "other" else f", {second}"
            tried = "attempt: " if row["kind"] == "attempt" else ""
            return f"{tried}{first}{begun}{purpose}"
        case "submission":
            reason = f" ({spoken(row['c'])})" if row["c"] else ""
            return f"put forward for {row['a']}: {second}{reason}"
        case "placement":
            return f"job as {row['a']}: {second}"
        case "promise":
            whose = "we promised" if row["a"] == "us" else "they promised"
            return f"{whose}, {second}"
        case "stage":
            return f"from {first} to {second}"
    return f"vacancy {row['a']}: {second}"


def spoken(word: object) -> str:
    """Return a stored word as it is read aloud."""
    return _SPOKEN.get(str(word), str(word or "").replace("_", " "))
