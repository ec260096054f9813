"""Which things are worth a closer look for the words that were typed."""

from collections.abc import Iterable, Iterator, Sequence
from math import log

from adviser_tui.names import INITIALS_MARK
from adviser_tui.services.search.fitting import GENERIC
from adviser_tui.services.search.known_words import KnownWords
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.documents import PLACES

CLOSELY = 240
"""How many of one kind of match are looked at closely, the shortest names first."""
LOOKED_THROUGH = 2_000
"""So many names are looked through for the shortest; with more, fewer letters were typed."""
INITIALS = range(2, 8)
"""From how many to how many letters a word may be somebody's initials."""
TWO_SLIPS_FROM = 4
MOST_TELLING = 4
"""So many words, the rarest, are enough to find what was typed with many slips."""
ENOUGH = 30

Kept = dict[int, tuple[str, str]]
"""Names and other words by place."""


class Shortlist:
    """Draws candidates of one kind from the index in the file."""

    def __init__(self, database: Database, kind: str, known: KnownWords) -> None:
        self._database = database
        self._known = known
        self._kind = kind

    def weight(self, word: str) -> float:
        """Return how telling a word is: rare words say more than common ones."""
        share = (self._known.things + 2) / (self._known.count_beginning(word) + 1)
        return max(0.1, log(share) + 0.5)

    def literal(self, words: Sequence[str]) -> Kept:
        """Return what has every word as it is typed, or begins with all of it."""
        found = self._named(" ".join(words))
        for reading in self._readings(words):
            found |= self._matching(" AND ".join(f'"{word}"*' for word in reading))
        if len(words) <= 2 and len(letters := "".join(words)) in INITIALS:
            found |= self._matching(f'"{INITIALS_MARK}{letters}"*', 60)
        return found

    def lenient(self, words: Sequence[str]) -> Kept:
        """Return what has every word or, where nobody has a word, one like it, and all but one."""
        options = [
            [f'"{word}"*'] if self._known.count(word) else self._options(word, 1) for word in words
        ]
        found = self._matching(_all_of(options)) if all(options) else {}
        telling = [each for each, word in zip(options, words, strict=True) if word not in GENERIC]
        if 0 < len(telling) < len(options) and all(telling):
            found |= self._matching(_all_of(telling))
        for others in _without_one(options):
            if all(others):
                found |= self._matching(_all_of(others), CLOSELY // 3)
        return found

    def forgiving(self, words: Sequence[str]) -> Kept:
        """Return what has words like all, or like all but one, with more slips in them."""
        telling = [word for word in words if word not in GENERIC] or words
        told = sorted(telling, key=self.weight, reverse=True)[:MOST_TELLING]
        options = [self._options(word, 1 if len(word) < TWO_SLIPS_FROM else 2) for word in told]
        found = self._matching(_all_of(options)) if all(options) else {}
        if len(found) < ENOUGH:
            for others in _without_one(options):
                if all(others):
                    found |= self._matching(_all_of(others), CLOSELY // 3)
        return found

    def _options(self, word: str, slips: int) -> list[str]:
        known = self._known
        options = [f'"{word}"*'] if known.count_beginning(word) else []
        if len(word) < 3:
            return options
        options += [f'"{each}"' for each in known.alike(word, slips)]
        options += [f'"{each}"*' for each in known.beginning_alike(word, slips)]
        options += [f'"{each}"' for each in known.sounding(word, unfinished=slips > 1)]
        options += [f'"{each}"' for each in known.containing(word)]
        return list(dict.fromkeys(options))

    def _readings(self, words: Sequence[str]) -> Iterator[Sequence[str]]:
        """Yield the words as typed, then with two joined, one parted, or a blank moved by one."""
        known = self._known
        yield words
        for place in range(len(words) - 1):
            joined = words[place] + words[place + 1]
            if known.count_beginning(joined):
                yield [*words[:place], joined, *words[place + 2 :]]
            for moved in self._with_the_blank_moved(words[place], words[place + 1]):
                yield [*words[:place], *moved, *words[place + 2 :]]
        for place, word in enumerate(words):
            for parts in self._parted(word):
                yield [*words[:place], *parts, *words[place + 1 :]]

    def _with_the_blank_moved(self, one: str, two: str) -> Iterator[tuple[str, str]]:
        """Yield two words as somebody has them whose blank came a letter too soon or too late."""
        known = self._known
        for start, end in ((one[:-1], one[-1] + two), (one + two[0], two[1:])):
            if start and end and known.count(start) and known.count_beginning(end):
                yield start, end

    def _parted(self, word: str, most: int = 3) -> Iterator[tuple[str, ...]]:
        """Yield a word as two words that somebody has, or three where it is long enough."""
        known = self._known
        for cut in range(1, len(word)) if len(word) > 3 else ():
            start, end = word[:cut], word[cut:]
            if not known.count(start):
                continue
            if known.count_beginning(end):
                yield start, end
            elif most > 2 and cut > 2 and len(end) > 4:
                yield from ((start, *parts) for parts in self._parted(end, most - 1))

    def _named(self, beginning: str) -> Kept:
        rows = self._database.rows(
            f"SELECT t.place, t.names, t.rest FROM (SELECT place FROM (SELECT place, names "
            f"FROM find_{self._kind}_text WHERE names >= ? AND names < ? LIMIT {LOOKED_THROUGH}) "
            "ORDER BY length(names) LIMIT ?) AS f "
            f"JOIN find_{self._kind}_text AS t ON t.place = f.place",
            (beginning, beginning + "\U0010ffff", CLOSELY // 2),
        )
        return {row[0]: (row[1], row[2]) for row in rows}

    def _matching(self, expression: str, limit: int = CLOSELY) -> Kept:
        # Rows come by their numbers, and those by the length of the names.
        rows = self._database.rows(
            "SELECT t.place, t.names, t.rest FROM "
            f"(SELECT rowid & {PLACES} AS place FROM find_{self._kind} "
            f"WHERE find_{self._kind} MATCH ? LIMIT ?) AS f "
            f"JOIN find_{self._kind}_text AS t ON t.place = f.place",
            (expression, limit),
        )
        return {row[0]: (row[1], row[2]) for row in rows}


def _without_one(options: Sequence[Sequence[str]]) -> Iterator[Sequence[Sequence[str]]]:
    if len(options) > 1:
        for place in range(len(options)):
            yield [*options[:place], *options[place + 1 :]]


def _all_of(options: Iterable[Sequence[str]]) -> str:
    return " AND ".join(f"({' OR '.join(each)})" for each in options)
