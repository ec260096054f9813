"""Which column of a file fills which field, guessed from the headers and open to correction."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.column_wishes import column_named
from adviser_tui.exchange.field import Field, ListKind
from adviser_tui.exchange.fields import FIELDS, NEEDED, PRIVATE_WORDS, is_ours
from adviser_tui.text import fold

_ALIKE = 82
_AS_GOOD = 3
_SHORTEST_FUZZY = 5


class MappingMemory(Protocol):
    """Where the mappings of earlier files are kept, by the signature of their headers."""

    def remember(self, signature: str, mapping: Mapping[str, str]) -> None:
        """Keep which header fills which field."""

    def recall(self, signature: str) -> Mapping[str, str] | None:
        """Return what was kept, or nothing."""


@dataclass(frozen=True, slots=True)
class Question:
    """Two or more columns that could fill one field, or one column two: a person must say."""

    field: str
    headers: tuple[str, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class ColumnMap:
    """The finished mapping: `places` gives for each field its column, counted from 0."""

    kind: ListKind
    headers: tuple[str, ...]
    places: Mapping[str, int]
    guessed: frozenset[str] = frozenset()
    """Fields whose header was only similar to a word we know: worth a look."""
    withheld: tuple[str, ...] = ()
    """Headers that speak of health, origin and the like; these columns are never read."""
    questions: tuple[Question, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields that are filled, in the order of our own exports."""
        return tuple(field for field in FIELDS[self.kind] if field.name in self.places)

    @property
    def ignored(self) -> tuple[str, ...]:
        """Headers of columns that fill nothing, withheld ones and our own notes left out."""
        used = set(self.places.values())
        return tuple(
            header
            for place, header in enumerate(self.headers)
            if place not in used and header not in self.withheld and not is_ours(header)
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Labels of the fields, or choices of fields, without which nothing can be imported."""
        labels = {field.name: field.label for field in FIELDS[self.kind]}
        return tuple(
            " or ".join(labels[name] for name in group)
            for group in NEEDED[self.kind]
            if not any(name in self.places for name in group)
        )

    def as_headers(self) -> dict[str, str]:
        """Return the mapping as field and header, the form in which it is remembered."""
        return {name: self.headers[place] for name, place in self.places.items()}

    def checked(self) -> "ColumnMap":
        """Return the mapping itself when it can be used; else say what is to be decided."""
        if self.questions:
            raise ImportFileError(" ".join(question.sentence for question in self.questions))
        if self.missing:
            raise ImportFileError(
                f"No column was recognised as {' and '.join(self.missing)}. Nothing was imported."
                f" The headers are: {', '.join(self.headers)}. Name the column, such as"
                f' --map "{NEEDED[self.kind][0][0]}={self.headers[0]}".'
            )
        return self


def signature(kind: ListKind, headers: Sequence[str]) -> str:
    """Return a short text that is the same for files with the same headers."""
    folded = "\n".join([kind.value, *(fold(header) for header in headers)])
    return hashlib.sha256(folded.encode()).hexdigest()[:32]


def match_columns(
    kind: ListKind,
    headers: Sequence[str],
    *,
    wishes: Mapping[str, str] | None = None,
    recalled: Mapping[str, str] | None = None,
) -> ColumnMap:
    """Find the column of every field: by wish, by memory, by a known word, then by likeness.

    `wishes` maps the name of a field to a header or to nothing, which leaves the field out; it
    comes from `column_wishes.read_wishes`. What is unsure becomes a question of the answer.
    """
    headers = tuple(headers)
    private = PRIVATE_WORDS if kind is ListKind.PARTICIPANTS else frozenset()
    withheld = tuple(header for header in headers if private & set(fold(header).split()))
    closed = {p for p, header in enumerate(headers) if header in withheld or is_ours(header)}
    matching = _Matching(kind, headers, closed)
    for name, header in (wishes or {}).items():
        matching.wish(name, header)
    for name, header in (recalled or {}).items():
        matching.recall(name, header)
    matching.by_known_words()
    matching.by_likeness()
    return ColumnMap(
        kind,
        headers,
        dict(sorted(matching.places.items(), key=lambda item: item[1])),
        frozenset(matching.guessed),
        withheld,
        tuple(matching.questions),
    )


class _Matching:
    """The state of one search for columns: what is taken, and what is still free."""

    def __init__(self, kind: ListKind, headers: tuple[str, ...], closed: set[int]) -> None:
        self.fields = {field.name: field for field in FIELDS[kind]}
        self.headers = headers
        self.folded = [fold(header) for header in headers]
        self.closed = closed
        self.open_fields = dict(self.fields)
        self.free = [place for place in range(len(headers)) if place not in closed]
        self.places: dict[str, int] = {}
        self.guessed: set[str] = set()
        self.questions: list[Question] = []

    def wish(self, name: str, header: str) -> None:
        self.open_fields.pop(name, None)
        if not header:
            return
        place = column_named(header, self.headers)
        if place in self.closed:
            raise ImportFileError(
                f"The column “{self.headers[place]}” is not taken from a file: what it speaks of is"
                " kept only where the person knows about it, if at all. Nothing was imported."
            )
        self._take(name, place)

    def recall(self, name: str, header: str) -> None:
        folded = fold(header)
        for place in self.free:
            if name in self.open_fields and self.folded[place] == folded:
                self._take(name, place)
                return

    def by_known_words(self) -> None:
        ranked = [
            (rank, place, name)
            for name, field in self.open_fields.items()
            for rank, word in enumerate(_known(field))
            for place in self.free
            if self.folded[place] == word
        ]
        for _, place, name in sorted(ranked):
            if name in self.open_fields and place in self.free:
                self._take(name, place)

    def by_likeness(self) -> None:
        """Match what is left by similar spelling, the surest first, and ask where two are close."""
        if not self.free or not self.open_fields:
            return
        scores = self._scores()
        for score, place, name in sorted(scores, reverse=True):
            if name not in self.open_fields or place not in self.free:
                continue
            close = [
                (other_place, other_name)
                for other, other_place, other_name in scores
                if other >= score - _AS_GOOD
                and other_place in self.free
                and other_name in self.open_fields
                and (other_place == place) != (other_name == name)
            ]
            if close:
                self._ask(name, place, close)
            else:
                self._take(name, place)
                self.guessed.add(name)

    def _scores(self) -> list[tuple[float, int, str]]:
        from rapidfuzz import fuzz

        # A header that is a known word itself is no slip for another one.
        sure = {word for field in self.fields.values() for word in _known(field)}
        unsure = [place for place in self.free if self.folded[place] not in sure]
        scores: list[tuple[float, int, str]] = []
        for name, field in self.open_fields.items():
            words = [word for word in _known(field) if len(word) >= _SHORTEST_FUZZY]
            for place in unsure:
                best = max(fuzz.token_sort_ratio(self.folded[place], word) for word in words)
                if best >= _ALIKE:
                    scores.append((best, place, name))
        return scores

    def _ask(self, name: str, place: int, close: list[tuple[int, str]]) -> None:
        places = sorted({place, *(other for other, _ in close)})
        names = [name, *dict.fromkeys(other for _, other in close if other != name)]
        headers = tuple(self.headers[other] for other in places)
        label = self.fields[name].label
        if len(headers) > 1:
            listed = " and ".join(f"“{header}”" for header in headers)
            sentence = f"{listed} could each be the column for {label}."
        else:
            labels = " or ".join(self.fields[other].label for other in names)
            sentence = f"“{headers[0]}” could be the column for {labels}."
        sentence += f' Say which, such as --map "{name}={headers[0]}".'
        self.questions.append(Question(name, headers, sentence))
        for other in names:
            self.open_fields.pop(other, None)

    def _take(self, name: str, place: int) -> None:
        self.places[name] = place
        self.open_fields.pop(name, None)
        if place in self.free:
            self.free.remove(place)


def _known(field: Field) -> list[str]:
    """Return the folded words for a field, the surest first."""
    return list(dict.fromkeys(fold(word) for word in (field.label, *field.words, field.name)))
