"""Whom a line is about: the one record that is meant, a question, or a new employer."""

import re
from collections.abc import Sequence

from adviser_tui.names import name_words, query_words
from adviser_tui.services.partners.naming import NAMES as PARTNERS
from adviser_tui.services.partners.naming import partner_named
from adviser_tui.services.quick_line.ask import Ask, Party, PartyKind, chosen, settle
from adviser_tui.services.search.hit import Hit, Kind
from adviser_tui.services.search.kept import kept_words
from adviser_tui.services.search.service import Search
from adviser_tui.storage.database import Database
from adviser_tui.text import clean_text

MARGIN = 12
"""How much better (of 100) one must fit than the next to be the one that is meant."""
LEAST = 60
"""What fits worse than this, and only with a slip, is not asked about: it is somebody new."""
LOOKED_AT = 30
SHOWN = 6

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{0,27}", re.IGNORECASE)
NAMES: dict[PartyKind, tuple[str, str]] = {
    "employer": ("employer", "name"),
    "participant": ("participant", "preferred_name"),
    "partner": ("partner", "name"),
}
"""For each kind that a line can be about, its table and the column of its name."""


def who_is_meant(
    database: Database,
    search: Search,
    typed: str,
    choose: Sequence[str] = (),
    *,
    new_employer: bool = False,
) -> Party | Ask:
    """Return whom the words name; a name that nobody has becomes a new employer.

    One that has the very name, or the only one in whose names every word begins a word, is the
    one. Where several fit about equally well, or only with a slip, it is asked.
    """
    new = Party("employer", "", clean_text(typed))
    if new_employer or chosen((new,), choose):
        return new
    if found := by_id(database, typed):
        return found
    hits = search.find(typed, ("employer", "participant"), LOOKED_AT)
    parties = [_party(hit) for hit in hits]
    if (picked := chosen(parties, choose)) is not None:
        return picked
    exact = [hit for hit in hits if name_words(hit.name) == name_words(typed)]
    if partner := _partner(database, typed):
        return settle(typed, [*map(_party, exact), partner], choose) if exact else partner
    literal = exact or _literal(database, hits, query_words(typed))
    if len(literal) == 1 or (
        not exact and len(literal) > 1 and literal[0].score - literal[1].score >= MARGIN
    ):
        return _party(literal[0])
    close = literal or [hit for hit in hits if hit.score >= LEAST]
    if not close:
        return new
    asked = [_party(hit) for hit in close[:SHOWN]]
    return settle(typed, asked if exact else [*asked, new], choose)


def by_id(database: Database, typed: str) -> Party | None:
    """Return the employer, participant or partner with this id, or the only one that begins so."""
    if not _ID.fullmatch(typed):
        return None
    found = [
        Party(kind, str(row[0]), str(row[1]))
        for kind, (table, name) in NAMES.items()
        for row in database.rows(
            f"SELECT id, {name} FROM {table} WHERE id >= ? AND id < ? AND void_reason IS NULL "
            "LIMIT 2",
            (typed.lower(), f"{typed.lower()}~"),
        )
    ]
    return found[0] if len(found) == 1 else None


def _literal(database: Database, hits: Sequence[Hit], words: Sequence[str]) -> list[Hit]:
    """Return the hits in which every word begins a word, one of them at least in a name."""
    documents: dict[tuple[str, int], tuple[list[str], list[str]]] = {}
    kinds: tuple[Kind, ...] = ("employer", "participant")
    for kind in kinds:
        if places := [hit.place for hit in hits if hit.kind == kind]:
            for place, words_of_it in kept_words(database, kind, places).items():
                documents[kind, place] = words_of_it
    fitting = []
    for hit in hits:
        known = documents.get((hit.kind, hit.place))
        if known is None:
            continue
        names, rest = known
        everything = [*names, *rest]
        if all(_begins(word, everything) for word in words) and any(
            _begins(word, names) for word in words
        ):
            fitting.append(hit)
    return fitting


def _begins(word: str, words: Sequence[str]) -> bool:
    return any(each.startswith(word) for each in words)


def _partner(database: Database, typed: str) -> Party | None:
    """Return the partner that is called so, by any of its names."""
    found = partner_named(database.rows(PARTNERS), typed)
    row = database.row("SELECT name, area FROM partner WHERE id = ?", (found,)) if found else None
    if row is None:
        return None
    detail = f"partner, {row['area']}" if row["area"] else "partner"
    return Party("partner", found, str(row["name"]), detail)


def _party(hit: Hit) -> Party:
    if hit.kind == "participant":
        detail = f"participant, {hit.detail}" if hit.detail else "participant"
        return Party("participant", hit.id, hit.name, detail)
    return Party("employer", hit.id, hit.name, hit.detail)
