"""What each employer, participant, vacancy and partner is found by, read from the file."""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from adviser_tui.names import INITIALS_MARK, initials_of, name_words, phone_word, without_brackets
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold

SEPARATOR = "\x1f"

_EMPLOYERS = """SELECT e.rowid AS place, e.name, e.trading_name, e.previous_names,
    e.company_number, e.phone,
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
_PARTNERS = """SELECT a.rowid AS place, a.name, a.short_name, a.other_names, a.area, a.person,
    a.phone, a.person_phone FROM partner a WHERE a.void_reason IS NULL"""

_SELECT = {
    "employer": _EMPLOYERS,
    "participant": _PARTICIPANTS,
    "vacancy": _VACANCIES,
    "partner": _PARTNERS,
}
_ONES = {
    "employer": " AND e.rowid IN (SELECT value FROM json_each(?))",
    "participant": " AND x.rowid IN (SELECT value FROM json_each(?))",
    "vacancy": " AND v.rowid IN (SELECT value FROM json_each(?))",
    "partner": " AND a.rowid IN (SELECT value FROM json_each(?))",
}
TOUCHED = {
    "employer": """SELECT DISTINCT e.rowid FROM change_record r JOIN employer e ON e.id = r.agg
      WHERE r.lseq > :seen AND r.entity IN ('employer', 'employer_site', 'employer_person')""",
    "participant": """SELECT DISTINCT p.rowid FROM change_record r
      JOIN participant p ON p.id = r.row_id WHERE r.lseq > :seen AND r.entity = 'participant'""",
    "vacancy": """SELECT DISTINCT v.rowid FROM change_record r
      JOIN vacancy v ON v.id = r.row_id WHERE r.lseq > :seen AND r.entity = 'vacancy'
      UNION SELECT v.rowid FROM change_record r JOIN vacancy v ON v.employer_id = r.agg
      WHERE r.lseq > :seen AND r.entity IN ('employer', 'employer_site')""",
    "partner": """SELECT DISTINCT a.rowid FROM change_record r
      JOIN partner a ON a.id = r.row_id WHERE r.lseq > :seen AND r.entity = 'partner'""",
}
"""For each kind, the row numbers of what a change after a given one may be found by."""

_THESE = "IN (SELECT value FROM json_each(?))"
_VACANCIES_OF = f"SELECT rowid FROM vacancy WHERE employer_id {_THESE}"


def _employers_of(table: str) -> str:
    owners = f"SELECT employer_id FROM {table} WHERE id {_THESE}"
    return f"SELECT rowid FROM employer WHERE id IN ({owners})"


TOUCHED_BY = {
    "employer": (
        ("employer", f"SELECT rowid FROM employer WHERE id {_THESE}"),
        ("vacancy", _VACANCIES_OF),
    ),
    "employer_site": (
        ("employer", _employers_of("employer_site")),
        (
            "vacancy",
            "SELECT v.rowid FROM vacancy v WHERE v.employer_id IN "
            f"(SELECT employer_id FROM employer_site WHERE id {_THESE})",
        ),
    ),
    "employer_person": (("employer", _employers_of("employer_person")),),
    "participant": (("participant", f"SELECT rowid FROM participant WHERE id {_THESE}"),),
    "vacancy": (("vacancy", f"SELECT rowid FROM vacancy WHERE id {_THESE}"),),
    "partner": (("partner", f"SELECT rowid FROM partner WHERE id {_THESE}"),),
}
"""For each table, the kinds that its rows may be found by, and the row numbers of those."""


@dataclass(frozen=True, slots=True)
class Document:
    """One thing that can be found: its names and the other words it is known by, all folded."""

    place: int
    names: tuple[str, ...]
    """The name first, then trading and earlier names."""
    rest: str
    """Town, postcode, people, company number and telephone."""

    @property
    def words(self) -> set[str]:
        """Every word by which it is found, marked initials among them."""
        return words_of(SEPARATOR.join(self.names), self.rest)


PLACE_BITS = 40
PLACES = (1 << PLACE_BITS) - 1
"""What is left of a row's number when the length is taken away: its place."""
LONGEST_TOLD = 255
"""From this length on names count as equally long."""


def row_of(place: int, names: str) -> int:
    """Return the number of a row in the index of words: shorter names have lower ones.

    The index gives rows in the order of their numbers, so the first few are the shortest and the
    many others need not be read.
    """
    return min(len(names), LONGEST_TOLD) << PLACE_BITS | place


def words_of(names: str, rest: str) -> set[str]:
    """Return the words of kept names and of the rest."""
    words = {*names.replace(SEPARATOR, " ").split(), *rest.split()}
    for name in names.split(SEPARATOR):
        words.update(INITIALS_MARK + each for each in initials_of(name))
    return words


def read_documents(
    connection: sqlite3.Connection, kind: str, places: Sequence[int] | None = None
) -> Iterator[Document]:
    """Yield the documents of a kind, or those of a few row numbers, as they lie in the file."""
    make = _MAKE[kind]
    sql = _SELECT[kind] if places is None else _SELECT[kind] + _ONES[kind]
    cursor = connection.execute(sql, () if places is None else (json.dumps(list(places)),))
    for row in cursor:
        yield make(row)


def _employer(row: Any) -> Document:
    names = [row["name"], row["trading_name"]]
    if row["previous_names"] != "[]":
        names += texts(row["previous_names"])
    if "(" in row["name"]:
        # People leave out what stands in brackets, and a legal form before them.
        names.append(without_brackets(row["name"]))
    rest = [fold((row["places"] or "").replace(SEPARATOR, " "))]
    people = (row["people"] or "").split(SEPARATOR)
    rest += [fold(name) for name in people[0::2] if name]
    if number := fold(row["company_number"]).replace(" ", ""):
        # Registers write eight places; people leave the noughts before them out.
        rest += dict.fromkeys((number, number.lstrip("0")))
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


def _partner(row: Any) -> Document:
    names = [row["name"], row["short_name"], *texts(row["other_names"])]
    rest = [fold(f"{row['area']} {row['person']}")]
    return Document(
        row["place"], _distinct(names), _joined(rest, [row["phone"], row["person_phone"]])
    )


_MAKE: dict[str, Callable[[Any], Document]] = {
    "employer": _employer,
    "participant": _participant,
    "vacancy": _vacancy,
    "partner": _partner,
}


def _distinct(names: Sequence[str]) -> tuple[str, ...]:
    folded = dict.fromkeys(name_words(name) for name in names if name)
    folded.pop("", None)
    return tuple(folded) or ("",)


def _joined(rest: list[str], phones: Sequence[str]) -> str:
    numbers = [phone_word(phone) for phone in phones if phone]
    return " ".join(each for each in (*rest, *numbers) if each)
