"""What an import of a register says while it runs, and in the end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from adviser_tui.exchange.register.rows import BadRow
from adviser_tui.storage.register.entry import RegisterKind


@dataclass(frozen=True, slots=True)
class RegisterProgress:
    """How far an import is."""

    rows: int
    """Rows read, also in an earlier run that this one goes on with."""
    share: float
    """Of the file's bytes on disk, from 0 to 1."""
    rows_per_second: int
    seconds_left: int | None
    """Nothing before it can be told."""
    step: str = "reading"
    """`skipping` to where an earlier run stopped, `reading`, or `finishing`."""


Progress = Callable[[RegisterProgress], None]


@dataclass(frozen=True, slots=True)
class RegisterReport:
    """What became of a register's file."""

    register: RegisterKind
    name: str
    """The product that it is."""
    file_name: str
    as_of: date
    rows: int
    entries: int
    """Companies in the register, or that would be in it."""
    dissolved: int
    """Left out, because they are no more."""
    bad: int
    """Left out, because nothing could be made of the row."""
    bad_rows: tuple[BadRow, ...] = ()
    """The first of them that this run met."""
    resumed_at: int = 0
    """Rows that an earlier run had saved."""
    seconds: float = 0.0
    cancelled: bool = False
    dry_run: bool = False
    remarks: tuple[str, ...] = ()

    def in_words(self) -> str:
        """Return it in a sentence or two."""
        if self.cancelled and self.dry_run:
            return "Stopped. Nothing was changed."
        if self.cancelled:
            return (
                f"Stopped after {self.rows:,} rows, which are kept. The register in use stays as "
                "it is. Import the same file again to go on."
            )
        left = [
            f"{many:,} {words}"
            for many, words in (
                (self.dissolved, "no longer exist"),
                (self.bad, "could not be read"),
            )
            if many
        ]
        out = f" Left out: {' and '.join(left)}." if left else ""
        if self.dry_run:
            return (
                f"{self.entries:,} companies would come in, as of {self.as_of.isoformat()}.{out} "
                "This was a trial; nothing was changed."
            )
        return (
            f"{self.entries:,} companies are in the register, as of {self.as_of.isoformat()}.{out}"
        )
