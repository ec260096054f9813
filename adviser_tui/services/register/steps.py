"""The steps of one search in one register: from the literal to the misspelt, each bounded."""

from collections.abc import Callable, Iterable, Sequence
from math import log
from time import perf_counter, thread_time
from typing import TYPE_CHECKING

from adviser_tui.services.register.ranking import RankedEntry, known_as, rank, ranked_as
from adviser_tui.services.register.readings import readings
from adviser_tui.services.register.wording import COMMON, Wording
from adviser_tui.services.search.fitting import GENERIC, Fit
from adviser_tui.storage.register.documents import INITIALS
from adviser_tui.storage.register.entry import RegisterEntry
from adviser_tui.storage.register.reading import RegisterReader

if TYPE_CHECKING:
    import tantivy

CLOSER = 80
"""How many entries of one step are looked at closely."""
FEWER = 30
"""How many of a step that is tried in several ways."""
WORK_BOX, TIME_BOX = 0.06, 0.1
"""Seconds of work, and by the clock, after which no further step is begun once there is a find."""
WORK_IN_VAIN = 0.25
"""Seconds of work after which nothing is found. They do not pass while a machine is busy with
something else, so that being slow is never told as there being nothing."""
GOOD = 70.0
"""An entry with this score needs no look-alikes beside it."""
POOR = 62.0
"""While nothing has more than this, words are left out."""
LEFT_OUT = 4
"""How many words are tried without, one at a time."""
TRIED_HARD = 2
"""In how many words two slips are looked for."""
INITIALS_AT_MOST = 7
WEIGHT_OF_UNKNOWN = 0.8
"""A word that no name has is as telling as most: it may be misspelt or not finished."""


OtherWords = Callable[[Sequence[str]], Iterable[tuple[str, ...]]]
"""Returns other words that may be meant by those that were typed."""


class Steps:
    """One search, step by step, until enough is found, time is up or nobody waits for it."""

    def __init__(
        self,
        reader: RegisterReader,
        words: Sequence[str],
        limit: int,
        is_stale: Callable[[], bool],
    ) -> None:
        self._reader = reader
        self._words = tuple(words)
        self._joined = "".join(words)
        self._limit = limit
        self._is_stale = is_stale
        self._began, self._work_began = perf_counter(), thread_time()
        self._wording = Wording(reader)
        self._counts = [self._wording.count(word) for word in words]
        # Two slips cost most of all: they are looked for in the rarest words only.
        self._tried_hard = sorted(words, key=self._wording.count)[:TRIED_HARD]
        self._found: dict[str, RankedEntry] = {}

    def found(self, other_words: OtherWords) -> list[RankedEntry]:
        """Return the best, in order; `other_words` gives what short names stand for."""
        self._numbers()
        self._short_names(other_words(self._words))
        self._whole_names()
        if not self._is_stale():
            self._literal()
        steps: tuple[tuple[Callable[[], None], Callable[[], bool]], ...] = (
            (self._with_place, self._lacks_good),
            (self._otherwise_read, self._lacks_good),
            (self._with_a_slip, self._may_be_misspelt),
            (self._without_common, self._lacks_any),
            (self._with_slips, self._lacks_any),
            (self._without_one, self._lacks_any),
            (self._most_telling, self._lacks_any),
        )
        for step, is_needed in steps:
            if self._is_over():
                break
            if is_needed():
                step()
        return sorted(self._found.values(), key=lambda each: each.order)[: self._limit]

    def _is_over(self) -> bool:
        if self._is_stale():
            return True
        work = thread_time() - self._work_began
        if not self._found:
            return work > WORK_IN_VAIN
        return work > WORK_BOX or perf_counter() - self._began > TIME_BOX

    def _good(self) -> int:
        return sum(each.fit.score >= GOOD for each in self._found.values())

    def _lacks_good(self) -> bool:
        return self._good() < min(self._limit, 5)

    def _may_be_misspelt(self) -> bool:
        if any(each.fit.by in ("exact", "reference") for each in self._found.values()):
            return False
        return self._good() < self._limit or not all(self._counts)

    def _lacks_any(self) -> bool:
        return all(each.fit.score <= POOR for each in self._found.values())

    def _weights(self, words: Sequence[str]) -> list[float]:
        """Return how telling each word is: rare words say more than common ones."""
        whole = log(self._reader.sealed.entries + 2) + 0.5
        counts = [self._wording.count(word) for word in words]
        return [whole - log(count + 1) if count else whole * WEIGHT_OF_UNKNOWN for count in counts]

    def _keep(self, entries: Iterable[RegisterEntry], words: Sequence[str] = ()) -> None:
        """Take entries in, with their fit to what was typed or to another reading of it."""
        new = [each for each in entries if words or each.number not in self._found]
        register = self._reader.sealed.register
        read = words or self._words
        self._take(rank(register, new, read, self._weights(read)))

    def _take(self, ranked: Iterable[RankedEntry]) -> None:
        """Take entries in; of two fits of one entry the better stays."""
        for each in ranked:
            held = self._found.get(each.entry.number)
            if held is None or each.order < held.order:
                self._found[each.entry.number] = each

    def _numbers(self) -> None:
        """Find the company number, or what begins with it."""
        typed = self._joined.upper()
        if len(typed) > 10 or sum(letter.isdigit() for letter in typed) < 3:
            return
        reader = self._reader
        register = reader.sealed.register
        if len(self._words) == 1 and len(typed) >= 4:
            for entry in reader.entries(reader.beginning("number", typed), self._limit):
                self._found[entry.number] = ranked_as(register, entry, Fit(80.0, 0, "reference"))
        for number in dict.fromkeys((typed, typed.zfill(8))):
            for entry in reader.entries(reader.exactly("number", number), 1):
                self._found[entry.number] = ranked_as(register, entry, Fit(100.0, 0, "reference"))

    def _short_names(self, readings: Iterable[tuple[str, ...]]) -> None:
        """Find what a short name such as a brand's stands for."""
        register = self._reader.sealed.register
        for words in readings:
            entries = self._asked(words, self._begun, FEWER)
            ranked = rank(register, entries, words, self._weights(words))
            self._take(known_as(each) for each in ranked)

    def _whole_names(self) -> None:
        """Find the very name, names that begin with it however it is parted, and initials."""
        reader, joined = self._reader, self._joined
        self._keep(reader.entries(reader.exactly("key", joined), FEWER))
        if len(joined) <= INITIALS_AT_MOST:
            self._keep(reader.entries(reader.exactly("key", INITIALS + joined), FEWER))
        # Short beginnings are shared by so many names that asking for all of them is slow.
        if len(joined) >= 6 and not all(self._counts):
            self._keep(reader.entries(reader.beginning("key", joined), FEWER))

    def _literal(self) -> None:
        """Find names with words that begin as typed, in any order."""
        self._keep(self._asked(self._words, self._begun))

    def _with_place(self) -> None:
        """Find the same where some of the words are those of the town or the postcode."""
        if len(self._words) > 1:
            self._keep(self._asked(self._words, self._begun_or_place))

    def _otherwise_read(self) -> None:
        """Find entries whose words were joined or parted when they were typed."""
        for words in readings(self._reader, self._words):
            if self._is_over():
                return
            self._keep(self._asked(words, self._begun, FEWER), words)

    def _with_a_slip(self) -> None:
        """Find names with a slip in the words that few names have."""
        if any(map(self._wording.is_rare, self._words)):
            self._keep(self._asked(self._words, self._like_if_rare))

    def _without_common(self) -> None:
        """Find names without the words that say little, such as services or recruitment."""
        kept = [word for word in self._words if word not in GENERIC]
        if kept and len(kept) < len(self._words):
            self._keep(self._asked(kept, self._like_if_rare, FEWER))

    def _with_slips(self) -> None:
        """Find entries with one or two slips in the words, or a slip in the town."""
        self._keep(self._asked(self._words, self._like_more))

    def _without_one(self) -> None:
        """Find entries with all words but one, the least telling one first."""
        if len(self._words) < 2:
            return
        weights = self._weights(self._words)
        for left_out in sorted(range(len(weights)), key=weights.__getitem__)[:LEFT_OUT]:
            if self._is_over():
                return
            kept = [word for place, word in enumerate(self._words) if place != left_out]
            self._keep(self._asked(kept, self._like_if_rare, FEWER))

    def _most_telling(self) -> None:
        """Find entries with the most telling word alone."""
        weights = self._weights(self._words)
        for place in sorted(range(len(weights)), key=weights.__getitem__, reverse=True)[:2]:
            if self._is_over():
                return
            self._keep(self._asked([self._words[place]], self._like_more, FEWER))

    def _asked(
        self,
        words: Sequence[str],
        ask: "Callable[[str, bool], tantivy.Query]",
        limit: int = CLOSER,
    ) -> list[RegisterEntry]:
        """Return the entries that have every word in the way that is asked for."""
        last = len(words) - 1
        asked = [
            ask(word, place == last)
            for place, word in enumerate(words)
            # A single letter at the end begins too many words; the closer look heeds it.
            if len(word) > 1 or place < last or not last
        ]
        return self._reader.entries(self._reader.all_of(asked), limit)

    def _begun(self, word: str, is_last: bool) -> "tantivy.Query":
        return self._wording.begun(word, is_last)

    def _begun_or_place(self, word: str, is_last: bool) -> "tantivy.Query":
        return self._wording.begun(word, is_last, place=True)

    def _like_if_rare(self, word: str, is_last: bool) -> "tantivy.Query":
        if self._wording.is_rare(word):
            return self._wording.like(word, is_last, 1)
        return self._wording.begun(word, is_last)

    def _like_more(self, word: str, is_last: bool) -> "tantivy.Query":
        if word in self._tried_hard and self._wording.count(word) < COMMON:
            slips = 2 if self._wording.is_rare(word) else 1
            return self._wording.like(word, is_last, slips, place=len(self._words) > 1)
        return self._like_if_rare(word, is_last)
