"""`adviser import` and `adviser export`, word for word as scripts use them."""

import io
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from adviser_tui.cli import STOPPED, files, main
from adviser_tui.cli.progress import Counting, interruptible
from adviser_tui.clock import FixedClock
from adviser_tui.exchange.exports import ExportKind
from adviser_tui.exchange.field import ListKind
from adviser_tui.services.office import Office, open_office

LIST = (
    "Reference,Company name,Town,Phone,Shoe size\n"
    "F1,Fjord Bakery Ltd,Hull,01632 960 001,4\n"
    "F2,Hill Farm,York,not a number at all,5\n"
    "F3,Fjord Bakery Limited,Hull,,6\n"
    "F4,Tesselate Stores,Leeds,,7\n"
)


@pytest.fixture
def office(folder: Path, clock: FixedClock) -> Iterator[Office]:
    opened = open_office(folder, clock=clock)
    opened.identity.introduce("Vilma Testesen", "Fjord", "ips")
    opened.close()
    yield opened
    opened.close()


@pytest.fixture
def listed(office: Office, tmp_path: Path) -> Path:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_the_words_of_the_command_line_are_those_of_the_lists() -> None:
    assert set(files.LISTS) == {kind.value for kind in ListKind}
    assert set(files.EXPORTS) == {kind.value for kind in ExportKind}


def document(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, Any]:
    capsys.readouterr()
    code = main([*words, "--json"])
    return code, json.loads(capsys.readouterr().out)


def employers(capsys: pytest.CaptureFixture[str]) -> list[str]:
    _, found = document(capsys, "find", "fjord bakery hill farm tesselate", "--limit", "9")
    names = []
    for name in ("Fjord Bakery Ltd", "Hill Farm", "Tesselate Stores"):
        _, found = document(capsys, "find", name, "--limit", "1")
        names += [hit["name"] for hit in found["hits"] if hit["name"] == name]
    return names


def test_an_import_says_what_became_of_every_row(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = document(capsys, "import", "employers", str(listed))

    assert code == 0
    counts = {name: said[name] for name in ("rows", "imported", "doubles", "unchanged", "bad")}
    assert counts == {"rows": 4, "imported": 2, "doubles": 1, "unchanged": 0, "bad": 1}
    (bad,) = said["bad_rows"]
    assert (bad["line"], bad["column"], bad["header"]) == (3, 4, "Phone")
    assert bad["value"] == "not a number at all"
    assert bad["sentence"].endswith(".")
    (double,) = said["double_rows"]
    assert double["line"] == 4
    assert "line 2" in double["why"]
    assert said["columns"]["used"]["name"] == "Company name"
    assert said["columns"]["ignored"] == ["Shoe size"]
    assert said["columns"]["withheld"] == []
    assert Path(said["bad_file"]).name == "list to mend.csv"
    assert "Hill Farm" in Path(said["bad_file"]).read_text(encoding="utf-8-sig")
    assert employers(capsys) == ["Fjord Bakery Ltd", "Tesselate Stores"]


def test_an_import_is_undone_redone_and_known_again(
    listed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document(capsys, "import", "employers", str(listed))
    assert document(capsys, "undo") == (
        0,
        {"ok": True, "undone": "imported 2 employers from list.csv"},
    )
    assert employers(capsys) == []
    assert document(capsys, "redo") == (
        0,
        {"ok": True, "redone": "imported 2 employers from list.csv"},
    )
    assert employers(capsys) == ["Fjord Bakery Ltd", "Tesselate Stores"]

    code, again = document(capsys, "import", "employers", str(listed))

    assert code == 0
    assert (again["imported"], again["unchanged"]) == (0, 2)


def test_a_trial_changes_nothing(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = document(capsys, "import", "employers", str(listed), "--dry-run")

    assert code == 0
    assert (said["dry_run"], said["new"], said["imported"], said["bad"]) == (True, 2, 0, 1)
    assert said["bad_file"] is None
    assert not (tmp_path / "list to mend.csv").exists()
    assert employers(capsys) == []


def test_a_person_reads_where_to_mend_and_how_to_take_it_back(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mend = tmp_path / "mend.csv"
    assert main(["import", "employers", str(listed), "--bad-file", str(mend)]) == 0

    out = capsys.readouterr().out
    assert "Employer name from “Company name”" in out
    assert "line 3, column 4 (Phone): “not a number at all” is not one telephone number" in out
    assert "line 4: Fjord Bakery Limited. Double of line 2" in out
    assert f"That row is in {mend}" in out
    assert "`adviser undo` takes it back." in out
    assert mend.exists()


def test_a_mended_file_brings_in_the_rest(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mend = tmp_path / "mend.csv"
    document(capsys, "import", "employers", str(listed), "--bad-file", str(mend))
    text = mend.read_text(encoding="utf-8-sig")
    mend.write_text(text.replace("not a number at all", "01632 960 002"), encoding="utf-8")

    code, said = document(capsys, "import", "employers", str(mend))

    assert (code, said["imported"], said["bad"]) == (0, 1, 0)
    assert employers(capsys)[1] == "Hill Farm"


def test_a_column_is_named(listed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said = document(
        capsys, "import", "employers", str(listed), "--map", "notes=Shoe size", "--map", "phone="
    )

    assert (code, said["imported"], said["bad"]) == (0, 3, 0)
    assert said["columns"]["used"]["notes"] == "Shoe size"
    assert said["columns"]["ignored"] == ["Phone"]


def test_columns_that_could_each_be_meant_are_asked_about(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Employer nama,Employer nane,Town\nFjord Bakery,Hill Farm,Hull\n")

    code, said = document(capsys, "import", "employers", str(path))

    assert (code, said["ok"]) == (1, False)
    (question,) = said["questions"]
    assert question["columns"] == ["Employer nama", "Employer nane"]
    assert '--map "name=Employer nama"' in said["error"]
    code, said = document(capsys, "import", "employers", str(path), "--map", "name=Employer nane")
    assert (code, said["imported"]) == (0, 1)


@pytest.mark.parametrize(
    ("text", "words", "says"),
    [
        ("", (), "is empty"),
        ("Colour,Shape\nred,round\n", (), "No column was recognised as Employer name"),
        ("Name\nFjord\n", ("--map", "nonsense=Name"), "There is no field called “nonsense”"),
        ("Name\nFjord\n", ("--map", "name"), "--map name=Company"),
        ("Name\nFjord\n", ("--map", "name=Nowhere"), "no column called “Nowhere”"),
        ("Name\nFjord\n", ("--encoding", "klingon"), "no encoding called klingon"),
        ("Name;Town\nFjord;Hull\n", ("--delimiter", ";;"), "is a single mark"),
        ("%PDF-1.7\n", (), "is a PDF document"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(
    office: Office,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    text: str,
    words: tuple[str, ...],
    says: str,
) -> None:
    path = tmp_path / "list.csv"
    path.write_text(text, encoding="utf-8")

    code, said = document(capsys, "import", "employers", str(path), *words)

    assert (code, said["ok"]) == (1, False)
    assert says in said["error"]


def test_a_file_without_a_single_good_row_is_a_failure(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name,Phone\n,nothing\n,to call\n", encoding="utf-8")

    code, said = document(capsys, "import", "employers", str(path))

    assert (code, said["ok"], said["imported"], said["bad"]) == (1, False, 0, 2)


def test_a_file_that_is_not_there_is_named(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = document(capsys, "import", "employers", str(tmp_path / "nowhere.csv"))

    assert code == 1
    assert "There is no file" in said["error"]


def test_tabs_can_be_asked_for_by_their_name(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    path.write_text("Name\tTown, or so\nFjord, Bakery\tHull\n", encoding="utf-8")

    code, said = document(
        capsys, "import", "employers", str(path), "--delimiter", "tab", "--map", "town=2"
    )

    assert (code, said["imported"]) == (0, 1)
    assert said["columns"]["used"] == {"name": "Name", "town": "Town, or so"}


def test_ctrl_c_in_the_middle_leaves_nothing(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"Invented Employer {number},bad{number}\n" for number in range(3_000))
    path.write_text(f"Name,Phone\n{rows}", encoding="utf-8")
    asked: list[int] = []

    class Impatient(Counting):
        def __call__(self, done: int, total: int) -> None:
            if done >= 1_000 and not asked:
                asked.append(done)
                os.kill(os.getpid(), signal.SIGINT)

    from adviser_tui.cli import progress

    patch = pytest.MonkeyPatch()
    patch.setattr(progress, "Counting", Impatient)
    try:
        code, said = document(capsys, "import", "employers", str(path))
    finally:
        patch.undo()

    assert asked
    assert (code, said["ok"], said["cancelled"], said["imported"]) == (STOPPED, False, True, 0)
    assert not list(tmp_path.glob("*to mend*"))
    assert document(capsys, "history", "--limit", "5")[1]["actions"] == []


def test_ctrl_c_works_as_ever_afterwards() -> None:
    before = signal.getsignal(signal.SIGINT)
    with interruptible() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
    assert signal.getsignal(signal.SIGINT) is before


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("looks_on", [True, False])
def test_progress_is_shown_to_people_alone(monkeypatch: pytest.MonkeyPatch, looks_on: bool) -> None:
    stream = Terminal() if looks_on else io.StringIO()
    monkeypatch.setattr("sys.stderr", stream)
    monkeypatch.setattr("adviser_tui.cli.progress._BETWEEN", 0)
    with Counting() as counting:
        counting(500, 2_000)
    assert ("500 of 2,000 rows" in stream.getvalue()) is looks_on
    assert ("ctrl+c" in stream.getvalue()) is looks_on
    assert stream.getvalue().endswith("\r") is looks_on


@pytest.mark.parametrize("ending", ["csv", "xlsx", "json"])
def test_an_export_is_written_once_and_replaced_when_told(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    document(capsys, "import", "employers", str(listed))
    path = tmp_path / f"out.{ending}"

    code, said = document(capsys, "export", "employers", str(path))

    assert (code, said["rows"], said["file"]) == (0, 2, str(path))
    before = path.read_bytes()
    code, said = document(capsys, "export", "employers", str(path))
    assert code == 1
    assert "--replace" in said["error"]
    assert path.read_bytes() == before
    assert document(capsys, "export", "employers", str(path), "--replace")[0] == 0


def test_an_export_comes_back_unchanged(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document(capsys, "import", "employers", str(listed))
    path = tmp_path / "out.xlsx"
    document(capsys, "export", "employers", str(path))

    _, said = document(capsys, "import", "employers", str(path))

    assert (said["imported"], said["unchanged"], said["bad"]) == (0, 2, 0)


def test_an_export_warns_of_what_it_holds(
    listed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "follow-ups", str(tmp_path / "out.csv")]) == 0

    said = capsys.readouterr()
    assert "personal data" in said.err
    assert said.out == f"0 rows are in {tmp_path / 'out.csv'}.\n"


@pytest.mark.parametrize(
    ("kind", "name", "says"),
    [
        ("diary", "out.csv", "End the file's name in .ics"),
        ("employers", "out.ics", "A calendar holds"),
        ("employers", "out", "what kind of file"),
        ("employers", "nowhere/out.csv", "There is no folder"),
    ],
)
def test_an_export_that_cannot_be_written_says_why(
    listed: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    kind: str,
    name: str,
    says: str,
) -> None:
    code, said = document(capsys, "export", kind, str(tmp_path / name))

    assert code == 1
    assert says in said["error"]


def test_restricted_people_are_named_only_when_asked_for(
    office: Office, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    document(
        capsys, "add", "participant", "--set", "name=Ann Invented", "confidentiality=restricted"
    )
    path = tmp_path / "people.csv"

    _, said = document(capsys, "export", "participants", str(path))
    assert (said["rows"], said["remarks"]) == (0, ["1 restricted participant was left out."])
    _, said = document(capsys, "export", "participants", str(path), "--replace", "--restricted")
    assert said["rows"] == 1
