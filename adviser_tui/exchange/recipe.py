"""What importing one kind of list needs to know, whatever kind it is."""

import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, ClassVar, NamedTuple

from adviser_tui.exchange.seen import Facts, Marks, Seen
from adviser_tui.exchange.values import Read
from adviser_tui.services.desk import Desk
from adviser_tui.services.duplicates.likely import Likely, Stop

Values = Mapping[str, Any]
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class Understood(NamedTuple):
    """A row that means something: what it is about, how it is known again, what is written."""

    facts: Facts
    marks: Marks
    values: Values
    """The values of the row, completed."""


class Misfit(Exception):  # noqa: N818
    """A row whose cells are fine one by one but do not fit together, or not to the caseload."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


class Recipe(ABC):
    """How rows of one kind are known again, completed and written."""

    staging: ClassVar[tuple[str, ...]]
    """Columns of the table through which rows are written in batches."""
    inserts: ClassVar[tuple[str, ...]]
    """Statements that move what is staged into the caseload's tables, in order.

    They use `:at`, `:by` and `:device` for authorship.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @abstractmethod
    def caseload(self) -> Iterator[tuple[int, Marks]]:
        """Walk what is in the caseload already, with the number of its row."""

    @abstractmethod
    def facts(self, rowid: int) -> Facts:
        """Return what one row of the caseload is about."""

    @abstractmethod
    def understand(self, read: Read) -> Understood:
        """Complete one row; raises `Misfit` where it cannot be taken."""

    @abstractmethod
    def staged(self, values: Values) -> Sequence[object]:
        """Return one value for each of the `staging` columns."""

    @abstractmethod
    def held(self, rowid: int) -> dict[str, object]:
        """Return what the caseload holds of one row, under the names of the fields."""

    def contradicts(self, mine: Facts, theirs: Facts, why: str) -> bool:
        """Tell whether two rows that share a mark, `why` says which, are two after all."""
        return False

    def lacking(self, values: Values) -> tuple[str, str] | None:
        """Return the field without which a row means nothing, and a sentence about it."""
        return None

    def arrives(self, line: int, values: Values) -> None:  # noqa: B027
        """Hear of a row that is to come in."""

    def likely(self, stop: Stop) -> Likely:
        """Return which of the rows that come in may be there already, after the last of them."""
        return Likely()

    def remarks(self) -> list[str]:
        """Say what would be added beside the rows themselves."""
        return []

    def load(self, seen: Seen) -> None:
        """Let `seen` know everything that is in the caseload."""
        for rowid, marks in self.caseload():
            seen.note(rowid, marks)

    def beforehand(self) -> tuple[str, Sequence[Mapping[str, object]]] | None:
        """Return a statement and its rows for what the staged rows refer to and is not there."""
        return None


@lru_cache(maxsize=4096)
def listed(texts: tuple[str, ...]) -> str:
    """Return texts as the JSON in which the caseload keeps a list."""
    return _JSON.encode(texts)
