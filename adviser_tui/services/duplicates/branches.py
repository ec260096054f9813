"""Branches of one company, to be put under a parent: proposed, never done.

The brand is what is left of a name without towns, numbers, directions and general words at its
ends. A brand counts where several carry it alone, and where its words are rare or found mostly
in it; those with more words after or before it are taken with them.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from adviser_tui.services.duplicates.common_words import DIRECTIONS, FILLING, GENERAL
from adviser_tui.services.duplicates.known import Known, walk_known
from adviser_tui.services.duplicates.name_words import Words, words_of
from adviser_tui.services.duplicates.rarity import count_towns
from adviser_tui.storage.database import Database

LONGEST = 4
"""The most words of a brand."""
SHORTEST = 4
"""The fewest letters of a brand."""
ALONE = 2
"""So many must carry a brand of several words with nothing but places beside it."""
ALONE_IN_ONE_WORD = 3
MOSTLY = 0.5
"""A brand of one word must stand alone in this share of the names that have the word."""
LONG_BRAND = 3
"""A brand of so many words is one also before words that are no known place."""
STEP = 1_000
"""Employers between two reports of how far a walk is."""
Told = Callable[[int, int], None]
"""Is told how many of how many employers were looked at."""
TOGETHER = 0.05
"""Several common words are a brand where this share of the names with the rarest is it."""
_SHOPS = """
cafe daily express extra franchise hub local more opticians pizza premier restaurants shop store
stores superstore takeaway xpress
"""
_AT_SHOPS = frozenset(_SHOPS.split())
"""What stands behind a brand where a branch is named."""


@dataclass(frozen=True, slots=True)
class Member:
    """An employer that may be a branch."""

    id: str
    name: str
    town: str
    place: int


@dataclass(frozen=True, slots=True)
class Group:
    """Employers that may be branches of one company, and why."""

    brand: str
    reason: str
    members: tuple[Member, ...]
    parent_id: str
    """The likeliest parent among them, empty where none stands out."""

    @property
    def command(self) -> str:
        """The command that puts the others under the likeliest parent."""
        parent = self.parent_id or self.members[0].id
        branches = [each.id for each in self.members if each.id != parent]
        return f"adviser group {parent} {' '.join(branches)}"


def propose_groups(database: Database, told: Told | None = None) -> list[Group]:
    """Return groups of employers that carry one brand and have no parent yet, largest first.

    `told` hears, in each of two walks, how many of how many employers were looked at.
    """
    found = _Brands(database, told).groups()
    return sorted(found, key=lambda group: (-len(group.members), group.brand))


class _Brands:
    """Finds the brands of a list in two walks over it."""

    def __init__(self, database: Database, told: Told | None = None) -> None:
        self._database = database
        self._told = told
        towns, self._many = count_towns(database)
        self._towns = frozenset(towns)
        self._alone: Counter[str] = Counter()
        self._words: Counter[str] = Counter()
        self._spelt: dict[str, Words] = {}
        self._shown: dict[str, Words] = {}
        for known in self._walk():
            cores: set[str] = set()
            seen: set[str] = set()
            for words in _brand_names(known):
                seen.update(words)
                core = self._core(words)
                joined = "".join(core)
                if len(joined) >= SHORTEST and len(core) <= LONGEST:
                    cores.add(joined)
                    if len(core) >= len(self._spelt.get(joined, ())):
                        self._spelt[joined] = core
                    if len(core) <= len(self._shown.get(joined, core)):
                        self._shown[joined] = core
            self._alone.update(cores)
            self._words.update(seen)
        self._brands = {brand: self._spelt[brand] for brand in self._alone if self._counts(brand)}

    def _walk(self) -> Iterator[Known]:
        for number, known in enumerate(walk_known(self._database)):
            if self._told is not None and number % STEP == 0:
                self._told(number, self._many)
            yield known

    def _core(self, words: Words) -> Words:
        """Return a name without the places, numbers and general words at its ends."""
        first, after = 0, len(words)
        while after - first > 1 and self._is_outside(words[after - 1]):
            after -= 1
        while after - first > 1 and self._is_place(words[first]):
            first += 1
        return words[first:after]

    def _is_place(self, word: str) -> bool:
        return word[:1].isdigit() or word in DIRECTIONS or word in self._towns

    def _is_outside(self, word: str) -> bool:
        return self._is_place(word) or word in FILLING or word in _AT_SHOPS

    def _counts(self, brand: str) -> bool:
        """Say whether a name that several carry alone is a brand."""
        words = self._spelt[brand]
        if brand in GENERAL or all(word in GENERAL or self._is_place(word) for word in words):
            return False
        alone, rarest = self._alone[brand], min(self._words[word] for word in words)
        if len(words) == 1:
            return alone >= ALONE_IN_ONE_WORD and alone >= MOSTLY * rarest
        if words[0] in GENERAL and all(word in GENERAL for word in words[:2]):
            return False
        return alone >= ALONE and alone >= TOGETHER * rarest

    def groups(self) -> Iterator[Group]:
        """Walk the list once more and gather who carries which brand."""
        members: dict[str, list[Member]] = defaultdict(list)
        beside: dict[tuple[str, str], list[Member]] = defaultdict(list)
        for known in self._walk():
            if known.parent_id:
                continue
            member = Member(known.id, known.name, known.town, known.place)
            brand = self._brand_of(known)
            if brand:
                members[brand].append(member)
                continue
            first = known.names[0][1][0] if known.names else ""
            if len(first) >= 3 and first not in GENERAL and not self._is_place(first):
                for postcode in {each.postcode for each in known.places} - {""}:
                    beside[first, postcode].append(member)
        for brand, some in members.items():
            if _are_branches(some):
                yield _group(" ".join(self._shown[brand]), "same brand", some)
        for (first, _), some in beside.items():
            if _are_branches(some):
                yield _group(first, "same first word, same postcode", some)

    def _brand_of(self, known: Known) -> str:
        """Return the brand that most carry of those in the names, empty where there is none."""
        found = {brand for words in _brand_names(known) for brand in self._within(words)}
        return max(found, key=lambda brand: (self._alone[brand], brand), default="")

    def _within(self, words: Words) -> Iterator[str]:
        for first in range(len(words)):
            joined = ""
            for word in words[first : first + LONGEST]:
                joined += word
                if joined in self._brands and self._may_stand(joined, words, first):
                    yield joined

    def _may_stand(self, brand: str, words: Words, first: int) -> bool:
        """Say whether a brand counts within a longer name: common words only beside places."""
        own = self._brands[brand]
        if len(own) == 1 or min(self._words[word] for word in own) <= 2 * self._alone[brand]:
            return True
        if first == 0 and len(own) >= LONG_BRAND and self._alone[brand] >= ALONE_IN_ONE_WORD:
            return True
        return "".join(self._core(words)) == brand


def _brand_names(known: Known) -> Sequence[Words]:
    """Return the names that may say a brand: what one trades as, and what one is called."""
    return [words for kind, words in known.names if kind != "earlier name"]


def _are_branches(members: Sequence[Member]) -> bool:
    """Say whether these are more than doubles of one: two names at least, or two towns."""
    names = {"".join(words_of(each.name)) for each in members}
    towns = {each.town for each in members} - {""}
    return len(members) > 1 and (len(names) > 1 or len(towns) > 1)


def _group(brand: str, reason: str, members: Sequence[Member]) -> Group:
    shortest = min(members, key=lambda each: (len(each.name), each.place))
    starts = shortest.name.casefold().replace(" ", "").startswith(brand.replace(" ", ""))
    return Group(brand, reason, tuple(members), shortest.id if starts else "")


def groups_of(groups: Sequence[Group]) -> Mapping[str, int]:
    """Return the number of the group that each employer is in."""
    return {each.id: number for number, group in enumerate(groups) for each in group.members}
