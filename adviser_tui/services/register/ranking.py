"""How well entries of the register fit what was typed; the same measure as the team's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from adviser_tui.names import name_words
from adviser_tui.services.register.hit import RegisterHit
from adviser_tui.services.search.fitting import Fit, Fitting
from adviser_tui.services.search.matched import matched_letters
from adviser_tui.storage.register.documents import is_gone
from adviser_tui.storage.register.entry import RegisterEntry, RegisterKind
from adviser_tui.text import fold

_GONE_COSTS = 15.0
"""How far a company that is no more stands behind live ones, unless its very name was typed."""
KNOWN_AS_COSTS = 6.0
"""How far what a short name stands for is behind what bears that name."""
_WHY = {
    "reference": "company number",
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
    words: tuple[str, ...]
    """The words that it fits: those typed, or another reading of them."""


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
        ranked.append(ranked_as(register, entry, found, words))
    return ranked


def ranked_as(
    register: RegisterKind, entry: RegisterEntry, found: Fit, words: Sequence[str] = ()
) -> RankedEntry:
    """Return an entry with a fit that is known already."""
    gone = is_gone(entry.status)
    costs = _GONE_COSTS if gone and found.by not in ("exact", "reference") else 0.0
    order = (costs - found.score, gone, len(entry.name), entry.number)
    return RankedEntry(register, entry, found, order, tuple(words))


def known_as(ranked: RankedEntry) -> RankedEntry:
    """Return an entry that a short name stands for; what bears the name itself stays before it."""
    found = replace(ranked.fit, score=ranked.fit.score - KNOWN_AS_COSTS, by="known_as")
    return ranked_as(ranked.register, ranked.entry, found, ranked.words)


def hit_of(ranked: RankedEntry) -> RegisterHit:
    """Return what a person reads of an entry that was found."""
    entry, found = ranked.entry, ranked.fit
    return RegisterHit(
        register=ranked.register,
        number=entry.number,
        name=entry.name,
        place=" ".join(part for part in (entry.town, entry.postcode) if part),
        status=entry.status,
        is_gone=is_gone(entry.status),
        why=_why(found, entry, ranked.words),
        matched=matched_letters(entry.name, ranked.words) if found.name == 0 else (),
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
