"""Employers that may be the same as one about to be added."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from adviser_tui.services.search.service import Search
from adviser_tui.services.search.words import name_words
from adviser_tui.storage.database import Database
from adviser_tui.storage.reading import texts
from adviser_tui.text import fold

LOOKED_AT = 40
SHOWN = 5
SURE = 92
"""From this likeness on (0 to 100) two names may be one without anything else in common."""
WITH_PLACE = 80
"""From this likeness on two names in the same postcode may be one."""
ONE_SLIP_FROM = 6
"""From so many letters on, names that differ by one slip may be one."""
ELSEWHERE = 5
"""How much less alike two names count that are known to be in two towns."""

_TELLING = re.compile(
    r"\b(\d+|north|south|east|west|northern|southern|eastern|western|ireland|scotland|wales|"
    r"england|europe|holdings|group|services|properties|international)\b"
)
"""Words that tell two related employers apart, however alike their names are."""
_SHORT = {
    "assoc": "association",
    "bros": "brothers",
    "cncl": "council",
    "co": "company",
    "corp": "corporation",
    "dept": "department",
    "dev": "development",
    "eng": "engineering",
    "govt": "government",
    "grp": "group",
    "hldgs": "holdings",
    "hosp": "hospital",
    "intl": "international",
    "mfg": "manufacturing",
    "mgmt": "management",
    "natl": "national",
    "soc": "society",
    "svcs": "services",
    "tech": "technology",
    "uni": "university",
}
"""Words that are often typed short."""
_COUNTRY = ("uk", "gb")


@dataclass(frozen=True, slots=True)
class Twin:
    """An employer that may be the same as another, and why."""

    id: str
    name: str
    town: str
    postcode: str
    reason: str
    certainty: Literal["same", "possible"]

    @property
    def label(self) -> str:
        """The name with its place."""
        return f"{self.name}, {self.town}" if self.town else self.name


def possible_twins(
    database: Database,
    search: Search,
    name: str,
    postcode: str = "",
    company_number: str = "",
    town: str = "",
) -> tuple[Twin, ...]:
    """Return what may be the same employer, likeliest first; nobody is merged by it."""
    found: dict[str, tuple[int, Twin]] = {}
    ranked = search.ranked(name, ("employer",), LOOKED_AT)
    places = [each.place for each in ranked]
    for row in _candidates(database, places, bare_number(company_number)):
        verdict = _compare(row, name_words(name), fold(postcode), company_number, fold(town))
        if verdict is not None:
            likeness, reason, certainty = verdict
            found[row["id"]] = (
                likeness,
                Twin(
                    str(row["id"]),
                    str(row["name"]),
                    str(row["town"] or ""),
                    str(row["postcode"] or ""),
                    reason,
                    certainty,
                ),
            )
    ordered = sorted(found.values(), key=lambda each: (-each[0], each[1].id))
    return tuple(twin for _, twin in ordered[:SHOWN])


def bare_number(number: str) -> str:
    """Return a company number as registers write it: no spaces, eight places."""
    bare = re.sub(r"\W", "", number).upper()
    return bare.zfill(8) if bare.isdigit() else bare


def _candidates(database: Database, places: Sequence[int], number: str) -> list[Any]:
    marks = ", ".join("?" * len(places))
    by_number = "OR (e.company_number <> '' AND e.company_number IN (?, ltrim(?, '0')))"
    return database.rows(
        "SELECT e.id, e.name, e.trading_name, e.previous_names, e.company_number, "
        "s.town, s.postcode FROM employer e LEFT JOIN employer_site s ON s.rowid = "
        "(SELECT m.rowid FROM employer_site m WHERE m.employer_id = e.id "
        "AND m.void_reason IS NULL ORDER BY m.is_main DESC, m.rowid LIMIT 1) "
        f"WHERE e.void_reason IS NULL AND (e.rowid IN ({marks}) {by_number if number else ''})",
        (*places, number, number) if number else tuple(places),
    )


def _compare(
    row: Any, name: str, postcode: str, number: str, town: str
) -> tuple[int, str, Literal["same", "possible"]] | None:
    """Return how alike two employers are, in words too, or nothing where they are two."""
    theirs, ours = bare_number(row["company_number"]), bare_number(number)
    if theirs and theirs == ours:
        return 200, "same company number", "same"
    if not name:
        return None
    same_postcode = bool(postcode) and postcode == fold(row["postcode"] or "")
    other_town = bool(town) and bool(row["town"]) and town != fold(row["town"])
    best: tuple[int, str, Literal["same", "possible"]] | None = None
    names = [(row["name"], "name"), (row["trading_name"], "trading name")]
    names += [(each, "earlier name") for each in texts(row["previous_names"])]
    for each, what in names:
        verdict = _compare_names(name, name_words(each), what, same_postcode, other_town)
        if verdict is not None and (best is None or verdict[0] > best[0]):
            best = verdict
    # Two different numbers are two companies, unless they sit together under one name.
    if best is not None and theirs and ours and best[0] < 100:
        return None
    return best


def _compare_names(
    ours: str, theirs: str, what: str, same_postcode: bool, other_town: bool
) -> tuple[int, str, Literal["same", "possible"]] | None:
    ours, theirs = _plain(ours), _plain(theirs)
    if not theirs:
        return None
    if ours.replace(" ", "") == theirs.replace(" ", ""):
        if other_town and not same_postcode:
            return 95, f"same {what}, another town", "possible"
        return 120 if what == "name" else 110, f"same {what}", "same"
    if set(_TELLING.findall(ours)) != set(_TELLING.findall(theirs)):
        return None
    likeness = round(max(fuzz.ratio(ours, theirs), fuzz.token_sort_ratio(ours, theirs)))
    if len(ours) >= ONE_SLIP_FROM and OSA.distance(ours, theirs, score_cutoff=1) == 1:
        likeness = max(likeness, SURE)
    if other_town and not same_postcode:
        likeness -= ELSEWHERE
    if same_postcode and likeness >= WITH_PLACE:
        return likeness + 5, f"similar {what}, same postcode", "possible"
    if likeness >= SURE:
        return likeness, f"almost the same {what}", "possible"
    return None


def _plain(name: str) -> str:
    """Return a folded name with short words written out, and no country at its end."""
    words = [_SHORT.get(word, word) for word in name.split()]
    while len(words) > 1 and words[-1] in _COUNTRY:
        words.pop()
    return " ".join(words)
