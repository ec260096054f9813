"""Employers that may be the same as one about to be added."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from adviser_tui.services.duplicates.known import Known, drafted, read_known
from adviser_tui.services.duplicates.name_words import bare_number, bare_postcode
from adviser_tui.services.duplicates.rarity import Counted
from adviser_tui.services.duplicates.verdict import Certainty, Verdict, compare
from adviser_tui.services.search.service import Search
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.soundness import SearchIndexError

LOOKED_AT = 40
"""How many of those that the search finds are compared."""
AT_A_PLACE = 20
"""How many of those at the same postcode are compared."""
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Twin:
    """An employer that may be the same as another, and why."""

    id: str
    name: str
    town: str
    postcode: str
    reason: str
    certainty: Certainty
    points: float = 0.0
    place: int = 0
    """Its row number."""

    @property
    def label(self) -> str:
        """The name with its place."""
        return f"{self.name}, {self.town}" if self.town else self.name


class Twins:
    """Looks for the likely twin of an employer that is about to be added."""

    def __init__(self, database: Database, search: Search) -> None:
        self._database = database
        self._search = search
        self._counted = Counted(database)

    def of(
        self,
        name: str,
        *,
        trading_name: str = "",
        postcode: str = "",
        company_number: str = "",
        town: str = "",
        without: str = "",
    ) -> tuple[Twin, ...]:
        """Return what may be the same employer, likeliest first; nobody is merged by it.

        `without` is the id of an employer that is not looked at, such as the one being changed.
        """
        draft = drafted(name, trading_name, town, postcode, company_number)
        found = self.compared(draft, without)
        return tuple(twin for twin in found if twin.certainty != "new")[:SHOWN]

    def compared(self, draft: Known, without: str = "") -> list[Twin]:
        """Return everybody looked at closely, likeliest first, those found to be two as well."""
        at_postcode = self._at(draft.postcode)
        places = self._alike(draft.written)
        places.update(at_postcode[:AT_A_PLACE], self._with_number(draft.number))
        known = [each for each in read_known(self._database, sorted(places)) if each.id != without]
        words = {word for each in (*known, draft) for _, words in each.names for word in words}
        rarity = self._counted.rarity(words)
        found = [_twin(each, compare(draft, each, rarity, len(at_postcode))) for each in known]
        return sorted(found, key=lambda twin: (-twin.points, twin.id))

    def _alike(self, names: Sequence[str]) -> set[int]:
        """Return the row numbers of the employers whose names are like these."""
        try:
            return {
                each.place
                for name in names
                for each in self._search.ranked(name, ("employer",), LOOKED_AT)
            }
        except SearchIndexError:
            # An employer is added all the same; only the very name is noticed then.
            rows = self._database.rows(
                "SELECT rowid FROM employer WHERE void_reason IS NULL "
                "AND name COLLATE NOCASE IN (SELECT value FROM json_each(?)) LIMIT ?",
                (json.dumps(list(names)), LOOKED_AT),
            )
            return {int(row[0]) for row in rows}

    def _at(self, postcode: str) -> list[int]:
        """Return the row numbers of the employers at a postcode, however it is written."""
        bare = bare_postcode(postcode).upper()
        if len(bare) < 4:
            return []
        written = (postcode.strip(), bare, f"{bare[:-3]} {bare[-3:]}")
        rows = self._database.rows(
            "SELECT DISTINCT e.rowid FROM employer_site s JOIN employer e ON e.id = s.employer_id "
            "WHERE s.postcode IN (?, ?, ?) AND s.postcode <> '' AND s.void_reason IS NULL "
            "AND e.void_reason IS NULL LIMIT 100",
            written,
        )
        return [int(row[0]) for row in rows]

    def _with_number(self, number: str) -> list[int]:
        if not number:
            return []
        rows = self._database.rows(
            # Most employers of a list have no number, which makes the index look useless.
            "SELECT rowid FROM employer INDEXED BY ix_employer_company_number "
            "WHERE company_number IN (?, ltrim(?, '0')) AND void_reason IS NULL",
            (bare_number(number), number),
        )
        return [int(row[0]) for row in rows]


def _twin(known: Known, verdict: Verdict) -> Twin:
    return Twin(
        known.id,
        known.name,
        known.town,
        known.postcode,
        verdict.reason,
        verdict.certainty,
        verdict.points,
        known.place,
    )
