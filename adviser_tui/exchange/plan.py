"""What would happen to each row of a file, before anything happens."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from adviser_tui.exchange.columns import ColumnMap
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.rows import Fault
from adviser_tui.services.duplicates.likely import Likely

Progress = Callable[[int, int], None]
"""Called with the rows that are done and how many there will be, which is an estimate."""
Cancelled = Callable[[], bool]
NOBODY = Likely()


class Fate(StrEnum):
    """What becomes of a row."""

    NEW = "new"
    DOUBLE = "double"
    UNCHANGED = "unchanged"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One row, and what becomes of it."""

    line: int
    fate: Fate
    name: str
    why: str = ""
    """Why it is a double and of what, or the first thing to mend."""
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The table of what will happen; `rows` holds the first of each fate, the counts all."""

    kind: ListKind
    path: Path
    columns: ColumnMap
    new: int
    doubles: int
    unchanged: int
    bad: int
    rows: tuple[Verdict, ...]
    doubts: tuple[Fault, ...] = ()
    """The first of the cells that were taken in spite of looking strange."""
    doubtful: int = 0
    """How many such cells there are."""
    remarks: tuple[str, ...] = ()
    """What was found out about the file, and what would be added beside the rows."""
    likely: Likely = NOBODY
    """Which of the rows that come in may be somebody already."""

    @property
    def total(self) -> int:
        """How many rows there are."""
        return self.new + self.doubles + self.unchanged + self.bad

    def of(self, fate: Fate) -> tuple[Verdict, ...]:
        """Return the rows that are shown of one fate."""
        return tuple(row for row in self.rows if row.fate is fate)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What happened; after `cancelled`, nothing did."""

    plan: ImportPlan
    imported: int
    bad_file: Path | None = None
    """Where the bad rows are kept to be mended and imported again."""
    cancelled: bool = False

    def in_words(self) -> str:
        """Return it in a sentence or two."""
        plan = self.plan
        if self.cancelled:
            return "The import was stopped. Nothing was imported."
        parts = [f"{self.imported:,} of {plan.total:,} {plan.kind.value} came in"]
        if plan.doubles:
            parts.append(f"{_many(plan.doubles, 'double was', 'doubles were')} left out")
        if plan.unchanged:
            parts.append(f"{_many(plan.unchanged, 'was', 'were')} here already")
        if plan.bad:
            parts.append(f"{_many(plan.bad, 'row is', 'rows are')} to be mended")
        sentence = ", ".join(parts) + "."
        if self.bad_file is not None:
            those, them = ("That row is", "it") if plan.bad == 1 else ("Those rows are", "them")
            sentence += f" {those} in {self.bad_file}; mend {them} and import that file."
        return sentence


def _many(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"
