"""From what a search found to what a person reads: the name, where, and why it fits."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from adviser_tui.names import name_words, phone_word, without_brackets
from adviser_tui.services.search.catalogue import Ranked
from adviser_tui.services.search.fitting import By, Fit
from adviser_tui.services.search.hit import Hit, Kind
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.storage.database import Database
from adviser_tui.text import fold

_MAIN_SITE = """FROM employer_site s WHERE s.employer_id = e.id AND s.void_reason IS NULL
  ORDER BY s.is_main DESC, s.rowid LIMIT 1"""
_SQL: dict[Kind, str] = {
    "employer": f"""SELECT e.rowid AS place, e.id, e.name, e.trading_name AS alias, e.reference,
      e.company_number AS number, e.phone, (SELECT s.town {_MAIN_SITE}) AS town,
      (SELECT s.postcode {_MAIN_SITE}) AS postcode, '' AS owner,
      (SELECT json_group_array(p.name) FROM employer_person p
       WHERE p.employer_id = e.id AND p.void_reason IS NULL AND p.state = 'current') AS people
      FROM employer e
      WHERE e.void_reason IS NULL AND e.rowid IN (SELECT value FROM json_each(?))""",
    "participant": """SELECT p.rowid AS place, p.id, p.preferred_name AS name,
      p.legal_name AS alias, p.reference, '' AS number, p.phone, p.town, p.postcode, '' AS owner,
      '[]' AS people FROM participant p
      WHERE p.void_reason IS NULL AND p.rowid IN (SELECT value FROM json_each(?))""",
    "vacancy": f"""SELECT v.rowid AS place, v.id, v.title AS name, '' AS alias, v.reference,
      '' AS number, '' AS phone, (SELECT s.town {_MAIN_SITE}) AS town, '' AS postcode,
      e.name AS owner, '[]' AS people FROM vacancy v JOIN employer e ON e.id = v.employer_id
      WHERE v.void_reason IS NULL AND v.rowid IN (SELECT value FROM json_each(?))""",
    "partner": """SELECT a.rowid AS place, a.id, a.name, a.short_name AS alias, a.reference,
      '' AS number, a.phone, a.area AS town, '' AS postcode, '' AS owner,
      json_array(a.person) AS people FROM partner a
      WHERE a.void_reason IS NULL AND a.rowid IN (SELECT value FROM json_each(?))""",
}
_WHY: dict[By, str] = {
    "exact": "exact name",
    "id": "id",
    "reference": "reference",
    "start": "starts with",
    "word": "word in name",
    "initials": "initials",
    "known_as": "known as",
    "inside": "inside a word",
    "alike": "looks like",
    "rest": "",
}
_ALIAS: dict[Kind, str] = {
    "employer": "trading name",
    "participant": "legal name",
    "vacancy": "other name",
    "partner": "other name",
}


def describe(database: Database, ranked: Iterable[Ranked]) -> list[Hit]:
    """Return the hits in the order they were ranked; what is gone meanwhile is left out."""
    ranked = tuple(ranked)
    rows: dict[tuple[Kind, int], Any] = {}
    for kind, sql in _SQL.items():
        places = [each.place for each in ranked if each.kind == kind]
        if places:
            for row in database.rows(sql, (json.dumps(places),)):
                rows[kind, int(row["place"])] = row
    return [
        _hit(each, rows[each.kind, each.place])
        for each in ranked
        if (each.kind, each.place) in rows
    ]


def _hit(ranked: Ranked, row: Any) -> Hit:
    words = ranked.words
    name = str(row["name"])
    place = " ".join(str(row[part]) for part in ("town", "postcode") if row[part])
    detail = [str(row["owner"]), str(row["alias"]) if row["alias"] != name else "", place]
    return Hit(
        kind=ranked.kind,
        id=str(row["id"]),
        name=name,
        detail=", ".join(each for each in detail if each),
        why=_why(ranked.kind, ranked.fit, row, words),
        matched=matched_letters(name, words) if ranked.fit.name == 0 else (),
        score=round(ranked.fit.score),
        reference=str(row["reference"]),
        place=ranked.place,
    )


def _why(kind: Kind, fit: Fit, row: Any, words: Sequence[str]) -> str:
    if fit.by == "rest":
        return _by_the_rest(row, words)
    typed = " ".join(words)
    if fit.name and fit.by != "alike" and not _bare_name(row).startswith(typed):
        if fit.name == 1 and name_words(row["alias"]) not in ("", name_words(row["name"])):
            return _ALIAS[kind]
        return "earlier name"
    return _WHY[fit.by]


def _bare_name(row: Any) -> str:
    """Return the words of a name less what stands in brackets, if anything does."""
    return name_words(without_brackets(row["name"])) if "(" in row["name"] else ""


def _by_the_rest(row: Any, words: Sequence[str]) -> str:
    """Name the thing beside the name that one of the words fits."""
    own = name_words(row["name"]).split()
    for word in words:
        if any(each.startswith(word) for each in own):
            continue
        number = fold(row["number"]).replace(" ", "")
        if number and (number.startswith(word) or number.lstrip("0").startswith(word)):
            return f"company number {row['number']}"
        if word.isdigit() and word in phone_word(row["phone"]):
            return f"telephone {row['phone']}"
        postcode = fold(row["postcode"] or "")
        if any(each.startswith(word) for each in (*postcode.split(), postcode.replace(" ", ""))):
            return f"postcode {row['postcode']}"
        if any(each.startswith(word) for each in fold(row["town"] or "").split()):
            return f"in {row['town']}"
        if any(each.startswith(word) for each in fold(row["owner"]).split()):
            return "employer"
        for person in json.loads(row["people"]):
            if any(each.startswith(word) for each in fold(person).split()):
                return f"person {person}"
    return "telephone" if any(word.isdigit() for word in words) else "other site"
