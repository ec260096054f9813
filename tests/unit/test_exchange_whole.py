"""An import that is stopped, refused, taken back or brought again, whole every time."""

import gc
import tracemalloc
from pathlib import Path

import pytest

from adviser_tui.errors import ImportFileError, RuleError
from adviser_tui.exchange.field import ListKind
from adviser_tui.exchange.importing import OpenImport, open_import, plan_import, run_import
from adviser_tui.exchange.plan import ImportPlan, ImportResult
from adviser_tui.services.office import Office
from adviser_tui.storage.database import Database
from models.tables import Adviser


@pytest.fixture
def office(database: Database, me: Adviser) -> Office:
    return Office(database)


def opened(office: Office, folder: Path, text: str) -> OpenImport:
    path = folder / "list.csv"
    path.write_text(text, encoding="utf-8")
    return open_import(office.desk, ListKind.EMPLOYERS, path)


def brought(office: Office, folder: Path, text: str) -> ImportResult:
    return run_import(opened(office, folder, text))


def planned(office: Office, folder: Path, text: str) -> ImportPlan:
    plan = plan_import(opened(office, folder, text))
    assert plan is not None
    return plan


def employers(office: Office) -> list[str]:
    rows = office.database.rows("SELECT name FROM employer WHERE void_reason IS NULL ORDER BY name")
    return [row[0] for row in rows]


def test_the_history_names_the_file(office: Office, tmp_path: Path) -> None:
    """Also where one row came in, and after it was taken back and brought in again."""
    brought(office, tmp_path, "Name\nFjord\nSkerry\n")
    brought(office, tmp_path, "Name\nHolm\n")
    assert office.history.undo().endswith(" from list.csv")
    office.history.redo()
    newest, first = office.history.rows()
    assert newest.words.endswith(" from list.csv")
    assert first.words == "imported 2 employers from list.csv"


def test_an_import_is_one_action_that_can_be_undone_and_redone(
    office: Office, tmp_path: Path
) -> None:
    text = "Name,Town\n" + "".join(f"Fjord {n},Hull\n" for n in range(1200))
    brought(office, tmp_path, text)
    assert len(office.history.rows()) == 1
    office.history.undo()
    assert employers(office) == []
    assert planned(office, tmp_path, text).new == 1200
    office.history.redo()
    assert len(employers(office)) == 1200


def test_stopping_brings_nothing_in(office: Office, tmp_path: Path) -> None:
    text = "Name,Town\n" + "".join(f"Fjord {n},Hull\n" for n in range(6000)) + ",York\n"
    seen: list[tuple[int, int]] = []
    ready = opened(office, tmp_path, text)
    result = run_import(
        ready,
        progress=lambda done, total: seen.append((done, total)),
        cancelled=lambda: len(seen) > 10,
    )
    assert result.cancelled
    assert "Nothing was imported" in result.in_words()
    assert employers(office) == []
    assert office.history.rows() == ()
    assert plan_import(ready, cancelled=lambda: True) is None
    assert sorted(path.name for path in tmp_path.glob("list*")) == ["list.csv"]
    assert run_import(ready).imported == 6000


def test_a_long_import_is_taken_back_and_brought_again_in_parts(
    office: Office, tmp_path: Path
) -> None:
    rows = "".join(f"Invented Employer {number},Town {number % 90}\n" for number in range(20_000))
    brought(office, tmp_path, f"Name,Town\n{rows}")
    counts = "SELECT count(*), count(void_reason) FROM employer UNION ALL"
    counts += " SELECT count(*), count(void_reason) FROM employer_site"

    def seen() -> list[tuple[int, ...]]:
        return [tuple(row) for row in office.database.rows(counts)]

    assert seen() == [(20_000, 0), (20_000, 0)]
    tracemalloc.start()
    assert office.history.undo() == "imported 20,000 employers from list.csv"
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert seen() == [(20_000, 20_000), (20_000, 20_000)]
    assert most < 12_000_000
    assert office.history.redo() == "imported 20,000 employers from list.csv"
    assert seen() == [(20_000, 0), (20_000, 0)]


def test_an_import_with_a_row_changed_since_is_not_taken_back_in_part(
    office: Office, tmp_path: Path
) -> None:
    brought(office, tmp_path, "Name,Town\nFjord,Hull\nHill,York\n")
    # As another device would change it: without an action of one's own to take back first.
    with office.database.writing() as connection:
        connection.execute("UPDATE employer SET void_reason = 'twice' WHERE name = 'Hill'")
    with pytest.raises(RuleError, match="changed again since"):
        office.history.undo()
    assert employers(office) == ["Fjord"]


def test_what_stops_a_walk_leaves_the_collector_as_it_was(office: Office, tmp_path: Path) -> None:
    before = gc.get_threshold()
    assert plan_import(opened(office, tmp_path, "Name\nFjord\n"), cancelled=lambda: True) is None
    gone = opened(office, tmp_path, "Name\nFjord\n")
    (tmp_path / "list.csv").unlink()
    with pytest.raises(ImportFileError, match="can no longer be read"):
        run_import(gone)
    assert gc.get_threshold() == before
    assert not employers(office)
