"""Walking a file once, and settling what becomes of each row."""

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from adviser_tui.errors import ImportFileError
from adviser_tui.exchange.bad_rows import BadRow
from adviser_tui.exchange.columns import ColumnMap
from adviser_tui.exchange.plan import NOBODY, Cancelled, Fate, ImportPlan, Progress, Verdict
from adviser_tui.exchange.recipe import Misfit, Recipe, Understood, Values
from adviser_tui.exchange.rows import Fault, Row, Table
from adviser_tui.exchange.seen import Double, Facts, Seen
from adviser_tui.exchange.values import Read, RowReader

SHOWN = 200
"""Rows that a plan shows of each fate."""
STEP = 500
"""Rows between two reports of progress, and two questions whether to stop."""

_NAMES = ("name", "preferred_name", "first_name", "legal_name", "title")
_NUMBERS_IN_NAME_ONLY = ("reference", "employer_reference", "phone", "company_number", "postcode")


class Stopped(Exception):  # noqa: N818
    """Somebody asked to stop; caught by whoever asked for the walk."""


class Survey:
    """One walk over a table; afterwards it knows the plan and keeps the bad rows."""

    def __init__(self, table: Table, columns: ColumnMap, recipe: Recipe, country: str) -> None:
        self._table = table
        self._columns = columns
        self.recipe = recipe
        self._reader = RowReader(table, columns, country)
        self._seen = Seen(recipe.facts)
        self._counts = dict.fromkeys(Fate, 0)
        self._rows: list[Verdict] = []
        self._doubts: list[Fault] = []
        self._doubtful = 0
        self._likely = NOBODY
        # Bad rows wait here rather than in memory of their own: there may be as many as rows.
        self._bad = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
        self._bad.execute("CREATE TABLE bad (line INTEGER, cells TEXT, sentence TEXT)")

    def close(self) -> None:
        """Let go of what was kept for the walk."""
        self._seen.close()
        self._bad.close()

    def walk(self, progress: Progress, cancelled: Cancelled) -> Iterator[Values]:
        """Yield the values of each new row; raises `Stopped` when asked to stop."""
        self.recipe.load(self._seen)
        rows = self._rows_of_file()
        done = 0
        while batch := list(islice(rows, STEP)):
            if cancelled():
                raise Stopped
            understood = [found for row in batch if (found := self._understand(row)) is not None]
            self._seen.prepare(each.marks for _, each in understood)
            for read, each in understood:
                if self._is_new(read, each):
                    self.recipe.arrives(read.line, each.values)
                    yield each.values
            done += len(batch)
            progress(done, max(done, round(done / (self._table.share_read() or 1))))
        if cancelled():
            raise Stopped
        progress(done, done)
        self._likely = self.recipe.likely(partial(_stop_where, cancelled))

    def _rows_of_file(self) -> Iterator[Row]:
        try:
            yield from self._table.rows()
        except OSError as trouble:
            raise ImportFileError(
                f"{self._table.path.name} can no longer be read"
                f" ({trouble.strerror or 'the system refused'}). Nothing was imported. See whether"
                " it is still there, and try again."
            ) from trouble

    def plan(self) -> ImportPlan:
        """Return what was found on the walk."""
        counts = self._counts
        remarks = list(self._table.remarks)
        if self._columns.withheld:
            remarks.append(f"Never read from a file: {', '.join(self._columns.withheld)}.")
        if self._columns.ignored:
            remarks.append(f"Columns left out: {', '.join(self._columns.ignored)}.")
        if lost := self._without_noughts():
            remarks.append(
                f"Held as numbers in the file, so noughts in front are gone there: {lost}. Where it"
                " matters, format the column as text and import again."
            )
        remarks.extend(self.recipe.remarks())
        return ImportPlan(
            self._columns.kind,
            self._table.path,
            self._columns,
            counts[Fate.NEW],
            counts[Fate.DOUBLE],
            counts[Fate.UNCHANGED],
            counts[Fate.BAD],
            tuple(sorted(self._rows, key=lambda row: row.line)),
            tuple(self._doubts),
            self._doubtful,
            tuple(remarks),
            self._likely,
        )

    def _without_noughts(self) -> str:
        """Name the columns of a workbook whose numbers are none, such as telephone numbers."""
        numeric = self._table.numeric
        return ", ".join(
            self._columns.headers[place]
            for name, place in self._columns.places.items()
            if name in _NUMBERS_IN_NAME_ONLY and place in numeric
        )

    def bad_rows(self) -> Iterator[BadRow]:
        """Walk the rows to mend, in the order of the file."""
        for line, cells, sentence in self._bad.execute("SELECT * FROM bad ORDER BY rowid"):
            yield BadRow(line, json.loads(cells), sentence)

    def _understand(self, row: Row) -> tuple[Read, Understood] | None:
        read = self._reader.read(row)
        if read.faults:
            self._is_bad(row, read.faults)
            return None
        try:
            if lacking := self.recipe.lacking(read.values):
                raise Misfit(*lacking)
            return read, self.recipe.understand(read)
        except Misfit as misfit:
            self._is_bad(row, (self._fault(row, misfit),))
            return None

    def _is_new(self, read: Read, understood: Understood) -> bool:
        facts = understood.facts
        looks = self._seen.look(understood.marks) if understood.marks.looks else ()
        double = self._seen.meet(read.line, facts, understood.marks, self.recipe.contradicts)
        if double is not None:
            self._is_double(read, facts, double)
            return False
        self._note(read.line, Fate.NEW, facts.name)
        if read.doubts:
            self._doubt(read.doubts)
        for look in looks:
            sentence = f"May be {look.facts} as well ({look.why}); taken as somebody else."
            self._doubt((Fault(read.line, 0, "", facts.name, sentence),))
        return True

    def _is_bad(self, row: Row, faults: Sequence[Fault]) -> None:
        sentence = " ".join(fault.sentence for fault in faults)
        self._bad.execute(
            "INSERT INTO bad VALUES (?, ?, ?)",
            (row.line, json.dumps(row.cells, ensure_ascii=False), sentence),
        )
        name = self._named(row)
        self._note(row.line, Fate.BAD, name, faults[0].sentence, tuple(faults))

    def _named(self, row: Row) -> str:
        """Return what a row that cannot be read calls itself, as far as one can see."""
        places = (self._columns.places.get(name, -1) for name in _NAMES)
        named = (row.cells[place] for place in places if 0 <= place < len(row.cells))
        return next((cell for cell in (*named, *row.cells) if cell), "")

    def _is_double(self, read: Read, facts: Facts, double: Double) -> None:
        if double.rowid and _agrees(read.values, self.recipe.held(double.rowid)):
            self._note(read.line, Fate.UNCHANGED, facts.name, "It is here already.")
            return
        whose = f"line {double.line}, {double.facts}" if double.line else str(double.facts)
        self._note(read.line, Fate.DOUBLE, facts.name, f"Double of {whose}: {double.why}.")

    def _fault(self, row: Row, misfit: Misfit) -> Fault:
        place = self._columns.places.get(misfit.field)
        if place is None:
            return Fault(row.line, 0, "", "", str(misfit))
        return self._table.fault(row.line, place, row.cells[place], str(misfit))

    def _note(
        self, line: int, fate: Fate, name: str, why: str = "", faults: tuple[Fault, ...] = ()
    ) -> None:
        self._counts[fate] += 1
        if self._counts[fate] <= SHOWN:
            self._rows.append(Verdict(line, fate, name, why, faults))

    def _doubt(self, doubts: Sequence[Fault]) -> None:
        self._doubtful += len(doubts)
        self._doubts.extend(doubts[: max(0, SHOWN - len(self._doubts))])


def _stop_where(cancelled: Cancelled) -> None:
    if cancelled():
        raise Stopped


def _agrees(values: Mapping[str, Any], held: Mapping[str, object]) -> bool:
    """Tell whether the caseload holds everything that a row says; it may hold more."""
    return all(held.get(name, value) in (value, _plain(value)) for name, value in values.items())


def _plain(value: Any) -> object:
    return value.isoformat() if hasattr(value, "isoformat") else value
