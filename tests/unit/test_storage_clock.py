"""A wrong clock confuses nobody: what was done later stays later."""

import time
from datetime import UTC, datetime
from itertools import pairwise

import pytest

from adviser_tui import ids
from adviser_tui.clock import FixedClock
from adviser_tui.storage import checks
from adviser_tui.storage.database import Database
from adviser_tui.storage.undo import redo, undo
from models.tables import Employer

YEARS = (2026, 2090, 1970, 2026, 1971, 2027)
YEAR_MS = 31_556_952_000


def travel(database: Database, year: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set every clock that the program asks to `year`, the one inside the triggers too."""
    at = datetime(year, 6, 1, 12, tzinfo=UTC)
    assert isinstance(database.clock, FixedClock)
    database.clock.at = at
    monkeypatch.setattr(time, "time_ns", lambda: int(at.timestamp()) * 10**9)
    # The tests after this one must not begin in the year that the ids have come to.
    monkeypatch.setattr(ids, "_last", ids._last)
    with database.writing() as connection:
        connection.execute(
            "UPDATE sync_state SET offset_ms = ? - "
            "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER)",
            (int(at.timestamp()) * 1000,),
        )


def test_order_survives_a_clock_that_jumps(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ids, "_last", 0)
    for year in YEARS:
        travel(database, year, monkeypatch)
        with database.write() as work:
            work.add(Employer(name=str(year)))
    stamps = [row[0] for row in database.rows("SELECT hlc FROM change_record ORDER BY lseq")]
    assert all(before < after for before, after in pairwise(stamps))
    groups = [row[0] for row in database.rows("SELECT g FROM change_record ORDER BY lseq")]
    assert groups == sorted(groups)
    names = database.rows("SELECT name FROM employer ORDER BY id")
    assert [row[0] for row in names] == [str(year) for year in YEARS]


def test_undo_goes_by_what_was_done_last_not_by_the_date(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in YEARS:
        travel(database, year, monkeypatch)
        with database.write() as work:
            work.add(Employer(name=str(year)))

    def live() -> list[str]:
        rows = database.rows("SELECT name FROM employer WHERE void_reason IS NULL ORDER BY rowid")
        return [row[0] for row in rows]

    for left in range(len(YEARS) - 1, -1, -1):
        undo(database)
        assert live() == [str(year) for year in YEARS[:left]]
    for left in range(1, len(YEARS) + 1):
        redo(database)
        assert live() == [str(year) for year in YEARS[:left]]


def test_the_examination_tells_of_a_clock_that_was_ahead(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    travel(database, 2090, monkeypatch)
    with database.write() as work:
        work.add(Employer(name="From the future"))
    travel(database, 2026, monkeypatch)
    found = checks.device_clock(database.reader(), database.clock)
    assert found.grade == "warn"
    assert "ahead of today's clock" in found.said
