"""The rows behind a figure in words, many at once."""

import json
from collections.abc import Mapping

from adviser_tui.services.measures.figure import Ref
from adviser_tui.storage.database import Database

_WORDS: Mapping[str, str] = {
    "contact": """SELECT x.id, x.channel || ' · ' || COALESCE(e.name, p.preferred_name,
        NULLIF(x.partner_name, ''), '') || CASE x.purpose WHEN 'other' THEN ''
        ELSE ' · ' || x.purpose END FROM contact x LEFT JOIN employer e ON e.id = x.employer_id
      LEFT JOIN participant p ON p.id = x.participant_id""",
    "follow_up": """SELECT x.id, x.what || COALESCE(' · ' || e.name, ' · ' || p.preferred_name, '')
      FROM follow_up x LEFT JOIN employer e ON e.id = x.employer_id
      LEFT JOIN participant p ON p.id = x.participant_id""",
    "promise": """SELECT x.id, x.what || COALESCE(' · ' || e.name, ' · ' || p.preferred_name, '')
      FROM promise x LEFT JOIN employer e ON e.id = x.employer_id
      LEFT JOIN participant p ON p.id = x.participant_id""",
    "submission": """SELECT x.id, p.preferred_name || ' · ' || v.title || ' · ' || e.name
      FROM submission x JOIN participant p ON p.id = x.participant_id
      JOIN vacancy v ON v.id = x.vacancy_id JOIN employer e ON e.id = v.employer_id""",
    "placement": """SELECT x.id, p.preferred_name || ' · ' || x.role || ' · ' || e.name
      FROM placement x JOIN participant p ON p.id = x.participant_id
      JOIN employer e ON e.id = x.employer_id""",
    "outcome_check": """SELECT x.id, p.preferred_name || ' · week ' || x.week || ' · ' ||
        replace(x.state, '_', ' ') FROM outcome_check x
      JOIN participant p ON p.id = x.participant_id""",
    "hand_over": """SELECT x.id, COALESCE(p.preferred_name, e.name, '') || ' · ' || x.state
      FROM hand_over x LEFT JOIN participant p ON p.id = x.participant_id
      LEFT JOIN employer e ON e.id = x.employer_id""",
    "vacancy": """SELECT x.id, x.title || ' · ' || e.name FROM vacancy x
      JOIN employer e ON e.id = x.employer_id""",
    "employer": "SELECT x.id, x.name FROM employer x",
    "employer_site": """SELECT x.id, e.name || COALESCE(', ' || NULLIF(x.name, ''),
        ', ' || NULLIF(x.town, ''), '') FROM employer_site x
      JOIN employer e ON e.id = x.employer_id""",
    "participant": "SELECT x.id, x.preferred_name FROM participant x",
    "adviser": "SELECT x.id, x.name FROM adviser x",
    "time_entry": """SELECT x.id, CASE x.with_whom WHEN 'nobody' THEN x.place
        ELSE x.with_whom END FROM time_entry x""",
    "quality_fact": "SELECT x.id, x.dimension || ' · ' || x.fact FROM quality_fact x",
}


def describe(database: Database, refs: tuple[Ref, ...]) -> tuple[str, ...]:
    """Return what each row is, in the same order; empty where it is not here any more."""
    words: dict[tuple[str, str], str] = {}
    for table in {each.table for each in refs} & set(_WORDS):
        ids = json.dumps(sorted({each.id for each in refs if each.table == table}))
        sql = f"{_WORDS[table]} WHERE x.id IN (SELECT value FROM json_each(?))"
        for row in database.rows(sql, (ids,)):
            words[table, str(row[0])] = str(row[1])
    return tuple(_with_note(words.get((each.table, each.id), ""), each.note) for each in refs)


def _with_note(text: str, note: str) -> str:
    return f"{text} ({note})" if text and note else text or note


_PARENTS: Mapping[str, tuple[str, ...]] = {
    "contact": ("employer", "participant", "partner"),
    "follow_up": ("employer", "participant", "partner"),
    "promise": ("employer", "participant", "partner"),
    "submission": ("participant",),
    "placement": ("participant",),
    "outcome_check": ("participant",),
    "hand_over": ("participant", "employer"),
    "quality_fact": ("vacancy",),
    "barrier_action": ("participant",),
}
"""Whose card shows a row that has none of its own, the first that is filled."""
_CARDS = ("employer", "participant", "vacancy", "partner")


def leads_to(database: Database, refs: tuple[Ref, ...]) -> dict[tuple[str, str], str]:
    """Return for each row the card that shows it, as a kind and an id with a colon."""
    found = {
        (each.table, each.id): f"{each.table}:{each.id}" for each in refs if each.table in _CARDS
    }
    for table in {each.table for each in refs} & set(_PARENTS):
        ids = json.dumps(sorted({each.id for each in refs if each.table == table}))
        columns = ", ".join(f"{parent}_id" for parent in _PARENTS[table])
        sql = f"SELECT id, {columns} FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
        for row in database.rows(sql, (ids,)):
            kind = next((each for each in _PARENTS[table] if row[f"{each}_id"]), "")
            if kind:
                found[table, str(row["id"])] = f"{kind}:{row[f'{kind}_id']}"
    return found
