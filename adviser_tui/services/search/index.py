"""All words of a kind with where they occur, packed small enough for 100,000 employers."""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from heapq import merge

from adviser_tui.services.search.documents import SEPARATOR, Document

_REST = "\x1e"
_LAST = "\U0010ffff"
BREATH = 250
"""After so many documents others may run while the index is made."""
BLOCK = 4_096

Range = tuple[int, int]
"""First word and the one after the last, by their places among the sorted words."""


class Index:
    """Words and documents in flat arrays; a document is a number from 0.

    Words are sorted, so that everything that begins with a few letters lies side by side, and so
    do the documents in which it occurs.
    """

    def __init__(
        self, documents: Iterable[Document], breathe: Callable[[], None] = lambda: None
    ) -> None:
        self.places = array("I")
        self.sizes = array("H")
        """How long the text of each document is, as far as 65,535."""
        self._text = bytearray()
        self._ends = array("I", [0])
        numbers: dict[str, int] = {}
        counts, stream, lengths = array("I"), array("I"), array("H")
        for document in documents:
            if len(self.places) % BREATH == 0:
                breathe()
            self.places.append(document.place)
            names = SEPARATOR.join(document.names)
            text = f"{names}{_REST}{document.rest}".encode()
            self._text += text
            self.sizes.append(min(len(text), 0xFFFF))
            self._ends.append(len(self._text))
            words = {*" ".join((*document.names, document.rest)).split()}
            lengths.append(len(words))
            for word in words:
                number = numbers.setdefault(word, len(numbers))
                if number == len(counts):
                    counts.append(0)
                counts[number] += 1
                stream.append(number)
        self.words = sorted(numbers)
        self.starts, self._docs = _sorted_in(self.words, numbers, counts, stream, lengths)
        breathe()
        self._by_name = array("I", self._in_order(breathe))

    def _in_order(self, breathe: Callable[[], None]) -> Iterator[int]:
        """Yield the documents by name, sorted in blocks so that few names are held at once."""
        blocks = (range(at, min(at + BLOCK, len(self))) for at in range(0, len(self), BLOCK))
        ordered = [array("I", sorted(block, key=self.name)) for block in blocks]
        for count, number in enumerate(merge(*ordered, key=self.name)):
            if count % BREATH == 0:
                breathe()
            yield number

    def __len__(self) -> int:
        """Return how many documents there are."""
        return len(self.places)

    def document(self, number: int) -> tuple[list[str], str]:
        """Return the names and the other words of a document."""
        text = self._text[self._ends[number] : self._ends[number + 1]].decode()
        names, _, rest = text.partition(_REST)
        return names.split(SEPARATOR), rest

    def name(self, number: int) -> str:
        """Return the folded name of a document."""
        return self.document(number)[0][0]

    def named(self, beginning: str, limit: int) -> list[int]:
        """Return documents whose name begins with these letters, by name."""
        start = bisect_left(self._by_name, beginning, key=self.name)
        found: list[int] = []
        for number in self._by_name[start : start + limit]:
            if not self.name(number).startswith(beginning):
                break
            found.append(number)
        return found

    def beginning_with(self, letters: str) -> Range:
        """Return the words that begin with these letters."""
        first = bisect_left(self.words, letters)
        return first, bisect_left(self.words, letters + _LAST, first)

    def exactly(self, word: str) -> Range:
        """Return the one word, or an empty range."""
        first = bisect_left(self.words, word)
        found = first < len(self.words) and self.words[first] == word
        return first, first + found

    def count(self, words: Range) -> int:
        """Return how many times the words of a range occur."""
        return self.starts[words[1]] - self.starts[words[0]]

    def docs(self, words: Range) -> "array[int]":
        """Return the documents in which the words of a range occur; some may come twice."""
        return self._docs[self.starts[words[0]] : self.starts[words[1]]]


def _sorted_in(
    words: "list[str]",
    numbers: "dict[str, int]",
    counts: "array[int]",
    stream: "array[int]",
    lengths: "array[int]",
) -> "tuple[array[int], array[int]]":
    """Return where each word's documents start, and the documents, word after word.

    `stream` has the words of one document after the other by the numbers they got when they were
    first met, `lengths` how many each document has.
    """
    starts = array("I", [0])
    following = array("I", [0]) * len(words)
    for word in words:
        number = numbers[word]
        following[number] = starts[-1]
        starts.append(starts[-1] + counts[number])
    docs = array("I", [0]) * len(stream)
    at = 0
    for document, length in enumerate(lengths):
        for number in stream[at : at + length]:
            docs[following[number]] = document
            following[number] += 1
        at += length
    return starts, docs
