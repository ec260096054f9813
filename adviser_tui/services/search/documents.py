"""What each employer, participant and vacancy is found by, read from the file."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adviser_tui.services.search.hit import Kind
from adviser_tui.services.search.words import name_words, phone_word
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold

SEPARATOR = "\x1f"

_EMPLOYERS = """SELECT e.rowid AS place, e.name, e.trading_name, e.previous_names,
    e.phone,
    (SELECT group_concat(s.town || ' ' || s.postcode || ' ' || s.name, char(31))
     FROM employer_site s WHERE s.employer_id = e.id AND s.void_reason IS NULL) AS places,
    (SELECT group_concat(s.phone, char(31)) FROM employer_site s
     WHERE s.employer_id = e.id AND s.void_reason IS NULL AND s.phone <> '') AS phones,
    (SELECT group_concat(p.name || char(31) || p.phone, char(31)) FROM employer_person p
     WHERE p.employer_id = e.id AND p.void_reason IS NULL AND p.state = 'current') AS people
  FROM employer e WHERE e.void_reason IS NULL"""
_PARTICIPANTS = """SELECT x.rowid AS place, x.preferred_name AS name, x.legal_name, x.town,
    x.postcode, x.phone FROM participant x WHERE x.void_reason IS NULL"""
_VACANCIES = """SELECT v.rowid AS place, v.title AS name, e.name AS employer,
    e.trading_name,
    (SELECT group_concat(s.town, ' ') FROM employer_site s
     WHERE s.employer_id = e.id AND s.void_reason IS NULL) AS towns
  FROM vacancy v JOIN employer e ON e.id = v.employer_id
  WHERE v.void_reason IS NULL AND e.void_reason IS NULL"""

_ONES: dict[Kind, str] = {
    "employer": " AND e.rowid IN (SELECT value FROM json_each(?))",
    "participant": " AND x.rowid IN (SELECT value FROM json_each(?))",
    "vacancy": " AND v.rowid IN (SELECT value FROM json_each(?))",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: its names and the other words it is known by, all folded."""

    place: int
    names: tuple[str, ...]
    """The name first, then trading and earlier names."""
    rest: str
    """Town, postcode, people and telephone."""


def read_documents(
    database: Database, kind: Kind, places: Sequence[int] | None = None
) -> Iterator[Document]:
    """Yield the documents of a kind, or those of a few row numbers.

    They come as they lie in the file: putting 100,000 in order would take more memory than the
    whole index.
    """
    sql = {"employer": _EMPLOYERS, "participant": _PARTICIPANTS, "vacancy": _VACANCIES}[kind]
    make = {"employer": _employer, "participant": _participant, "vacancy": _vacancy}[kind]
    with database.reading() as reader:
        if places is None:
            cursor = reader.execute(sql)
        else:
            cursor = reader.execute(sql + _ONES[kind], (json.dumps(list(places)),))
        for row in cursor:
            yield make(row)


def _employer(row: Any) -> Document:
    names = [row["name"], row["trading_name"]]
    if row["previous_names"] != "[]":
        names += texts(row["previous_names"])
    rest = [fold((row["places"] or "").replace(SEPARATOR, " "))]
    people = (row["people"] or "").split(SEPARATOR)
    rest += [fold(name) for name in people[0::2] if name]
    phones = [row["phone"], *(row["phones"] or "").split(SEPARATOR), *people[1::2]]
    return Document(row["place"], _distinct(names), _joined(rest, phones))


def _participant(row: Any) -> Document:
    rest = [fold(f"{row['town']} {row['postcode']}")]
    return Document(
        row["place"],
        _distinct([row["name"], row["legal_name"]]),
        _joined(rest, [row["phone"]]),
    )


def _vacancy(row: Any) -> Document:
    rest = [fold(f"{row['employer']} {row['trading_name']} {row['towns'] or ''}")]
    return Document(row["place"], _distinct([row["name"]]), _joined(rest, []))


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    folded = dict.fromkeys(name_words(name) for name in names if name)
    folded.pop("", None)
    return tuple(folded) or ("",)


def _joined(rest: list[str], phones: Sequence[str]) -> str:
    numbers = [phone_word(phone) for phone in phones if phone]
    return " ".join(each for each in (*rest, *numbers) if each)
