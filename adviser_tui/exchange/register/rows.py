"""What comes out of a register's file, and what of it could not be used."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from adviser_tui.storage.register.entry import RegisterEntry, RegisterKind

SHOWN = 20
"""How many of the bad rows are kept with their reasons; all are counted."""

EntryOf = Callable[[Any], RegisterEntry | None]
"""Makes an entry of a row or object; nothing where the company is dissolved."""


class UnusableRowError(Exception):
    """A row that no entry can be made of; the text says why, as the end of "line 7: …"."""


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that was left out."""

    line: int
    """In its file, counted from 1."""
    why: str


@dataclass(slots=True)
class Block:
    """Some rows of a file, and where the next ones begin."""

    offset: int
    """Bytes of the unpacked file before the next row."""
    line: int
    """The next row's line."""
    rows: int = 0
    entries: list[RegisterEntry] = field(default_factory=list)
    dissolved: int = 0
    bad: list[BadRow] = field(default_factory=list)
    """At most `SHOWN` of them."""
    bad_count: int = 0

    def take(self, entry_of: EntryOf, row: object, line: int) -> None:
        """Make an entry of one row, or note why there is none."""
        self.rows += 1
        try:
            entry = entry_of(row)
        except UnusableRowError as error:
            self.leave_out(line, str(error))
            return
        if entry is None:
            self.dissolved += 1
        else:
            self.entries.append(entry)

    def leave_out(self, line: int, why: str) -> None:
        """Note a row that could not be used."""
        self.bad_count += 1
        if len(self.bad) < SHOWN:
            self.bad.append(BadRow(line, why))


@dataclass(frozen=True, slots=True)
class Layout:
    """How one file of a register is read."""

    register: RegisterKind
    name: str
    """What it is, for a person: `Companies House basic company data`."""
    begins: int
    """Bytes before the first company."""
    line: int
    """The first company's line."""
    entry_of: EntryOf
    columns: int = 0
    """Cells of a row; 0 where the file holds JSON objects."""
    needed: int = 0
    """Cells that a row must have; what is missing after them counts as empty."""
    delimiter: str = ","
