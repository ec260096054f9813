"""`adviser register`, word for word as scripts and the screen use it."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adviser_tui.cli import STOPPED, main
from adviser_tui.services.office import open_office
from adviser_tui.storage.register.store import FOLDER, RegisterStore
from bench.make_register import write_register

if TYPE_CHECKING:
    from adviser_tui.storage.database import Database
    from models.tables import Adviser


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "BasicCompanyDataAsOneFile-2026-11-01.csv"
    with path.open("wb") as out:
        write_register(out, 200, "uk")
    return path


def told(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_without_a_register_every_command_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["register", "status"]) == 0
    assert capsys.readouterr().out.startswith("No register was imported yet.")
    assert main(["register", "find", "brello"]) == 1
    assert "No register was imported yet." in capsys.readouterr().err
    assert main(["register", "remove"]) == 1
    assert "Nothing was removed." in capsys.readouterr().err


def test_a_trial_changes_nothing(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "import", str(file), "--dry-run", "--json"]) == 0
    document = told(capsys)
    assert document["companies"] == 200
    assert document["as_of"] == "2026-11-01"
    assert document["dry_run"] is True
    assert not folder.exists()


def test_import_status_find_and_remove(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "import", str(file)]) == 0
    assert "200 companies are in the register, as of 2026-11-01." in capsys.readouterr().out

    assert main(["register", "status", "--json"]) == 0
    (status,) = told(capsys)["registers"]
    assert (status["register"], status["companies"]) == ("uk", 200)
    assert status["as_of"] == "2026-11-01"
    assert status["trouble"] == ""

    assert main(["register", "find", "01000000", "--json"]) == 0
    hits = told(capsys)["hits"]
    assert hits[0]["number"] == "01000000"
    assert set(hits[0]) == {
        *("register", "number", "name", "place", "status", "is_gone", "why", "score")
    }
    name = hits[0]["name"]
    assert main(["register", "find", *name.split()[:2]]) == 0
    assert capsys.readouterr().out.startswith(name)

    assert main(["register", "find", "zz"]) == 0
    assert capsys.readouterr().out == "The register is searched from 3 letters on.\n"

    assert main(["register", "remove", "no"]) == 1
    capsys.readouterr()
    assert main(["register", "remove"]) == 0
    assert "Employers that you adopted from it stay." in capsys.readouterr().out
    assert RegisterStore(folder / FOLDER).statuses() == ()


def test_it_works_while_a_window_has_the_caseload_open(
    file: Path, database: "Database", capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "import", str(file), "--json"]) == 0
    assert told(capsys)["ok"] is True
    assert main(["register", "find", "01000002"]) == 0


def test_a_company_becomes_an_employer(
    file: Path,
    folder: Path,
    database: "Database",
    me: "Adviser",
    capsys: pytest.CaptureFixture[str],
) -> None:
    database.close()
    assert main(["register", "import", str(file)]) == 0
    capsys.readouterr()
    assert main(["register", "adopt", "01000004", "--json"]) == 0
    made = told(capsys)
    office = open_office(folder)
    try:
        row = office.database.row(
            "SELECT name, company_number FROM employer WHERE id = ?", (made["id"],)
        )
    finally:
        office.close()
    assert tuple(row) == (made["name"], "01000004")

    assert main(["register", "adopt", "01000004"]) == 1
    assert "already" in capsys.readouterr().err
    assert main(["register", "adopt", "99999999"]) == 1


def test_a_file_of_something_else(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = tmp_path / "list.csv"
    other.write_text("name,phone\nBrello,1\n")
    assert main(["register", "import", str(other), "--json"]) == 1
    assert "no register that Adviser knows" in told(capsys)["error"]
    assert main(["register", "import", str(tmp_path / "nothing.csv")]) == 1
    assert "There is no file" in capsys.readouterr().err


def test_bad_rows_are_named(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with file.open("a", encoding="utf-8") as out:
        out.write("half a row\n")
    assert main(["register", "import", str(file)]) == 0
    out_text = capsys.readouterr().out
    assert "  line 202: it has 1 cells instead of 55" in out_text
    assert "Left out: 1 could not be read." in out_text


class _Silent:
    """A standard input on which nothing comes for as long as the test runs."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    def fileno(self) -> int:
        return self._handle


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Put a pipe in the place of standard input, and give the end that is written to."""
    read, write = os.pipe()
    monkeypatch.setattr("sys.stdin", _Silent(read))
    monkeypatch.setattr("os.nice", lambda by: 0, raising=False)
    yield write
    os.close(write)


def test_the_lines_for_the_screen(
    file: Path, pipe: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "import", str(file), "--progress-json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert lines[-1]["event"] == "done"
    assert lines[-1]["companies"] == 200
    assert lines[-1]["words"].startswith("200 companies are in the register")
    assert {line["event"] for line in lines[:-1]} == {"progress"}
    assert lines[-2]["step"] == "finishing"
    assert set(lines[0]) == {*("event", "step", "rows", "share", "rows_per_second", "seconds_left")}


def test_a_failure_is_a_line_too(
    tmp_path: Path, pipe: int, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.csv"
    empty.write_bytes(b"")
    assert main(["register", "import", str(empty), "--progress-json"]) == 1
    (line,) = [json.loads(each) for each in capsys.readouterr().out.splitlines()]
    assert line["event"] == "failed"
    assert "is empty" in line["error"]


def test_a_word_on_standard_input_stops_it_and_the_next_one_goes_on(
    file: Path, folder: Path, pipe: int, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    with file.open("wb") as out:
        write_register(out, 12_000, "uk")
    os.write(pipe, b"\n")
    assert main(["register", "import", str(file), "--progress-json"]) == STOPPED
    last = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert last["event"] == "stopped"
    assert RegisterStore(folder / FOLDER).status() is None
    assert main(["register", "status"]) == 0
    assert capsys.readouterr().out.startswith("Unfinished: Companies House")
    assert main(["register", "import", str(file), "--json"]) == 0
    assert told(capsys)["companies"] == 12_000


def test_the_short_names_of_the_team_find_companies(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["register", "import", str(file)]) == 0
    capsys.readouterr()
    assert main(["register", "find", "01000002", "--json"]) == 0
    name = told(capsys)["hits"][0]["name"]
    (folder / "short_names.txt").write_text(
        f"the old works = {name.split()[0]}\n", encoding="utf-8"
    )

    assert main(["register", "find", "the", "old", "works", "--json"]) == 0
    assert told(capsys)["hits"][0]["name"] == name
