"""Rows that are about to come in from a list, and which of them may be somebody already.

What is surely there already is left out by the import itself. This looks for what is only likely.
A short list is looked up in the search index, row by row. A long one would take too long so: its
rows are compared where their most telling words, or all their consonants, are the same.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice

from adviser_tui.services.duplicates.common_words import GENERAL
from adviser_tui.services.duplicates.known import Known, drafted, read_known, walk_known
from adviser_tui.services.duplicates.likely import SHOWN, Likely, PossibleTwin, Stop
from adviser_tui.services.duplicates.name_words import Words, words_of
from adviser_tui.services.duplicates.pairs import Scratch, key_of, scratch
from adviser_tui.services.duplicates.rarity import Rarity, count_towns, kept_words
from adviser_tui.services.duplicates.sweep import keys_of
from adviser_tui.services.duplicates.verdict import compare
from adviser_tui.storage.database import Database
from adviser_tui.storage.finding.documents import PLACES
from adviser_tui.storage.finding.soundness import SearchIndexError, asking

LONG = 2_000
"""A list of more rows is a long one."""
FEW = 5
"""What more have in common brings none of them together."""
BONES = 6
"""So many consonants in a row are hardly the same by chance."""
AT_ONCE = 2_000
_KNOWN_BY = f"SELECT rowid & {PLACES} FROM find_employer WHERE find_employer MATCH ? LIMIT ?"
_VOWELS = str.maketrans("", "", "aeiouy")
_DOUBLED = re.compile(r"(.)\1+")


class Arriving:
    """Keeps the rows of a list until all were seen, then compares them."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._rows: dict[int, tuple[str, str, str, str, str]] = {}
        self._words: Counter[str] = Counter()
        self._at: Counter[str] = Counter()

    def note(
        self, line: int, name: str, trading: str, town: str, postcode: str, number: str
    ) -> None:
        """Keep a row that is to come in."""
        self._rows[line] = (name, trading, town, postcode, number)
        self._words.update(words_of(name))
        if postcode:
            self._at[postcode] += 1

    def likely(self, stop: Stop) -> Likely:
        """Return which rows may be an employer of the caseload, or one of an earlier row."""
        if not self._rows:
            return Likely()
        towns, many = count_towns(self._database)
        words = self._words + Counter(kept_words(self._database)) if many else self._words
        rarity = Rarity(words, towns, many + len(self._rows))
        best: dict[int, tuple[float, str, str]] = {}
        with scratch() as keys:
            pairs = self._long(keys, words, stop) if self._is_long else self._short(keys, rarity)
            for one, two in self._read(pairs, stop):
                verdict = compare(one, two, rarity, self._crowd(one))
                if verdict.certainty == "new":
                    continue
                line = max(-one.place, -two.place)
                other = two if -one.place == line else one
                label = f"line {-other.place}, {other.name}" if other.place < 0 else other.label
                if line not in best or verdict.points > best[line][0]:
                    best[line] = (verdict.points, label, verdict.reason)
        first = tuple(
            PossibleTwin(line, self._rows[line][0], *best[line][1:])
            for line in sorted(best)[:SHOWN]
        )
        return Likely(first, len(best))

    @property
    def _is_long(self) -> bool:
        return len(self._rows) > LONG

    def _draft(self, line: int) -> Known:
        """Return a row as it is compared; its place is its line below nought."""
        name, trading, town, postcode, number = self._rows[line]
        return drafted(name, trading, town, postcode, number, place=-line)

    def _crowd(self, row: Known) -> int:
        return max(1, self._at[row.postcode])

    def _long(self, keys: Scratch, words: Counter[str], stop: Stop) -> Iterator[tuple[int, int]]:
        own = ((-line, words_of(row[0])) for line, row in self._rows.items())
        there = (
            (each.place, name) for each in walk_known(self._database) for _, name in each.names
        )
        for source in (own, there):
            while some := list(islice(source, AT_ONCE)):
                stop()
                keys.add(
                    [(key, place) for place, name in some for key in _telling_keys(name, words)]
                )
        return keys.pairs(FEW, below=0)

    def _short(self, keys: Scratch, rarity: Rarity) -> Iterator[tuple[int, int]]:
        for line in self._rows:
            keys.add([(key, -line) for key in keys_of(self._draft(line), rarity)])
        yield from keys.pairs(FEW, below=0)
        with suppress(SearchIndexError), asking(self._database):
            for line in self._rows:
                for place in self._alike(self._draft(line), rarity):
                    yield -line, place

    def _alike(self, row: Known, rarity: Rarity) -> set[int]:
        """Return the row numbers of employers with a telling word, or the two most telling."""
        found: set[int] = set()
        for _, words in row.names:
            telling = sorted(set(words), key=lambda word: (-rarity.word(word), word))[:2]
            asked = [f'"{word}"' for word in telling if rarity.is_rare(word)]
            asked.append(" AND ".join(f'"{word}"' for word in telling))
            for text in asked:
                found.update(int(each[0]) for each in self._database.rows(_KNOWN_BY, (text, FEW)))
        return found

    def _read(self, pairs: Iterable[tuple[int, int]], stop: Stop) -> Iterator[tuple[Known, Known]]:
        waiting = iter(pairs)
        while some := list(islice(waiting, AT_ONCE)):
            stop()
            places = {place for pair in some for place in pair}
            there = sorted(place for place in places if place > 0)
            known = {each.place: each for each in read_known(self._database, there)}
            known |= {place: self._draft(-place) for place in places if place < 0}
            yield from ((known[one], known[two]) for one, two in some if two in known)


def _telling_keys(words: Words, counts: Counter[str]) -> set[int]:
    """Return the hashes of a name's two rarest words, and of its consonants in a row."""
    having: Callable[[str], tuple[int, str]] = lambda word: (counts[word], word)  # noqa: E731
    telling = sorted((word for word in words if word not in GENERAL), key=having)[:2]
    letters = "".join(words)
    bones = letters[:1] + _DOUBLED.sub(r"\1", letters[1:].translate(_VOWELS))
    found = {key_of("k", bones)} if len(bones) >= BONES else set[int]()
    if telling:
        found.add(key_of("b", " ".join(sorted(telling))))
    return found
