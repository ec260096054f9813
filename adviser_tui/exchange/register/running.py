"""Importing a register: read, build, save now and then, and take it into use when it is whole.

A run that was stopped, killed or lost its file goes on where it last saved, and the register in
use is touched by nothing before the very end.
"""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from adviser_tui.clock import Clock
from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.collecting import set_aside
from adviser_tui.exchange.register.objects import read_objects
from adviser_tui.exchange.register.position import Position
from adviser_tui.exchange.register.report import Progress, RegisterProgress, RegisterReport
from adviser_tui.exchange.register.rows import SHOWN, BadRow, Block
from adviser_tui.exchange.register.source import Source, open_source
from adviser_tui.exchange.register.tables import read_table

if TYPE_CHECKING:
    from adviser_tui.storage.register.building import Building
    from adviser_tui.storage.register.store import RegisterStore

Cancelled = Callable[[], bool]
_BETWEEN = 0.2
"""Seconds between two words about progress."""
_MANY = 1_000
"""With more bad rows than this, and more than good ones, a file is no register."""


def import_register(
    given: Path | Sequence[Path],
    store: "RegisterStore",
    progress: Progress = lambda so_far: None,
    is_cancelled: Cancelled = lambda: False,
    *,
    clock: Clock | None = None,
) -> RegisterReport:
    """Bring a register in, going on where an earlier run with the same file stopped.

    Raises `ImportFileError` where the file is no register or is damaged, and `StorageError` where
    it vanished or the disk is full; the register in use stays as it is.
    """
    source = open_source(given)
    clock = clock or Clock()
    mark = source.mark()
    begun = store.unfinished(source.register)
    walk = _Walk(source, progress, is_cancelled)
    if begun is not None and begun.mark != mark:
        walk.remarks.append(
            f"An unfinished import of {begun.mark.file_name} was given up: this file is another "
            "one, or has changed since."
        )
    building = store.begin(mark)
    try:
        with building, set_aside():
            walk.start_at(Position.from_number(building.position))
            _build(walk, building)
            if walk.is_cancelled():
                building.save(walk.position.as_number())
                return walk.report(clock, building.entries, cancelled=True)
            walk.say("finishing")
            _check(walk, building)
            report = walk.report(clock, building.entries)
            building.finish(report.as_of, clock.now())
            return report
    except ImportFileError:
        building.abandon()
        raise


def survey_register(
    given: Path | Sequence[Path],
    progress: Progress = lambda so_far: None,
    is_cancelled: Cancelled = lambda: False,
    *,
    clock: Clock | None = None,
) -> RegisterReport:
    """Read a register and say what would come in, changing nothing."""
    walk = _Walk(open_source(given), progress, is_cancelled)
    entries = 0
    with set_aside():
        for block in walk.blocks():
            entries += len(block.entries)
    return walk.report(clock or Clock(), entries, cancelled=is_cancelled(), dry_run=True)


def _build(walk: "_Walk", building: "Building") -> None:
    for block in walk.blocks():
        building.add(block.entries)
        if building.is_due:
            building.save(walk.position.as_number())


def _check(walk: "_Walk", building: "Building") -> None:
    """Refuse what must not take the place of a register that works."""
    name = walk.source.paths[0].name
    kept = "Nothing was taken into use, and the register in use stays as it is."
    if not building.entries:
        raise ImportFileError(f"{name} holds no company. {kept} Download the file again.")
    if walk.position.bad > max(_MANY, building.entries):
        first = f" (line {walk.bad[0].line}: {walk.bad[0].why})" if walk.bad else ""
        raise ImportFileError(
            f"{walk.position.bad:,} rows of {name} could not be read{first}, more than could. "
            f"{kept} Download the file again."
        )
    if walk.source.mark() != building.mark:
        raise ImportFileError(
            f"{name} was changed while it was read. {kept} Import it again when it is whole."
        )


@dataclass(slots=True)
class _Walk:
    """One way through the files of a source, from the beginning or from farther on."""

    source: Source
    progress: Progress
    is_cancelled: Cancelled
    position: Position = field(default_factory=Position)
    began_at: Position = field(default_factory=Position)
    bad: list[BadRow] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    _began: float = field(default_factory=time.monotonic)
    _read_from: float = -1.0
    _read_since: float = 0.0
    _last: float = 0.0

    def start_at(self, position: Position) -> None:
        """Go on from a place where an earlier run saved."""
        if position.part < len(self.source.parts):
            self.position = self.began_at = position

    def blocks(self) -> Iterator[Block]:
        """Yield what there is; `position` is behind the block that was given out."""
        first = self.position.part
        for number in range(first, len(self.source.parts)):
            yield from self._blocks_of(number)
            if self.is_cancelled():
                return

    def _blocks_of(self, number: int) -> Iterator[Block]:
        part, layout = self.source.parts[number]
        before = sum(each.size for each, _ in self.source.parts[:number])
        at = self.position
        offset, line = (at.offset, at.line) if at.part == number and at.offset else (0, 0)
        stream = part.open()
        try:
            self._say("skipping", before)
            stream.go_to(offset or layout.begins, self.is_cancelled)
            if self.is_cancelled():
                return
            read = read_table if layout.columns else read_objects
            for block in read(stream, layout, line or layout.line):
                self._take_note(number, block)
                yield block
                self._say("reading", before + stream.packed_offset)
                if self.is_cancelled():
                    return
        finally:
            stream.close()

    def _take_note(self, number: int, block: Block) -> None:
        at = self.position
        self.bad += block.bad[: SHOWN - len(self.bad)]
        self.position = Position(
            number,
            block.offset,
            block.line,
            at.rows + block.rows,
            at.dissolved + block.dissolved,
            at.bad + block.bad_count,
        )

    def say(self, step: str) -> None:
        """Tell that the last step began."""
        self.progress(RegisterProgress(self.position.rows, 1.0, 0, None, step))

    def _say(self, step: str, done: int) -> None:
        now = time.monotonic()
        share = min(1.0, done / self.source.size) if self.source.size else 1.0
        if step == "reading" and self._read_from < 0:
            self._read_from, self._read_since = share, now
        if now - self._last < _BETWEEN:
            return
        self._last = now
        took = max(now - self._read_since, 0.001)
        rows = self.position.rows - self.began_at.rows
        gone = share - self._read_from
        is_known = step == "reading" and gone > 0.002
        self.progress(
            RegisterProgress(
                self.position.rows,
                round(share, 4),
                int(rows / took) if step == "reading" and took > 0.5 else 0,
                int(took * (1 - share) / gone) if is_known else None,
                step,
            )
        )

    def report(
        self, clock: Clock, entries: int, *, cancelled: bool = False, dry_run: bool = False
    ) -> RegisterReport:
        """Return what became of the file."""
        return RegisterReport(
            self.source.register,
            self.source.name,
            self.source.file_name,
            self.source.as_of(clock.today()),
            self.position.rows,
            entries,
            self.position.dissolved,
            self.position.bad,
            tuple(self.bad),
            self.began_at.rows,
            time.monotonic() - self._began,
            cancelled,
            dry_run,
            (*self.source.remarks, *self.remarks),
        )
