"""Employers as they are compared: their names, numbers and places."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from adviser_tui.services.duplicates.name_words import (
    Words,
    bare_number,
    bare_postcode,
    names_within,
    words_of,
)
from adviser_tui.services.duplicates.places import Place
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold

_COLUMNS = """SELECT e.rowid AS place, e.id, e.name, e.trading_name, e.previous_names,
  e.company_number, e.parent_id, (SELECT group_concat(s.town || char(31) || s.postcode, char(30))
  FROM (SELECT town, postcode FROM employer_site WHERE employer_id = e.id
  AND void_reason IS NULL ORDER BY is_main DESC, rowid) s) AS sites FROM employer e
  WHERE e.void_reason IS NULL"""


@dataclass(frozen=True, slots=True)
class Known:
    """An employer, ready to be compared."""

    place: int
    """Its row number."""
    id: str
    name: str
    town: str
    postcode: str
    number: str
    """The company number as registers write it."""
    parent_id: str
    names: tuple[tuple[str, Words], ...]
    """What it is and was called, each with what kind of name that is."""
    places: tuple[Place, ...]

    @property
    def label(self) -> str:
        """The name with its place."""
        return f"{self.name}, {self.town}" if self.town else self.name

    @property
    def written(self) -> tuple[str, ...]:
        """Its names as words to search for."""
        return tuple(" ".join(words) for kind, words in self.names)


def read_known(database: Database, places: Sequence[int]) -> list[Known]:
    """Return employers by their row numbers; what is void is left out."""
    sql = f"{_COLUMNS} AND e.rowid IN (SELECT value FROM json_each(?)) ORDER BY e.rowid"
    return [_known(row) for row in database.rows(sql, (json.dumps(list(places)),))]


def walk_known(database: Database) -> Iterator[Known]:
    """Walk all employers in the order in which they came."""
    with database.reading() as reader:
        for row in reader.execute(f"{_COLUMNS} ORDER BY e.rowid"):
            yield _known(row)


def names_of(name: str, trading: str, earlier: Sequence[str]) -> tuple[tuple[str, Words], ...]:
    """Return the words of each name there is, with what kind of name it is."""
    found: dict[Words, str] = {}
    for kind, each in (
        *(("name", part) for part in names_within(name)),
        ("trading name", trading),
        *(("earlier name", part) for part in earlier),
    ):
        if words := words_of(each):
            found.setdefault(words, kind)
    return tuple((kind, words) for words, kind in found.items())


@lru_cache(maxsize=4096)
def place_of(town: str, postcode: str) -> Place:
    """Return where somebody is, as places are compared."""
    return Place(fold(town), bare_postcode(postcode))


def _known(row: Any) -> Known:
    written = str(row["sites"] or "")
    sites = [each.partition("\x1f") for each in written.split("\x1e")] if written else []
    town, _, postcode = sites[0] if sites else ("", "", "")
    # Most have none, and this is done for every employer there is.
    earlier = texts(row["previous_names"]) if row["previous_names"] != "[]" else ()
    return Known(
        place=int(row["place"]),
        id=str(row["id"]),
        name=str(row["name"]),
        town=town,
        postcode=postcode,
        number=bare_number(str(row["company_number"] or "")),
        parent_id=str(row["parent_id"] or ""),
        names=names_of(str(row["name"]), str(row["trading_name"] or ""), earlier),
        places=tuple(dict.fromkeys(place_of(one, two) for one, _, two in sites)),
    )


def drafted(
    name: str,
    trading_name: str = "",
    town: str = "",
    postcode: str = "",
    company_number: str = "",
    *,
    place: int = 0,
) -> Known:
    """Return what is known about an employer that is not kept yet."""
    return Known(
        place=place,
        id="",
        name=name,
        town=town,
        postcode=postcode,
        number=bare_number(company_number),
        parent_id="",
        names=names_of(name, trading_name, ()),
        places=(place_of(town, postcode),),
    )
