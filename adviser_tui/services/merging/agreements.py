"""Whether two records of one person say two things about what may be said to whom (C2)."""

from collections.abc import Iterator
from typing import Any

from adviser_tui.services.record_names import name_of
from adviser_tui.storage.database import Database
from models.kinds import ConsentScope, ConsentState

_WORDS = """SELECT c.scope, c.vacancy_id, c.state, c.updated_at,
    coalesce((SELECT max(r.g) FROM change_record r WHERE r.row_id = c.id
      AND (r.op = 'ins' OR json_extract(r.fields, '$.state') IS NOT NULL)), 0) AS said
  FROM consent c WHERE c.participant_id = ? AND c.void_reason IS NULL
    AND c.state IN ('given', 'refused', 'withdrawn') ORDER BY said, c.updated_at"""
_NO = (ConsentState.REFUSED, ConsentState.WITHDRAWN)
_Question = tuple[str, str]


def contradictions(database: Database, keep_id: str, other_id: str) -> tuple[str, ...]:
    """Return what one record says yes to and the other no, in words; expired yeses say nothing.

    A no to employers at large or to all sharing stands against every yes about an employer.
    """
    mine, theirs = _last_words(database, keep_id), _last_words(database, other_id)
    found = [*_against(database, mine, theirs), *_against(database, theirs, mine)]
    return tuple(dict.fromkeys(found))


def _last_words(database: Database, participant_id: str) -> dict[_Question, Any]:
    """Return the last answer to each question: about a scope, and a vacancy or at large."""
    rows = database.rows(_WORDS, (participant_id,))
    return {(str(row["scope"]), str(row["vacancy_id"] or "")): row for row in rows}


def _against(
    database: Database, yeses: dict[_Question, Any], noes: dict[_Question, Any]
) -> Iterator[str]:
    for (scope, vacancy), yes in yeses.items():
        if yes["state"] != ConsentState.GIVEN:
            continue
        for against in ((scope, vacancy), (scope, ""), (ConsentScope.DATA_SHARING.value, "")):
            no = noes.get(against)
            if no is not None and no["state"] in _NO:
                about = name_of(database, "vacancy", vacancy) if vacancy else "employers at large"
                yield f"yes and {no['state']} about {about}"
                break


def vacancy_contradictions(database: Database, keep_id: str, other_id: str) -> tuple[str, ...]:
    """Return who said yes about one of two vacancies and no about the other."""
    rows = database.rows(
        "SELECT DISTINCT p.preferred_name FROM consent y JOIN consent n"
        " ON n.participant_id = y.participant_id JOIN participant p ON p.id = y.participant_id"
        " WHERE y.state = 'given' AND n.state IN ('refused', 'withdrawn')"
        " AND y.void_reason IS NULL AND n.void_reason IS NULL"
        " AND (y.vacancy_id = :keep AND n.vacancy_id = :other"
        " OR y.vacancy_id = :other AND n.vacancy_id = :keep)",
        {"keep": keep_id, "other": other_id},
    )
    return tuple(str(row[0]) for row in rows)
