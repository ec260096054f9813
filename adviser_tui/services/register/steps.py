"""The steps of one search in one register: from the literal to the misspelt, each bounded."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import log
from time import perf_counter
from typing import TYPE_CHECKING

from adviser_tui.services.register.ranking import RankedEntry, rank, ranked_as
from adviser_tui.services.search.fitting import Fit
from adviser_tui.storage.register.documents import INITIALS
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.reading import RegisterReader

if TYPE_CHECKING:
    import tantivy

CLOSER = 120
"""How many entries of one step are looked at closely."""
TIME_BOX = 0.06
"""Seconds after which no further step is begun."""
GOOD = 78.0
"""With so many good ones found, look-alikes are not asked for."""


class Steps:
    """One search, step by step, until enough is found, time is up or nobody waits for it."""

    def __init__(
        self,
        reader: RegisterReader,
        folded: str,
        words: Sequence[str],
        limit: int,
        is_stale: Callable[[], bool],
    ) -> None:
        self._reader = reader
        self._folded = folded
        self._words = words
        self._limit = limit
        self._is_stale = is_stale
        self._until = perf_counter() + TIME_BOX
        self._counts = [reader.count("words", word) for word in words]
        whole = reader.sealed.entries + 2
        self._weights = [log(whole / (count + 1)) + 0.5 for count in self._counts]
        self._found: dict[str, RankedEntry] = {}

    def found(self) -> list[RankedEntry]:
        """Return the best, in order."""
        for step in (self._numbers, self._whole_names, self._literal, self._alike, self._most):
            if self._is_stale() or perf_counter() > self._until:
                break
            step()
            if step in (self._literal, self._alike) and self._is_enough():
                break
        return sorted(self._found.values(), key=lambda each: each.order)[: self._limit]

    def _is_enough(self) -> bool:
        good = sum(each.fit.score >= GOOD for each in self._found.values())
        return good >= min(self._limit, 5)

    def _keep(self, entries: Iterable[RegisterEntry]) -> None:
        new = [each for each in entries if each.number not in self._found]
        register = self._reader.sealed.register
        for each in rank(register, new, self._words, self._weights):
            self._found[each.entry.number] = each

    def _numbers(self) -> None:
        """Find the company number, or what begins with it."""
        typed = "".join(self._words).upper()
        if len(typed) > 10 or sum(letter.isdigit() for letter in typed) < 3:
            return
        reader = self._reader
        register = reader.sealed.register
        for number in dict.fromkeys((typed, typed.zfill(8))):
            for entry in reader.entries(reader.exactly("number", number), 1):
                self._found[entry.number] = ranked_as(
                    register, entry, Fit(100.0, 0, "reference"), "company number"
                )
        if len(self._words) == 1 and len(typed) >= 4:
            for entry in reader.entries(reader.beginning("number", typed), self._limit):
                self._found.setdefault(
                    entry.number,
                    ranked_as(register, entry, Fit(80.0, 0, "reference"), "company number"),
                )

    def _whole_names(self) -> None:
        """Find the very name, names that begin with it however it is parted, and initials."""
        reader = self._reader
        joined = "".join(self._words)
        options = [reader.worth(reader.exactly("key", joined), 3.0)]
        options.append(reader.worth(reader.beginning("key", joined), 1.0))
        if len(joined) <= 6:
            options.append(reader.worth(reader.exactly("key", INITIALS + joined), 2.0))
        self._keep(reader.entries(reader.best_of(options), CLOSER // 2))

    def _literal(self) -> None:
        """Find entries with words that begin as typed, in any order, in the name or the place."""
        self._keep(
            self._reader.entries(self._reader.all_of(list(map(self._begun, self._words))), CLOSER)
        )

    def _alike(self) -> None:
        """Find entries with a slip or two in the words, or words joined or parted."""
        reader = self._reader
        self._keep(reader.entries(reader.all_of([*self._options()]), CLOSER))

    def _most(self) -> None:
        """Find entries with all words but one, the least telling one first."""
        if len(self._words) < 2:
            return
        reader = self._reader
        order = sorted(range(len(self._words)), key=lambda place: self._weights[place])
        options = [*self._options()]
        for left_out in order[:2]:
            if perf_counter() > self._until or self._is_stale():
                return
            kept = [option for place, option in enumerate(options) if place != left_out]
            self._keep(reader.entries(reader.all_of(kept), CLOSER // 2))

    def _begun(self, word: str) -> "tantivy.Query":
        reader = self._reader
        options = [
            reader.worth(reader.exactly("words", word), 1.3),
            reader.worth(reader.beginning("words", word), 1.0),
        ]
        if len(self._words) > 1:
            options.append(reader.worth(reader.beginning("place", word), 0.6))
        return reader.best_of(options)

    def _options(self) -> "Iterator[tantivy.Query]":
        reader = self._reader
        for word in self._words:
            options = [self._begun(word)]
            if len(word) >= 4:
                options.append(reader.worth(reader.like("words", word, 1), 0.8))
                options.append(reader.worth(reader.like("words", word, 1, unfinished=True), 0.6))
            if len(word) >= 7:
                options.append(reader.worth(reader.like("words", word, 2), 0.5))
            yield reader.best_of(options)
