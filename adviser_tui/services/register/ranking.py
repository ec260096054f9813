"""How well entries of the register fit what was typed; the same measure as the team's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from adviser_tui.names import name_words
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.services.search.fitting import Fit, Fitting
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.storage.register.documents import is_gone
from adviser_tui.storage.register.entry import RegisterEntry, RegisterKind
from adviser_tui.text import fold

_GONE_COSTS = 15.0
"""How far a company that is no more stands behind live ones, unless its very name was typed."""
_WHY = {
    "exact": "exact name",
    "start": "starts with",
    "word": "word in name",
    "initials": "initials",
    "known_as": "known as",
    "inside": "inside a word",
    "alike": "looks like",
}


@dataclass(frozen=True, slots=True)
class RankedEntry:
    """An entry with its fit."""

    register: RegisterKind
    entry: RegisterEntry
    fit: Fit
    order: tuple[float, bool, int, str]
    """Sorts the best first, shorter names of live companies before others."""
    why: str = ""
    """Why it was found, where that is no matter of its words."""


def rank(
    register: RegisterKind,
    entries: Iterable[RegisterEntry],
    words: Sequence[str],
    weights: Sequence[float],
) -> list[RankedEntry]:
    """Return the entries with their fits, in no order."""
    fitting = Fitting(words, weights)
    ranked = []
    for entry in entries:
        names = [name_words(entry.name), *map(name_words, entry.previous_names)]
        found = fitting.of(names, fold(f"{entry.town} {entry.postcode}"))
        ranked.append(ranked_as(register, entry, found))
    return ranked


def ranked_as(
    register: RegisterKind, entry: RegisterEntry, found: Fit, why: str = ""
) -> RankedEntry:
    """Return an entry with a fit that is known already."""
    gone = is_gone(entry.status)
    costs = _GONE_COSTS if gone and found.by not in ("exact", "reference") else 0.0
    order = (costs - found.score, gone, len(entry.name), entry.number)
    return RankedEntry(register, entry, found, order, why)


def hit_of(ranked: RankedEntry, words: Sequence[str]) -> RegisterHit:
    """Return what a person reads of an entry that was found."""
    entry, found = ranked.entry, ranked.fit
    return RegisterHit(
        register=ranked.register,
        number=entry.number,
        name=entry.name,
        place=" ".join(part for part in (entry.town, entry.postcode) if part),
        status=entry.status,
        is_gone=is_gone(entry.status),
        why=ranked.why or _why(found, entry, words),
        matched=matched_letters(entry.name, words) if found.name == 0 else (),
        score=round(found.score),
    )


def _why(found: Fit, entry: RegisterEntry, words: Sequence[str]) -> str:
    if found.by == "rest":
        postcode = fold(entry.postcode)
        if any(
            word in postcode.split() or word == postcode.replace(" ", "")
            for word in words
            if any(letter.isdigit() for letter in word)
        ):
            return f"postcode {entry.postcode}"
        return f"in {entry.town}" if entry.town else "place"
    if found.name and found.by != "alike":
        return "earlier name"
    return _WHY.get(found.by, "looks like")
